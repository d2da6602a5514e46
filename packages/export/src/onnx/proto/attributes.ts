// Attributes of nodes: their type follows from the value.
import type { DType } from '@cotrain/torch';
import { codeOf } from './dtypes.js';
import type { AttributeProto, TensorProto } from './messages.js';

/**
 * Value of an attribute. A number is an integer, and `{ float }` is a float: in ONNX `alpha: 1` and
 * `alpha: 1.0` have different types.
 */
export type AttributeValue =
  | number
  | string
  | readonly number[]
  | { float: number }
  | { floats: readonly number[] }
  | { strings: readonly string[] }
  | { dtype: DType }
  | { tensor: TensorProto };

const [FLOAT, INT, STRING, TENSOR, FLOATS, INTS, STRINGS] = [1, 2, 3, 4, 6, 7, 8];
const utf8 = new TextEncoder();

export function attributeOf(name: string, value: AttributeValue): AttributeProto {
  if (typeof value === 'number') return { name, type: INT, i: value };
  if (typeof value === 'string') return { name, type: STRING, s: utf8.encode(value) };
  if (Array.isArray(value)) return { name, type: INTS, ints: [...(value as number[])] };
  const own = value as Exclude<AttributeValue, number | string | readonly number[]>;
  if ('float' in own) return { name, type: FLOAT, f: own.float };
  if ('floats' in own) return { name, type: FLOATS, floats: [...own.floats] };
  if ('strings' in own) return { name, type: STRINGS, strings: own.strings.map((text) => utf8.encode(text)) };
  if ('tensor' in own) return { name, type: TENSOR, t: own.tensor };
  return { name, type: INT, i: codeOf(own.dtype)! };
}
