// One call of an operator, as lowerings see it: arguments by the schema's names.

import type { DType, GraphNode, GraphValue } from '@cotrain/torch';
import { ExportError } from '../errors.js';
import type { Builder, Size } from './builder.js';
import { isFloat } from './proto/dtypes.js';
import { argumentsOf, overloadOf } from './schema.js';
import { axisOf, type Operand, type Plain, type Shape, type Value } from './values/value.js';

/** Lowers a call to ONNX nodes; its results, in order. */
export type Lowering = (call: Call) => Operand | readonly (Operand | Value)[];

/** Lowerings by the operator's name without overload, `aten::add`. `aten::add_` uses that of `aten::add`. */
export type LoweringTable = Readonly<Record<string, Lowering>>;

export class Call {
  /** Name with the overload, `aten::add.Tensor`. */
  readonly overload: string;
  private readonly values: ReadonlyMap<string, Value>;

  constructor(
    readonly node: GraphNode,
    inputs: readonly Value[],
    readonly b: Builder,
  ) {
    this.overload = overloadOf(node.schema);
    const values = new Map(argumentsOf(node.schema).map(({ name }, i) => [name, inputs[i]!]));
    // Operators on numbers of the trace call their arguments a and b, or have no schema.
    for (const [i, name] of ['self', 'other'].entries())
      if (!values.has(name) && (values.has('ab'[i]!) || node.schema === '')) values.set(name, inputs[i]!);
    this.values = values;
  }

  /** First result as seen in the trace. */
  get out(): GraphValue {
    return this.node.outputs[0]!;
  }

  /** Dtype of the first result. */
  get dtype(): DType {
    const { dtype, type } = this.out;
    if (dtype !== undefined) return dtype;
    return type === 'float' ? 'float64' : type === 'bool' ? 'bool' : 'int64'; // numbers of the trace
  }

  /** Shape of the first result. */
  get shape(): Shape {
    if (this.out.type !== 'Tensor') return [];
    if (!this.out.shape) throw new ExportError('the trace does not know the shape of the result');
    return this.out.shape;
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  value(name: string): Value {
    const value = this.values.get(name);
    if (value === undefined) throw new ExportError(`${this.overload} has no argument '${name}'`);
    return value;
  }

  /** Whether an optional argument is absent, or not part of this overload. */
  isNone(name: string): boolean {
    const value = this.values.get(name);
    return value === undefined || (value.kind === 'plain' && value.value === null);
  }

  /** A tensor; numbers become constants, of int64, float32 or bool. */
  tensor(name: string): Operand {
    return this.operandOf(this.value(name), name);
  }

  maybeTensor(name: string): Operand | null {
    return this.isNone(name) ? null : this.tensor(name);
  }

  tensors(name: string): Operand[] {
    return this.items(name).map((item) => this.operandOf(item, name));
  }

  private items(name: string): Value[] {
    const value = this.value(name);
    if (value.kind === 'list') return value.items;
    if (value.kind === 'plain' && Array.isArray(value.value))
      return value.value.map((item) => ({ kind: 'plain', value: item }));
    if (value.kind === 'plain' && value.value === null) return [];
    return [value];
  }

  operandOf(value: Value, name: string): Operand {
    if (value.kind === 'tensor') return value.tensor;
    if (value.kind === 'plain') {
      const own = value.value;
      if (typeof own === 'bigint') return this.b.numbers(own);
      if (typeof own === 'boolean') return this.b.numbers(own, 'bool');
      if (typeof own === 'number')
        return this.b.numbers(own, this.isInteger(name, own) ? 'int64' : 'float32');
    }
    throw new ExportError(`'${name}' is not a tensor or a number`);
  }

  /** Whether a number of the trace is an int: 2.0 and 2 are one number in JavaScript. */
  private isInteger(name: string, value: number): boolean {
    const index = argumentsOf(this.node.schema).findIndex((argument) => argument.name === name);
    const type = this.node.inputs[index]?.type;
    return type === 'float' ? false : Number.isInteger(value);
  }

  private plain(name: string): Plain {
    const value = this.value(name);
    if (value.kind === 'plain') return value.value;
    if (value.kind === 'list') {
      if (value.items.every((item) => item.kind === 'plain'))
        return value.items.map((item) => Number((item as { value: Plain }).value));
    } else if (value.tensor.constant?.numel() === 1)
      return value.tensor.constant.to({ dtype: 'float64' }).item() as number;
    throw new ExportError(`'${name}' is computed by the model, and has to be known at the export`);
  }

  /** A number that is known at the export. */
  number(name: string): number {
    const value = this.plain(name);
    if (Array.isArray(value) && value.length === 1) return value[0]!;
    return Number(value);
  }

  /** A number that may be absent, or not part of this overload. */
  numberOr<T>(name: string, otherwise: T): number | T {
    return this.isNone(name) ? otherwise : this.number(name);
  }

  flag(name: string): boolean {
    return Boolean(this.plain(name));
  }

  text(name: string): string {
    return String(this.plain(name));
  }

  /** A list of numbers that are known; a single number is a list of one. */
  list(name: string): number[] {
    const value = this.plain(name);
    if (value === null) return [];
    return Array.isArray(value) ? value.map(Number) : [Number(value)];
  }

  /** A list for `count` axes, in which one number stands for all. */
  each(name: string, count: number): number[] {
    const list = this.list(name);
    return list.length === 1 ? Array.from({ length: count }, () => list[0]!) : list;
  }

  /** Sizes, some of which may be known only when the model runs. */
  sizes(name: string): Size[] {
    return this.items(name).map((item) => this.sizeOf(item, name));
  }

  size(name: string): Size {
    return this.sizeOf(this.value(name), name);
  }

  private sizeOf(item: Value, name: string): Size {
    if (item.kind === 'plain') return Number(item.value);
    const own = this.operandOf(item, name);
    if (own.constant) return Number(own.constant.item());
    return this.b.reshape(this.b.cast(own, 'int64'), [1]);
  }

  axis(name: string, rank: number): number {
    return axisOf(this.number(name), rank);
  }

  /** Axes from the front; all of them if none are given. */
  axes(name: string, rank: number): number[] {
    const own = this.isNone(name) ? [] : this.list(name);
    if (own.length === 0) return Array.from({ length: rank }, (_, i) => i);
    return own.map((axis) => axisOf(axis, rank));
  }

  /** Whether the result is a floating-point tensor. */
  get floating(): boolean {
    return isFloat(this.dtype);
  }
}
