import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { FileWriteError, temporaryPath } from '@cotrain/torch';

/**
 * Like `writeFileAtomic` of @cotrain/torch, for data that is produced piece by piece: writes the pieces to a
 * temporary file next to `path` and renames it when all are written. Until then, and after any failure, an
 * existing file stays unchanged.
 *
 * @throws FileWriteError for a full disk, missing permissions, ...; errors from producing a piece are passed
 *   on
 */
export async function writeStreamAtomic(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const temporary = temporaryPath(path);
  try {
    await pipeline(pieces, createWriteStream(temporary, { flags: 'wx' }));
    const file = await open(temporary, 'r+');
    await file.sync().finally(() => file.close());
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {}); // the first error is the one to report
    const reason = error as NodeJS.ErrnoException;
    throw reason.syscall === undefined ? error : new FileWriteError(path, reason);
  }
}
