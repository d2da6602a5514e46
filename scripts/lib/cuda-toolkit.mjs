// The CUDA compiler, and whether it fits a LibTorch.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupError } from './console.mjs';

const NEEDED = [12, 0]; // the first that compiles C++20

const HINT = [
  'To get nvcc: install the CUDA toolkit (developer.nvidia.com/cuda-downloads) of the major version of your',
  'LibTorch, or name the compiler: CUDACXX=/path/to/nvcc',
].join('\n');

/**
 * The nvcc that compiles the CUDA kernels: the one of `CUDACXX`, or the first of `CUDA_HOME`, `CUDA_PATH`,
 * the PATH and /usr/local/cuda.
 * @returns {{nvcc: string, version: string}} `version` is the toolkit's, `13.0`
 * @throws {SetupError} that lists what was tried
 */
export function findNvcc(env = process.env) {
  const tried = [];
  const at = (source, command) => {
    const { status, stdout, error } = spawnSync(command, ['--version'], { env, encoding: 'utf8' });
    const version = /release (\d+\.\d+)/.exec(stdout ?? '')?.[1];
    if (status !== 0 || version === undefined)
      tried.push(`${source}: ${command} ${error?.code === 'ENOENT' ? 'is not there' : 'does not run'}`);
    else if (isBefore(version, NEEDED))
      tried.push(
        `${source}: ${command} is of CUDA ${version}, and ${NEEDED.join('.')} is the first that fits`,
      );
    else return { nvcc: onPath(command, env), version };
    return null;
  };
  const places = env.CUDACXX
    ? [['CUDACXX', env.CUDACXX]]
    : [
        ...['CUDA_HOME', 'CUDA_PATH'].map((name) => [name, env[name] && join(env[name], 'bin/nvcc')]),
        ['PATH', 'nvcc'],
        ['the usual place', '/usr/local/cuda/bin/nvcc'],
      ];
  if (!env.CUDACXX) tried.push('CUDACXX: not set');
  for (const [source, command] of places) {
    const found = command ? at(source, command) : null;
    if (found) return found;
    if (!command) tried.push(`${source}: not set`);
  }
  const list = tried.map((line) => `  ${line}`).join('\n');
  throw new SetupError(`no CUDA compiler (nvcc) was found. Tried:\n${list}`, { hint: HINT });
}

/** The CUDA version that a LibTorch was built for, `13.0`, or null if no file states it. */
export function cudaOfLibtorch({ path, version }) {
  const [, major, minor] = /\+cu(\d+)(\d)$/.exec(version) ?? [];
  if (major) return `${major}.${minor}`;
  try {
    return /^cuda\b.*?=\s*'(\d+\.\d+)'/m.exec(readFileSync(join(path, 'version.py'), 'utf8'))?.[1] ?? null;
  } catch {
    return null;
  }
}

/** @throws {SetupError} if the toolkit and the LibTorch are of different major versions of CUDA */
export function checkToolkitFits({ nvcc, version }, libtorch) {
  const needed = cudaOfLibtorch(libtorch);
  if (needed === null || needed.split('.')[0] === version.split('.')[0]) return;
  throw new SetupError(
    `${nvcc} is of CUDA ${version}, and LibTorch ${libtorch.version} in ${libtorch.path} of CUDA ${needed}: their major versions must be the same`,
    { hint: HINT },
  );
}

/** The whole path of a command, which CMake remembers. */
function onPath(command, env) {
  if (command.includes('/')) return command;
  const folders = (env.PATH ?? '').split(delimiter).map((folder) => join(folder, command));
  return folders.find((file) => existsSync(file)) ?? command;
}

function isBefore(version, needed) {
  const [major, minor] = version.split('.').map(Number);
  return major < needed[0] || (major === needed[0] && minor < needed[1]);
}
