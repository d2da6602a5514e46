// Files that exist whole or not at all.
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { FileWriteError } from '../errors/errors.js';

function writeAll(file: number, data: Uint8Array): void {
  for (let at = 0; at < data.length; ) at += writeSync(file, data, at, data.length - at);
}

/**
 * Runs `work`, which creates, changes or removes `path`.
 * @throws FileWriteError in the place of the file system's error
 */
export function writing<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const reason = error as NodeJS.ErrnoException;
    // What the making of the content threw is not about the file.
    throw reason.syscall === undefined ? error : new FileWriteError(path, reason);
  }
}

/** Makes a folder and those around it. @throws FileWriteError */
export const makeFolder = (path: string): void =>
  writing(path, () => void mkdirSync(path, { recursive: true }));

const TEMPORARY = /^\..+\.\d+\.[0-9a-f]{8}\.tmp$/;

/** A name beside `path` for what is to be renamed to it; {@link removeTemporaryFiles} knows it. */
export const temporaryPath = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`);

/**
 * Removes what killed processes left half-written in these folders. Folders that do not exist are left aside.
 * Call it only where nobody else writes: under a {@link lockFolder}.
 */
export function removeTemporaryFiles(...folders: readonly string[]): void {
  for (const folder of folders) {
    let names: string[];
    try {
      names = readdirSync(folder);
    } catch {
      continue;
    }
    for (const name of names)
      if (TEMPORARY.test(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Where a symbolic link leads: the file there is replaced, and the link stays. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path; // nothing stands there yet
  }
}

/**
 * Writes the pieces to a temporary file beside `path`, syncs it and renames it: after a crash or on a full
 * disk the old file is still there, whole. Pieces are taken one by one, so that they need not be in memory
 * together.
 *
 * @throws FileWriteError for a full disk, missing rights, ...; the temporary file is removed
 */
export function writeFileAtomic(
  path: string,
  pieces: Iterable<Uint8Array | string> | Uint8Array | string,
): void {
  const target = targetOf(path);
  const temporary = temporaryPath(target);
  try {
    writing(path, () => writeInto(temporary, target, pieces));
  } catch (error) {
    removeIfThere(temporary);
    throw error;
  }
  syncFolder(dirname(target));
}

function writeInto(
  temporary: string,
  target: string,
  pieces: Iterable<Uint8Array | string> | Uint8Array | string,
): void {
  const file = openSync(temporary, 'wx', 0o644);
  try {
    const all = typeof pieces === 'string' || pieces instanceof Uint8Array ? [pieces] : pieces;
    for (const piece of all) writeAll(file, typeof piece === 'string' ? Buffer.from(piece) : piece);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, target);
}

/**
 * Where the folder itself has vanished, there is nothing to remove, and the error to report is the first one.
 */
function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {}
}

/** Makes the rename itself durable, where the platform can (Windows cannot open folders). */
function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch {
    // Nothing is lost: the file's contents were synced before the rename.
  }
}
