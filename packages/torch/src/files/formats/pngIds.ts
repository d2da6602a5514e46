// Label maps in PNG files: the numbers as they are stored. Image libraries turn a palette's indices into its
// colours, and apply colour profiles.
import { promisify } from 'node:util';
import { crc32, inflate } from 'node:zlib';
import { CotrainError } from '../../errors/errors.js';

/** Bytes are not a PNG, or are damaged or truncated. The message does not name the file. */
export class PngError extends CotrainError {
  override readonly name = 'PngError';
  override readonly code = 'E_PNG';
}

/** Size, depth and class ids of a PNG mask. */
export interface PngIds {
  width: number;
  height: number;
  /** Bits of a channel, or of an index into the palette. */
  bits: number;
  channels: number;
  /** [height * width]; null for a picture of another kind, whose pixels are not decoded. */
  ids: Uint8Array | null;
}

const SIGNATURE = '\x89PNG\r\n\x1a\n';
const OTHERS: readonly [magic: string, name: string][] = [
  ['\xff\xd8\xff', 'a jpeg'],
  ['RIFF', 'a webp'],
  ['GIF8', 'a gif'],
  ['BM', 'a bmp'],
  ['II*\0', 'a tiff'],
  ['MM\0*', 'a tiff'],
];
/** By PNG's colour type. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const [GREY, PALETTE] = [0, 3];
/** More pixels than any camera has: what a header claims beyond them is not believed. */
const MOST_PIXELS = 2 ** 28;
/** Deflate cannot pack more bytes into one. */
const MOST_PACKED = 1032;
/** Some writers pack more than the rows. */
const SURPLUS = 1 << 16;
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
const WHOLE = [[0, 0, 1, 1]] as const;

/**
 * The ids of a label map, as `numpy.array(PIL.Image.open(file))` gives them: of a grey PNG of 1, 8 or 16 bits
 * its values, of one with a palette the indices. Profiles, gamma and transparency change nothing. Grey of 2
 * and 4 bits holds no ids, since PIL (and OpenCV) spread it over 0-255; neither does 16-bit grey with values
 * above 255.
 *
 * @throws PngError
 */
export async function decodePngIds(bytes: Uint8Array): Promise<PngIds> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { packed, ...header } = readChunks(file);
  const { width, height, bits, type, interlaced } = header;
  const kind = { width, height, bits, channels: CHANNELS[type]! };
  if (type === PALETTE ? bits > 8 : type !== GREY || bits === 2 || bits === 4) return { ...kind, ids: null };
  const passes = (interlaced ? ADAM7 : WHOLE).map(([x, y, dx, dy]) => {
    const columns = Math.ceil((width - x) / dx);
    return {
      x,
      y,
      dx,
      dy,
      columns,
      rows: Math.ceil((height - y) / dy),
      stride: Math.ceil((columns * bits) / 8),
    };
  });
  const size = passes.reduce(
    (sum, { columns, rows, stride }) => sum + (columns > 0 ? rows * (stride + 1) : 0),
    0,
  );
  const held = packed.reduce((sum, { length }) => sum + length, 0);
  if (size > held * MOST_PACKED) throw cutOff(`${held} bytes of pixels for ${width}x${height}`);
  const raw = await unpack(packed, size);
  const ids = new Uint8Array(width * height);
  let at = 0;
  for (const { x, y, dx, dy, columns, rows, stride } of passes) {
    if (columns === 0) continue;
    let above: Uint8Array = new Uint8Array(stride);
    for (let row = 0; row < rows; row++) {
      const line = raw.subarray(at + 1, at + 1 + stride);
      unfilter(raw[at]!, line, above, bits === 16 ? 2 : 1);
      if (!spread(line, bits, columns, ids, (y + row * dy) * width + x, dx)) return { ...kind, ids: null };
      above = line;
      at += stride + 1;
    }
  }
  return { ...kind, ids };
}

interface Header {
  width: number;
  height: number;
  bits: number;
  type: number;
  interlaced: boolean;
}

