// The addon that `cotrain build` made for a LibTorch of the user's own.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What `cotrain build` and the set-up of a checkout write down beside what they build. */
export interface BuildRecord {
  /** `source` says how it was found, such as `COTRAIN_LIBTORCH`. */
  libtorch: { path: string; version: string; source: string };
  builtAt: string;
  compiler: string;
}

export const RECORD_FILE = 'cotrain-build.json';

/**
 * The user's cache folder for addons of one version of cotrain: `cotrain.node`, the operator library, and the
 * record of the build.
 */
export function builtFolder(version: string, env: NodeJS.ProcessEnv = process.env): string {
  const cache = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'cotrain', 'native', `${version}-${process.platform}-${process.arch}`);
}

/** The build folder of a checkout: with COTRAIN_CUDA=1, the one of `npm run build:native -- --cuda`. */
export function checkoutBuild(checkout: string, env: NodeJS.ProcessEnv = process.env): string {
  return join(checkout, env.COTRAIN_CUDA === '1' ? 'build-cuda' : 'build');
}

/** The record of a folder with a build; null if there is none. */
export function readBuildRecord(folder: string): BuildRecord | null {
  try {
    return JSON.parse(readFileSync(join(folder, RECORD_FILE), 'utf8')) as BuildRecord;
  } catch {
    return null;
  }
}

/** Whether a build can be loaded: the LibTorch that it was made for may have gone. */
export function builtAddon(folder: string): { addon: string } | { problem: string } | null {
  const record = readBuildRecord(folder);
  if (record === null) return null;
  const addon = join(folder, 'cotrain.node');
  if (!existsSync(addon)) return { problem: `${addon}: missing` };
  const { path } = record.libtorch;
  return existsSync(path)
    ? { addon }
    : { problem: `${addon}: built for the LibTorch in ${path}, which is gone` };
}
