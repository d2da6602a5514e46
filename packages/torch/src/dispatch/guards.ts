// What is checked before LibTorch gets a call that would end the process, read foreign memory or never
// return. Python's torch has the same kernels: there its layers check some of this, and the rest ends Python.
// tests/torch/misuse finds them.
import { ArgumentError } from '../errors/errors.js';
import { scope } from '../handle/scope.js';
import { untraced } from '../jit/recording.js';
import type { Tensor } from '../tensor/tensor.js';

/** The arguments of one call by their names in the schema; undefined where the default is taken. */
export type Argument = (name: string) => unknown;
type Guard = (argument: Argument) => void;

const POLYNOMIALS = [
  ...['chebyshev_polynomial_t', 'chebyshev_polynomial_u', 'chebyshev_polynomial_v', 'chebyshev_polynomial_w'],
  ...['shifted_chebyshev_polynomial_t', 'shifted_chebyshev_polynomial_u', 'shifted_chebyshev_polynomial_v'],
  ...['shifted_chebyshev_polynomial_w', 'hermite_polynomial_h', 'hermite_polynomial_he'],
  ...['laguerre_polynomial_l', 'legendre_polynomial_p'],
];
const PADS = ['replication', 'reflection'].flatMap((kind) => [1, 2, 3].map((n) => `${kind}_pad${n}d`));
/** Iterations for each element: some seconds of them, where a caller means ten. */
const MAXIMUM_DEGREE = 1e6;

const MAXIMUM_WINDOW = 1e6;
const MAXIMUM_EXTENT = 2 ** 30;
const MAXIMUM_PLACES = 1e6;
/** Differences of such numbers fit 64 bits. */
const MAXIMUM_END = 2 ** 62;

const tensorOf = (argument: Argument, name: string) => argument(name) as Tensor | null | undefined;

/** Smallest and largest element; null if there is none, or none is there to be read (meta). */
function range(x: Tensor): [least: number, most: number] | null {
  if (x.numel() === 0 || x.device === 'meta') return null;
  return untraced(() =>
    scope(() => {
      // As float64: an integer beyond 2^53 has no item().
      const [least, most] = x
        .detach()
        .aminmax()
        .map((end) => Number(end.to({ dtype: 'float64' }).item()));
      return [least!, most!];
    }),
  );
}

/** N of [T, N, F], of [N, T, F] or of packed sequences; null if it cannot be read (meta). */
function batchOf(argument: Argument, input: Tensor): number | null {
  const sizes = tensorOf(argument, 'batch_sizes');
  if (sizes) return range(sizes)?.[1] ?? null;
  if (input.ndim !== 3)
    throw new ArgumentError(`input has the shape [${input.shape.join(', ')}]; it takes three dimensions`);
  return input.shape[argument('batch_first') === true ? 0 : 1]!;
}

/**
 * Recurrent layers index their weights and states without looking how many there are, and oneDNN how large.
 */
const recurrent =
  (gates: number): Guard =>
  (argument) => {
    const input = tensorOf(argument, 'input') ?? tensorOf(argument, 'data')!;
    const layers = Number(argument('num_layers'));
    const directions = argument('bidirectional') === true ? 2 : 1;
    const biases = argument('has_biases') === true;
    if (!(layers >= 1 && layers <= 1e6)) throw new ArgumentError(`numLayers is ${layers}`);
    const batch = batchOf(argument, input);
    const given = argument('hx') as Tensor | readonly Tensor[];
    const states = Array.isArray(given) ? (given as readonly Tensor[]) : [given as Tensor];
    for (const { shape } of states)
      if (shape.length !== 3 || shape[0] !== layers * directions || (batch !== null && shape[1] !== batch))
        throw new ArgumentError(
          `hx has the shape [${shape.join(', ')}]; ${layers} layers in ${directions} direction(s) take [${layers * directions}, ${batch ?? 'N'}, H]`,
        );
    if (states.length === 0) throw new ArgumentError('hx is empty');
    const out = states[0]!.shape[2]!;
    const hidden = states.at(-1)!.shape[2]!; // of a cell; a projection makes `out` of it
    const expected: number[][] = [];
    for (let layer = 0; layer < layers * directions; layer++) {
      const size = layer < directions ? (input.shape.at(-1) ?? 0) : directions * out;
      expected.push([gates * hidden, size], [gates * hidden, out]);
      if (biases) expected.push([gates * hidden], [gates * hidden]);
      if (out !== hidden) expected.push([out, hidden]);
    }
    const params = argument('params') as readonly Tensor[];
    if (params.length !== expected.length)
      throw new ArgumentError(
        `params has ${params.length} tensors; ${layers} layers in ${directions} direction(s) take ${expected.length}`,
      );
    for (const [i, { shape }] of params.entries())
      if (String(shape) !== String(expected[i]))
        throw new ArgumentError(
          `params[${i}] has the shape [${shape.join(', ')}], not [${expected[i]!.join(', ')}]`,
        );
  };

