// A whole checkpoint as JavaScript values.
import { FileFormatError } from '../../errors/errors.js';
import type { Tensor } from '../../tensor/tensor.js';
import type { TensorBuilder } from './build.js';
import { isTensorSource, MAXIMUM_DEPTH } from './contents.js';
import { NumpyArray, NumpyDType } from './pickle/numpy.js';
import { PlainObject } from './pickle/objects.js';
import { Complex, Global, LongText, Tuple, type Value } from './pickle/values.js';

/**
 * What `loadObject` gives and `saveObject` takes. A dict is an object if all its keys are strings, else a
 * Map.
 */
export type CheckpointValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Tensor
  | CheckpointValue[]
  | Set<CheckpointValue>
  | Map<CheckpointValue, CheckpointValue>
  | { [key: string]: CheckpointValue };

/**
 * Values with their tensors made; what the file shares is shared.
 *
 * @throws FileFormatError for values that are nested too deeply
 */
export function objectOf(path: string, root: Value, builder: TensorBuilder): CheckpointValue {
  const made = new Map<Value, CheckpointValue>();

  const convert = (value: Value, place: string, depth: number): CheckpointValue => {
    if (depth > MAXIMUM_DEPTH)
      throw new FileFormatError(path, `its values are nested more than ${MAXIMUM_DEPTH} deep`);
    if (typeof value !== 'object' || value === null) return value;
    // A Buffer prints and slices differently.
    if (value instanceof Uint8Array) return new Uint8Array(value.buffer, value.byteOffset, value.length);
    const known = made.get(value);
    if (known !== undefined) return known;
    const keep = <T extends CheckpointValue>(result: T): T => {
      made.set(value, result);
      return result;
    };
    // The place is for errors: its end says enough, and of long keys nested deeply no string could hold all.
    const inside = (part: Value, key: string | number) =>
      convert(part, `${place}.${key}`.slice(-MAXIMUM_PLACE), depth + 1);

    if (isTensorSource(value)) return keep(builder.build(value, place));
    if (value instanceof NumpyArray) return keep(nested(value.list!.map(inside), value.shape));
    if (value instanceof LongText) return keep(value.toString());
    if (value instanceof Complex) return keep({ real: value.real, imag: value.imag });
    if (value instanceof Global || value instanceof NumpyDType) return keep(value.name);
    if (Array.isArray(value) || value instanceof Tuple) {
      const list = keep([] as CheckpointValue[]);
      for (const [i, item] of (Array.isArray(value) ? value : value.items).entries())
        list.push(inside(item, i));
      return list;
    }
    if (value instanceof Set) {
      const set = keep(new Set<CheckpointValue>());
      for (const item of value) set.add(inside(item, '{}'));
      return set;
    }
    const dict = value instanceof PlainObject ? value.attributes : (value as Map<Value, Value>);
    if ([...dict.keys()].every((key) => typeof key === 'string')) {
      const object = keep({} as { [key: string]: CheckpointValue });
      for (const [key, item] of dict as Map<string, Value>) define(object, key, inside(item, key));
      return object;
    }
    const map = keep(new Map<CheckpointValue, CheckpointValue>());
    for (const [key, item] of dict) map.set(inside(key, 'key'), inside(item, String(key)));
    return map;
  };

  return convert(root, 'file', 0);
}

const MAXIMUM_PLACE = 200;

/** Assigning to `__proto__` would replace the object's prototype instead. */
function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function nested(flat: CheckpointValue[], shape: readonly number[]): CheckpointValue {
  if (shape.length === 0) return flat[0]!;
  let level = flat;
  for (let dim = shape.length - 1; dim > 0; dim--) {
    const inner = shape[dim]!;
    const outer = shape.slice(0, dim).reduce((product, size) => product * size, 1);
    level = Array.from({ length: outer }, (_, i) => level.slice(i * inner, (i + 1) * inner));
  }
  return level;
}
