// What torch.save has written since 1.6, and TorchScript archives: a zip with data.pkl and one entry for each
// storage. https://github.com/pytorch/pytorch/blob/v2.13.0/torch/serialization.py (_save, _load)
// https://github.com/pytorch/pytorch/blob/v2.13.0/torch/csrc/jit/docs/serialization.md
import { FileFormatError } from '../../errors/errors.js';
import type { Budget } from './budget.js';
import type { Checkpoint } from './contents.js';
import { resolveGlobal, storageId } from './pickle/globals.js';
import { ScriptObject } from './pickle/objects.js';
import { type PickleHost, unpickle } from './pickle/unpickle.js';
import { Global, PickleError, type Value } from './pickle/values.js';
import { BufferSource, type ByteSource, Cursor } from './source.js';
import { Storage, type StorageRecord } from './storage.js';
import { ZipArchive, type ZipEntry } from './zip.js';

/** @throws FileFormatError for any other zip, or a damaged one */
export function readPytorchZip(source: ByteSource, budget: Budget): Checkpoint {
  const archive = new ZipArchive(source, budget);
  const folder = folderOf(source, archive);
  const script = archive.entries.has(`${folder}constants.pkl`);
  const host = new ZipHost(archive, `${folder}data/`, script);
  const pickle = archive.entries.get(`${folder}data.pkl`)!;
  const root = unpickle(cursorOver(source, archive, pickle, budget), host, budget);
  const order = byteOrder(source, archive, archive.entries.get(`${folder}byteorder`));
  return { format: script ? 'torchscript' : 'pytorch-zip', root, bigEndian: order === 'big' };
}

/** The folder that holds data.pkl: all entries stand in one, whose name means nothing. */
export function folderOf({ path }: ByteSource, { entries }: ZipArchive): string {
  const folders = [...entries.keys()].flatMap((name) => /^([^/]*\/)?data\.pkl$/.exec(name)?.[0] ?? []);
  if (folders.length === 1) return folders[0]!.slice(0, -'data.pkl'.length);
  if (folders.length > 1)
    throw new FileFormatError(path, `this zip archive holds ${folders.length} checkpoints`);
  throw new FileFormatError(path, `${otherZip([...entries.keys()])}, not a checkpoint (it has no data.pkl)`);
}

function otherZip(names: readonly string[]): string {
  if (names.some((name) => name.endsWith('.npy'))) return "this is NumPy's .npz archive";
  if (names.some((name) => name.endsWith('archive_format')))
    return 'this is an archive of torch.export (.pt2)';
  if (names.some((name) => name.endsWith('model.json')))
    return 'this is a TorchScript archive of a PyTorch before 1.4';
  return 'this is a zip archive';
}

export function cursorOver(source: ByteSource, archive: ZipArchive, entry: ZipEntry, budget: Budget): Cursor {
  if (!entry.stored) {
    budget.take(entry.size, entry.name);
    return new Cursor(new BufferSource(source.path, archive.read(entry)));
  }
  archive.verify(entry);
  const offset = archive.offsetOf(entry);
  return new Cursor(source, offset, offset + entry.size);
}

function byteOrder({ path }: ByteSource, archive: ZipArchive, entry: ZipEntry | undefined): 'little' | 'big' {
  // Files of PyTorch before 2.1 do not say.
  if (entry === undefined) return 'little';
  const order = archive.read(entry).toString('latin1');
  if (order !== 'little' && order !== 'big')
    throw new FileFormatError(path, `its byte order is '${order.slice(0, 20)}', neither little nor big`);
  return order;
}

/** Globals and storages as an archive's pickles name them. */
export class ZipHost implements PickleHost {
  private readonly records = new Map<string, StorageRecord>();

  constructor(
    private readonly archive: ZipArchive,
    private readonly prefix: string,
    /** In a TorchScript archive, classes of its own code are read for their tensors. */
    private readonly script: boolean,
  ) {}

  resolve(module: string, name: string): Value {
    if (this.script && (module === '__torch__' || module.startsWith('__torch__.')))
      return new Global(`${module}.${name}`, { create: () => new ScriptObject(`${module}.${name}`) });
    return resolveGlobal(module, name);
  }

  persistent(id: Value): Value {
    const { key, dtype, length, bytes } = storageId(id);
    const record = this.record(key);
    if (bytes > record.bytes)
      throw new PickleError(`storage ${key} has ${record.bytes} bytes, its tensors need ${bytes}`);
    return new Storage(record, dtype, length);
  }

  private record(key: string): StorageRecord {
    let record = this.records.get(key);
    if (record === undefined) {
      const { archive } = this;
      const entry = archive.entries.get(this.prefix + key);
      if (entry === undefined) throw new PickleError(`storage ${key} is not in the archive`);
      record = entry.stored
        ? { key, bytes: entry.size, offset: archive.offsetOf(entry), crc: entry.crc }
        : { key, bytes: entry.size, offset: null, inflate: () => archive.read(entry) };
      this.records.set(key, record);
    }
    return record;
  }
}
