import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError, reasonOf } from '../errors.js';

/** A file, or the JSON files of a folder in the order of their names; hidden files are no data. */
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
  throw new DataError(`${path} holds no JSON file`, { file: path });
}

/** The file, or the one JSON file of a folder. @throws DataError where there are several */
export async function onlyJsonFile(path: string): Promise<string> {
  const files = await jsonFiles(path);
  if (files.length === 1) return files[0];
  throw new DataError(`${path} holds ${files.length} JSON files: name one of them`, { file: path });
}
