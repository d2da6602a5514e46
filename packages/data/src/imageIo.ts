import { fileURLToPath } from 'node:url';
import { decodePngIds, type PngIds } from '@cotrain/torch';
import sharp, { type OutputInfo, type Sharp, type SharpOptions } from 'sharp';
import { DataError, MaskIdError, reasonOf } from './errors.js';
import { assertReadable, fileSize, readBytes } from './files.js';
import { type FieldMap, IGNORE_LABEL, type LabelMask, type RgbImage, type Size } from './types.js';

/** How the colours of an image file are decoded. */
export interface ReadImageOptions {
  /**
   * Converts colours from the image's embedded profile to sRGB. Default false: pixels are used as stored, as
   * in PIL and cv2.
   */
  applyProfile?: boolean;
  /**
   * An image whose header claims more pixels is refused before it is decoded. Default: what libvips allows,
   * 268 million.
   */
  maxPixels?: number;
  /**
   * Decodes a JPEG file at a half, a quarter or an eighth of its size: the least that is not below this one,
   * before the image is turned upright, and that divides both sides. Less work, by libjpeg's scaled DCT; the
   * pixels are those of PIL's `Image.draft`, and differ from those of a resize. Default: the full size, as
   * for all other images.
   */
  draft?: Size;
}

/** Name of an image for errors, and how it is decoded. */
export interface DecodeImageOptions extends Omit<ReadImageOptions, 'draft'> {
  /** What errors call the image. Default 'of N bytes'. */
  name?: string;
}

/**
 * Decodes a JPEG, PNG or WebP to 8-bit RGB like PIL's `convert('RGB')`: grey images get three equal channels,
 * alpha is dropped, colour profiles and gamma are ignored. 16-bit images are reduced to their upper 8 bits,
 * as in cv2 (PIL clips grey at 255). The image is turned upright according to its EXIF data (detectron2
 * data/detection_utils.py, `read_image`).
 * @throws DataError if the file is missing, truncated or not an image.
 */
export async function readImage(file: string | URL, options: ReadImageOptions = {}): Promise<RgbImage> {
  const { draft, ...reading } = options;
  if (draft !== undefined) return (await readDraft(file, options)).image;
  return decodeImage(await readBytes(file), { ...reading, name: String(file) });
}

/**
 * Reads an image with the option `draft`.
 * @returns the image, and the size that it has without
 * @throws DataError as {@link readImage}
 */
export async function readDraft(
  file: string | URL,
  { draft, ...reading }: ReadImageOptions,
): Promise<{ image: RgbImage; whole: Size }> {
  const path = file instanceof URL ? fileURLToPath(file) : file;
  try {
    return await decodeRgb(path, reading, draft);
  } catch (cause) {
    await assertReadable(file);
    throw undecodable('image', String(file), cause);
  }
}

/**
 * Decodes the bytes of an image file as {@link readImage} does.
 * @throws DataError when they are cut off or are not an image, or for more than `maxPixels`
 */
export async function decodeImage(bytes: Uint8Array, options: DecodeImageOptions = {}): Promise<RgbImage> {
  const { name = `of ${bytes.length} bytes`, ...reading } = options;
  try {
    return (await decodeRgb(bytes, reading)).image;
  } catch (cause) {
    throw undecodable('image', name, cause);
  }
}

/** @param input contents or path of a file; a draft needs the path */
async function decodeRgb(
  input: Uint8Array | string,
  { applyProfile = false, maxPixels }: ReadImageOptions,
  draft?: Size,
): Promise<{ image: RgbImage; whole: Size }> {
  // Accepts oddities of cameras and phones that libraries only warn about. Refuses truncated files, which
  // libvips would accept.
  const limitInputPixels = maxPixels ?? true;
  const options: SharpOptions = {
    failOn: 'truncated',
    ignoreIcc: !applyProfile,
    autoOrient: true,
    limitInputPixels,
  };
  const stored = sharp(input, options);
  const { space, hasProfile, format, autoOrient: whole, ...claimed } = await stored.metadata();
  await assertPlausible(claimed, input);
  const shrink = draft && format === 'jpeg' ? draftScale(claimed, draft) : 1;
  // sharp has no option for it, but libvips takes its own options after the name of a file.
  const image = shrink === 1 ? stored : sharp(`${input}[shrink=${shrink}]`, options);
  const isPrint = space === 'cmyk' && !(applyProfile && hasProfile);
  // libvips would convert print colours to RGB by its own profile.
  const pixels = isPrint
    ? image.pipelineColourspace('cmyk').toColourspace('cmyk')
    : image.toColourspace('srgb').removeAlpha();
  const { data, info } = await pixels.raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return { image: { width, height, data: isPrint ? fromCmyk(data) : bytesOf(data) }, whole };
}

/**
 * By how much PIL's `Image.draft` divides a JPEG's size. Of other sides, libvips would lose the last pixels.
 */
function draftScale(stored: Size, { height, width }: Size): number {
  const fits = (side: number, least: number, scale: number) => side >= scale * least && side % scale === 0;
  const scales = [8, 4, 2];
  return scales.find((scale) => fits(stored.width, width, scale) && fits(stored.height, height, scale)) ?? 1;
}

/** Memory that a picture may take whatever its file's size, in pixels: more than the largest cameras have. */
const ORDINARY_PIXELS = 2 ** 26;
/** Neither deflate nor JPEG's smallest blocks make more pixels of a byte. */
const MOST_PIXELS_OF_A_BYTE = 1032;

