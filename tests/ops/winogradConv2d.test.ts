import { winogradConv2d } from '@cotrain/ops';
import {
  getNumThreads,
  gradcheck,
  gradgradcheck,
  noGrad,
  setNumThreads,
  type Tensor,
  torch,
} from '@cotrain/torch';
import test from 'ava';
import fc from 'fast-check';
import { seedDraws } from '../seed.js';
import { clean } from '../torch/support.js';

interface Sizes {
  batch: number;
  channels: number;
  height: number;
  width: number;
  out: number;
}

interface Case {
  x: Tensor;
  weight: Tensor;
  bias: Tensor | null;
}

type Run = (given: Case) => Tensor;

const STRIDES = [1, 2] as const;

const plain =
  (stride: number): Run =>
  ({ x, weight, bias }) =>
    torch.conv2d(x, weight, { bias, stride, padding: 1 });
const ours =
  (stride: number): Run =>
  ({ x, weight, bias }) =>
    winogradConv2d(x, weight, { bias, stride });

/** Activations behind a ReLU, and He's weights: outputs of about 1. */
function make(
  { batch, channels, height, width, out }: Sizes,
  dtype: 'float32' | 'float64',
  bias = true,
): Case {
  return {
    x: torch.randn([batch, channels, height, width], { dtype }).relu(),
    weight: torch.randn([out, channels, 3, 3], { dtype }).mul(Math.sqrt(2 / (9 * channels))),
    bias: bias ? torch.randn([out], { dtype }) : null,
  };
}

const leavesOf = ({ x, weight, bias }: Case): Tensor[] => (bias ? [x, weight, bias] : [x, weight]);

/** Output, and gradients to everything of a fixed random sum of it. */
function derive(run: Run, given: Case, memoryFormat?: 'channels_last'): Tensor[] {
  const leaves = leavesOf(given).map((leaf) => leaf.detach().requiresGrad_());
  const [x, weight, bias] = leaves as [Tensor, Tensor, Tensor?];
  const out = run({ x: memoryFormat ? x.contiguous({ memoryFormat }) : x, weight, bias: bias ?? null });
  seedDraws(7);
  out.mul(torch.randn(out.shape)).sum().backward();
  return [out.detach(), ...leaves.map((leaf) => leaf.grad!)];
}

/** The largest difference, relative to the largest expected value. */
function difference(actual: Tensor, expected: Tensor): number {
  const scale = Number(expected.abs().max().item()) || 1;
  return Number(actual.to({ dtype: 'float64' }).sub(expected).abs().max().item()) / scale;
}

const sizes = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  channels: fc.integer({ min: 1, max: 70 }),
  height: fc.integer({ min: 1, max: 14 }),
  width: fc.integer({ min: 1, max: 14 }),
  out: fc.integer({ min: 1, max: 70 }),
});
const stride = fc.constantFrom(...STRIDES);

/** So many tiles that threads share them, and that their products are added in chunks. */
const MANY_TILES: Sizes = { batch: 2, channels: 20, height: 50, width: 54, out: 36 };

test(
  "output and gradients equal LibTorch's convolution, for any sizes",
  clean((t) => {
    fc.assert(
      fc.property(sizes, stride, fc.boolean(), fc.boolean(), fc.integer(), (size, step, bias, last, seed) => {
        seedDraws(seed);
        const given = make(size, 'float64', bias);
        const expected = derive(plain(step), given);
        const actual = derive(ours(step), given, last ? 'channels_last' : undefined);
        for (const [k, tensor] of actual.entries()) {
          t.deepEqual(tensor.shape, expected[k]!.shape);
          const error = difference(tensor, expected[k]!);
          t.true(error < 1e-12, `${JSON.stringify(size)}, stride ${step}, tensor ${k}: ${error}`);
        }
        const inference = noGrad(() => ours(step)(given));
        t.true(torch.equal(inference, derive(ours(step), given)[0]!), 'inference equals training');
      }),
      { numRuns: 60, examples: STRIDES.map((step) => [MANY_TILES, step, true, true, 1]) },
    );
  }),
);

