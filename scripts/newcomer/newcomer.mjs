// The steps of a newcomer, in a separate folder: installs cotrain with one package manager, imports it and
// runs its commands. scripts/test-pack.mjs runs it in a namespace without network. Prints one JSON object:
// seconds, bytes and checks.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { delimiter, join } from 'node:path';
import { forward } from './forward.mjs';
import { MANAGERS } from './managers.mjs';
import { PROGRAMS, TYPED_PROGRAMS } from './programs.mjs';

const [folder, socket, registry, managerName, ...dataPackages] = process.argv.slice(2);
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
const sizes = {};
const checks = [];

const server = await forward(Number(new URL(registry).port), socket);
try {
  checkSurroundings();
  await install();
  await firstTensor();
  await firstPrediction();
  await commands();
  await imports();
  await types();
  if (managerName === 'npm') await brokenInstallations();
} finally {
  server.close();
}
process.stdout.write(`${JSON.stringify({ seconds, sizes, checks })}\n`);

/** Checks the environment: not root, no compiler, no network except on this machine. */
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
  const before = await downloaded();
  began.install = performance.now();
  await run(manager.add[0], [...manager.add.slice(1), 'cotrain']);
  seconds.install = since();
  sizes.downloaded = (await downloaded()) - before;
  sizes.unpacked = sizeOf(join(app, 'node_modules'));
  check(
    'the packages of other systems are not installed',
    !existsSync(join(app, 'node_modules/@cotrain/native-darwin-arm64')),
  );
}

/** Number of tarball bytes that the registry has sent. */
async function downloaded() {
  return Number(await (await fetch(new URL('/-/downloaded', registry))).text());
}

function sizeOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

async function firstTensor() {
  await compute('first.mjs');
  seconds.firstTensor = since();
}

/** Predicts with one of our trained models if it is packed, otherwise with the model trained below. */
async function firstPrediction() {
  await cotrain('data', 'generate', '--out', 'scenes', '--count', '8', '--val', '0.25', '--size', '96x64');
  if (dataPackages.length === 0) return;
  await run(manager.add[0], [...manager.add.slice(1), ...dataPackages]);
  await compute('data.mjs', dataPackages);
  const model = dataPackages.find((name) => name.includes('/model-'));
  if (model !== undefined) await predict('seen-by-model', '--model', model);
}

async function predict(out, ...args) {
  const images = 'scenes/images/100k/val';
  await cotrain('predict', ...args, '--out', out, images);
  seconds.firstPrediction ??= since();
  const pictures = (folder) => readdirSync(join(app, folder)).length;
  check(`a picture of each frame, ${args.join(' ')}`, pictures(`${out}/overlays`) === pictures(images));
}

async function imports() {
  for (const file of ['esm.mjs', 'commonjs.cjs', 'worker.mjs']) await compute(file);
}

/** A program that prints 64. */
async function compute(file, args = []) {
  writeFileSync(join(app, file), PROGRAMS[file]);
  const { stdout } = await run('node', [file, ...args]);
  check(`${file} computes`, stdout === '64\n', stdout);
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
  const doctor = JSON.parse((await cotrain('doctor', '--json')).stdout);
  check('doctor finds no problem', doctor.problems.length === 0, JSON.stringify(doctor.problems));
  check('LibTorch is the installed one', doctor.libtorch.path.startsWith(app), doctor.libtorch.path);
  const settings = [
    'tasks=[drivable]',
    'model.heads={drivable: {kind: semanticFpn}}',
    'train.epochs=1',
    'train.batchSize=2',
  ].flatMap((setting) => ['--set', setting]);
  await cotrain('train', '--data', 'scenes', '--out', 'run', ...settings);
  check('training leaves a report', existsSync(join(app, 'run/report.html')));
  await predict('seen', '--run', 'run');
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

/** Checks messages for missing packages: they must not refer to a checkout, which users do not have. */
async function brokenInstallations() {
  for (const kind of ['libtorch', 'native']) {
    const name = `@cotrain/${kind}-${process.platform}-${process.arch}`;
    rmSync(join(app, 'node_modules', name), { recursive: true });
    const { code, stdout } = await run('npx', ['--no-install', 'cotrain', 'doctor'], { mayFail: true });
    const isTold = code === 1 && stdout.includes(`npm install ${name}`) && !stdout.includes('npm run setup');
    check(`doctor says that ${name} is missing`, isTold, stdout);
  }
}

function cotrain(...args) {
  return run('npx', ['--no-install', 'cotrain', ...args]);
}

/** Runs a command in the app's folder. @throws Error with its output on failure, unless `mayFail` is set */
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
