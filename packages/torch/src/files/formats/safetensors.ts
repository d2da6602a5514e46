// The safetensors format: 8 bytes of header length, a JSON header, the tensors' bytes.
// https://github.com/huggingface/safetensors#format

import { operators } from '../../dispatch/registry.js';
import { ArgumentError, DisposedTensorError, FileFormatError } from '../../errors/errors.js';
import { scope } from '../../handle/scope.js';
import { native } from '../../native/addon.js';
import { Tensor } from '../../tensor/tensor.js';
import { DTYPE_BYTES, type DType } from '../../values/dtype.js';
import { writeFileAtomic } from '../writeAtomic.js';
import { damagedTensor, mapFile, type ReadOptions } from './build.js';
import { checkJsonCost, duplicateKey } from './jsonKeys.js';
import { type ByteSource, type FileSource, withFile } from './source.js';

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

/**
 * The key of `__metadata__` under which this library keeps the tensors' CRC-32: no part of what the user put
 * there.
 */
const CHECKSUMS = 'cotrain.crc32';
const digits = (crc: number): string => crc.toString(16).padStart(8, '0');

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
  /** CRC-32 by tensor, in hexadecimal digits. */
  sums: ReadonlyMap<string, string>;
  entries: Entry[];
  /** Where the tensors' bytes begin in the file. */
  offset: number;
}

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function parseEntry(path: string, name: string, value: unknown, available: number): Entry {
  const fail = (reason: string) => new FileFormatError(path, `tensor '${name}': ${reason}`);
  if (typeof value !== 'object' || value === null) throw fail('its header entry is not an object');
  const { dtype: formatName, shape, data_offsets: offsets } = value as Record<string, unknown>;
  const dtype = dtypes.get(formatName as string);
  if (dtype === undefined) throw fail(`dtype ${JSON.stringify(formatName)} is not supported`);
  if (!Array.isArray(shape) || !shape.every(isSize)) throw fail('its shape is not a list of sizes');
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize))
    throw fail('its data_offsets are not two offsets');
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
    throw new FileFormatError(path, '__metadata__ is not an object');
  for (const [name, item] of Object.entries(value))
    if (typeof item !== 'string') throw new FileFormatError(path, `__metadata__ '${name}' is not a string`);
  return value as Record<string, string>;
}

/** Reads and checks the header alone. Nothing is allocated that the file's real size does not warrant. */
function readHeader(source: ByteSource): Header {
  const { path, size } = source;
  const text = readHeaderText(source);
  const { __metadata__: metadata = {}, ...tensors } = parseHeader(path, text);
  const offset = 8 + text.length;
  const entries = Object.entries(tensors).map(([name, value]) =>
    parseEntry(path, name, value, size - offset),
  );
  checkCoverage(path, entries, size - offset);
  const { [CHECKSUMS]: sums, ...strings } = parseMetadata(path, metadata);
  return { metadata: strings, sums: parseSums(path, sums), entries, offset };
}

function readHeaderText(source: ByteSource): Buffer {
  const { path, size } = source;
  if (size < 8) throw new FileFormatError(path, `${size} bytes are too few for a safetensors file`);
  const length = source.read(0, 8).readBigUInt64LE();
  if (length > BigInt(Math.min(MAXIMUM_HEADER, size - 8)))
    throw new FileFormatError(
      path,
      `its header claims ${length} bytes, the file has ${size}: no safetensors file, or a truncated one`,
    );
  return source.read(8, Number(length));
}