/** The header, and the pieces of the packed pixels. What stands behind them does not matter. */
function readChunks(file: Buffer): Header & { packed: Buffer[] } {
  if (file.toString('latin1', 0, 8) !== SIGNATURE) {
    const other = OTHERS.find(([magic]) => file.toString('latin1', 0, magic.length) === magic);
    throw new PngError(
      other
        ? `this is ${other[1]}, not a PNG`
        : file.length === 0
          ? 'the file is empty'
          : 'this is not a PNG',
    );
  }
  let header: Header | null = null;
  const packed: Buffer[] = [];
  for (let at = 8; at + 8 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const data = file.subarray(at + 8, at + 8 + length);
    if (header === null) header = readHeader(type, data, file.subarray(at + 4, at + 12 + length));
    else if (type === 'IDAT') packed.push(data);
    else if (packed.length > 0 || type === 'IEND') break;
    at += 12 + length;
  }
  if (header === null) throw cutOff('it has no header');
  return { ...header, packed };
}

function readHeader(name: string, data: Buffer, chunk: Buffer): Header {
  if (name !== 'IHDR' || data.length < 13 || chunk.length !== 21) throw new PngError('its header is damaged');
  if (crc32(chunk.subarray(0, 17)) !== chunk.readUInt32BE(17)) throw new PngError('its header is damaged');
  const [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
  const [bits, type, packing, filters, interlace] = data.subarray(8) as unknown as number[];
  const isKnown = CHANNELS[type!] !== undefined && [1, 2, 4, 8, 16].includes(bits!);
  if (!isKnown || packing !== 0 || filters !== 0 || interlace! > 1)
    throw new PngError('its header is damaged');
  if (width === 0 || height === 0 || width * height > MOST_PIXELS)
    throw new PngError(`its header claims ${width}x${height} pixels`);
  return { width, height, bits: bits!, type: type!, interlaced: interlace === 1 };
}

async function unpack(packed: readonly Buffer[], size: number): Promise<Buffer> {
  let raw: Buffer;
  try {
    raw = await promisify(inflate)(Buffer.concat(packed), {
      maxOutputLength: size + SURPLUS,
      chunkSize: Math.max(size, 64), // in one go
    });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'Z_BUF_ERROR') throw cutOff('its pixels end early', cause);
    throw new PngError(`its pixels are damaged: ${(cause as Error).message}`, { cause });
  }
  if (raw.length >= size) return raw;
  throw cutOff(`it has ${raw.length} bytes of pixels, of ${size}`);
}

function cutOff(what: string, cause?: unknown): PngError {
  return new PngError(`the file is cut off: ${what}`, cause === undefined ? undefined : { cause });
}

/**
 * Undoes a row's filter, in place (PNG specification, section 9).
 * @param step bytes of a pixel, at least 1
 */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array, step: number): void {
  const { length } = row;
  switch (filter) {
    case 0:
      return;
    case 1:
      for (let i = step; i < length; i++) row[i] = row[i]! + row[i - step]!;
      return;
    case 2:
      for (let i = 0; i < length; i++) row[i] = row[i]! + above[i]!;
      return;
    case 3:
      for (let i = 0; i < length; i++)
        row[i] = row[i]! + (((i < step ? 0 : row[i - step]!) + above[i]!) >> 1);
      return;
    case 4:
      for (let i = 0; i < step; i++) row[i] = row[i]! + above[i]!;
      for (let i = step; i < length; i++)
        row[i] = row[i]! + paeth(row[i - step]!, above[i]!, above[i - step]!);
      return;
    default:
      throw new PngError(`its pixels are damaged: there is no filter ${filter}`);
  }
}

function paeth(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** Puts a row's values into every `step`th place from `at` on. @returns whether all are below 256 */
function spread(
  row: Uint8Array,
  bits: number,
  columns: number,
  ids: Uint8Array,
  at: number,
  step: number,
): boolean {
  if (bits === 8 && step === 1) ids.set(row, at);
  else if (bits === 16) {
    for (let x = 0; x < columns; x++) {
      if (row[2 * x] !== 0) return false;
      ids[at + x * step] = row[2 * x + 1]!;
    }
  } else {
    const mask = (1 << bits) - 1;
    for (let x = 0; x < columns; x++) {
      const bit = x * bits;
      ids[at + x * step] = (row[bit >> 3]! >> (8 - bits - (bit & 7))) & mask;
    }
  }
  return true;
}
