import { dirname } from 'node:path';
import { makeFolder, writeFileAtomic } from '@cotrain/torch';
import { assertMaskIds, encodeMask } from '../imageIo.js';
import type { LabelMask } from '../types.js';

/**
 * Writes a label mask in BDD100K's format: a PNG with one 8-bit channel of class ids, 255 for "ignore". The
 * file is written completely or not at all.
 *
 * @param classes classes of the task
 * @throws MaskIdError for an id that is not a class of the task, FileWriteError if the file cannot be written
 */
export async function writeLabelMask(
  path: string,
  mask: LabelMask,
  classes: readonly string[],
): Promise<void> {
  assertMaskIds(mask, classes, path);
  makeFolder(dirname(path));
  writeFileAtomic(path, await encodeMask(mask));
}
