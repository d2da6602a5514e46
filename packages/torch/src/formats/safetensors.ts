// The safetensors format: 8 bytes of header length, a JSON header, the tensors' bytes.
// https://github.com/huggingface/safetensors#format
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { writeFileAtomic } from '../atomic.js';
import { DTYPE_BYTES, type DType } from '../dtype.js';
import { ArgumentError, DisposedTensorError, FileFormatError } from '../errors.js';
import { operators } from '../operators.js';
import { scope } from '../scope.js';
import { Tensor } from '../tensor.js';
import { duplicateKey } from './json-keys.js';

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

function parseMetadata(path: string, value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FileFormatError(path, '__metadata__ is no object');
  for (const [name, item] of Object.entries(value))
    if (typeof item !== 'string') throw new FileFormatError(path, `__metadata__ '${name}' is no string`);
  return value as Record<string, string>;
}

/** Reads and checks the header alone. Nothing is allocated that the file's real size does not warrant. */
function readHeader(path: string): Header {
  const { text, size } = readHeaderText(path);
  const { __metadata__: metadata = {}, ...tensors } = parseHeader(path, text);
  const offset = 8 + text.length;
  const entries = Object.entries(tensors).map(([name, value]) =>
    parseEntry(path, name, value, size - offset),
  );
  checkCoverage(path, entries, size - offset);
  return { metadata: parseMetadata(path, metadata), entries, offset };
}

function readHeaderText(path: string): { text: Buffer; size: number } {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const prefix = Buffer.alloc(8);
    if (readSync(file, prefix, 0, 8, 0) < 8)
      throw new FileFormatError(path, `${size} bytes are too few for a safetensors file`);
    const length = prefix.readBigUInt64LE();
    if (length > BigInt(Math.max(0, Math.min(MAXIMUM_HEADER, size - 8))))
      throw new FileFormatError(
        path,
        `its header claims ${length} bytes, the file has ${size}: no safetensors file, or a truncated one`,
      );
    const text = Buffer.alloc(Number(length));
    if (readSync(file, text, 0, text.length, 8) < text.length)
      throw new FileFormatError(path, 'it was truncated while it was read');
    return { text, size };
  } finally {
    closeSync(file);
  }
}

function parseHeader(path: string, bytes: Buffer): Record<string, unknown> {
  let text: string;
  let json: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    json = JSON.parse(text);
  } catch (error) {
    throw new FileFormatError(path, `its header is not JSON: ${(error as Error).message}`, { cause: error });
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new FileFormatError(path, 'its header is no JSON object');
  const duplicate = duplicateKey(text);
  if (duplicate !== undefined) throw new FileFormatError(path, `'${duplicate}' stands twice in its header`);
  return json as Record<string, unknown>;
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

/** Dtypes and shapes by name. @throws FileFormatError */
export const inspectSafetensors = (path: string): Record<string, { dtype: DType; shape: number[] }> =>
  Object.fromEntries(readHeader(path).entries.map(({ name, dtype, shape }) => [name, { dtype, shape }]));

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
    try {
      const file = operators.call('aten::from_file', [path, options]) as Tensor;
      return Object.fromEntries(entries.map((entry) => [entry.name, tensorOf(file, entry, offset)]));
    } catch (error) {
      throw new FileFormatError(path, `LibTorch cannot map it: ${(error as Error).message}`, {
        cause: error,
      });
    }
  });
}

function tensorOf(file: Tensor, entry: Entry, offset: number): Tensor {
  const start = offset + entry.begin;
  const end = offset + entry.end;
  const raw = operators.call('aten::slice.Tensor', [file, { dim: 0, start, end }]) as Tensor;
  // A byte that is neither 0 nor 1 is no bool, and kernels may do anything with it.
  if (entry.dtype === 'bool')
    return operators.call('aten::reshape', [
      operators.call('aten::ne.Scalar', [raw, 0]),
      entry.shape,
    ]) as Tensor;
  // A view of wider elements must begin at a multiple of their size; the format promises no alignment.
  const aligned = start % DTYPE_BYTES[entry.dtype] === 0 ? raw : raw.clone();
  const elements = operators.call('aten::view.dtype', [aligned, entry.dtype]);
  return operators.call('aten::reshape', [elements, entry.shape]) as Tensor;
}

/**
 * Writes tensors (of any device and layout) as a safetensors file, atomically.
 *
 * @param metadata strings to keep with them
 * @throws FileWriteError if the file cannot be written; ArgumentError for what is no tensor, or of a dtype that the
 * format lacks (complex numbers); DisposedTensorError
 */
export function writeSafetensors(
  path: string,
  tensors: Record<string, Tensor>,
  metadata: Record<string, string> = {},
): void {
  const items = Object.entries(tensors).map(([name, tensor]) => itemOf(name, tensor));
  // Wide elements first, so that all of them begin at a multiple of their size, as the reference writer has it.
  const ordered = [...items].sort((a, b) => DTYPE_BYTES[b.dtype] - DTYPE_BYTES[a.dtype]);
  let at = 0;
  for (const item of ordered) {
    item.begin = at;
    at += item.bytes;
  }
  const entries = items.map(({ name, dtype, shape, begin, bytes }): [string, unknown] => [
    name,
    { dtype: FORMAT_NAMES[dtype], shape, data_offsets: [begin, begin + bytes] },
  ]);
  if (Object.keys(metadata).length > 0) entries.unshift(['__metadata__', checkedMetadata(metadata)]);
  const text = JSON.stringify(Object.fromEntries(entries));
  // Padded with spaces so that the data begin at a multiple of 8, as the reference writer does.
  const padded = text.padEnd(text.length + ((8 - (Buffer.byteLength(text) % 8)) % 8));
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(Buffer.byteLength(padded)));
  function* pieces() {
    yield prefix;
    yield padded;
    for (const { tensor } of ordered) {
      const data = tensor.data();
      yield new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    }
  }
  writeFileAtomic(path, pieces());
}

interface Item {
  name: string;
  tensor: Tensor;
  dtype: DType;
  shape: number[];
  bytes: number;
  begin: number;
}

function itemOf(name: string, tensor: Tensor): Item {
  if (!(tensor instanceof Tensor)) throw new ArgumentError(`saveFile: '${name}' is no Tensor`);
  if (tensor.isDisposed) throw new DisposedTensorError(`saveFile: '${name}': ${tensor.disposedMessage()}`);
  if (name === '__metadata__') throw new ArgumentError('saveFile: no tensor may be called __metadata__');
  const { dtype, shape } = tensor;
  if (FORMAT_NAMES[dtype] === undefined)
    throw new ArgumentError(`saveFile: '${name}' is ${dtype}, which safetensors cannot hold`);
  return { name, tensor, dtype, shape, bytes: tensor.numel() * DTYPE_BYTES[dtype], begin: 0 };
}

function checkedMetadata(metadata: Record<string, string>): Record<string, string> {
  for (const [name, value] of Object.entries(metadata))
    if (typeof value !== 'string')
      throw new ArgumentError(`saveFile: metadata '${name}' is no string: use JSON.stringify`);
  return metadata;
}