function degree(argument: Argument): void {
  const n = argument('n');
  const most = typeof n === 'number' || typeof n === 'bigint' ? Number(n) : range(n as Tensor)?.[1];
  if (most !== undefined && most > MAXIMUM_DEGREE)
    throw new ArgumentError(
      `the degree n is ${most}: a polynomial is computed degree by degree, to ${MAXIMUM_DEGREE} at most`,
    );
}

/**
 * Labels index the classes' probabilities. What stands behind the lengths is padding, which nothing reads.
 */
function ctcLabels(argument: Argument): void {
  const classes = tensorOf(argument, 'log_probs')!.shape.at(-1);
  const targets = tensorOf(argument, 'targets')!;
  const lengths = argument('target_lengths') as Tensor | readonly number[];
  if (classes === undefined || targets.device === 'meta') return;
  const found = scope(() => range(targets.ndim === 2 ? withoutPadding(targets, lengths) : targets));
  if (found !== null && (found[0] < 0 || found[1] >= classes))
    throw new ArgumentError(
      `targets hold the label ${found[0] < 0 ? found[0] : found[1]}, and there are ${classes} classes, from 0`,
    );
}

/** Targets [N, S] with a label that every alphabet has, 0, where the lengths leave padding. */
function withoutPadding(targets: Tensor, lengths: Tensor | readonly number[]): Tensor {
  const counts = Array.isArray(lengths) ? lengths : (lengths as Tensor).flatten().toArray();
  const used = targets.clone();
  for (const [i, row] of used.unbind().entries())
    row.slice({ start: Math.max(0, Number((counts as readonly number[])[i] ?? 0)) }).zero_();
  return used;
}

/** Without its checks, `segment_reduce` writes wherever the lengths say. */
function checkedSegments(argument: Argument): void {
  if (argument('unsafe') === true)
    throw new ArgumentError('unsafe: true would leave out the check that the segments lie in the data');
}

/** The sampler rejects until it has a number, which for NaN is never. */
function binomial(argument: Argument): void {
  for (const [name, least, most] of [
    ['count', 0, Number.MAX_VALUE],
    ['prob', 0, 1],
  ] as const) {
    const found = range(tensorOf(argument, name)!);
    // Written so that NaN is found.
    if (found !== null && !(found[0] >= least && found[1] <= most))
      throw new ArgumentError(`${name} is from ${found[0]} to ${found[1]}`);
  }
}

/**
 * LAPACK's balancing of a matrix leaves it when a number is none: `linalg_eig` looks, `linalg_eigvals` does
 * not.
 */
function finite(argument: Argument): void {
  const x = tensorOf(argument, 'self')!;
  if (x.device === 'meta' || x.layout !== 'strided') return;
  if (!scope(() => x.detach().isfinite().all().item()))
    throw new ArgumentError('the matrix holds infinite numbers, or NaN');
}

/**
 * LibTorch looks at the first and the last place where a bag begins, and at their shape only if `indices` has
 * one dimension.
 */
function bags(argument: Argument): void {
  const offsets = tensorOf(argument, 'offsets')!;
  if (offsets.ndim !== 1)
    throw new ArgumentError(`offsets has the shape [${offsets.shape.join(', ')}]: it takes one dimension`);
  const found = range(offsets);
  const length = tensorOf(argument, 'indices')!.numel();
  if (found !== null && (found[0] < 0 || found[1] > length))
    throw new ArgumentError(`offsets are from ${found[0]} to ${found[1]}, and there are ${length} indices`);
}

/** At the ends of int64 the search for the nearest number that a dtype has wraps round, and never ends. */
function bounds(argument: Argument): void {
  const end = 2n ** 63n - 1n;
  for (const name of ['from', 'to', 'low', 'high']) {
    const value = argument(name);
    if (typeof value === 'bigint' && (value >= end || value <= -end))
      throw new ArgumentError(`${name} is ${value}, which is at the end of what 64 bits hold`);
  }
}

