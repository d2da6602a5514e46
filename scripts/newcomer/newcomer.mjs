// What a newcomer does, in a folder of its own: installs cotrain with one package manager, then imports it and runs its commands. Run by
// scripts/test-pack.mjs inside a namespace without network; prints one JSON object: seconds and checks.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { delimiter, join } from 'node:path';
import { forward } from './forward.mjs';
import { MANAGERS } from './managers.mjs';
import { PROGRAMS, TYPED_PROGRAMS } from './programs.mjs';

const [folder, socket, registry, managerName] = process.argv.slice(2);
const manager = MANAGERS[managerName];
const app = join(folder, 'app');
const tools = join(folder, 'tools');
const env = {
  ...process.env,
  PATH: [process.env.PATH, join(tools, 'node_modules/.bin')].join(delimiter),
  npm_config_registry: registry,
};
const began = { install: 0 };
const seconds = {};
const checks = [];

const server = await forward(Number(new URL(registry).port), socket);
try {
  checkSurroundings();
  await install();
  await imports();
  await types();
  await commands();
} finally {
  server.close();
}
process.stdout.write(`${JSON.stringify({ seconds, checks })}\n`);

/** Nobody special: not root, no compiler, no network but this machine's own. */
function checkSurroundings() {
  check('not root', process.getuid() !== 0);
  check(
    'no network',
    Object.keys(networkInterfaces()).every((name) => name === 'lo'),
  );
  for (const tool of ['cc', 'gcc', 'c++', 'g++', 'clang', 'cmake', 'make', 'python3'])
    check(
      `no ${tool}`,
      env.PATH.split(delimiter).every((place) => !existsSync(join(place, tool))),
    );
}

async function install() {
  for (const place of [app, tools]) mkdirSync(place, { recursive: true });
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'app', private: true }));
  if (manager.tool !== null) await run('npm', ['install', '--prefix', tools, manager.tool]);
  manager.prepare(app, registry);
  began.install = performance.now();
  await run(manager.add[0], [...manager.add.slice(1), 'cotrain']);
  seconds.install = since();
  check(
    'the packages of other systems are not there',
    !existsSync(join(app, 'node_modules/@cotrain/native-darwin-arm64')),
  );
}

async function imports() {
  for (const [file, text] of Object.entries(PROGRAMS)) {
    writeFileSync(join(app, file), text);
    const { stdout } = await run('node', [file]);
    check(`${file} computes`, stdout === '64\n');
    if (file === 'first.mjs') seconds.firstTensor = since();
  }
}

async function types() {
  await run(manager.addDev[0], [...manager.addDev.slice(1), 'typescript@5.9', '@types/node@20']);
  for (const { name, file, text, options } of TYPED_PROGRAMS) {
    writeFileSync(join(app, file), text);
    const compilerOptions = {
      target: 'es2022',
      lib: ['es2023', 'esnext.disposable'],
      strict: true,
      noEmit: true,
      types: ['node'],
      ...options,
    };
    const config = join(app, `tsconfig.${file}.json`);
    writeFileSync(config, JSON.stringify({ compilerOptions, files: [file] }));
    const { code, stdout } = await run('node', ['node_modules/typescript/bin/tsc', '-p', config], {
      mayFail: true,
    });
    check(`types: ${name}`, code === 0, stdout);
  }
}

async function commands() {
  const cotrain = (...args) => run('npx', ['--no-install', 'cotrain', ...args]);
  const doctor = JSON.parse((await cotrain('doctor', '--json')).stdout);
  check('doctor finds nothing wrong', doctor.problems.length === 0, JSON.stringify(doctor.problems));
  check('LibTorch is the installed one', doctor.libtorch.path.startsWith(app), doctor.libtorch.path);
  await cotrain('data', 'generate', '--out', 'scenes', '--count', '8', '--val', '0.25', '--size', '96x64');
  const settings = [
    'tasks=[drivable]',
    'model.heads={drivable: {kind: semanticFpn}}',
    'train.epochs=1',
    'train.batchSize=2',
  ];
  await cotrain(
    'train',
    '--data',
    'scenes',
    '--out',
    'run',
    ...settings.flatMap((setting) => ['--set', setting]),
  );
  check('training leaves a report', existsSync(join(app, 'run/report.html')));
  const images = join('scenes/images/100k/val');
  await cotrain('predict', '--run', 'run', '--out', 'seen', images);
  seconds.firstPrediction = since();
  check(
    'a picture for each frame',
    readdirSync(join(app, 'seen/overlays')).length === readdirSync(join(app, images)).length,
  );
  const scores = JSON.parse((await cotrain('eval', '--run', 'run', '--json')).stdout);
  check('eval prints scores', Number.isFinite(scores['drivable/mIoU']), JSON.stringify(scores));
}

function since() {
  return (performance.now() - began.install) / 1000;
}

function check(name, passed, detail = '') {
  checks.push({ name, passed, ...(passed || { detail }) });
  process.stderr.write(`${passed ? 'ok  ' : 'FAIL'} ${name}${passed ? '' : `: ${detail}`}\n`);
}

/** Runs a command in the app's folder. @throws Error with its output if it fails, unless it may */
async function run(command, args, { mayFail = false } = {}) {
  const child = spawn(command, args, { cwd: app, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'])
    child[name].setEncoding('utf8').on('data', (text) => (output[name] += text));
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0 && !mayFail)
    throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output.stdout}\n${output.stderr}`);
  return { code, ...output };
}
