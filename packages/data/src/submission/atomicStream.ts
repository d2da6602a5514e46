import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { FileWriteError, temporaryPath } from '@cotrain/torch';

/**
 * `writeFileAtomic` of @cotrain/torch for pieces that are still being made: writes them to a temporary file
 * beside `path` as they come, and renames it when all are there. Until then, and after any failure, an old
 * file stays.
 *
 * @throws FileWriteError for a full disk, missing rights, ...; what the making of a piece threw passes
 *   through
 */
export async function writeStreamAtomic(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const temporary = temporaryPath(path);
  try {
    await pipeline(pieces, createWriteStream(temporary, { flags: 'wx' }));
    const file = await open(temporary, 'r+');
    await file.sync().finally(() => file.close());
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    const reason = error as NodeJS.ErrnoException;
    throw reason.syscall === undefined ? error : new FileWriteError(path, reason);
  }
}
