#!/usr/bin/env node
// Everything that a fresh checkout needs before `npm test` or `npm run demo`. Takes a few tenths of a second
// if nothing changed. Checks Node before importing anything else, because the other scripts use features that
// an old Node lacks.
import { readFileSync } from 'node:fs';

const { engines, packageManager } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);
checkNode(engines.node);

const { fail, seconds } = await import('./lib/console.mjs');
const { installDependencies, compileTypeScript } = await import('./lib/workspace.mjs');
const { buildNative, resolveBuild } = await import('./build-native.mjs');

let build;
const STEPS = [
  ['Dependencies', () => installDependencies(packageManager)],
  [
    'LibTorch',
    async () => {
      build = await resolveBuild();
      return `${build.libtorch.version} from ${build.libtorch.source}`;
    },
  ],
  ['Native addon', () => buildNative(build)],
  ['TypeScript', compileTypeScript],
];

for (const [index, [name, run]] of STEPS.entries()) {
  const began = performance.now();
  try {
    const outcome = await run();
    process.stderr.write(`${index + 1}/${STEPS.length} ${name}: ${outcome}, ${seconds(began)}\n`);
  } catch (error) {
    fail(`set-up (step ${index + 1} of ${STEPS.length}, ${name})`, error);
  }
}

function checkNode(range) {
  const [needMajor, needMinor = 0] = range
    .match(/\d+(\.\d+)*/)[0]
    .split('.')
    .map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  process.stderr.write(
    `\ncotrain set-up failed: Node ${process.versions.node} is too old; cotrain needs Node ${range}.\n\n` +
      "To get it: https://nodejs.org, or `nvm install 22`, or your system's package manager.\n\n",
  );
  process.exit(1);
}
