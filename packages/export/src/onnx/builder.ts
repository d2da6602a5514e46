// Writes the nodes of an ONNX graph, with readable and unique names.
import { type DType, type Tensor, torch } from '@cotrain/torch';
import { type AttributeValue, attributeOf } from './proto/attributes.js';
import { isFloat } from './proto/dtypes.js';
import type { NodeProto } from './proto/messages.js';
import { isStatic, type Operand, range, rankOf, type Shape, shapeOf } from './values/value.js';

type Attributes = Record<string, AttributeValue | undefined>;
/** What a node's result is; by default the dtype is that of the first input, and the shape unknown. */
interface Result {
  dtype?: DType;
  shape?: Shape | undefined;
}

/** A size that is known, or a tensor of int64, [1], that holds it when the model runs. */
export type Size = number | Operand;

export class Builder {
  readonly nodes: NodeProto[] = [];
  readonly initializers: { name: string; tensor: Tensor }[] = [];
  /** Dtype of every value by name. */
  readonly dtypes = new Map<string, DType>();
  /** Path of the module whose call is being lowered. */
  scope = '';
  private readonly names = new Map<string, number>();
  private readonly small = new Map<string, Operand>();
  private readonly stored = new Map<Tensor, string>();

  constructor(readonly opset: number) {}

  /** A node with one result. */
  op(type: string, inputs: readonly (Operand | null)[], attributes: Attributes = {}, result: Result = {}) {
    return this.ops(type, inputs, attributes, [result])[0]!;
  }

  /** A node with several results. */
  ops(
    type: string,
    inputs: readonly (Operand | null)[],
    attributes: Attributes,
    results: readonly Result[],
  ): Operand[] {
    const name = this.unique(`${this.scope === '' ? '' : `${this.scope.replaceAll('.', '/')}/`}${type}`);
    const input = inputs.map((operand) => (operand === null ? '' : this.nameOf(operand)));
    const outputs = results.map(({ dtype, shape }, i): Operand => {
      const own = { name: i === 0 ? `${name}_out` : `${name}_out${i}`, dtype: dtype ?? inputs[0]!.dtype };
      return shape === undefined ? own : { ...own, shape };
    });
    for (const output of outputs) this.dtypes.set(output.name, output.dtype);
    this.nodes.push({
      name,
      opType: type,
      input,
      output: outputs.map((output) => output.name),
      attribute: Object.entries(attributes).flatMap(([key, value]) =>
        value === undefined ? [] : [attributeOf(key, value)],
      ),
      ...(this.scope !== '' && { docString: this.scope }),
    });
    return outputs;
  }

  /** A name that no other value or node has. */
  unique(wanted: string): string {
    const count = this.names.get(wanted) ?? 0;
    this.names.set(wanted, count + 1);
    return count === 0 ? wanted : this.unique(`${wanted}_${count}`);
  }

  /** The operand's name; a constant becomes an initializer when it is first read. */
  nameOf(operand: Operand): string {
    if (operand.name !== '' || !operand.constant) return operand.name;
    const known = this.stored.get(operand.constant);
    if (known !== undefined) {
      operand.name = known;
      return known;
    }
    const scope = this.scope === '' ? '' : `${this.scope.replaceAll('.', '/')}/`;
    operand.name = this.unique(operand.attribute ?? `${scope}constant`);
    this.initializers.push({ name: operand.name, tensor: operand.constant });
    this.stored.set(operand.constant, operand.name);
    this.dtypes.set(operand.name, operand.dtype);
    return operand.name;
  }

  constant(tensor: Tensor, attribute?: string): Operand {
    const own = { name: '', dtype: tensor.dtype, shape: [...tensor.shape], constant: tensor };
    return attribute === undefined ? own : { ...own, attribute };
  }

  /** A constant of numbers: a scalar, or a list [N]. Equal ones are stored once. */
  numbers(values: number | bigint | boolean | readonly number[], dtype: DType = 'int64'): Operand {
    const list = Array.isArray(values);
    const key = `${dtype}${list ? `[${values.map(String)}]` : `${Object.is(values, -0) ? '-0' : values}`}`;
    let known = this.small.get(key);
    if (known === undefined) {
      known = this.constant(
        list ? torch.tensor(values as number[], { dtype }) : torch.full([], values as number, { dtype }),
      );
      this.small.set(key, known);
    }
    return known;
  }

  cast(x: Operand, dtype: DType): Operand {
    if (x.dtype === dtype) return x;
    if (x.constant) return this.constant(x.constant.to({ dtype }));
    return this.op('Cast', [x], { to: { dtype } }, { dtype, shape: x.shape });
  }

  /** Runs `body` on a dtype that the operator has kernels for, and converts the result back. */
  within(x: Operand, dtype: DType, body: (x: Operand) => Operand): Operand {
    return this.cast(body(this.cast(x, dtype)), x.dtype);
  }

  transpose(x: Operand, perm: readonly number[]): Operand {
    if (perm.every((axis, i) => axis === i)) return x;
    if (x.constant) return this.constant(x.constant.permute([...perm]).contiguous());
    const shape = x.shape && perm.map((axis) => x.shape![axis]!);
    return this.op('Transpose', [x], { perm: [...perm] }, { shape });
  }

  swap(x: Operand, a: number, b: number): Operand {
    const perm = range(rankOf(x));
    perm[a] = b;
    perm[b] = a;
    return this.transpose(x, perm);
  }

