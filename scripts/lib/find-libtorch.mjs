// The LibTorch that someone has already: named, or in a Python environment.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SetupError } from './console.mjs';
import { inspectLibtorch } from './libtorch-folder.mjs';
import { SUPPORTED_VERSIONS } from './libtorch-pins.mjs';

/** Versions of LibTorch that build: `2.11 to 2.14`. */
export const SUPPORTED = `${SUPPORTED_VERSIONS.from.join('.')} to ${SUPPORTED_VERSIONS.below[0]}.${SUPPORTED_VERSIONS.below[1] - 1}`;

/**
 * The first of: `--libtorch`, `COTRAIN_LIBTORCH`, the environments of `VIRTUAL_ENV` and `CONDA_PREFIX`, the
 * Python on the PATH. A folder that is named is used, or is an error.
 *
 * @param {{named?: string, env?: object, cuda?: boolean}} options
 *   `cuda` takes CUDA builds only
 * @returns {{path: string, version: string, cuda: boolean, source: string}}
 * @throws {SetupError} that lists what was tried, and says what helps
 */
export function findLibtorch({ named, env = process.env, cuda = false } = {}) {
  const inspect = (folder, source) => {
    const found = { ...inspectLibtorch(folder), source };
    if (cuda && !found.cuda) throw new Error(`LibTorch ${found.version} in ${found.path} is a CPU build`);
    return found;
  };
  for (const [source, folder] of [
    ['--libtorch', named],
    ['COTRAIN_LIBTORCH', env.COTRAIN_LIBTORCH],
  ]) {
    if (!folder) continue;
    try {
      return inspect(resolve(folder), source);
    } catch (error) {
      throw new SetupError(
        `${source}: ${error.message}. Name a folder with lib/ and include/: LibTorch${cuda ? ' with CUDA' : ''}, or the torch folder of a Python environment`,
        { cause: error },
      );
    }
  }
  const tried = ['--libtorch: not given', 'COTRAIN_LIBTORCH: not set'];
  for (const [source, folder] of pythonPlaces(env)) {
    if (folder === null) tried.push(`${source}: no torch there`);
    else
      try {
        return inspect(folder, source);
      } catch (error) {
        tried.push(`${source}: ${error.message}`);
      }
  }
  throw new SetupError(
    `no LibTorch${cuda ? ' with CUDA' : ''} was found. Tried:\n${tried.map((line) => `  ${line}\n`).join('')}` +
      `Install ${cuda ? 'a CUDA build of ' : ''}PyTorch ${SUPPORTED} (\`pip install torch\`) and activate its environment, or name a LibTorch: COTRAIN_LIBTORCH=DIR, or cotrain build --libtorch DIR`,
  );
}

/** Where Python environments have torch; null where an environment has none. */
function* pythonPlaces(env) {
  for (const source of ['VIRTUAL_ENV', 'CONDA_PREFIX']) {
    const prefix = env[source];
    if (prefix) yield [`${source} (${prefix})`, torchIn(prefix)];
  }
  for (const python of ['python3', 'python']) {
    const program =
      'import importlib.util as u; s = u.find_spec("torch"); print(s.submodule_search_locations[0] if s else "")';
    const { status, stdout } = spawnSync(python, ['-c', program], { env, encoding: 'utf8' });
    // Without a Python of that name there is nothing to report.
    if (status === 0) yield [`${python} on the PATH`, stdout.trim() || null];
  }
}

function torchIn(prefix) {
  const lib = join(prefix, 'lib');
  const versions = existsSync(lib) ? readdirSync(lib).filter((name) => /^python3/.test(name)) : [];
  const folders = versions.map((name) => join(lib, name, 'site-packages', 'torch'));
  return folders.find((folder) => existsSync(folder)) ?? null;
}