/** Guards integer division: the processor ends a program that divides by 0, or the smallest number by -1. */
function progression(argument: Argument): void {
  const dtype = (tensorOf(argument, 'out')?.dtype ?? argument('dtype')) as string | null | undefined;
  if (!dtype || !/^u?int/.test(dtype)) return;
  for (const name of ['start', 'end']) {
    const value = Number(argument(name) ?? 0);
    if (Math.abs(value) > MAXIMUM_END)
      throw new ArgumentError(`${name} is ${value}: with ${dtype} it may be 2^62 at most`);
  }
}

/** `arange` counts with the step as it is given, `range` with what an integer dtype makes of it. */
function integerStep(argument: Argument): void {
  progression(argument);
  const step = Number(argument('step') ?? 1);
  const dtype = (tensorOf(argument, 'out')?.dtype ?? argument('dtype')) as string | null | undefined;
  if (dtype && /^u?int/.test(dtype) && Math.abs(step) < 1)
    throw new ArgumentError(`step is ${step}, which is 0 as ${dtype}`);
}

/**
 * The least number's absolute value is itself, and what is divided by their common divisor may be divided by
 * -1.
 */
function leastNumbers(argument: Argument): void {
  for (const name of ['self', 'other']) {
    const x = tensorOf(argument, name)!;
    const least = { int32: -(2 ** 31), int64: -(2 ** 63) }[x.dtype as string];
    if (least !== undefined && range(x)?.[0] === least)
      throw new ArgumentError(`${name} holds ${least}, whose absolute value ${x.dtype} does not have`);
  }
}

/** Every position of a window is looked at, be it in the input or in the padding. */
function window(argument: Argument): void {
  const width = tensorOf(argument, 'self')!.shape.at(-1) ?? 0;
  const [size] = [argument('kernel_size')].flat() as (number | bigint | undefined)[];
  if (Number(size) > Math.max(width, MAXIMUM_WINDOW))
    throw new ArgumentError(
      `kernelSize is ${size}, and the input has ${width} positions: it may be as many, or ${MAXIMUM_WINDOW}`,
    );
}

/** How many windows there are is a product of two of these, which goes round beyond 64 bits. */
function columns(argument: Argument): void {
  for (const name of ['output_size', 'kernel_size', 'dilation', 'padding', 'stride'])
    for (const value of [argument(name) ?? 0].flat())
      if (Number(value) > MAXIMUM_EXTENT)
        throw new ArgumentError(`${name} is ${value}; it may be ${MAXIMUM_EXTENT} at most`);
}

/** Places of a result are walked through even if it has no element. */
function walkable(sizes: readonly number[]): void {
  const places = sizes.reduce((product, size) => product * Math.max(1, size), 1);
  if (sizes.includes(0) && places > MAXIMUM_PLACES)
    throw new ArgumentError(`the result would be [${sizes.join(', ')}], which has no element`);
}

const adaptive: Guard = (argument) => walkable([argument('output_size')].flat().map(Number));

function padded(argument: Argument): void {
  const padding = [argument('padding') ?? argument('pad')].flat().map(Number);
  const { shape } = tensorOf(argument, 'self')!;
  // LibTorch adds both sides in 64 bits, where the largest wrap round to a small size.
  const wide = padding.find((pad) => Math.abs(pad) > 2 ** 40);
  if (wide !== undefined) throw new ArgumentError(`padding is ${wide}`);
  // Pairs from the last dimension on.
  walkable(
    shape.map((size, i) => {
      const pair = 2 * (shape.length - 1 - i);
      return size + (padding[pair] ?? 0) + (padding[pair + 1] ?? 0);
    }),
  );
}

/** It is raised to the exponent's absolute value, which the least number does not have. */
function exponent(argument: Argument): void {
  if (Number(argument('n')) <= -(2 ** 63)) throw new ArgumentError(`n is ${argument('n')}`);
}

/**
 * Kernels that write `out` as if its elements lay one behind the other: into others' places, or beside it.
 */
const contiguousOut =
  (dimensions = 0): Guard =>
  (argument) => {
    const out = tensorOf(argument, 'out');
    if (out && out.ndim >= dimensions && !out.isContiguous())
      throw new ArgumentError('out is not contiguous: give another tensor, or copy the result into it');
  };

