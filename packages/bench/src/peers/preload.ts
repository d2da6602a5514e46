// Libraries that a peer's process loads before all others.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Preload } from '../case.js';

/** Where the system's loader looks; Debian and Ubuntu have a folder for each architecture below. */
const SYSTEM = ['/usr/local/lib', '/usr/lib64', '/usr/lib', '/lib64', '/lib'];

/** Path of a shared library by its file name, or null where it is not installed. */
export function findLibrary(file: string, env: NodeJS.ProcessEnv = process.env): string | null {
  const asked = (env.LD_LIBRARY_PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const folders = [...asked, ...SYSTEM.flatMap(withArchitectures)];
  return folders.map((folder) => join(folder, file)).find((path) => existsSync(path)) ?? null;
}

function withArchitectures(folder: string): string[] {
  const inside = existsSync(folder) ? readdirSync(folder) : [];
  return [folder, ...inside.filter((name) => /-linux-gnu\w*$/.test(name)).map((name) => join(folder, name))];
}

/** The variable that loads them first, before those that the user preloads. Each has to be installed. */
export function preloading(
  libraries: readonly Preload[],
  env: NodeJS.ProcessEnv = process.env,
): Readonly<Record<string, string>> {
  if (libraries.length === 0) return {};
  const paths = libraries.map(({ file }) => findLibrary(file, env)!);
  return { LD_PRELOAD: [...paths, ...(env.LD_PRELOAD ? [env.LD_PRELOAD] : [])].join(':') };
}
