import type { LabelMask } from '../types.js';

/** A mask in COCO's compressed run-length code, which nuImages keeps in base64. */
export interface RleMask {
  size: readonly [height: number, width: number];
  counts: string;
}

/** Characters hold 5 bits each from this one on, the sixth says that the number goes on. */
const ZERO = 48;
const [MORE, SIGN] = [0x20, 0x10];

/**
 * The lengths of the runs of pixels outside and inside in turn, column by column
 * (pycocotools/common/maskApi.c, `rleFrString`): numbers of 5-bit groups, the lowest first, from the third on
 * as differences to the one before the last.
 * @returns null for what is no such code
 */
export function readRuns(bytes: Uint8Array): number[] | null {
  const runs: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    let value = 0;
    let shift = 0;
    let group: number;
    do {
      if (at === bytes.length) return null;
      group = bytes[at++]! - ZERO;
      if (group < 0 || group > 63 || shift > 30) return null;
      value |= (group & 0x1f) << shift;
      shift += 5;
    } while (group & MORE);
    // The sign of the last group goes on to the left.
    if (group & SIGN && shift < 32) value |= -1 << shift;
    if (runs.length > 2) value += runs[runs.length - 2]!;
    if (value < 0) return null;
    runs.push(value);
  }
  return runs;
}

/**
 * Gives the pixels inside of a mask the value `id`.
 * @returns what is wrong with the mask, null if nothing is; nothing is painted then
 */
export function paintRle(map: LabelMask, { size, counts }: RleMask, id: number): string | null {
  const [height, width] = size;
  if (height !== map.height || width !== map.width)
    return `its mask is ${width}x${height}, but the image ${map.width}x${map.height}`;
  const runs = readRuns(Buffer.from(counts, 'base64'));
  if (!runs) return "its mask is not in COCO's compressed run-length code";
  const pixels = runs.reduce((sum, run) => sum + run, 0);
  if (pixels !== height * width) return `its mask's runs have ${pixels} pixels of ${height * width}`;
  let at = 0;
  for (const [i, run] of runs.entries()) {
    const end = at + run;
    if (i % 2 === 1) {
      for (let pixel = at; pixel < end; pixel++)
        map.data[(pixel % height) * width + Math.floor(pixel / height)] = id;
    }
    at = end;
  }
  return null;
}