// With the points 1 and 2 of the literature the output differs by 8e-6.
test(
  'in float32 the error stays within a few of those of the plain sums',
  clean((t) => {
    seedDraws(1);
    const given = make({ batch: 1, channels: 256, height: 24, width: 40, out: 64 }, 'float32');
    const wide: Case = {
      x: given.x.to({ dtype: 'float64' }),
      weight: given.weight.to({ dtype: 'float64' }),
      bias: given.bias!.to({ dtype: 'float64' }),
    };
    for (const step of STRIDES) {
      const exact = derive(plain(step), wide);
      for (const [k, tensor] of derive(ours(step), given).entries()) {
        const error = difference(tensor, exact[k]!);
        t.true(error < (step === 1 ? 5e-6 : 2e-6), `stride ${step}, tensor ${k}: ${error}`);
      }
    }
  }),
);

test(
  'gradcheck, twice',
  clean((t) => {
    seedDraws(2);
    const leaves = leavesOf(make({ batch: 1, channels: 2, height: 3, width: 5, out: 3 }, 'float64')).map(
      (leaf) => leaf.requiresGrad_(),
    );
    for (const step of STRIDES) {
      const run = (x: Tensor, weight: Tensor, bias: Tensor) => ours(step)({ x, weight, bias });
      t.true(gradcheck(run as (...given: Tensor[]) => Tensor, leaves));
      t.true(gradgradcheck(run as (...given: Tensor[]) => Tensor, leaves));
    }
  }),
);

test(
  'the number of threads changes nothing, bit for bit',
  clean((t) => {
    seedDraws(3);
    const few = { batch: 2, channels: 40, height: 17, width: 41, out: 100 };
    // Three threads share tiles and positions here, one thread takes whole panels and rows.
    const narrow = { ...few, out: 40 };
    const threads = getNumThreads();
    for (const [sizes, step] of [few, narrow, MANY_TILES].flatMap((sizes) =>
      STRIDES.map((step) => [sizes, step] as const),
    )) {
      const given = make(sizes, 'float32');
      const [one, three] = [1, 3].map((count) => {
        setNumThreads(count);
        return derive(ours(step), given, 'channels_last');
      });
      setNumThreads(threads);
      // With a stride of 2, only the gradient to the weight is ours.
      for (const k of step === 1 ? one!.keys() : [2])
        t.true(torch.equal(one![k]!, three![k]!), `${JSON.stringify(sizes)}, stride ${step}, tensor ${k}`);
    }
  }),
);

test(
  'only the gradients that are wanted: frozen weights, a frozen input',
  clean((t) => {
    seedDraws(4);
    const given = make({ batch: 1, channels: 3, height: 6, width: 5, out: 4 }, 'float64');
    for (const [step, wanted] of STRIDES.flatMap((step) =>
      [[0], [1], [2], [1, 2]].map((wanted) => [step, wanted] as const),
    )) {
      const all = derive(plain(step), given).slice(1);
      const leaves = leavesOf(given).map((leaf, k) => leaf.detach().requiresGrad_(wanted.includes(k)));
      const [x, weight, bias] = leaves as [Tensor, Tensor, Tensor];
      const out = ours(step)({ x, weight, bias });
      seedDraws(7);
      out.mul(torch.randn(out.shape)).sum().backward();
      for (const [k, { grad }] of leaves.entries()) {
        if (wanted.includes(k)) t.true(difference(grad!, all[k]!) < 1e-12, `${wanted}: ${k}`);
        else t.is(grad, null, `${wanted}: ${k}`);
      }
    }
  }),
);

test(
  "the memory format is that of LibTorch's convolution",
  clean((t) => {
    seedDraws(5);
    const { x, weight } = make({ batch: 2, channels: 3, height: 8, width: 9, out: 4 }, 'float32');
    const last = (tensor: Tensor) => tensor.contiguous({ memoryFormat: 'channels_last' });
    for (const [i, [input, filters]] of [
      [x, weight],
      [last(x), weight],
      [x, last(weight)],
      [last(x), last(weight)],
    ].entries())
      for (const step of STRIDES) {
        const given = { x: input!, weight: filters!, bias: null };
        t.deepEqual(ours(step)(given).stride(), plain(step)(given).stride(), `${i}, stride ${step}`);
      }
  }),
);

test(
  'NaN and infinity stay within the tiles that read them',
  clean((t) => {
    seedDraws(6);
    const { x, weight } = make({ batch: 1, channels: 4, height: 12, width: 12, out: 4 }, 'float32');
    x.select(2, 0).select(2, 0).fill_(Number.NaN); // the cell in the first corner
    const finite = winogradConv2d(x, weight).isfinite();
    t.false(finite.select(2, 0).select(2, 0).any().item());
    t.true(finite.narrow(2, 4, 8).all().item());
    t.true(finite.narrow(3, 4, 8).all().item());
  }),
);
