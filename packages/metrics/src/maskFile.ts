import { readFile } from 'node:fs/promises';
import { decodePngIds, type PngIds } from '@cotrain/torch';
import { MaskFileError } from './errors.js';

/** Class ids of an image, one byte per pixel, row by row. */
export interface Mask {
  width: number;
  height: number;
  /** Class ids in row-major order: [H * W]. */
  data: Uint8Array;
}

/**
 * Reads a mask from a PNG whose grey value or palette index is the class id, as the toolkits do with PIL and
 * NumPy.
 *
 * @throws MaskFileError if the file is missing, broken, or another kind of image
 */
export async function readMask(path: string): Promise<Mask> {
  const { width, height, bits, channels, ids } = await decode(path);
  if (ids !== null) return { width, height, data: ids };
  const kind = `${channels} channel${channels === 1 ? '' : 's'}, ${bits} bits`;
  throw new MaskFileError(
    path,
    `a mask must be a PNG with one 8-bit channel of class ids, or a palette; this is a png of ${width}x${height} with ` +
      `${kind}${channels >= 3 ? ' (is this a colour visualisation? use the masks)' : ''}`,
  );
}

async function decode(path: string): Promise<PngIds> {
  try {
    return await decodePngIds(await readFile(path));
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim().split('\n')[0] : String(error);
    throw new MaskFileError(path, `cannot be read as a mask: ${reason}`, { cause: error });
  }
}
