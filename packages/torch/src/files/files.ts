// Checkpoints by file name: the format is detected from the content for reading, and chosen by the extension
// for writing.
import { extname } from 'node:path';
import { ArgumentError, FileWriteError } from '../errors/errors.js';
import { scope } from '../handle/scope.js';
import { untraced } from '../jit/recording.js';
import type { Tensor } from '../tensor/tensor.js';
import { suggestion } from '../values/names.js';
import type { DType } from '../values/types.js';
import { Budget } from './formats/budget.js';
import { type ReadOptions, TensorBuilder } from './formats/build.js';
import { type Checkpoint, type CheckpointFormat, describeTensor, namedTensors } from './formats/contents.js';
import { detect } from './formats/detect.js';
import { type CheckpointValue, objectOf } from './formats/object.js';
import { readPytorchLegacy } from './formats/pytorchLegacy.js';
import { writePytorch } from './formats/pytorchWrite.js';
import { readPytorchZip } from './formats/pytorchZip.js';
import { inspectSafetensors, readSafetensors, writeSafetensors } from './formats/safetensors.js';
import { type FileSource, withFile } from './formats/source.js';

/** What to load from a file, and how. */
export interface LoadOptions extends ReadOptions {
  /**
   * Only what lies below this key, named from there: `'state_dict'` gives `conv1.weight` for what the whole
   * file would name `state_dict.conv1.weight`. Nothing else is read. Default: the whole file.
   */
  key?: string;
}

/** What a file holds, as its header says. */
export interface FileContents {
  format: CheckpointFormat;
  tensors: Record<string, { dtype: DType; shape: number[] }>;
}

/**
 * The tensors of a checkpoint, by name: safetensors, PyTorch's `.pth` and `.pt` (zip and legacy), TorchScript
 * archives (parameters and buffers), plain pickles of arrays. In nested dicts and lists a tensor's name is
 * its path, joined by dots; values that are not tensors are left out (`loadObject` has them). No code of a
 * file is ever run.
 *
 * Tensors are read into memory of their own, as in Python, unless `mmap` is set. Those that the file has a
 * checksum of are compared with it: in a zip all, in a safetensors file those that this library wrote.
 *
 * @throws FileFormatError if the file is damaged, of another format, or holds more than tensors and plain
 *   data; ArgumentError if nothing lies below `key`, or for an unknown option; the file system's error if it
 *   cannot be read
 */
export function loadFile(path: string, options: LoadOptions = {}): Record<string, Tensor> {
  checkOptions('loadFile', options, ['key', 'mmap', 'verify']);
  return reading(path, options, (opened) => {
    return Object.fromEntries(
      'safetensors' in opened
        ? below(path, opened.safetensors, options.key).map(([name, make]) => [name, make()])
        : below(path, namedTensors(path, opened.checkpoint.root, opened.budget), options.key).map(
            ([name, source]) => [name, opened.builder.build(source, name)],
          ),
    );
  });
}

/**
 * All that a checkpoint holds: its tensors, and numbers, strings, lists and dicts around them. Tuples are
 * arrays, dicts objects, or Maps if a key is not a string; dtypes and devices are strings.
 *
 * @throws FileFormatError as `loadFile` does; ArgumentError for an unknown option
 */
export function loadObject(path: string, options: ReadOptions = {}): CheckpointValue {
  checkOptions('loadObject', options, ['mmap', 'verify']);
  return reading(path, options, (opened) =>
    'safetensors' in opened
      ? Object.fromEntries([...opened.safetensors].map(([name, make]) => [name, make()]))
      : objectOf(path, opened.checkpoint.root, opened.builder),
  );
}

/**
 * Format, names, dtypes and shapes, without reading the tensors.
 * @throws FileFormatError as `loadFile` does
 */
export function inspectFile(path: string): FileContents {
  return reading(path, {}, (opened) => {
    if ('safetensors' in opened) return { format: 'safetensors', tensors: inspectSafetensors(opened.source) };
    const { checkpoint, budget } = opened;
    const tensors = [...namedTensors(path, checkpoint.root, budget)].map(([name, source]) => [
      name,
      describeTensor(source),
    ]);
    return { format: checkpoint.format, tensors: Object.fromEntries(tensors) };
  });
}