/** Checksums by name, as `writeSafetensors` keeps them. */
function parseSums(path: string, text: string | undefined): Map<string, string> {
  if (text === undefined) return new Map();
  try {
    return new Map(Object.entries(JSON.parse(text) as Record<string, string>));
  } catch (error) {
    throw new FileFormatError(path, `its checksums cannot be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function parseHeader(path: string, bytes: Buffer): Record<string, unknown> {
  let text: string;
  let json: unknown;
  checkJsonCost(path, bytes);
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    json = JSON.parse(text);
  } catch (error) {
    throw new FileFormatError(path, `its header is not JSON: ${(error as Error).message}`, { cause: error });
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new FileFormatError(path, 'its header is not a JSON object');
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
export const readMetadata = (path: string): Record<string, string> =>
  withFile(path, (source) => readHeader(source).metadata);

/** Dtypes and shapes by name. @throws FileFormatError */
export const inspectSafetensors = (source: ByteSource): Record<string, { dtype: DType; shape: number[] }> =>
  Object.fromEntries(readHeader(source).entries.map(({ name, dtype, shape }) => [name, { dtype, shape }]));

/**
 * The tensors of a safetensors file by name, each to be made when it is asked for.
 *
 * @throws FileFormatError if the file is not exactly what its header says; for a tensor that is not what its
 *   checksum says
 */
export function readSafetensors(
  source: FileSource,
  { mmap = false, verify = !mmap }: ReadOptions,
): Map<string, () => Tensor> {
  const { entries, offset, sums } = readHeader(source);
  const check = (name: string, sum: number) => {
    if ((sums.get(name) ?? digits(sum)) !== digits(sum)) throw damagedTensor(source.path, name);
  };
  const file = mmap ? mapFile(source) : null;
  const view = ({ name, begin, end }: Entry): Tensor => {
    const options = { dim: 0, start: offset + begin, end: offset + end };
    const raw = operators.call('aten::slice.Tensor', [file, options]) as Tensor;
    if (verify) check(name, native.checksum(raw.slot, raw.generation));
    return raw;
  };
  const copy = ({ name, begin, end }: Entry): Tensor => {
    const options = { dtype: 'uint8' };
    const raw = operators.call('aten::empty.memory_format', [[end - begin], options]) as Tensor;
    const summed = verify && sums.has(name);
    const sum = source.readInto(raw, offset + begin, end - begin, summed);
    if (summed) check(name, sum);
    return raw;
  };
  const make = (entry: Entry) => (): Tensor => {
    try {
      return scope(() => typed((mmap ? view : copy)(entry), entry));
    } catch (error) {
      if (error instanceof FileFormatError) throw error;
      throw new FileFormatError(
        source.path,
        `tensor '${entry.name}' cannot be made: ${(error as Error).message}`,
        { cause: error },
      );
    }
  };
  return new Map(entries.map((entry) => [entry.name, make(entry)]));
}

function typed(raw: Tensor, { dtype, shape }: Entry): Tensor {
  // A byte that is neither 0 nor 1 is not a bool, and kernels may do anything with it.
  if (dtype === 'bool')
    return operators.call('aten::reshape', [operators.call('aten::ne.Scalar', [raw, 0]), shape]) as Tensor;
  // A view of wider elements must begin at a multiple of their size; the format promises no alignment.
  const start = operators.call('aten::storage_offset', [raw]) as number;
  const aligned = start % DTYPE_BYTES[dtype] === 0 ? raw : raw.clone();
  const elements = operators.call('aten::view.dtype', [aligned, dtype]);
  return operators.call('aten::reshape', [elements, shape]) as Tensor;
}

/**
 * Writes tensors (of any device and layout) as a safetensors file, atomically, with a checksum of each.
 *
 * @param metadata strings to keep with them
 * @throws FileWriteError if the file cannot be written; ArgumentError for what is not a tensor, or of a dtype
 *   that the format lacks (complex numbers); DisposedTensorError
 */
export function writeSafetensors(
  path: string,
  tensors: Record<string, Tensor>,
  metadata: Record<string, string> = {},
): void {
  const items = Object.entries(tensors).map(([name, tensor]) => itemOf(name, tensor));
  // Wide elements first, so that all of them begin at a multiple of their size, as the reference writer has
  // it.
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
  const sums = items.map(({ name, tensor }) => [
    name,
    digits(native.checksum(tensor.slot, tensor.generation)),
  ]);
  const strings = { ...checkedMetadata(metadata), [CHECKSUMS]: JSON.stringify(Object.fromEntries(sums)) };
  entries.unshift(['__metadata__', strings]);
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
  if (!(tensor instanceof Tensor)) throw new ArgumentError(`saveFile: '${name}' is not a Tensor`);
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
      throw new ArgumentError(`saveFile: metadata '${name}' is not a string: use JSON.stringify`);
  return metadata;
}
