// The LibTorch that `cotrain build` compiles for: named by the user, or found in a Python environment.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NativeBuildError } from '../errors.js';
import type { SourceTools } from './sources.js';

export interface Libtorch {
  path: string;
  version: string;
  /** Whether it is a CUDA build. */
  cuda: boolean;
  /** How it was found: `--libtorch`, `COTRAIN_LIBTORCH`, `VIRTUAL_ENV`, `CONDA_PREFIX` or a Python's name. */
  source: string;
}

/**
 * The first of: `--libtorch`, `COTRAIN_LIBTORCH`, the environments of `VIRTUAL_ENV` and `CONDA_PREFIX`, and
 * the Python on the PATH. A folder that is named is used, or is an error.
 *
 * @throws NativeBuildError that lists what was tried, and says what helps
 */
export function findLibtorch(
  { inspectLibtorch, supported }: Pick<SourceTools, 'inspectLibtorch' | 'supported'>,
  named: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Libtorch {
  const inspect = (folder: string, source: string): Libtorch => ({ ...inspectLibtorch(folder), source });
  for (const [source, folder] of [
    ['--libtorch', named],
    ['COTRAIN_LIBTORCH', env.COTRAIN_LIBTORCH],
  ] as const) {
    if (!folder) continue;
    try {
      return inspect(resolve(folder), source);
    } catch (error) {
      throw new NativeBuildError(
        `${source}: ${(error as Error).message}. Name a folder with lib/ and include/: LibTorch, or the torch folder of a Python environment`,
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
        tried.push(`${source}: ${(error as Error).message}`);
      }
  }
  throw new NativeBuildError(
    `no LibTorch was found. Tried:\n${tried.map((line) => `  ${line}\n`).join('')}` +
      `Install PyTorch ${supported} (\`pip install torch\`) and activate its environment, or name a LibTorch: cotrain build --libtorch DIR`,
  );
}

/** Where Python environments have torch; null where an environment has none. */
function* pythonPlaces(env: NodeJS.ProcessEnv): Generator<[source: string, folder: string | null]> {
  for (const source of ['VIRTUAL_ENV', 'CONDA_PREFIX'] as const) {
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

function torchIn(prefix: string): string | null {
  const lib = join(prefix, 'lib');
  const versions = existsSync(lib) ? readdirSync(lib).filter((name) => /^python3/.test(name)) : [];
  const folders = versions.map((name) => join(lib, name, 'site-packages', 'torch'));
  return folders.find((folder) => existsSync(folder)) ?? null;
}
