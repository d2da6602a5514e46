// The safetensors format: 8 bytes of header length, a JSON header, the tensors' bytes.
// https://github.com/huggingface/safetensors#format
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { writeFileAtomic } from './atomic.js';
import { DTYPE_BYTES, type DType } from './dtype.js';
import { FileFormatError } from './errors.js';
import { native } from './native.js';
import { operators } from './operators.js';
import { scope } from './scope.js';
import type { Tensor } from './tensor.js';

const FORMAT_NAMES: Partial<Record<DType, string>> = {
  bool: 'BOOL',
  uint8: 'U8',
  int8: 'I8',
  int16: 'I16',
  int32: 'I32',
  int64: 'I64',
  float16: 'F16',
  bfloat16: 'BF16',
  float32: 'F32',
  float64: 'F64',
  uint16: 'U16',
  uint32: 'U32',
  uint64: 'U64',
};
const dtypes = new Map(Object.entries(FORMAT_NAMES).map(([dtype, name]) => [name, dtype as DType]));

/** The format's own limit. */
const MAXIMUM_HEADER = 100_000_000;

interface Entry {
  name: string;
  dtype: DType;
  shape: number[];
  begin: number;
  end: number;
}

interface Header {
  metadata: Record<string, string>;
  entries: Entry[];
  /** Where the tensors' bytes begin in the file. */
  offset: number;
}

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function parseEntry(path: string, name: string, value: unknown, available: number): Entry {
  const fail = (reason: string) => new FileFormatError(path, `tensor '${name}': ${reason}`);
  if (typeof value !== 'object' || value === null) throw fail('its header entry is no object');
  const { dtype: formatName, shape, data_offsets: offsets } = value as Record<string, unknown>;
  const dtype = dtypes.get(formatName as string);
  if (dtype === undefined) throw fail(`dtype ${JSON.stringify(formatName)} is not supported`);
  if (!Array.isArray(shape) || !shape.every(isSize)) throw fail('its shape is no list of sizes');
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize))
    throw fail('its data_offsets are no two offsets');
  const [begin, end] = offsets as [number, number];
  const bytes = shape.reduce((product, size) => product * size, DTYPE_BYTES[dtype]);
  if (begin > end || end - begin !== bytes)
    throw fail(
      `${formatName}[${shape.join(', ')}] takes ${bytes} bytes, its data_offsets span ${end - begin}`,
    );
  if (end > available) throw fail(`it ends at byte ${end} of ${available}: the file is truncated`);
  return { name, dtype, shape, begin, end };
}

/** Reads and checks the header alone. Nothing is allocated that the file's real size does not warrant. */
function readHeader(path: string): Header {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size < 8) throw new FileFormatError(path, `${size} bytes are too few for a safetensors file`);
    const prefix = Buffer.alloc(8);
    readSync(file, prefix, 0, 8, 0);
    const length = prefix.readBigUInt64LE();
    if (length > BigInt(Math.min(MAXIMUM_HEADER, size - 8)))
      throw new FileFormatError(
        path,
        `its header claims ${length} bytes, the file has ${size}: no safetensors file, or a truncated one`,
      );
    const text = Buffer.alloc(Number(length));
    readSync(file, text, 0, text.length, 8);
    let json: unknown;
    try {
      json = JSON.parse(text.toString('utf8'));
    } catch (error) {
      throw new FileFormatError(path, `its header is not JSON: ${(error as Error).message}`);
    }
    if (typeof json !== 'object' || json === null || Array.isArray(json))
      throw new FileFormatError(path, 'its header is no JSON object');
    const { __metadata__: metadata = {}, ...tensors } = json as Record<string, unknown>;
    const offset = 8 + text.length;
    const entries = Object.entries(tensors).map(([name, value]) =>
      parseEntry(path, name, value, size - offset),
    );
    checkCoverage(path, entries, size - offset);
    return { metadata: metadata as Record<string, string>, entries, offset };
  } finally {
    closeSync(file);
  }
}

/** The format demands that the tensors fill the file without gap or overlap. */
function checkCoverage(path: string, entries: readonly Entry[], available: number): void {
  let at = 0;
  for (const entry of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (entry.begin !== at)
      throw new FileFormatError(
        path,
        `tensor '${entry.name}' begins at byte ${entry.begin}, the one before it ends at ${at}`,
      );
    at = entry.end;
  }
  if (at !== available)
    throw new FileFormatError(path, `${available - at} bytes behind the last tensor belong to none`);
}

/** The free-form strings of a file's `__metadata__`. @throws FileFormatError */
export const readMetadata = (path: string): Record<string, string> => readHeader(path).metadata;

/**
 * The tensors of a safetensors file, by name. The file is memory-mapped: opening costs the header, pages are read when
 * touched, and writing to a tensor changes memory only.
 *
 * @throws FileFormatError if the file is not exactly what its header says
 */
export function readSafetensors(path: string): Record<string, Tensor> {
  const { entries, offset } = readHeader(path);
  const total = entries.reduce((sum, entry) => Math.max(sum, entry.end), 0);
  return scope(() => {
    const options = { shared: false, size: offset + total, dtype: 'uint8' };
    const file = operators.call('aten::from_file', [path, options]) as Tensor;
    return Object.fromEntries(entries.map((entry) => [entry.name, tensorOf(file, entry, offset)]));
  });
}

function tensorOf(file: Tensor, entry: Entry, offset: number): Tensor {
  return scope(() => {
    const begin = offset + entry.begin;
    const length = entry.end - entry.begin;
    const raw = operators.call('aten::slice.Tensor', [
      file,
      { dim: 0, start: begin, end: begin + length },
    ]) as Tensor;
    // A view of wider elements must begin at a multiple of their size; the format promises no alignment.
    const aligned = begin % DTYPE_BYTES[entry.dtype] === 0 ? raw : raw.clone();
    return operators.call('aten::reshape', [
      operators.call('aten::view.dtype', [aligned, entry.dtype]),
      entry.shape,
    ]) as Tensor;
  });
}

/**
 * Writes tensors (of any device and layout) as a safetensors file, atomically.
 *
 * @param metadata strings to keep with them
 * @throws TypeError for a dtype that the format lacks (complex numbers)
 */
export function writeSafetensors(
  path: string,
  tensors: Record<string, Tensor>,
  metadata: Record<string, string> = {},
): void {
  let at = 0;
  const header: Record<string, unknown> = Object.keys(metadata).length > 0 ? { __metadata__: metadata } : {};
  const list = Object.entries(tensors).map(([name, tensor]) => {
    const { dtype, shape } = tensor;
    const formatName = FORMAT_NAMES[dtype];
    if (formatName === undefined)
      throw new TypeError(`tensor '${name}' is ${dtype}, which safetensors cannot hold`);
    const bytes = shape.reduce((product, size) => product * size, DTYPE_BYTES[dtype]);
    header[name] = { dtype: formatName, shape, data_offsets: [at, at + bytes] };
    at += bytes;
    return { tensor, bytes };
  });
  const text = JSON.stringify(header);
  // Padded with spaces so that the data begin at a multiple of 8, as the reference writer does.
  const padded = text.padEnd(text.length + ((8 - (Buffer.byteLength(text) % 8)) % 8));
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(Buffer.byteLength(padded)));
  function* pieces() {
    yield prefix;
    yield padded;
    for (const { tensor, bytes } of list) {
      const data = new Uint8Array(bytes);
      native.readBytes(tensor.slot, tensor.generation, data);
      yield data;
    }
  }
  writeFileAtomic(path, pieces());
}
