// Locks a folder for one process and removes half-written files.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FolderInUseError, type FolderLock, lockFolder, removeTemporaryFiles, writing } from '@cotrain/torch';
import { RunError } from './errors.js';

/**
 * Locks a folder for one process, and removes half-written files that a killed process left in it or in its
 * direct subfolders.
 *
 * @param command name of the work, such as `cotrain train`
 * @throws RunError while another process uses the folder; FileWriteError if it cannot be read or written
 */
export function lockForWriting(path: string, command: string): FolderLock {
  try {
    return writing(path, () => {
      const lock = lockFolder(path, command);
      const folders = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
      removeTemporaryFiles(path, ...folders.map(({ name }) => join(path, name)));
      return lock;
    });
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error;
    throw new RunError(error.message, { cause: error });
  }
}