/** A tensor without its dimensions of size 1 is enlarged, and not `out`. */
function outLikeSelf(argument: Argument): void {
  const [out, self] = [tensorOf(argument, 'out'), tensorOf(argument, 'self')!];
  if (out && String(out.shape) !== String(self.shape))
    throw new ArgumentError(`out has the shape [${out.shape.join(', ')}], not [${self.shape.join(', ')}]`);
}

/**
 * `as_strided` sees where its sum goes round beyond 64 bits; its twin in place does not, and looks at the
 * wrong place.
 */
function storageEnd(argument: Argument): void {
  const [size, stride] = ['size', 'stride'].map((name) => [argument(name)].flat().map(Number));
  const steps = size!.map((count, i) => Math.max(0, count - 1) * Math.abs(stride![i] ?? 0));
  const end = steps.reduce((sum, step) => sum + step, Math.abs(Number(argument('storage_offset') ?? 0)));
  // As bytes it has to fit too.
  if (end > MAXIMUM_END / 16) throw new ArgumentError(`the last element would stand at ${end}`);
}

/** The copy of a compressed sparse tensor is made with strides, which it has not. */
function stridedTarget(argument: Argument): void {
  const { layout } = tensorOf(argument, 'self')!;
  if (layout !== 'strided') throw new ArgumentError(`self is ${layout}: x.copy_(y) copies into such tensors`);
}

/** LibTorch permutes as many matrices as the pivots' shape says, without looking whether `LU` has so many. */
function pivots(argument: Argument): void {
  if (argument('unpack_pivots') === false) return;
  const [LU, given] = [tensorOf(argument, 'LU_data')!, tensorOf(argument, 'LU_pivots')!];
  if (LU.ndim < 2) return;
  const expected = [...LU.shape.slice(0, -2), Math.min(...LU.shape.slice(-2))];
  if (String(given.shape) !== String(expected))
    throw new ArgumentError(
      `pivots has the shape [${given.shape.join(', ')}]; LU of [${LU.shape.join(', ')}] takes [${expected.join(', ')}]`,
    );
}

/** Heads of the query are divided by those of key and value. */
function heads(argument: Argument): void {
  if (argument('enable_gqa') !== true) return;
  for (const name of ['key', 'value'])
    if (tensorOf(argument, name)!.shape.at(-3) === 0) throw new ArgumentError(`${name} has no heads`);
}

export const GUARDS = new Map<string, Guard>([
  ['aten::adaptive_max_pool2d', adaptive],
  ['aten::adaptive_max_pool3d', adaptive],
  ['aten::arange', progression],
  ['aten::as_strided_', storageEnd],
  ['aten::binomial', binomial],
  ['aten::ctc_loss', ctcLabels],
  ['aten::embedding_bag', bags],
  ['aten::lcm', leastNumbers],
  ['aten::lcm_', leastNumbers],
  ['aten::linalg_eigvals', finite],
  ['aten::linalg_matrix_power', exponent],
  ['aten::lu_unpack', pivots],
  ['aten::matrix_power', exponent],
  ['aten::max_pool1d', window],
  ...['random', 'random_', 'randint', 'randint_like'].map((name): [string, Guard] => [
    `aten::${name}`,
    bounds,
  ]),
  ['aten::range', integerStep],
  ...PADS.map((name): [string, Guard] => [`aten::${name}`, padded]),
  ['aten::scaled_dot_product_attention', heads],
  ['aten::segment_reduce', checkedSegments],
  ['aten::copy', stridedTarget],
  ...['adaptive_avg_pool3d', 'avg_pool3d', 'fft_fftfreq', 'fft_rfftfreq'].map((name): [string, Guard] => [
    `aten::${name}`,
    contiguousOut(),
  ]),
  ...['col2im', 'im2col'].map((name): [string, Guard] => [
    `aten::${name}`,
    (argument) => {
      contiguousOut()(argument);
      columns(argument);
    },
  ]),
  ['aten::binary_cross_entropy', outLikeSelf],
  ['aten::tril', contiguousOut(4)],
  ['aten::triu', contiguousOut(4)],
  ['aten::lstm', recurrent(4)],
  ['aten::gru', recurrent(3)],
  ['aten::rnn_tanh', recurrent(1)],
  ['aten::rnn_relu', recurrent(1)],
  ...POLYNOMIALS.map((name): [string, Guard] => [`aten::special_${name}`, degree]),
]);
