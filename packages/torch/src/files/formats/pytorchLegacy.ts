// What torch.save wrote before 1.6 (and with _use_new_zipfile_serialization=False): pickles one behind the
// other, then the storages. Also plain pickles, as detectron2's model zoo has them: arrays and numbers, no
// storages. https://github.com/pytorch/pytorch/blob/v2.13.0/torch/serialization.py (_legacy_save,
// _legacy_load)

import { FileFormatError } from '../../errors/errors.js';
import { DTYPE_BYTES, type DType } from '../../values/dtype.js';
import type { Budget } from './budget.js';
import type { Checkpoint } from './contents.js';
import { resolveGlobal, storageId } from './pickle/globals.js';
import { type PickleHost, unpickle } from './pickle/unpickle.js';
import { asBytes, Global, items, PickleError, size, text, type Value } from './pickle/values.js';
import { BufferSource, type ByteSource, Cursor } from './source.js';
import { Storage, type StorageRecord } from './storage.js';

const MAGIC = 0x1950a86a20f9469cfc6cn;
const PROTOCOL = 1001;

/** @throws FileFormatError */
export function readPytorchLegacy(source: ByteSource, budget: Budget): Checkpoint {
  const cursor = new Cursor(source);
  const first = unpickle(cursor, new PlainHost(source.path), budget);
  if (first === MAGIC) return { format: 'pytorch-legacy', root: readParts(cursor, budget), bigEndian: false };
  if (cursor.position !== source.size)
    throw new FileFormatError(source.path, `${source.size - cursor.position} bytes stand behind its pickle`);
  return { format: 'pickle', root: first, bigEndian: false };
}

/** What follows the magic number. */
function readParts(cursor: Cursor, budget: Budget): Value {
  const { path } = cursor;
  const protocol = unpickle(cursor, PLAIN, budget);
  if (protocol !== PROTOCOL)
    throw new FileFormatError(path, `its protocol is ${String(protocol)}, only ${PROTOCOL} is known`);
  unpickle(cursor, PLAIN, budget); // the saving machine's byte order and integer sizes: storages are little-endian all the same
  const host = new LegacyHost();
  const root = unpickle(cursor, host, budget);
  host.locate(cursor, unpickle(cursor, PLAIN, budget));
  return root;
}

const PLAIN: PickleHost = {
  resolve: resolveGlobal,
  persistent() {
    throw new PickleError('a persistent id is not allowed here');
  },
};

/** A pickle that torch.save did not write: its tensors' storages are whole files of torch.save, as bytes. */
class PlainHost implements PickleHost {
  readonly persistent = PLAIN.persistent;
  private readonly loadFromBytes: Global;

  constructor(path: string) {
    this.loadFromBytes = new Global('torch.storage._load_from_bytes', {
      call: ([value], budget) => embedded(path, asBytes(value ?? null), budget),
    });
  }

  resolve(module: string, name: string): Value {
    return module === 'torch.storage' && name === '_load_from_bytes'
      ? this.loadFromBytes
      : resolveGlobal(module, name);
  }
}

/** The storage that such bytes hold. */
function embedded(path: string, bytes: Uint8Array, budget: Budget): Storage {
  const source = new BufferSource(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  const cursor = new Cursor(source);
  const root = unpickle(cursor, PLAIN, budget) === MAGIC ? readParts(cursor, budget) : null;
  if (!(root instanceof Storage))
    throw new PickleError('a tensor is rebuilt from bytes that hold no storage');
  const { record, dtype, length, begin } = root;
  const inflate = () => source.read(record.offset!, record.bytes);
  return new Storage({ key: record.key, bytes: record.bytes, offset: null, inflate }, dtype, length, begin);
}

class LegacyHost implements PickleHost {
  private readonly records = new Map<string, StorageRecord & { dtype: DType }>();

  readonly resolve = resolveGlobal;

  persistent(id: Value): Value {
    const { key, dtype, length, bytes, rest } = storageId(id);
    let record = this.records.get(key);
    if (record === undefined) {
      record = { key, bytes, offset: null, dtype };
      this.records.set(key, record);
    }
    if (bytes > record.bytes)
      throw new PickleError(`storage ${key} has two sizes, ${record.bytes} and ${bytes}`);
    const [view = null] = rest;
    return view === null ? new Storage(record, dtype, length) : partOf(record, dtype, view);
  }

  /** Finds the storages' bytes: for each key a count of elements, then the elements. */
  locate(cursor: Cursor, keys: Value): void {
    for (const item of listOf(cursor, keys)) {
      const record = this.records.get(item);
      if (record === undefined)
        throw new FileFormatError(cursor.path, `storage '${item}' belongs to no tensor, or is there twice`);
      const count = cursor.take(8).readBigInt64LE();
      if (count * BigInt(DTYPE_BYTES[record.dtype]) !== BigInt(record.bytes))
        throw new FileFormatError(
          cursor.path,
          `storage '${item}' has ${count} elements of ${record.dtype}, its tensors say ${record.bytes} bytes`,
        );
      record.offset = cursor.position;
      cursor.skip(record.bytes);
      this.records.delete(item);
    }
    const [missing] = this.records.keys();
    if (missing !== undefined) throw new FileFormatError(cursor.path, `storage '${missing}' is missing`);
  }
}

/**
 * (key of the view, offset, length): files of PyTorch before 0.4 kept storages that are a part of another
 * one.
 */
function partOf(record: StorageRecord, dtype: DType, view: Value): Storage {
  const [, offset, length] = items(view, "a storage's view");
  const begin = size(offset, "a storage's offset") * DTYPE_BYTES[dtype];
  const count = size(length, "a storage's length");
  if (begin + count * DTYPE_BYTES[dtype] > record.bytes)
    throw new PickleError(`a part of storage ${record.key} ends beyond its ${record.bytes} bytes`);
  return new Storage(record, dtype, count, begin);
}

function listOf(cursor: Cursor, keys: Value): string[] {
  try {
    return items(keys, 'the list of storages').map((key) => text(key, "a storage's key"));
  } catch (error) {
    if (!(error instanceof PickleError)) throw error;
    throw new FileFormatError(cursor.path, error.message, { cause: error });
  }
}
