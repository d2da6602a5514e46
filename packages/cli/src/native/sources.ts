// The C++ sources, as the package @cotrain/native-source or a checkout has them, and the checks beside them.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NativeBuildError } from '../errors.js';

export interface Libtorch {
  path: string;
  version: string;
  /** Whether it is a CUDA build. */
  cuda: boolean;
  /** How it was found: `--libtorch`, `COTRAIN_LIBTORCH`, `VIRTUAL_ENV`, `CONDA_PREFIX` or a Python's name. */
  source: string;
}

/** The compiler of the CUDA kernels. */
export interface CudaToolkit {
  nvcc: string;
  /** Version of CUDA, `13.0`. */
  version: string;
}

/** Every tool throws a NativeBuildError that names what is missing, and how to get it. */
export interface SourceTools {
  /**
   * The LibTorch to compile for: a folder that is named is used, or is an error; then Python environments.
   * `cuda` takes CUDA builds only.
   */
  findLibtorch(options: { named?: string | undefined; env?: NodeJS.ProcessEnv; cuda?: boolean }): Libtorch;
  findToolchain(env?: NodeJS.ProcessEnv): { compiler: string; cmake: string };
  findNvcc(env?: NodeJS.ProcessEnv): CudaToolkit;
  /** Checks that the toolkit's version of CUDA is that of the LibTorch. */
  checkToolkitFits(toolkit: CudaToolkit, libtorch: Libtorch): void;
}

/** The folder of the installed sources. @throws NativeBuildError if they are not installed */
export function installedSources(version: string): string {
  try {
    return dirname(createRequire(import.meta.url).resolve('@cotrain/native-source/package.json'));
  } catch (cause) {
    throw new NativeBuildError(
      `the C++ sources are not installed: npm install @cotrain/native-source@${version}`,
      { cause },
    );
  }
}

/** The checks that set-up makes in a checkout, too. */
export async function loadTools(sources: string): Promise<SourceTools> {
  const load = (name: string) => import(pathToFileURL(join(sources, 'scripts/lib', name)).href);
  const [libtorch, toolchain, toolkit] = await Promise.all([
    load('find-libtorch.mjs'),
    load('toolchain.mjs'),
    load('cuda-toolkit.mjs'),
  ]);
  return {
    findLibtorch: asBuildError(libtorch.findLibtorch),
    findToolchain: asBuildError(toolchain.findToolchain),
    findNvcc: asBuildError(toolkit.findNvcc),
    checkToolkitFits: asBuildError(toolkit.checkToolkitFits),
  };
}

const asBuildError =
  <A extends unknown[], R>(tool: (...args: A) => R) =>
  (...args: A): R => {
    try {
      return tool(...args);
    } catch (error) {
      const { message, hint } = error as Error & { hint?: string };
      throw new NativeBuildError(hint ? `${message}\n${hint}` : message, { cause: error });
    }
  };

/** Header folders of Node-API, which the addon is compiled against. */
export function nodeApiHeaders(sources: string): string[] {
  const require = createRequire(join(sources, 'package.json'));
  const folders = [
    join(dirname(require.resolve('node-api-headers/package.json')), 'include'),
    dirname(require.resolve('node-addon-api/package.json')),
  ];
  const missing = folders.find((folder) => !existsSync(folder));
  if (missing) throw new NativeBuildError(`${missing} is missing: remove node_modules and install again`);
  return folders;
}
