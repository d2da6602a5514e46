import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeFileAtomic } from '@cotrain/torch';
import { assertMaskIds, encodeMask } from '../imageIo.js';
import type { LabelMask } from '../types.js';

/**
 * Writes a label mask as BDD100K has them: a PNG with one 8-bit channel of class ids, 255 for "ignore". The
 * file appears whole or not at all.
 *
 * @param classes of the task
 * @throws MaskIdError for an id that is no class of the task, FileWriteError when the file cannot be written
 */
export async function writeLabelMask(
  path: string,
  mask: LabelMask,
  classes: readonly string[],
): Promise<void> {
  assertMaskIds(mask, classes, path);
  mkdirSync(dirname(path), { recursive: true });
  writeFileAtomic(path, await encodeMask(mask));
}
