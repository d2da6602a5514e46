// Writes what torch.save writes: a zip of data.pkl and the storages.
import { writeFileAtomic } from '../writeAtomic.js';
import type { CheckpointValue } from './object.js';
import { Pickler, type StoredTensor } from './pickle/pickle.js';
import { zipPieces } from './zipWrite.js';

/** The version of the archive that PyTorch writes, and the lowest that all of its readers take. */
const VERSION = '3\n';

/** @throws FileWriteError; ArgumentError and DisposedTensorError before anything is written */
export function writePytorch(path: string, value: CheckpointValue): void {
  const { bytes, storages } = new Pickler().pickle(value);
  function* entries() {
    yield { name: 'archive/data.pkl', bytes: () => bytes };
    yield { name: 'archive/byteorder', bytes: () => Buffer.from('little') };
    for (const [key, stored] of storages.entries())
      yield { name: `archive/data/${key}`, bytes: () => bytesOf(stored) };
    yield { name: 'archive/version', bytes: () => Buffer.from(VERSION) };
  }
  writeFileAtomic(path, zipPieces(entries()));
}

function bytesOf({ tensor }: StoredTensor): Uint8Array {
  const data = tensor.data();
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
