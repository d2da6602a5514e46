// Checkpoints by file name: what is read is told apart by its content, what is written by its extension.
import { extname } from 'node:path';
import { ArgumentError, FileWriteError } from './errors.js';
import { Budget } from './formats/budget.js';
import { TensorBuilder } from './formats/build.js';
import {
  type Checkpoint,
  type CheckpointFormat,
  describeTensor,
  namedTensors,
  type TensorSource,
} from './formats/checkpoint.js';
import { detect } from './formats/detect.js';
import { type CheckpointValue, objectOf } from './formats/object.js';
import { readPytorchLegacy } from './formats/pytorch-legacy.js';
import { writePytorch } from './formats/pytorch-write.js';
import { readPytorchZip } from './formats/pytorch-zip.js';
import { inspectSafetensors, readSafetensors, writeSafetensors } from './formats/safetensors.js';
import { withFile } from './formats/source.js';
import { scope } from './scope.js';
import type { Tensor } from './tensor.js';
import type { DType } from './types.js';

export interface LoadOptions {
  /**
   * Only what lies below this key, named from there: `'state_dict'` gives `conv1.weight` for what the whole file would
   * name `state_dict.conv1.weight`.
   */
  key?: string;
}

/** What a file holds, as its header says. */
export interface FileContents {
  format: CheckpointFormat;
  tensors: Record<string, { dtype: DType; shape: number[] }>;
}

/**
 * The tensors of a checkpoint, by name: safetensors, PyTorch's `.pth` and `.pt` (zip and legacy), TorchScript archives
 * (parameters and buffers), plain pickles of arrays. In nested dicts and lists a tensor's name is its path, joined by
 * dots; values that are no tensors are left out (`loadObject` has them). No code of a file is ever run.
 *
 * Tensors are views of the mapped file where its layout allows it; writing to them changes memory only.
 *
 * @throws FileFormatError if the file is damaged, of another format, or holds more than tensors and plain data;
 * ArgumentError if nothing lies below `key`; the file system's error if it cannot be read
 */
export function loadFile(path: string, { key }: LoadOptions = {}): Record<string, Tensor> {
  return reading(path, (opened) => {
    if (opened === null) return below(path, Object.entries(readSafetensors(path)), key);
    const { checkpoint, budget, builder } = opened;
    const named = below(path, namedTensors(path, checkpoint.root, budget), key);
    return Object.fromEntries(
      Object.entries(named).map(([name, source]) => [name, builder.build(source, name)]),
    );
  });
}

/**
 * All that a checkpoint holds: its tensors, and numbers, strings, lists and dicts around them. Tuples are arrays, dicts
 * objects, or Maps if a key is no string; dtypes and devices are strings.
 *
 * @throws FileFormatError as `loadFile` does
 */
export function loadObject(path: string): CheckpointValue {
  return reading(path, (opened) =>
    opened === null ? readSafetensors(path) : objectOf(path, opened.checkpoint.root, opened.builder),
  );
}

/** Format, names, dtypes and shapes, without reading the tensors. @throws FileFormatError as `loadFile` does */
export function inspectFile(path: string): FileContents {
  return reading(path, (opened) => {
    if (opened === null) return { format: 'safetensors', tensors: inspectSafetensors(path) };
    const { checkpoint, budget } = opened;
    const tensors = [...namedTensors(path, checkpoint.root, budget)].map(([name, source]) => [
      name,
      describeTensor(source),
    ]);
    return { format: checkpoint.format, tensors: Object.fromEntries(tensors) };
  });
}

interface Opened {
  checkpoint: Checkpoint;
  budget: Budget;
  builder: TensorBuilder;
}

/** Reads all but the tensors, and keeps the file open while `run` runs; null for safetensors, which has its own reader. */
function reading<T>(path: string, run: (opened: Opened | null) => T): T {
  return withFile(path, (source) =>
    scope(() => {
      const container = detect(source);
      if (container === 'safetensors') return run(null);
      const budget = new Budget(path, source.size);
      const checkpoint = (container === 'zip' ? readPytorchZip : readPytorchLegacy)(source, budget);
      const builder = new TensorBuilder(path, source.size, checkpoint.bigEndian, budget);
      return run({ checkpoint, budget, builder });
    }),
  );
}

/** What is named `key.` and more, without that. */
function below<T extends TensorSource | Tensor>(
  path: string,
  named: Iterable<[string, T]>,
  key: string | undefined,
): Record<string, T> {
  if (key === undefined) return Object.fromEntries(named);
  const all = [...named];
  const found = all.filter(([name]) => name.startsWith(`${key}.`));
  if (found.length === 0) {
    const firsts = [...new Set(all.map(([name]) => name.split('.')[0]!))];
    throw new ArgumentError(
      `${path}: nothing lies below the key '${key}'. There is ${firsts.slice(0, 10).join(', ')}${firsts.length > 10 ? ', ...' : ''}`,
    );
  }
  return Object.fromEntries(found.map(([name, item]): [string, T] => [name.slice(key.length + 1), item]));
}

/**
 * Writes tensors by name, whole or not at all: `.safetensors`, or `.pth` and `.pt`, which Python's
 * `torch.load(path, weights_only=True)` reads as a dict.
 *
 * @param options.metadata strings to keep in a safetensors file (`readMetadata` gives them back)
 * @throws FileWriteError if it cannot be written, and what stood there before still does; or if the extension is another
 */
export function saveFile(
  path: string,
  tensors: Record<string, Tensor>,
  options: { metadata?: Record<string, string> } = {},
): void {
  const format = formatFor(path);
  if (format === 'pytorch' && options.metadata !== undefined)
    throw new ArgumentError(
      `saveFile: a ${extname(path)} file has no metadata: use saveObject for what is no tensor`,
    );
  if (format === 'pytorch') writePytorch(path, tensors);
  else writeSafetensors(path, tensors, options.metadata);
}

/**
 * Writes nested values with tensors as `.pth` or `.pt`: an optimizer's state, a whole training state. Objects and Maps
 * become dicts, whole numbers ints; `loadObject` gives them back, and so does Python's `torch.load`.
 *
 * @throws FileWriteError as `saveFile`; ArgumentError for values that are no data, or contain themselves
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
