// What is checked of a TorchScript archive before LibTorch loads it: its reader is fast, and trusts what it
// reads.

import { FileFormatError } from '../../errors/errors.js';
import { isDType } from '../../values/dtype.js';
import { Budget } from './budget.js';
import { detect } from './detect.js';
import { StorageType } from './pickle/globals.js';
import { ScriptObject } from './pickle/objects.js';
import { unpickle } from './pickle/unpickle.js';
import { Global, items, PickleError, type Value } from './pickle/values.js';
import { cursorOver, folderOf, ZipHost } from './pytorchZip.js';
import { type ByteSource, withFile } from './source.js';
import { ZipArchive } from './zip.js';

/**
 * Checks that a file is a TorchScript archive, that every entry is what its CRC-32 says, and that its pickles
 * are whole and their tensors lie in their storages.
 *
 * @throws FileFormatError
 */
export function checkTorchScript(source: ByteSource, budget: Budget): void {
  const archive = new ZipArchive(source, budget);
  const folder = folderOf(source, archive);
  if (!archive.entries.has(`${folder}constants.pkl`))
    throw new FileFormatError(source.path, 'this is a checkpoint, not a TorchScript archive: use loadFile');
  for (const entry of archive.entries.values()) archive.verify(entry);
  for (const [name, storages] of [
    ['data.pkl', 'data/'],
    ['constants.pkl', 'constants/'],
  ] as const) {
    const pickle = archive.entries.get(folder + name)!;
    unpickle(
      cursorOver(source, archive, pickle, budget),
      new AnyHost(archive, folder + storages, true),
      budget,
    );
  }
}

/** Largest text that is kept beside a program. */
const LARGEST_TEXT = 64 * 2 ** 20;

/**
 * Reads the texts that a TorchScript archive keeps beside its program, by name (`_extra_files` of
 * `torch.jit.save`). Nothing of the program runs.
 *
 * @throws FileFormatError if the file is not a TorchScript archive, or a text is larger than 64 MiB
 */
export const readExtraFiles = (path: string): Record<string, string> =>
  withFile(path, (source) => {
    if (detect(source) !== 'zip') throw new FileFormatError(path, 'this is not a TorchScript archive');
    const archive = new ZipArchive(source, new Budget(path, source.size));
    const folder = `${folderOf(source, archive)}extra/`;
    const entries = [...archive.entries].filter(([name]) => name.startsWith(folder));
    return Object.fromEntries(
      entries.map(([name, entry]) => {
        if (entry.size > LARGEST_TEXT)
          throw new FileFormatError(path, `${name} has ${entry.size} bytes, which is too much for a text`);
        return [name.slice(folder.length), archive.read(entry).toString('utf8')];
      }),
    );
  });

/**
 * Takes what `loadFile` would refuse, such as quantized tensors and classes of other libraries, for opaque
 * objects.
 */
class AnyHost extends ZipHost {
  override resolve(module: string, name: string): Value {
    try {
      return super.resolve(module, name);
    } catch (error) {
      if (!(error instanceof PickleError)) throw error;
      const opaque = () => new ScriptObject(`${module}.${name}`);
      return new Global(`${module}.${name}`, { call: opaque, create: opaque });
    }
  }

  override persistent(id: Value): Value {
    const [, type] = items(id, 'a persistent id');
    if (type instanceof StorageType && !isDType(type.dtype)) return new ScriptObject(type.name);
    return super.persistent(id);
  }
}
