// The C++ sources, as the package @cotrain/native-source or a checkout has them, and the checks beside them.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NativeBuildError } from '../errors.js';

export interface SourceTools {
  /** @throws Error saying what the folder lacks, or that its version does not fit */
  inspectLibtorch(folder: string): { path: string; version: string; cuda: boolean };
  /** Versions of LibTorch that build, such as `2.11 to 2.14`. */
  supported: string;
  /** @throws NativeBuildError naming everything that is missing, and how to get it */
  findToolchain(env?: NodeJS.ProcessEnv): { compiler: string; cmake: string };
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
  const [{ inspectLibtorch }, { SUPPORTED_VERSIONS }, { findToolchain }] = await Promise.all([
    load('libtorch-folder.mjs'),
    load('libtorch-pins.mjs'),
    load('toolchain.mjs'),
  ]);
  const [from, below] = [SUPPORTED_VERSIONS.from, SUPPORTED_VERSIONS.below] as [number[], number[]];
  return {
    inspectLibtorch,
    supported: `${from.join('.')} to ${below[0]}.${below[1]! - 1}`,
    findToolchain(env) {
      try {
        return findToolchain(env);
      } catch (error) {
        const { message, hint } = error as Error & { hint?: string };
        throw new NativeBuildError(hint ? `${message}\n${hint}` : message, { cause: error });
      }
    },
  };
}

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
