// One process a folder, and a clean one.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FolderInUseError, type FolderLock, lockFolder, removeTemporaryFiles } from '@cotrain/torch';
import { RunError } from './errors.js';

/**
 * Locks a folder and its direct folders' files for one process, and removes what a killed one left
 * half-written in them.
 *
 * @param command what is done there, such as `cotrain train`
 * @throws RunError while another process is at it
 */
export function lockForWriting(path: string, command: string): FolderLock {
  try {
    const lock = lockFolder(path, command);
    const folders = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    removeTemporaryFiles(path, ...folders.map(({ name }) => join(path, name)));
    return lock;
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error;
    throw new RunError(error.message, { cause: error });
  }
}
