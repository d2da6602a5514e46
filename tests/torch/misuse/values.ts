// Valid and invalid arguments of every kind for the misuse test, drawn from a seed, with their source text.
import { type DType, defaultGenerator, type Tensor, torch } from '@cotrain/torch';
import type { ArgumentSchema } from '../../../packages/torch/dist/native/addon.js';
import { Random } from '../../fuzz/mutate.js';

/** A value and its source text. */
export interface Drawn {
  value: unknown;
  text: string;
}

/** Common properties of the tensors of one call, so that some calls pass the comparison of shapes. */
export interface Profile {
  shape: number[];
  dtype: DType;
}

const FLOATS = ['float32', 'float32', 'float32', 'float64', 'float16', 'bfloat16'] as const;
const DTYPES: readonly DType[] = [
  ...FLOATS,
  ...(['int64', 'int64', 'int32', 'int16', 'int8', 'uint8', 'bool', 'complex64', 'complex128'] as const),
  ...(['uint16', 'uint32', 'uint64'] as const),
];
const SIZES = [0, 1, 1, 2, 2, 3, 3, 4, 5, 8];
const INTEGERS = [0, 0, 1, 1, 1, 2, 2, 3, 4, 5, 7, 8, -1, -1, -2, -3, -100, 16, 100, 1000];
const EXTREMES = [
  ...[2 ** 20, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 32, 2 ** 40, 2 ** 53, -(2 ** 53)],
  ...[2n ** 62n, 2n ** 63n - 1n, -(2n ** 63n), -(2n ** 63n) + 1n],
];
const REALS = [
  0,
  1,
  0.5,
  1.5,
  2,
  3,
  0.1,
  -1,
  -0.5,
  1e-8,
  10,
  -0,
  Number.NaN,
  Infinity,
  -Infinity,
  1e308,
  -1e20,
];
const STRINGS = [
  ...['mean', 'sum', 'none', 'max', 'min', 'prod', 'amax', 'amin', 'reflect', 'constant', 'replicate'],
  ...['circular', 'linear', 'nearest', 'ij', 'ij,jk->ik', 'ii->i', 'floor', 'trunc', 'left', 'right'],
  ...['reduced', 'complete', 'r', 'tanh', 'fro', 'nuc', 'L', 'U', 'gelsd', 'cpu', 'hann', 'same', 'valid'],
  ...['', '\0', 'sum\0', '...', 'é', '->', 'forward', 'ortho', 'x'.repeat(5000)],
];
const FILLS = ['normal', 'normal', 'normal', 'normal', 'ones', 'zeros', 'nan', 'inf', 'extreme'] as const;

export class Values {
  readonly random: Random;
  readonly profile: Profile;

