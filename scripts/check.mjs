#!/usr/bin/env node
// All static checks of the source; `--fix` fixes what can be fixed automatically.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCuda } from './check-cuda.mjs';
import { wideComments } from './lib/comment-width.mjs';
import { seconds } from './lib/console.mjs';
import { importCircles } from './lib/import-circles.mjs';
import { LIBTORCH_VERSION } from './lib/libtorch-pins.mjs';
import { brokenLinks } from './lib/markdown-links.mjs';
import { wrongPhrases } from './lib/phrases.mjs';
import { ROOT } from './lib/root.mjs';
import { run } from './lib/workspace.mjs';

const fix = process.argv.includes('--fix');
const modules = join(ROOT, 'node_modules');
const tsc = join(modules, 'typescript/bin/tsc');

const CHECKS = [
  ['biome', () => node(join(modules, '@biomejs/biome/bin/biome'), 'check', ...(fix ? ['--write'] : []), '.')],
  ['comment width', commentWidth],
  ['phrases', noWrongPhrases],
  ['clang-format', clangFormat],
  ['tsc -b', () => node(tsc, '-b')],
  ...['tests', 'benchmarks', 'examples', 'docs'].map((folder) => [
    `tsc -p ${folder}`,
    () => typeCheck(folder),
  ]),
  ['import circles', noImportCircles],
  ['generated operators', generatedOperators],
  [
    'generated texts of options',
    () => node(join(ROOT, 'scripts/generate-options.mjs'), ...(fix ? [] : ['--check'])),
  ],
  [
    "reports of the packages' interfaces",
    () => node(join(ROOT, 'scripts/api-report.mjs'), ...(fix ? [] : ['--check'])),
  ],
  ['CUDA sources', checkCuda],
  ['links in documents', documentLinks],
  ['documentation site', () => node(join(modules, 'vitepress/bin/vitepress.js'), 'build', 'docs')],
];

let failed = 0;
for (const [name, check] of CHECKS) {
  const began = performance.now();
  const { problem, skipped } = await check();
  if (problem !== undefined) failed++;
  const outcome = problem !== undefined ? 'FAILED' : skipped ? `skipped: ${skipped}` : 'ok';
  console.log(`${name}: ${outcome} (${seconds(began)})`);
  if (problem) console.log(problem.replace(/^/gm, '    '));
}
console.log(failed === 0 ? '\nall checks passed' : `\n${failed} of ${CHECKS.length} checks failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function node(...args) {
  const { code, output } = await run(process.execPath, args, { quiet: true });
  return code === 0 ? {} : { problem: output.trim() };
}

function commentWidth() {
  const wide = wideComments(fix);
  return wide.length === 0 ? {} : { problem: `${wide.join('\n')}\n\`npm run format\` wraps them` };
}

function noWrongPhrases() {
  const wrong = wrongPhrases();
  return wrong.length === 0
    ? {}
    : { problem: `${wrong.join('\n')}\ndocs/style.md says what to write instead` };
}

async function clangFormat() {
  const cli = join(modules, 'clang-format/index.js');
  // The npm package carries binaries for these platforms only.
  if (
    !['linux-x64', 'darwin-x64', 'darwin-arm64', 'win32-x64'].includes(`${process.platform}-${process.arch}`)
  ) {
    return { skipped: `no clang-format binary for ${process.platform}-${process.arch}` };
  }
  const folders = ['native', 'tests/native', 'tests/cuda', 'examples/operator'].filter((folder) =>
    existsSync(join(ROOT, folder)),
  );
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true })
      .filter((file) => /\.(cpp|h|cu|cuh)$/.test(file))
      .map((file) => join(folder, file)),
  );
  if (files.length === 0) return { skipped: 'no C++ files' };
  return node(cli, ...(fix ? ['-i'] : ['--dry-run', '-Werror']), ...files);
}

async function typeCheck(folder) {
  const sources = readdirSync(join(ROOT, folder), { recursive: true });
  const own = sources.filter((file) => /\.ts$/.test(file) && !file.includes('node_modules'));
  return own.length === 0 ? { skipped: 'no TypeScript files' } : node(tsc, '-p', folder);
}

async function noImportCircles() {
  const circles = await Promise.all(
    readdirSync(join(ROOT, 'packages'))
      .map((name) => join(ROOT, 'packages', name, 'src'))
      .filter((folder) => existsSync(folder))
      .map(async (folder) =>
        (await importCircles(folder)).map((files) => `${folder}: ${files.join(' <-> ')}`),
      ),
  );
  const found = circles.flat();
  return found.length === 0 ? {} : { problem: found.join('\n') };
}

async function generatedOperators() {
  // Another LibTorch has other operators; what is committed is the pinned version's.
  const record = join(ROOT, 'build/cotrain-build.json');
  if (!existsSync(record)) return { skipped: 'the addon was not built here' };
  const { libtorch } = JSON.parse(readFileSync(record, 'utf8'));
  if (!libtorch.version.startsWith(LIBTORCH_VERSION)) {
    return { skipped: `the addon is built with LibTorch ${libtorch.version}, not ${LIBTORCH_VERSION}` };
  }
  const outcomes = [];
  for (const name of ['torch', 'ops'])
    outcomes.push(
      await node(join(ROOT, 'packages', name, 'scripts/generate.mjs'), ...(fix ? [] : ['--check'])),
    );
  return outcomes.find(({ problem }) => problem !== undefined) ?? {};
}

async function documentLinks() {
  const broken = await brokenLinks();
  return broken.length === 0 ? {} : { problem: broken.join('\n') };
}
