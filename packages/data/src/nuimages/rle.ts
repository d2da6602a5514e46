import type { LabelMask } from '../types.js';

/** A mask in COCO's compressed run-length encoding, which nuImages stores in base64. */
export interface RleMask {
  size: readonly [height: number, width: number];
  counts: string;
}

/**
 * First character of the encoding. Each character holds 5 bits; the sixth bit says that the number continues.
 */
const ZERO = 48;
const [MORE, SIGN] = [0x20, 0x10];

/**
 * Decodes the lengths of the runs, alternating between outside and inside, column by column
 * (pycocotools/common/maskApi.c, `rleFrString`). The numbers are groups of 5 bits, lowest first; from the
 * third number on, they are differences to the number two places before.
 * @returns null for an invalid encoding
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
    // Sign-extends the last group.
    if (group & SIGN && shift < 32) value |= -1 << shift;
    if (runs.length > 2) value += runs[runs.length - 2]!;
    if (value < 0) return null;
    runs.push(value);
  }
  return runs;
}

/**
 * Sets the pixels inside a mask to `id`.
 * @returns an error message, or null on success. Nothing is painted on error
 */
export function paintRle(map: LabelMask, { size, counts }: RleMask, id: number): string | null {
  const [height, width] = size;
  if (height !== map.height || width !== map.width)
    return `its mask is ${width}x${height}, but the image is ${map.width}x${map.height}`;
  const runs = readRuns(Buffer.from(counts, 'base64'));
  if (!runs) return "its mask is not in COCO's compressed run-length encoding";
  const pixels = runs.reduce((sum, run) => sum + run, 0);
  if (pixels !== height * width)
    return `the runs of its mask have ${pixels} pixels instead of ${height * width}`;
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
