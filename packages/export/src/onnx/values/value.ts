// What a value of a traced graph is during the lowering.

import type { DType, Tensor } from '@cotrain/torch';
import { ExportError } from '../../errors.js';

/** Sizes of a tensor; null for one that is known only when the model runs. */
export type Shape = (number | null)[];

/** Tensor in the ONNX graph: the result of a node, or a constant. */
export interface Operand {
  readonly dtype: DType;
  /** Sizes, as far as they are known. Default: nothing is known, not even the number of axes. */
  readonly shape?: Shape;
  /** Name in the ONNX graph. Empty for a constant, which gets its name when a node first reads it. */
  name: string;
  /** Value of a constant. Default: computed by the model. */
  readonly constant?: Tensor;
  /** Path of the parameter or buffer that the constant is. Default: another constant. */
  readonly attribute?: string;
}

export type Plain = number | bigint | string | boolean | null | number[];

/** A tensor, a list, or a number, string, flag or null of the trace. */
export type Value =
  | { kind: 'tensor'; tensor: Operand }
  | { kind: 'list'; items: Value[] }
  | { kind: 'plain'; value: Plain };

export const ofTensor = (tensor: Operand): Value => ({ kind: 'tensor', tensor });
export const ofPlain = (value: Plain): Value => ({ kind: 'plain', value });

/** The shape of an operand of which the lowering needs the number of axes. */
export function shapeOf(x: Operand): Shape {
  if (x.shape === undefined) throw new ExportError('the trace does not know the number of axes');
  return x.shape;
}

export const rankOf = (x: Operand): number => shapeOf(x).length;

/** Axis from the front; negative ones count from the end. */
export const axisOf = (axis: number, rank: number): number => (axis < 0 ? axis + Math.max(rank, 1) : axis);

/** The size of an axis that has to be known. */
export function sizeOf(x: Operand, axis: number): number {
  const size = shapeOf(x)[axisOf(axis, rankOf(x))];
  if (size === undefined || size === null)
    throw new ExportError(`axis ${axis} may differ in size, and this operator needs a fixed one`);
  return size;
}

export const isStatic = (shape: Shape | undefined): shape is number[] =>
  shape?.every((size) => size !== null) ?? false;

export const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