function checkOptions(name: string, options: object, known: readonly string[]): void {
  for (const option of Object.keys(options))
    if (!known.includes(option))
      throw new ArgumentError(`${name}: unknown option '${option}'${suggestion(option, known)}`);
}

type Opened =
  | { source: FileSource; safetensors: Map<string, () => Tensor> }
  | { checkpoint: Checkpoint; budget: Budget; builder: TensorBuilder };

/** Reads all but the tensors, and keeps the file open while `run` runs. */
function reading<T>(path: string, options: ReadOptions, run: (opened: Opened) => T): T {
  const constant = <R>(read: () => R): R => untraced(() => scope(read)); // in a trace
  return withFile(path, (source) =>
    constant(() => {
      const container = detect(source);
      if (container === 'safetensors') return run({ source, safetensors: readSafetensors(source, options) });
      const budget = new Budget(path, source.size);
      const checkpoint = (container === 'zip' ? readPytorchZip : readPytorchLegacy)(source, budget);
      const builder = new TensorBuilder(source, checkpoint.bigEndian, budget, options);
      return run({ checkpoint, budget, builder });
    }),
  );
}

/** What is named `key.` and more, without that. */
function below<T>(path: string, named: ReadonlyMap<string, T>, key: string | undefined): [string, T][] {
  const all = [...named];
  if (key === undefined) return all;
  const found = all.filter(([name]) => name.startsWith(`${key}.`));
  if (found.length === 0) {
    const firsts = [...new Set(all.map(([name]) => name.split('.')[0]!))];
    throw new ArgumentError(
      `${path}: nothing lies below the key '${key}'. There is ${firsts.slice(0, 10).join(', ')}${firsts.length > 10 ? ', ...' : ''}`,
    );
  }
  return found.map(([name, item]) => [name.slice(key.length + 1), item]);
}

/**
 * Writes tensors by name, whole or not at all: `.safetensors`, or `.pth` and `.pt`, which Python's
 * `torch.load(path, weights_only=True)` reads as a dict.
 *
 * @param options.metadata strings to keep in a safetensors file (`readMetadata` gives them back)
 * @throws FileWriteError if it cannot be written, and what stood there before still does; or if the extension
 *   is another
 */
export function saveFile(
  path: string,
  tensors: Record<string, Tensor>,
  options: { metadata?: Record<string, string> } = {},
): void {
  const format = formatFor(path);
  if (format === 'pytorch' && options.metadata !== undefined)
    throw new ArgumentError(
      `saveFile: a ${extname(path)} file has no metadata: use saveObject for what is not a tensor`,
    );
  if (format === 'pytorch') writePytorch(path, tensors);
  else writeSafetensors(path, tensors, options.metadata);
}

/**
 * Writes nested values with tensors as `.pth` or `.pt`: an optimizer's state, a whole training state. Objects
 * and Maps become dicts, whole numbers ints; `loadObject` gives them back, and so does Python's `torch.load`.
 *
 * @throws FileWriteError as `saveFile`; ArgumentError for values that are not data, or contain themselves
 */
export function saveObject(path: string, value: CheckpointValue): void {
  if (formatFor(path) === 'safetensors')
    throw new ArgumentError(
      'saveObject: a safetensors file holds tensors only, under names: use .pth or saveFile',
    );
  writePytorch(path, value);
}

const EXTENSIONS: Record<string, 'safetensors' | 'pytorch'> = {
  '.safetensors': 'safetensors',
  '.pth': 'pytorch',
  '.pt': 'pytorch',
};

function formatFor(path: string): 'safetensors' | 'pytorch' {
  const extension = extname(path);
  if (!Object.hasOwn(EXTENSIONS, extension))
    throw new FileWriteError(
      path,
      new Error(
        `its extension ${extension === '' ? 'is missing' : `'${extension}' names no format`}: use ${Object.keys(EXTENSIONS).join(', ')}`,
      ),
    );
  return EXTENSIONS[extension]!;
}
