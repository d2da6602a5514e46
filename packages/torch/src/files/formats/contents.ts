// A checkpoint that was read and whose tensors are not made yet: which it holds, by name.

import { FileFormatError } from '../../errors/errors.js';
import type { DType } from '../../values/dtype.js';
import type { Budget } from './budget.js';
import { NumpyArray } from './pickle/numpy.js';
import { PlainObject, ScriptObject } from './pickle/objects.js';
import { LongText, nameOf, Tuple, type Value } from './pickle/values.js';
import { Storage, TensorView } from './storage.js';

/** File format, detected from the content. `pickle` is a plain one, as in detectron2's model zoo. */
export type CheckpointFormat = 'safetensors' | 'pytorch-zip' | 'pytorch-legacy' | 'torchscript' | 'pickle';

export interface Checkpoint {
  format: CheckpointFormat;
  root: Value;
  /** Byte order of the storages. */
  bigEndian: boolean;
}

/** What a tensor can be made of. */
export type TensorSource = TensorView | Storage | NumpyArray;

export const isTensorSource = (value: Value): value is TensorSource =>
  value instanceof TensorView ||
  value instanceof Storage ||
  (value instanceof NumpyArray && value.list === null);

export function describeTensor(source: TensorSource): { dtype: DType; shape: number[] } {
  const shape = source instanceof Storage ? [source.length] : [...source.shape];
  return { dtype: source.dtype, shape };
}

/** Python's own limit of recursion, about; a deeper value would exhaust the stack of whoever walks it. */
export const MAXIMUM_DEPTH = 1000;

/** The name of a tensor that a file holds alone. */
const ALONE = 'tensor';

/**
 * Every tensor of a checkpoint by its path: keys of dicts and places in lists, joined by dots.
 *
 * @throws FileFormatError for two tensors of one name, for a value that contains itself, or is nested too
 *   deeply
 */
export function namedTensors(path: string, root: Value, budget: Budget): Map<string, TensorSource> {
  const found = new Map<string, TensorSource>();
  const open = new Set<Value>();
  const visit = (value: Value, prefix: string): void => {
    budget.take(64, 'the list of its tensors');
    if (isTensorSource(value)) {
      const name = prefix === '' ? ALONE : prefix;
      if (found.has(name))
        throw new FileFormatError(
          path,
          `two tensors have the path '${name.slice(-200)}': read it with loadObject`,
        );
      budget.take(2 * name.length, 'the names of its tensors');
      found.set(name, value);
      return;
    }
    const parts = partsOf(value);
    if (parts === null) return;
    if (open.has(value))
      throw new FileFormatError(path, `the value at '${prefix.slice(-200)}' contains itself`);
    if (open.size === MAXIMUM_DEPTH)
      throw new FileFormatError(path, `its values are nested more than ${MAXIMUM_DEPTH} deep`);
    open.add(value);
    for (const [key, part] of parts) {
      const text = keyText(path, key, budget);
      // A new name is made for each place that holds the value: shared values can have more of them than
      // bytes.
      budget.take(2 * text.length, 'the names of its tensors');
      budget.check(2 * (prefix.length + text.length), 'the names of its tensors');
      visit(part, prefix === '' ? text : `${prefix}.${text}`);
    }
    open.delete(value);
  };
  visit(root, '');
  return found;
}

function partsOf(value: Value): Iterable<[Value, Value]> | null {
  if (value instanceof Map) return value;
  // A script module's parameters, buffers and modules; tensors in its lists are none of them.
  if (value instanceof ScriptObject)
    return [...value.attributes].filter(
      ([, part]) => part instanceof TensorView || part instanceof ScriptObject,
    );
  if (value instanceof PlainObject) return value.attributes;
  const list = value instanceof Tuple ? value.items : value instanceof NumpyArray ? value.list : value;
  return Array.isArray(list) ? list.entries() : null;
}

/**
 * A key in words. Tuples that hold each other twice double in length at each level, so that every letter is
 * paid for.
 */
function keyText(path: string, key: Value, budget: Budget, depth = 0): string {
  if (typeof key === 'string') return key;
  if (depth > MAXIMUM_DEPTH)
    throw new FileFormatError(path, `its values are nested more than ${MAXIMUM_DEPTH} deep`);
  if (key instanceof Tuple) {
    const parts = key.items.map((item) => keyText(path, item, budget, depth + 1));
    const text = `(${parts.join(', ')})`;
    budget.take(2 * text.length, 'the names of its tensors');
    return text;
  }
  budget.take(KEY_BYTES, 'the names of its tensors');
  if (
    key instanceof LongText ||
    typeof key === 'number' ||
    typeof key === 'bigint' ||
    typeof key === 'boolean'
  )
    return String(key);
  return nameOf(key);
}

/** A key that is not a string, in words: a number mostly, and at most an integer of 256 bytes. */
const KEY_BYTES = 64;
