import { type DynamicConvWeights, dynamicConv } from '@cotrain/ops';
import { getNumThreads, gradcheck, noGrad, setNumThreads, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import fc from 'fast-check';
import { seedDraws } from '../seed.js';
import { clean } from '../torch/support.js';
import { deviceKernels } from './deviceKernels.js';

interface Sizes {
  n: number;
  p: number;
  c: number;
  d: number;
}

interface Case {
  proposals: Tensor;
  roi: Tensor;
  weights: DynamicConvWeights;
}

function make({ n, p, c, d }: Sizes, dtype: 'float32' | 'float64' = 'float64'): Case {
  const random = (shape: number[], scale = 1, shift = 0) =>
    torch.randn(shape, { dtype }).mul(scale).add(shift);
  return {
    proposals: random([n, c]),
    roi: random([n, p, c]),
    weights: {
      weight: random([2 * c * d, c], c ** -0.5),
      bias: random([2 * c * d], 0.1),
      norm1: { weight: random([d], 0.1, 1), bias: random([d], 0.1) },
      norm2: { weight: random([c], 0.1, 1), bias: random([c], 0.1) },
    },
  };
}

/**
 * The official module (Sparse R-CNN, projects/SparseRCNN/sparsercnn/head.py, DynamicConv) without its last
 * layer.
 */
function naive({ proposals, roi, weights }: Case, eps = 1e-5): Tensor {
  const [n, , c] = roi.shape as [number, number, number];
  const { weight, bias, norm1, norm2 } = weights;
  const d = weight.shape[0]! / (2 * c);
  const parameters = torch.linear(proposals, weight, { bias }); // [N, 2 * C * D]
  const param1 = parameters.narrow(1, 0, c * d).reshape([n, c, d]);
  const param2 = parameters.narrow(1, c * d, c * d).reshape([n, d, c]);
  const hidden = torch.layerNorm(roi.bmm(param1), [d], { ...norm1, eps }).relu(); // [N, P, D]
  return torch.layerNorm(hidden.bmm(param2), [c], { ...norm2, eps }).relu();
}

const ours = ({ proposals, roi, weights }: Case): Tensor => dynamicConv(proposals, roi, weights);

const keeping = ({ proposals, roi, weights }: Case): Tensor =>
  dynamicConv(proposals, roi, weights, { keepParameters: true });

// What CUDA trains with: on the CPU the operator makes the parameters again all the same.
const operatorKeeping = ({ proposals, roi, weights: { weight, bias, norm1, norm2 } }: Case): Tensor =>
  torch.ops.cotrain!.dynamic_conv!(
    proposals,
    roi,
    weight,
    bias,
    norm1.weight,
    norm1.bias,
    norm2.weight,
    norm2.bias,
    { keepParameters: true },
  ) as Tensor;

const leaves = ({ proposals, roi, weights: { weight, bias, norm1, norm2 } }: Case): Tensor[] => [
  proposals,
  roi,
  weight,
  bias,
  norm1.weight,
  norm1.bias,
  norm2.weight,
  norm2.bias,
];

/** Output and gradients to everything. */
function derive(run: (x: Case) => Tensor, x: Case): Tensor[] {
  for (const leaf of leaves(x)) {
    leaf.requiresGrad_();
    leaf.grad = null;
  }
  const out = run(x);
  seedDraws(7);
  out
    .mul(torch.randn(out.shape, { dtype: out.dtype }))
    .sum()
    .backward();
  return [out, ...leaves(x).map((leaf) => leaf.grad!.clone())];
}

/** The largest difference, relative to the largest expected value. */
function difference(actual: Tensor, expected: Tensor): number {
  if (expected.numel() === 0) return 0;
  const scale = Number(expected.abs().max().item()) || 1;
  return Number(actual.sub(expected).abs().max().item()) / scale;
}

// For two numbers, a layer norm only keeps the sign. Its gradient is then rounding of a difference of equal
// numbers.
const sizes = fc.record({
  n: fc.integer({ min: 0, max: 20 }),
  p: fc.integer({ min: 0, max: 20 }),
  c: fc.integer({ min: 3, max: 70 }),
  d: fc.integer({ min: 3, max: 40 }),
});

test(
  'output and gradients equal plain tensor code, for any sizes',
  clean((t) => {
    fc.assert(
      fc.property(sizes, fc.integer(), (size, seed) => {
        seedDraws(seed);
        const x = make(size);
        const [actual, expected, kept] = [derive(ours, x), derive(naive, x), derive(keeping, x)];
        const keptByOperator = derive(operatorKeeping, x);
        for (const [k, tensor] of expected.entries()) {
          const others = { actual: actual[k]!, kept: kept[k]!, keptByOperator: keptByOperator[k]! };
          for (const [name, other] of Object.entries(others)) {
            t.deepEqual(other.shape, tensor.shape);
            t.true(difference(other, tensor) < 1e-9, `${name}, ${JSON.stringify(size)}, tensor ${k}`);
          }
        }
        for (const inference of [ours, keeping])
          t.true(
            noGrad(() => torch.equal(inference(x), actual[0]!.detach())),
            'inference equals training',
          );
      }),
      { numRuns: 40 },
    );
  }),
);

test(
  "Sparse R-CNN's sizes in float32",
  clean((t) => {
    seedDraws(1);
    const x = make({ n: 9, p: 49, c: 256, d: 64 }, 'float32');
    const [actual, expected] = [derive(ours, x), derive(naive, x)];
    for (const [k, tensor] of actual.entries())
      t.true(difference(tensor, expected[k]!) < 1e-5, `tensor ${k}`);
  }),
);

test(
  'gradcheck',
  clean((t) => {
    seedDraws(2);
    const inputs = leaves(make({ n: 2, p: 3, c: 5, d: 4 })).map((leaf) => leaf.requiresGrad_());
    const run = (...[proposals, roi, weight, bias, w1, b1, w2, b2]: Tensor[]) =>
      dynamicConv(proposals!, roi!, {
        weight: weight!,
        bias: bias!,
        norm1: { weight: w1!, bias: b1! },
        norm2: { weight: w2!, bias: b2! },
      });
    t.true(gradcheck(run, inputs));
  }),
);

// On CUDA the products are a library's, which on the CPU cuts them by threads.
(deviceKernels ? test.skip : test)(
  'the number of threads changes nothing, bit for bit',
  clean((t) => {
    seedDraws(3);
    const x = make({ n: 37, p: 9, c: 48, d: 20 }, 'float32');
    const threads = getNumThreads();
    const [one, three] = [1, 3].map((count) => {
      setNumThreads(count);
      return derive(ours, x);
    });
    setNumThreads(threads);
    for (const [k, tensor] of one!.entries()) t.true(torch.equal(tensor, three![k]!), `tensor ${k}`);
  }),
);

test(
  'only the gradients that are wanted: frozen weights, frozen proposals',
  clean((t) => {
    seedDraws(4);
    const x = make({ n: 3, p: 4, c: 6, d: 5 });
    const all = derive(ours, x).slice(1);
    for (const wanted of [[1], [0], [2], [0, 1]]) {
      const inputs = leaves(x);
      for (const [k, leaf] of inputs.entries()) {
        leaf.grad = null;
        leaf.requiresGrad_(wanted.includes(k));
      }
      const out = ours(x);
      seedDraws(7);
      out
        .mul(torch.randn(out.shape, { dtype: out.dtype }))
        .sum()
        .backward();
      for (const k of wanted) t.true(torch.equal(inputs[k]!.grad!, all[k]!), `input ${k}`);
      for (const [k, leaf] of inputs.entries()) if (!wanted.includes(k)) t.is(leaf.grad, null);
    }
  }),
);

test(
  'any strides',
  clean((t) => {
    seedDraws(5);
    const x = make({ n: 4, p: 6, c: 8, d: 3 });
    const turned = { ...x, roi: x.roi.transpose(1, 2).contiguous().transpose(1, 2) };
    const proposals = torch.stack([x.proposals, x.proposals], { dim: -1 }).select(-1, 1);
    t.true(torch.equal(ours({ ...turned, proposals }), ours(x)));
  }),
);

test(
  'NaN stays in its proposal',
  clean((t) => {
    seedDraws(6);
    const x = make({ n: 3, p: 4, c: 8, d: 4 });
    const clear = ours(x);
    x.proposals.select(0, 1).fill_(Number.NaN);
    const out = ours(x);
    t.true(out.select(0, 1).isnan().all().item());
    for (const n of [0, 2]) t.true(torch.equal(out.select(0, n), clear.select(0, n)));
  }),
);

test(
  'shapes on the meta device',
  clean((t) => {
    const meta = Object.fromEntries(
      leaves(make({ n: 3, p: 4, c: 8, d: 4 })).map((leaf, k) => [
        k,
        torch.empty(leaf.shape, { device: 'meta' }),
      ]),
    );
    const weights = { weight: meta[2]!, bias: meta[3]! };
    const norms = {
      norm1: { weight: meta[4]!, bias: meta[5]! },
      norm2: { weight: meta[6]!, bias: meta[7]! },
    };
    t.deepEqual(dynamicConv(meta[0]!, meta[1]!, { ...weights, ...norms }).shape, [3, 4, 8]);
  }),
);

test(
  'what does not fit is refused, by name and shape',
  clean((t) => {
    const x = make({ n: 3, p: 4, c: 8, d: 4 });
    const { proposals, roi, weights } = x;
    const refused = (given: Partial<Case>, message: RegExp) =>
      t.throws(() => ours({ ...x, ...given }), { message });
    refused({ proposals: proposals.reshape([-1]) }, /proposals must be \[N, C\], not \[24\]/);
    refused({ roi: roi.narrow(0, 0, 2) }, /roi_features must be \[N, P, C\].*\[3, 8\], not \[2, 4, 8\]/);
    refused(
      { weights: { ...weights, weight: weights.weight.narrow(0, 0, 60) } },
      /weight must be \[2 \* C \* D, C\]/,
    );
    refused({ weights: { ...weights, bias: weights.norm1.bias } }, /bias must be \[64\], not \[4\]/);
    refused({ weights: { ...weights, norm2: weights.norm1 } }, /norm2_weight must be \[8\], not \[4\]/);
    refused({ roi: roi.to('float32') }, /proposals is Double, roi_features is Float: one dtype/);
    refused({ roi: torch.empty([3, 4, 8], { dtype: 'float64', device: 'meta' }) }, /one device/);
    t.throws(() => ours({ proposals: proposals.to('int64'), roi: roi.to('int64'), weights }), {
      message: /one dtype/,
    });
  }),
);
