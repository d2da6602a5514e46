import { dirname } from 'node:path';
import { makeFolder, writeFileAtomic } from '@cotrain/torch';
import { joinLaneMaps, type LaneMaps } from '../bdd100k/laneByte.js';
import { DRIVABLE_CLASSES, SEMANTIC_CLASSES } from '../classes.js';
import { DataError, MaskIdError } from '../errors.js';
import { encodeMask } from '../imageIo.js';
import type { LabelMask, Size } from '../types.js';

/**
 * Writes one file of BDD100K's semantic segmentation submission: a PNG with one 8-bit channel of train ids
 * 0-18. Name it after the image, with `.png`. The file is written completely or not at all.
 *
 * @param mask class ids at the size of the original image
 * @param classes classes of another label space
 * @throws MaskIdError for an id that is not a class (255 is for labels only: as a prediction it counts as
 *   wrong), DataError if the size does not match the data, FileWriteError if the file cannot be written
 */
export function writeSemSegPng(
  path: string,
  mask: LabelMask,
  classes: readonly string[] = SEMANTIC_CLASSES,
): Promise<void> {
  return writeClassMapPng(path, mask, classes);
}

/** Like {@link writeSemSegPng}, for drivable area: 0 direct, 1 alternative, 2 background. */
export function writeDrivablePng(
  path: string,
  mask: LabelMask,
  classes: readonly string[] = DRIVABLE_CLASSES,
): Promise<void> {
  return writeClassMapPng(path, mask, classes);
}

/**
 * Like {@link writeSemSegPng}, for any classes.
 *
 * @throws as {@link writeSemSegPng}
 */
export async function writeClassMapPng(
  path: string,
  mask: LabelMask,
  classes: readonly string[],
): Promise<void> {
  const { width, height, data } = mask;
  if (data.length !== width * height || data.length === 0) {
    throw new DataError(
      `${path}: a mask of ${width}x${height} has ${width * height} ids, got ${data.length}`,
      {
        file: path,
      },
    );
  }
  let bad = 0;
  while (bad < data.length && data[bad]! < classes.length) bad++;
  if (bad < data.length) {
    throw new MaskIdError(
      `${path}: the prediction contains id ${data[bad]} at x=${bad % width}, y=${Math.floor(bad / width)}; class ids are ` +
        `0-${classes.length - 1} (${classes[0]} ... ${classes.at(-1)})`,
      { file: path },
    );
  }
  makeFolder(dirname(path));
  writeFileAtomic(path, await encodeMask(mask));
}

/**
 * Writes a lane mask in BDD100K's format from the three class maps of one frame. A pixel is a marking if none
 * of the maps says background.
 *
 * @throws as {@link joinLaneMaps}; FileWriteError if the file cannot be written
 */
export async function writeLanePng(path: string, { height, width }: Size, maps: LaneMaps): Promise<void> {
  const data = joinLaneMaps(maps);
  makeFolder(dirname(path));
  writeFileAtomic(path, await encodeMask({ height, width, data }));
}