  unsqueeze(x: Operand, axes: readonly number[]): Operand {
    if (axes.length === 0) return x;
    const shape = x.shape && withOnes(x.shape, axes);
    if (x.constant && isStatic(shape)) return this.constant(x.constant.reshape(shape));
    return this.op('Unsqueeze', [x, this.numbers(axes)], {}, { shape });
  }

  squeeze(x: Operand, axes: readonly number[]): Operand {
    if (axes.length === 0) return x;
    const shape = x.shape?.filter((_, axis) => !axes.includes(axis));
    if (x.constant && isStatic(shape)) return this.constant(x.constant.reshape(shape));
    return this.op('Squeeze', [x, this.numbers(axes)], {}, { shape });
  }

  /** Sizes as a tensor [N] of int64. */
  sizes(sizes: readonly Size[]): Operand {
    if (sizes.every((size) => typeof size === 'number')) return this.numbers(sizes as number[]);
    if (sizes.length === 1) return sizes[0] as Operand;
    const parts = sizes.map((size) => (typeof size === 'number' ? this.numbers([size]) : size));
    return this.op('Concat', parts, { axis: 0 }, { dtype: 'int64', shape: [sizes.length] });
  }

  /** Whether these sizes are the operand's, as far as is known. */
  private hasShape(x: Operand, sizes: readonly Size[]): boolean {
    return (
      isStatic(x.shape) && x.shape.length === sizes.length && x.shape.every((size, i) => size === sizes[i])
    );
  }

  reshape(x: Operand, sizes: readonly Size[], shape?: Shape): Operand {
    if (this.hasShape(x, sizes)) return x;
    const known = shape ?? sizes.map((size) => (typeof size === 'number' && size >= 0 ? size : null));
    if (x.constant && isStatic(known)) return this.constant(x.constant.reshape(known));
    // A size of 0 is meant as such; without `allowzero` it would copy the input's.
    const allowzero = sizes.some((size) => size === 0) ? 1 : undefined;
    return this.op('Reshape', [x, this.sizes(sizes)], { allowzero }, { shape: known });
  }

  expand(x: Operand, sizes: readonly Size[], shape?: Shape): Operand {
    if (this.hasShape(x, sizes)) return x;
    const known = shape ?? sizes.map((size) => (typeof size === 'number' ? size : null));
    return this.op('Expand', [x, this.sizes(sizes)], {}, { shape: known });
  }

  /** The size of one axis. */
  size(x: Operand, axis: number): Size {
    const known = x.shape?.[axis];
    if (typeof known === 'number') return known;
    return this.op('Shape', [x], { start: axis, end: axis + 1 }, { dtype: 'int64', shape: [1] });
  }

  allSizes(x: Operand): Size[] {
    return range(rankOf(x)).map((axis) => this.size(x, axis));
  }

  /** The shape as a tensor, [axes] of int64. */
  shape(x: Operand): Operand {
    if (isStatic(x.shape)) return this.numbers(x.shape);
    return this.op('Shape', [x], {}, { dtype: 'int64', shape: [rankOf(x)] });
  }

  slice(x: Operand, axis: number, start: Size, end: Size, step = 1): Operand {
    const shape = [...shapeOf(x)];
    const size = shape[axis]!;
    shape[axis] = null;
    if (typeof size === 'number' && typeof start === 'number' && typeof end === 'number') {
      const bound = (at: number) => Math.min(Math.max(at < 0 ? at + size : at, 0), size);
      shape[axis] = Math.max(0, Math.ceil((bound(end) - bound(start)) / step));
      if (step === 1 && shape[axis] === size) return x;
    }
    const inputs = [x, this.sizes([start]), this.sizes([end]), this.numbers([axis]), this.numbers([step])];
    return this.op('Slice', inputs, {}, { shape });
  }

  /** A reduction over axes, whose list is an attribute in older operator sets for some of them. */
  reduce(type: string, x: Operand, axes: readonly number[], keepdims: boolean): Operand {
    const shape = x.shape?.flatMap((size, axis) => (axes.includes(axis) ? (keepdims ? [1] : []) : [size]));
    if (axes.length === 0) return x;
    return this.op(type, [x, this.numbers(axes)], { keepdims: keepdims ? 1 : 0 }, { shape });
  }

  /** A binary operator with a number on the right. */
  with(type: string, x: Operand, number: number): Operand {
    return this.op(type, [x, this.numbers(number, x.dtype)], {}, { shape: x.shape });
  }

  unary(type: string, x: Operand, attributes: Attributes = {}): Operand {
    return this.op(type, [x], attributes, { shape: x.shape });
  }

  /** `if ? yes : no`; the kernels of Where lack bool and small integers. */
  where(condition: Operand, yes: Operand, no: Operand, shape?: Shape): Operand {
    const dtype = yes.dtype;
    const fits = dtype === 'uint8' || dtype === 'int32' || dtype === 'int64' || isFloat(dtype);
    const own: DType = fits ? dtype : dtype === 'bool' ? 'uint8' : 'int32';
    const chosen = this.op(
      'Where',
      [condition, this.cast(yes, own), this.cast(no, own)],
      {},
      {
        dtype: own,
        ...(shape && { shape }),
      },
    );
    return this.cast(chosen, dtype);
  }
}

function withOnes(shape: Shape, axes: readonly number[]): Shape {
  const rest = [...shape];
  return range(shape.length + axes.length).map((axis) => (axes.includes(axis) ? 1 : rest.shift()!));
}