/** Memory is allocated for the pixels that a header claims, before it turns out that the file has none. */
async function assertPlausible({ width, height }: Size, input: Uint8Array | string): Promise<void> {
  const pixels = width * height;
  if (pixels <= ORDINARY_PIXELS) return;
  const bytes = typeof input === 'string' ? await fileSize(input) : input.length;
  if (pixels > bytes * MOST_PIXELS_OF_A_BYTE)
    throw new DataError(`its header claims ${width}x${height} pixels, which ${bytes} bytes cannot hold`);
}

/**
 * Size of the image as returned by `readImage`, read from the header only.
 * @throws DataError if the file is missing or not an image. Truncation after the header is not detected.
 */
export async function readImageSize(file: string): Promise<Size> {
  const bytes = await readBytes(file);
  try {
    const { autoOrient } = await sharp(bytes).metadata();
    return { height: autoOrient.height, width: autoOrient.width };
  } catch (cause) {
    throw undecodable('image', file, cause);
  }
}

/** PIL's conversion (libImaging/Convert.c, `cmyk2rgb`), which multiplies black and an ink. */
function fromCmyk(inks: Uint8Array): Uint8Array {
  const rgb = new Uint8ClampedArray((inks.length / 4) * 3);
  for (let from = 0, to = 0; from < inks.length; from += 4, to += 3) {
    const light = 255 - inks[from + 3]!;
    for (let c = 0; c < 3; c++) {
      const product = inks[from + c]! * light + 128;
      rgb[to + c] = light - ((product + (product >> 8)) >> 8);
    }
  }
  return new Uint8Array(rgb.buffer);
}

/**
 * Decodes a label mask: a PNG whose values or palette indices are class ids below `classes.length`, or 255
 * (see `decodePngIds`).
 * @throws DataError if the file is missing, truncated or of another type, MaskIdError for any other id.
 */
export async function readMask(file: string, classes: readonly string[]): Promise<LabelMask> {
  const mask = await readIds(file);
  assertMaskIds(mask, classes, file);
  return mask;
}

/** Reads the bytes of a lane mask (decoded by `splitLaneMask`). @throws DataError as `readMask` */
export const readLaneMask = (file: string): Promise<LabelMask> => readIds(file);

async function readIds(file: string): Promise<LabelMask> {
  const bytes = await readBytes(file);
  let decoded: PngIds;
  try {
    decoded = await decodePngIds(bytes);
  } catch (cause) {
    throw undecodable('mask', file, cause);
  }
  const { width, height, bits, channels, ids } = decoded;
  if (ids === null) {
    throw new DataError(
      `${file} is a ${bits}-bit png with ${channels} channel${channels === 1 ? '' : 's'}, but a label mask is a PNG ` +
        'with one 8-bit channel of class ids, or a palette (the masks folder, not the colormaps folder)',
      { file },
    );
  }
  return { width, height, data: ids };
}

export function assertMaskIds(mask: LabelMask, classes: readonly string[], file: string): void {
  const { data } = mask;
  let bad = 0;
  // A plain loop, because findIndex takes as long as decoding the mask.
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

/** Encodes a mask as a PNG with one 8-bit channel of class ids, which {@link readMask} reads. */
export function encodeMask(mask: LabelMask): Promise<Buffer> {
  return sharp(mask.data, { raw: { width: mask.width, height: mask.height, channels: 1 } })
    .toColourspace('b-w')
    .png({ compressionLevel: 6 })
    .toBuffer();
}

/**
 * KITTI's unit (devkit of its depth benchmark): values of a 16-bit PNG are in 1/256 metre, and 0 means
 * unknown.
 */
const DEPTH_UNIT = 1 / 256;

/**
 * Decodes a depth map in KITTI's format to metres.
 * @throws DataError if the file is missing, truncated or of another type
 */
export async function readDepth(file: string): Promise<FieldMap> {
  const bytes = await readBytes(file);
  let pixels: { data: Buffer; info: OutputInfo };
  let depth: string | undefined;
  let channels: number | undefined;
  try {
    const image = sharp(bytes, { failOn: 'truncated' });
    const metadata = await image.metadata();
    await assertPlausible(metadata, bytes);
    ({ depth, channels } = metadata);
    pixels = await image
      .toColourspace('grey16')
      .raw({ depth: 'ushort' })
      .toBuffer({ resolveWithObject: true });
  } catch (cause) {
    throw undecodable('depth map', file, cause);
  }
  if (depth !== 'ushort' || channels !== 1)
    throw new DataError(
      `${file} has ${channels} channels of ${depth}, but a depth map is a PNG with one 16-bit channel in units of 1/256 m`,
      { file },
    );
  const { data, info } = pixels;
  const values = new Uint16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
  const metres = Float32Array.from(values, (value) => (value === 0 ? Number.NaN : value * DEPTH_UNIT));
  return { width: info.width, height: info.height, data: metres };
}

/** Encodes a depth map in KITTI's format. Depths above 255.99 m are written as unknown. */
export function encodeDepth({ width, height, data }: FieldMap): Promise<Buffer> {
  const values = Uint16Array.from(data, (metres) => {
    const value = Math.round(metres / DEPTH_UNIT);
    return value >= 1 && value <= 65535 ? value : 0;
  });
  return sharp(values, { raw: { width, height, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toBuffer();
}

export function encodeJpeg(image: RgbImage, quality = 92): Promise<Buffer> {
  return rgbPipeline(image).jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
}

function rgbPipeline({ data, width, height }: RgbImage): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

function bytesOf(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

function undecodable(what: string, file: string, cause: unknown): DataError {
  return new DataError(
    `cannot decode ${what} ${file}: ${reasonOf(cause)}; the file is damaged, incomplete or of another type: download it again or remove it`,
    { file, cause },
  );
}
