// Every operator under autocast: the result's dtype follows the policy, and values and gradients are close to
// those in float32.

import * as ops from '@cotrain/ops';
import {
  batchedNms,
  boxIou,
  deformConv2d,
  deformRoiPool,
  deformRoiPoolPyramid,
  dynamicConv,
  generalizedBoxIou,
  linearSumAssignment,
  maskCosts,
  maskLosses,
  nms,
  normalizePixels,
  resizedArgmax,
  roiAlign,
  roiAlignPyramid,
  semanticInference,
  sigmoidFocalLoss,
  winogradConv2d,
} from '@cotrain/ops';
import { autocast, type DType, manualSeed, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { relativeError } from '../parity/compare.js';
import { clean } from '../torch/support.js';

/** Allowed difference relative to the largest value: the precision of the dtype, times a few roundings. */
const BOUNDS = { bfloat16: 0.03, float16: 0.004 } as const;
type Short = keyof typeof BOUNDS;

interface Case {
  /**
   * Floating-point inputs of the operator: float32 here, and in the short dtype as an earlier layer would
   * return them.
   */
  inputs: () => Record<string, Tensor>;
  run: (given: Record<string, Tensor>) => Tensor | Tensor[];
  /**
   * The dtype of the results, float32 (`full`) or autocast's, for inputs in float32 and for inputs in the
   * short dtype where allowed.
   */
  gives: readonly [plain: 'full' | 'short', mixed: 'full' | 'short'];
  /** Inputs that are boxes or positions and are never in the short dtype. */
  exact?: string[];
}

const rois = () =>
  torch.tensor([
    [0, 3.3, 2.1, 40.7, 30.2],
    [1, 10.9, 8.4, 60.3, 55.5],
  ]);
const boxes = () => {
  const corner = torch.rand([6, 2]).mul(50); // [N, 2]
  return torch.cat([corner, corner.add(torch.rand([6, 2]).mul(40)).add(1)], { dim: 1 });
};
const maps = () => ({ fine: torch.randn([2, 4, 16, 16]), coarse: torch.randn([2, 4, 8, 8]) });
const scales = [0.25, 0.125];
const masks = () => torch.rand([3, 16, 24]).gt(0.5).to({ dtype: 'uint8' });
const objects = () => torch.tensor([2n, 0n]);

const CASES: Record<string, Case> = {
  roiAlign: {
    inputs: () => ({ map: maps().fine, rois: rois() }),
    run: ({ map, rois }) => roiAlign(map!, rois!, { spatialScale: 0.25, samplingRatio: 2 }),
    gives: ['full', 'short'],
    exact: ['rois'],
  },
  roiAlignPyramid: {
    inputs: () => ({ ...maps(), rois: rois() }),
    run: ({ fine, coarse, rois }) => roiAlignPyramid([fine!, coarse!], rois!, { scales }),
    gives: ['full', 'short'],
    exact: ['rois'],
  },
  deformRoiPool: {
    inputs: () => ({ map: maps().fine, rois: rois(), offset: torch.randn([2, 2, 7, 7]) }),
    run: ({ map, rois, offset }) =>
      deformRoiPool(map!, rois!, { offset, spatialScale: 0.25, samplingRatio: 2 }),
    gives: ['full', 'full'],
    exact: ['rois', 'offset'],
  },
  deformRoiPoolPyramid: {
    inputs: () => ({
      ...maps(),
      rois: rois(),
      offset: torch.randn([2, 2, 7, 7]),
      mask: torch.rand([2, 7, 7]),
    }),
    run: ({ fine, coarse, rois, offset, mask }) =>
      deformRoiPoolPyramid([fine!, coarse!], rois!, { scales, offset, mask }),
    gives: ['full', 'full'],
    exact: ['rois', 'offset'],
  },
  deformConv2d: {
    inputs: () => ({
      input: torch.randn([1, 4, 8, 8]),
      offset: torch.rand([1, 18, 6, 6]),
      weight: torch.randn([4, 4, 3, 3]),
    }),
    run: ({ input, offset, weight }) => deformConv2d(input!, offset!, weight!),
    gives: ['full', 'short'],
    exact: ['offset'],
  },
  dynamicConv: {
    inputs: () => ({
      proposals: torch.randn([3, 8]),
      bins: torch.randn([3, 5, 8]),
      weight: torch.randn([2 * 8 * 4, 8]).mul(0.3),
      bias: torch.zeros([2 * 8 * 4]),
      one: torch.ones([4]),
      two: torch.zeros([4]),
      three: torch.ones([8]),
      four: torch.zeros([8]),
    }),
    run: ({ proposals, bins, weight, bias, one, two, three, four }) =>
      dynamicConv(proposals!, bins!, {
        weight: weight!,
        bias: bias!,
        norm1: { weight: one!, bias: two! },
        norm2: { weight: three!, bias: four! },
      }),
    gives: ['short', 'short'],
  },
  semanticInference: {
    inputs: () => ({ classes: torch.randn([5, 4]), masks: torch.randn([5, 8, 8]) }),
    run: ({ classes, masks }) =>
      semanticInference(classes!, masks!, { padded: [16, 16], scores: true }).scores,
    gives: ['full', 'full'],
  },
  resizedArgmax: {
    inputs: () => ({ logits: torch.randn([5, 8, 8]) }),
    run: ({ logits }) => resizedArgmax(logits!, { padded: [16, 16], scores: true }).scores,
    gives: ['full', 'full'],
  },
  boxIou: {
    inputs: () => ({ a: boxes(), b: boxes() }),
    run: ({ a, b }) => boxIou(a!, b!),
    gives: ['full', 'full'],
    exact: ['b'],
  },
  generalizedBoxIou: {
    inputs: () => ({ a: boxes(), b: boxes() }),
    run: ({ a, b }) => generalizedBoxIou(a!, b!),
    gives: ['full', 'full'],
    exact: ['b'],
  },
  nms: {
    inputs: () => ({ boxes: boxes(), scores: torch.arange(6).div(8) }),
    run: ({ boxes, scores }) => nms(boxes!, scores!, 0.5).to({ dtype: 'float32' }),
    gives: ['full', 'full'],
    exact: ['boxes'],
  },
  batchedNms: {
    inputs: () => ({ boxes: boxes(), scores: torch.arange(6).div(8) }),
    run: ({ boxes, scores }) =>
      batchedNms(boxes!, scores!, torch.tensor([0n, 1n, 0n, 1n, 0n, 1n]), 0.5).to({ dtype: 'float32' }),
    gives: ['full', 'full'],
    exact: ['boxes'],
  },
  linearSumAssignment: {
    inputs: () => ({ a: torch.randperm(12).view([3, 4]).to({ dtype: 'float32' }) }),
    run: ({ a }) => linearSumAssignment([a!])[0]!.columns.to({ dtype: 'float32' }),
    gives: ['full', 'full'],
  },
  sigmoidFocalLoss: {
    inputs: () => ({
      logits: torch.randn([4, 5]),
      targets: torch.rand([4, 5]).gt(0.5).to({ dtype: 'float32' }),
    }),
    run: ({ logits, targets }) => sigmoidFocalLoss(logits!, targets!),
    gives: ['full', 'full'],
    exact: ['targets'],
  },
  maskCosts: {
    inputs: () => ({ logits: torch.randn([4, 384]) }),
    run: ({ logits }) => Object.values(maskCosts(logits!, masks().flatten({ startDim: 1 }))),
    gives: ['full', 'full'],
  },
  maskLosses: {
    inputs: () => ({ logits: torch.randn([2, 8, 12]) }),
    run: ({ logits }) => Object.values(maskLosses(logits!, masks(), objects())),
    gives: ['full', 'full'],
  },
  normalizePixels: {
    inputs: () => ({ bytes: torch.randint(0, 256, [2, 3, 4, 3]).to({ dtype: 'float32' }) }),
    run: ({ bytes }) =>
      normalizePixels(bytes!.to({ dtype: 'uint8' }), {
        mean: [1, 2, 3],
        std: [3, 5, 7],
        channels: [0, 1, 2],
      }),
    gives: ['full', 'full'],
  },
  winogradConv2d: {
    inputs: () => ({ input: torch.randn([1, 4, 9, 9]), weight: torch.randn([5, 4, 3, 3]).mul(0.2) }),
    run: ({ input, weight }) => winogradConv2d(input!, weight!),
    gives: ['short', 'short'],
  },
};

/** Operators with differentiable results, and the inputs that get gradients. */
const DIFFERENTIABLE: Record<string, string[]> = {
  roiAlign: ['map'],
  roiAlignPyramid: ['fine', 'coarse'],
  deformRoiPool: ['map', 'offset'],
  deformRoiPoolPyramid: ['fine', 'coarse', 'offset', 'mask'],
  deformConv2d: ['input', 'offset', 'weight'],
  dynamicConv: ['proposals', 'bins', 'weight', 'one'],
  sigmoidFocalLoss: ['logits'],
  maskLosses: ['logits'],
  winogradConv2d: ['input', 'weight'],
};

/** Values and gradients of one call. `given` returns the dtype of an input. */
function call(name: string, given: (input: string) => DType, dtype?: Short) {
  const { inputs, run } = CASES[name]!;
  // A fixed seed: with other numbers a value may lie at the kink of a ReLU, where rounding can change its
  // gradient completely.
  manualSeed(11);
  const leaves = inputs();
  for (const input of DIFFERENTIABLE[name] ?? []) leaves[input]!.requiresGrad_();
  const cast = Object.fromEntries(
    Object.entries(leaves).map(([key, x]) => [key, x.to({ dtype: given(key) })]),
  );
  const results = [dtype ? autocast({ dtype }, () => run(cast)) : run(cast)].flat();
  const gradients: Record<string, Tensor> = {};
  if (DIFFERENTIABLE[name]) {
    torch
      .stack(results.map((result) => result.to({ dtype: 'float32' }).sin().sum()))
      .sum()
      .backward();
    for (const input of DIFFERENTIABLE[name]) gradients[input] = leaves[input]!.grad!;
  }
  return { results, gradients };
}

test('every operator has a case', (t) => {
  t.deepEqual(Object.keys(CASES).sort(), Object.keys(ops).sort());
});

for (const dtype of ['bfloat16', 'float16'] as const)
  for (const name of Object.keys(CASES))
    test(
      `${name} under ${dtype}`,
      clean((t) => {
        const { gives, exact = [] } = CASES[name]!;
        const plain = call(name, () => 'float32');
        const mixed = (key: string) => (exact.includes(key) ? 'float32' : dtype);
        for (const [how, given] of [() => 'float32' as const, mixed].entries()) {
          const cast = call(name, given, dtype);
          for (const [i, result] of cast.results.entries()) {
            t.is(result.dtype, gives[how] === 'full' ? 'float32' : dtype);
            const error = relativeError(result.to({ dtype: 'float32' }), plain.results[i]!);
            t.true(error < BOUNDS[dtype], `${how}: ${error}`);
          }
          for (const [input, gradient] of Object.entries(cast.gradients)) {
            t.is(gradient.dtype, 'float32');
            const error = relativeError(gradient, plain.gradients[input]!);
            t.true(error < 4 * BOUNDS[dtype], `${how}: gradient to ${input} ${error}`);
          }
        }
      }),
    );

test(
  'float64 is left alone',
  clean((t) => {
    const a = boxes().to({ dtype: 'float64' });
    t.is(autocast(() => boxIou(a, a)).dtype, 'float64');
    const map = maps().fine.to({ dtype: 'float64' });
    t.is(autocast(() => roiAlign(map, rois())).dtype, 'float64');
  }),
);
