import { open, readFile, rename, rm } from 'node:fs/promises';
import { DataError, reasonOf } from './errors.js';

/** @throws DataError naming the file, when it is missing or unreadable. */
export async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new DataError(`cannot read ${file}: ${reasonOf(cause)}`, { file, cause });
  }
}

/** Temporary file, fsync, rename: a reader never sees half of it, whatever interrupts the writer. */
export async function writeFileAtomic(file: string, bytes: Uint8Array | string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new DataError(`cannot write ${file}: ${reasonOf(cause)}`, { file, cause });
  }
}
