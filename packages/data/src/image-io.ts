import sharp, { type Sharp } from 'sharp';
import { DataError, MaskIdError, reasonOf } from './errors.js';
import { readBytes } from './files.js';
import { IGNORE_LABEL, type LabelMask, type RgbImage } from './types.js';

/**
 * Decodes a JPEG, PNG or WebP to 8-bit RGB; grey images get three equal channels, alpha is dropped.
 * @throws DataError when the file is missing, truncated or no image.
 */
export async function readImage(file: string): Promise<RgbImage> {
  const bytes = await readBytes(file);
  try {
    // libvips decodes what it can of a truncated file unless warnings are failures.
    const { data, info } = await sharp(bytes, { failOn: 'warning' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data: bytesOf(data) };
  } catch (cause) {
    throw undecodable('image', file, cause);
  }
}

/**
 * Decodes a label mask: a PNG with one 8-bit channel whose values are class ids below `classes`, or 255.
 * @throws DataError when the file is missing, truncated or of another kind, MaskIdError for another id.
 */
export async function readMask(file: string, classes: readonly string[]): Promise<LabelMask> {
  const bytes = await readBytes(file);
  let mask: LabelMask;
  let kind: string;
  try {
    const image = sharp(bytes, { failOn: 'warning' });
    const { channels, depth, isPalette, bitsPerSample, format } = await image.metadata();
    kind =
      format === 'png' && channels === 1 && depth === 'uchar' && !isPalette && (bitsPerSample ?? 8) === 8
        ? 'mask'
        : `${bitsPerSample ?? ''}-bit ${format} with ${isPalette ? 'a palette' : `${channels} channels`}`;
    // Without this libvips would hand out grey as RGB.
    const { data, info } = await image.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
    mask = { width: info.width, height: info.height, data: bytesOf(data) };
  } catch (cause) {
    throw undecodable('mask', file, cause);
  }
  if (kind !== 'mask') {
    throw new DataError(
      `${file} is a ${kind}, but a label mask is an 8-bit PNG with one channel of class ids ` +
        '(the masks folder, not the colormaps folder)',
      { file },
    );
  }
  assertMaskIds(mask, classes, file);
  return mask;
}

export function assertMaskIds(mask: LabelMask, classes: readonly string[], file: string): void {
  const { data } = mask;
  let bad = 0;
  // A plain loop: findIndex would cost as much as decoding the mask.
  while (bad < data.length && (data[bad]! < classes.length || data[bad] === IGNORE_LABEL)) bad++;
  if (bad === data.length) return;
  const x = bad % mask.width;
  const y = Math.floor(bad / mask.width);
  throw new MaskIdError(
    `${file} holds class id ${mask.data[bad]} at x=${x}, y=${y}; ids are 0-${classes.length - 1} ` +
      `(${classes[0]} ... ${classes.at(-1)}) or 255 for "ignore"`,
    { file },
  );
}

export function encodeMask(mask: LabelMask): Promise<Buffer> {
  return sharp(mask.data, { raw: { width: mask.width, height: mask.height, channels: 1 } })
    .toColourspace('b-w')
    .png({ compressionLevel: 6 })
    .toBuffer();
}

export function encodeJpeg(image: RgbImage, quality = 92): Promise<Buffer> {
  return rgbPipeline(image).jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
}

export function encodePng(image: RgbImage): Promise<Buffer> {
  return rgbPipeline(image).png().toBuffer();
}

function rgbPipeline({ data, width, height }: RgbImage): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

function bytesOf(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

function undecodable(what: string, file: string, cause: unknown): DataError {
  return new DataError(
    `cannot decode ${what} ${file}: ${reasonOf(cause)}; the file is damaged or incomplete, fetch it again or remove it`,
    { file, cause },
  );
}
