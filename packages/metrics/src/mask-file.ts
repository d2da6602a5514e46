import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { MaskFileError } from './errors.js';

export interface Mask {
  width: number;
  height: number;
  /** Class ids, row by row: [H * W]. */
  data: Uint8Array;
}

/**
 * Reads a mask: a PNG of one 8-bit channel whose grey value is the class id.
 *
 * @throws MaskFileError when the file is missing, broken, or another kind of picture
 */
export async function readMask(path: string): Promise<Mask> {
  try {
    const image = sharp(await readFile(path), { failOn: 'warning' });
    const { format, channels, depth, width, height, bitsPerSample, isPalette } = await image.metadata();
    // Decoders scale 1-, 2- and 4-bit grey to the full range and turn a palette into its colours: the ids are lost.
    if (format !== 'png' || channels !== 1 || depth !== 'uchar' || isPalette || (bitsPerSample ?? 8) !== 8) {
      const kind = isPalette ? 'a palette' : `${channels} channel${channels === 1 ? '' : 's'}`;
      throw new MaskFileError(
        path,
        `a mask is a PNG with one 8-bit channel of class ids, this is a ${format} of ${width}x${height} with ` +
          `${kind}, ${bitsPerSample ?? 8} bits${kind === '3 channels' ? ' (a colour map? use the masks)' : ''}`,
      );
    }
    // The pixels as stored: without this, sharp would hand out three equal channels.
    const data = await image.toColourspace('b-w').raw().toBuffer();
    return { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.length) };
  } catch (error) {
    if (error instanceof MaskFileError) throw error;
    const reason = error instanceof Error ? error.message.trim().split('\n')[0] : String(error);
    throw new MaskFileError(path, `cannot be read as a mask: ${reason}`, { cause: error });
  }
}
