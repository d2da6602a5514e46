import { readFile } from 'node:fs/promises';
import { DataError, reasonOf } from './errors.js';

/** @throws DataError naming the file, if it is missing or unreadable. */
export async function readBytes(file: string | URL): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new DataError(`cannot read ${file}: ${reasonOf(cause)}`, { file: String(file), cause });
  }
}
