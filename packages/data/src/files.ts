import { access, constants, readFile, stat } from 'node:fs/promises';
import { DataError, reasonOf } from './errors.js';

/** @throws DataError naming the file, if it is missing or unreadable. */
export const readBytes = (file: string | URL): Promise<Buffer> => naming(file, readFile(file));

/** Size of a file in bytes. @throws DataError naming the file, if it is missing. */
export const fileSize = async (file: string | URL): Promise<number> => (await naming(file, stat(file))).size;

/** @throws DataError naming the file, if it is missing or unreadable. */
export const assertReadable = (file: string | URL): Promise<void> =>
  naming(file, access(file, constants.R_OK));

async function naming<T>(file: string | URL, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new DataError(`cannot read ${file}: ${reasonOf(cause)}`, { file: String(file), cause });
  }
}