  constructor(seed: number, index: number) {
    this.random = new Random((Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0);
    for (let i = 0; i < 5; i++) this.random.below(2);
    this.profile = { shape: this.shape(this.random.below(6)), dtype: this.random.of(DTYPES) };
    if (this.chance(2)) this.profile.dtype = 'float32';
  }

  /** One time in `count`. */
  chance(count: number): boolean {
    return this.random.below(count) === 0;
  }

  private shape(dimensions: number): number[] {
    return Array.from({ length: dimensions }, () => this.random.of(SIZES));
  }

  /** A value for an argument. One in forty is of another kind than the argument accepts. */
  argument(argument: ArgumentSchema): Drawn {
    if (this.chance(40))
      return this.random.of([null, 'x', 1, true, [], {}, [null]].map((value) => told(value)));
    if (argument.optional && this.chance(3)) return told(null);
    if (!argument.list) return this.one(argument.kind, argument.name);
    if (argument.size > 0 && this.chance(5)) return this.one(argument.kind, argument.name, true);
    const usual =
      argument.size > 0 ? argument.size : argument.kind === 'Tensor' ? 2 : this.profile.shape.length;
    const length = this.chance(5) ? this.random.below(7) : usual;
    const items = Array.from({ length }, () =>
      argument.elementOptional && this.chance(3) ? told(null) : this.one(argument.kind, argument.name, true),
    );
    return { value: items.map(({ value }) => value), text: `[${items.map(({ text }) => text).join(', ')}]` };
  }

  private one(kind: ArgumentSchema['kind'], name: string, listed = false): Drawn {
    const { random } = this;
    switch (kind) {
      case 'Tensor':
        return this.tensor(
          /ind(ex|ices)|target|label|offsets|lengths|counts|idx/.test(name) && !this.chance(4),
        );
      case 'int':
        // Sizes multiply: several dimensions of a thousand make a large tensor, not an invalid call.
        if (listed)
          return told(this.chance(20) ? random.of(EXTREMES.slice(1)) : random.of(INTEGERS.slice(0, -3)));
        return told(this.chance(12) ? random.of(EXTREMES) : random.of(INTEGERS));
      case 'float':
        return told(random.of(REALS));
      case 'Scalar':
        return told(
          this.chance(8) ? random.of(EXTREMES) : this.chance(2) ? random.of(REALS) : random.of(INTEGERS),
        );
      case 'bool':
        return told(this.chance(2));
      case 'str':
        return told(random.of(STRINGS));
      case 'ScalarType':
        return told(random.of(DTYPES));
      case 'Device':
        return told(random.of(['cpu', 'cpu', 'meta', 'cuda', 'cpu:7', 'mps', 'x', '']));
      case 'Layout':
        return told(random.of(['strided', 'sparse_coo', 'sparse_csr', 'mkldnn', 'sparse_bsr']));
      case 'MemoryFormat':
        return told(random.of(['contiguous', 'preserve', 'channels_last', 'channels_last_3d']));
      case 'Generator':
        return { value: defaultGenerator('cpu'), text: "torch.defaultGenerator('cpu')" };
      default:
        return told(null);
    }
  }

  tensor(index = false): Drawn {
    const shape = this.chance(4) ? this.shape(this.random.below(6)) : [...this.profile.shape];
    if (shape.length > 0 && this.chance(8)) shape[this.random.below(shape.length)] = this.random.of(SIZES);
    const dtype = index
      ? this.chance(4)
        ? 'int32'
        : 'int64'
      : this.chance(5)
        ? this.random.of(DTYPES)
        : this.profile.dtype;
    const fill = this.random.of(FILLS);
    const kind = this.chance(3) ? this.random.of(LAYOUTS) : 'plain';
    const seed = this.random.below(1000);
    const text = `${dtype}[${shape.join(', ')}] ${kind} of ${fill}`;
    try {
      return { value: laidOut(filled(shape, dtype, fill, index, seed), kind), text };
    } catch {
      return { value: torch.ones(shape, { dtype }), text: `${dtype}[${shape.join(', ')}] plain of ones` };
    }
  }
}

const LAYOUTS = [
  ...(['transposed', 'strided', 'expanded', 'sliced', 'meta', 'sparse_coo', 'sparse_csr'] as const),
  ...(['conj', 'neg', 'grad', 'grad', 'channels_last'] as const),
];
type Kind = (typeof LAYOUTS)[number] | 'plain';

function filled(
  shape: number[],
  dtype: DType,
  fill: (typeof FILLS)[number],
  index: boolean,
  seed: number,
): Tensor {
  if (fill === 'ones') return torch.ones(shape, { dtype });
  if (fill === 'zeros') return torch.zeros(shape, { dtype });
  const count = shape.reduce((product, size) => product * size, 1);
  const random = new Random(seed + 1);
  const normal = () =>
    index ? random.below(5) - (seed % 4 === 0 ? 1 : 0) : (random.below(2000) - 1000) / 300;
  const special = {
    normal,
    nan: () => Number.NaN,
    inf: () => random.of([Infinity, -Infinity, 1]),
    extreme: normal,
  };
  if (/^u?int/.test(dtype)) {
    const wide = fill === 'extreme' || fill === 'nan' || fill === 'inf';
    const values = Array.from({ length: count }, () =>
      wide
        ? random.of([2n ** 63n - 1n, -(2n ** 63n), 2n ** 31n, -1n, 0n, 100n])
        : BigInt(Math.trunc(normal())),
    );
    return torch.tensor(values, { dtype: 'int64', shape }).to({ dtype });
  }
  const pick = fill === 'extreme' ? () => random.of([1e308, -1e308, 1e-320, 3e38, 0, -0]) : special[fill];
  return torch.tensor(Array.from({ length: count }, pick), { dtype: 'float64', shape }).to({ dtype });
}

function laidOut(x: Tensor, kind: Kind): Tensor {
  const last = x.shape.length - 1;
  switch (kind) {
    case 'transposed':
      return last > 0 ? x.transpose(0, last).contiguous().transpose(0, last) : x;
    case 'strided':
      return last >= 0 ? torch.stack([x, x], { dim: last + 1 }).select(last + 1, 0) : x;
    case 'expanded':
      // Its memory is smaller than its elements together, so code that assumes contiguity reads outside it.
      return last >= 0 && x.shape[0]! > 0 ? x.narrow(0, 0, 1).clone().expand(x.shape) : x;
    case 'sliced':
      return torch.cat([x.flatten(), x.flatten()]).narrow(0, x.numel(), x.numel()).view(x.shape);
    case 'meta':
      return x.to({ device: 'meta' });
    case 'sparse_coo':
      return x.toSparse();
    case 'sparse_csr':
      return x.toSparseCsr();
    case 'conj':
      return x.conj();
    case 'neg':
      return torch.unchecked._negView(x);
    case 'grad':
      return x.requiresGrad_();
    case 'channels_last':
      return x.contiguous({ memoryFormat: last === 3 ? 'channels_last' : 'channels_last_3d' });
    default:
      return x;
  }
}

function told(value: unknown): Drawn {
  const text = typeof value === 'bigint' ? `${value}n` : JSON.stringify(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return { value, text: String(value) };
  return { value, text: Object.is(value, -0) ? '-0' : text.slice(0, 60) };
}
