import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { SUPPORTED_VERSIONS } from './libtorch-pins.mjs';

// Files in which LibTorch archives, wheels and Python packages state their version, best first.
const VERSION_FILES = [
  ['build-version', /^\s*(\d+\.\d+\.\d+\S*)/],
  ['version.txt', /^\s*(\d+\.\d+\.\d+\S*)/],
  ['version.py', /__version__\s*=\s*['"]([^'"]+)['"]/],
];
const VERSION_HEADERS = [
  'include/torch/headeronly/version.h',
  'include/torch/csrc/api/include/torch/version.h',
  'include/torch/version.h',
];

/** The version of the LibTorch in a folder ('2.13.0+cpu'), or null if no file states it. */
export function readLibtorchVersion(folder) {
  for (const [file, pattern] of VERSION_FILES) {
    const match = readText(join(folder, file))?.match(pattern);
    if (match) return match[1];
  }
  for (const header of VERSION_HEADERS) {
    const text = readText(join(folder, header));
    const part = (name) => text?.match(new RegExp(`#define TORCH_VERSION_${name} (\\d+)`))?.[1];
    if (part('MAJOR') && part('MINOR')) return `${part('MAJOR')}.${part('MINOR')}.${part('PATCH') ?? 0}`;
  }
  return null;
}

export function isSupportedVersion(version) {
  const [major, minor] = version.split('.').map(Number);
  const at = (v) => v[0] * 1000 + v[1];
  const here = at([major, minor]);
  return here >= at(SUPPORTED_VERSIONS.from) && here < at(SUPPORTED_VERSIONS.below);
}

/**
 * Checks a folder that should be a LibTorch: lib/ with its libraries, include/ with its headers, and a
 * version that the addon supports.
 * @returns {{path: string, version: string, cuda: boolean}}
 * @throws {Error} saying what the folder lacks
 */
export function inspectLibtorch(folder) {
  if (!existsSync(folder)) throw new Error(`${folder} does not exist`);
  const library =
    { darwin: 'libtorch_cpu.dylib', win32: 'torch_cpu.dll' }[process.platform] ?? 'libtorch_cpu.so';
  for (const needed of [`lib/${library}`, 'include/ATen/core/dispatch/Dispatcher.h']) {
    if (!existsSync(join(folder, needed))) {
      throw new Error(`${folder} is not a LibTorch folder: it has no ${needed}`);
    }
  }
  const version = readLibtorchVersion(folder);
  if (version === null) throw new Error(`${folder} does not say which LibTorch version it is`);
  if (!isSupportedVersion(version)) {
    const { from, below } = SUPPORTED_VERSIONS;
    throw new Error(
      `${folder} is LibTorch ${version}; cotrain needs ${from.join('.')} or newer, below ${below.join('.')}`,
    );
  }
  const cuda = ['libtorch_cuda.so', 'torch_cuda.dll'].some((name) => existsSync(join(folder, 'lib', name)));
  return { path: realpathSync(folder), version, cuda };
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
