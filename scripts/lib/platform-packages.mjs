// The two packages of this platform: the addon with the operator library, and the required libraries of
// LibTorch. Their manifests are in packages/; the binaries are copied next to them for packing.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { SetupError } from './console.mjs';
import { dependencies } from './elf.mjs';
import { libtorchNotices } from './libtorch-notices.mjs';
import { LIBTORCH_VERSION } from './libtorch-pins.mjs';
import { ROOT } from './root.mjs';

const PLATFORM = `${process.platform}-${process.arch}`;
const NATIVE = join(ROOT, 'packages', `native-${PLATFORM}`);
const LIBTORCH = join(ROOT, 'packages', `libtorch-${PLATFORM}`);

export const isPlatformPackage = (folder) => /^(native|libtorch)-(?!source)/.test(basename(folder));
export const isOfThisPlatform = (folder) => folder === NATIVE || folder === LIBTORCH;

const SOURCE = join(ROOT, 'packages', 'native-source');
/** What `cotrain build` compiles, and what it checks before; in the places that they have here. */
const SOURCES = [
  'CMakeLists.txt',
  'native',
  ...['console', 'cuda-toolkit', 'find-libtorch', 'libtorch-folder', 'libtorch-pins', 'toolchain'].map(
    (name) => `scripts/lib/${name}.mjs`,
  ),
];

/** Lays the sources of the addon and the operator library into their package's folder. */
export function stageSources() {
  for (const file of SOURCES) cpSync(join(ROOT, file), join(SOURCE, file), { recursive: true });
}

export function unstageSources() {
  for (const name of ['CMakeLists.txt', 'native', 'scripts'])
    rmSync(join(SOURCE, name), { recursive: true, force: true });
}

/** Copies the binaries and licences into the packages' folders. */
export async function stagePlatformPackages() {
  if (!existsSync(NATIVE))
    throw new SetupError(`there is no package for ${PLATFORM}: packages/ has a folder for each platform`);
  const { libtorch } = JSON.parse(readFileSync(join(ROOT, 'build/cotrain-build.json'), 'utf8'));
  if (libtorch.cuda || !libtorch.version.startsWith(LIBTORCH_VERSION))
    throw new SetupError(`the addon is built for LibTorch ${libtorch.version} in ${libtorch.path}`, {
      hint: `What is published runs on the CPU build of ${LIBTORCH_VERSION}: unset COTRAIN_LIBTORCH and run \`npm run setup\`.`,
    });
  execFileSync('cmake', ['--install', join(ROOT, 'build'), '--prefix', NATIVE, '--strip'], { stdio: 'pipe' });
  const binaries = JSON.parse(readFileSync(join(NATIVE, 'package.json'), 'utf8')).files;
  const libraries = neededOf(
    binaries.map((name) => join(NATIVE, name)),
    join(libtorch.path, 'lib'),
  );
  mkdirSync(join(LIBTORCH, 'lib'), { recursive: true });
  for (const library of libraries) copyStripped(library, join(LIBTORCH, 'lib', basename(library)));
  const { license, notices } = await libtorchNotices();
  writeFileSync(join(LIBTORCH, 'LICENSE'), license);
  writeFileSync(join(LIBTORCH, 'THIRD-PARTY-NOTICES.md'), notices);
}

/** Removes the files that staging copied. */
export function unstagePlatformPackages() {
  for (const folder of [NATIVE, LIBTORCH])
    for (const name of existsSync(folder)
      ? JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).files
      : [])
      rmSync(join(folder, name), { recursive: true, force: true });
}

/** The files in `folder` that the binaries require, directly or indirectly. */
function neededOf(binaries, folder) {
  const found = new Set();
  const visit = (binary) => {
    for (const name of neededNames(binary)) {
      const library = join(folder, name);
      if (!existsSync(library) || found.has(library)) continue;
      found.add(library);
      visit(library);
    }
  };
  for (const binary of binaries) visit(binary);
  return [...found];
}

function neededNames(binary) {
  if (process.platform === 'linux') return dependencies(binary).needed;
  const lines = execFileSync('otool', ['-L', binary], { encoding: 'utf8' }).split('\n').slice(1);
  return lines.filter((line) => line.includes('@rpath/')).map((line) => basename(line.trim().split(' ')[0]));
}

/** Strips symbols that only debuggers need. macOS's libraries are signed, so they stay unchanged. */
function copyStripped(from, to) {
  if (process.platform === 'linux') execFileSync('strip', ['--strip-unneeded', '-o', to, from]);
  else copyFileSync(from, to);
  chmodSync(to, 0o755);
}
