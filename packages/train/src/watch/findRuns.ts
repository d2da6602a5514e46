// Which folders are runs.
import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';

/** A run's folder, and its name on the page. */
export interface FoundRun {
  folder: string;
  name: string;
}

/** How deep runs may lie in a folder of runs: experiments have `NAME/SEED/RUN`. */
const DEPTH = 4;

const isRun = (folder: string): boolean =>
  existsSync(join(folder, 'config.json')) &&
  ['log.jsonl', 'tasks.json', 'classes.json'].some((file) => existsSync(join(folder, file)));

/**
 * The runs that the given folders are or contain, each once, by name. Names are paths below the given folder,
 * or the folder's own.
 */
export function findRuns(given: readonly string[]): FoundRun[] {
  const found = given.flatMap((path) => {
    const root = resolve(path);
    if (isRun(root)) return [{ folder: root, name: basename(root) }];
    return runsBelow(root, DEPTH).map((folder) => ({ folder, name: relative(root, folder) }));
  });
  const unique = [...new Map(found.map((run) => [run.folder, run])).values()];
  const named = unique.map((run) => {
    const isShared = unique.some((other) => other !== run && other.name === run.name);
    return isShared ? { ...run, name: relative('.', run.folder) } : run;
  });
  return named.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

function runsBelow(folder: string, depth: number): string[] {
  if (depth === 0) return [];
  return entriesOf(folder).flatMap((path) => (isRun(path) ? [path] : runsBelow(path, depth - 1)));
}

function entriesOf(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .map(({ name }) => join(folder, name));
  } catch {
    return []; // not there yet, or not ours to read
  }
}
