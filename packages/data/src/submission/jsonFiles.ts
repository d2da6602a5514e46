import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError, reasonOf } from '../errors.js';

/** A file, or the JSON files of a folder in the order of their names. Hidden files are ignored. */
export async function jsonFiles(path: string): Promise<[string, ...string[]]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = await readdir(path);
    const files = names.filter((name) => /\.json$/i.test(name) && !name.startsWith('.')).sort();
    const [first, ...others] = files.map((name) => join(path, name));
    if (first !== undefined) return [first, ...others];
  } catch (cause) {
    throw new DataError(`cannot read ${path}: ${reasonOf(cause)}`, { file: path, cause });
  }
  throw new DataError(`${path} contains no JSON file`, { file: path });
}

/** The file, or the only JSON file of a folder. @throws DataError if there are several */
export async function onlyJsonFile(path: string): Promise<string> {
  const files = await jsonFiles(path);
  if (files.length === 1) return files[0];
  throw new DataError(`${path} contains ${files.length} JSON files: choose one of them`, { file: path });
}
