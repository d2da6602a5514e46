// Every operator of ours on the device against the CPU: results and gradients, both memory formats, and the
// same bits twice where deterministic algorithms are asked for.
import * as ops from '@cotrain/ops';
import { grad, manualSeed, scope, type Tensor, torch } from '@cotrain/torch';
import { assertSame, moved, onDevice, tensorsIn } from './device.js';

type Inputs = Record<string, Tensor | Tensor[]>;

interface Case {
  /** Inputs by name; those that require gradients are compared by gradient too. */
  inputs: () => Inputs;
  run: (inputs: Inputs) => unknown;
  relative: number;
}

const define = <I extends Inputs>(inputs: () => I, run: (inputs: I) => unknown, relative = 1e-4): Case => ({
  inputs,
  run: run as Case['run'],
  relative,
});

const leaf = (...shape: number[]) => torch.randn(shape).requiresGrad_();
const channelsLast = (...shape: number[]) =>
  torch.randn(shape).contiguous({ memoryFormat: 'channels_last' }).requiresGrad_();

function boxes(count: number): Tensor {
  const low = torch.rand([count, 2]).mul(60);
  return torch.cat([low, low.add(torch.rand([count, 2]).mul(40).add(1))], { dim: 1 }); // [N, 4]
}
const rois = (count: number, images: number) =>
  torch.cat([torch.randint(images, [count, 1]).to({ dtype: 'float32' }), boxes(count)], { dim: 1 });
const SCALES = [1 / 2, 1 / 4];

const CASES: Record<string, Case> = {
  roiAlign: define(
    () => ({ map: leaf(2, 5, 40, 50), rois: rois(30, 2) }),
    ({ map, rois }) => ops.roiAlign(map, rois, { spatialScale: 0.5, samplingRatio: 2 }),
  ),
  'roiAlign, channels last, sampling by size': define(
    () => ({ map: channelsLast(2, 64, 40, 50), rois: rois(30, 2) }),
    ({ map, rois }) => ops.roiAlign(map, rois, { spatialScale: 0.5, samplingRatio: 0 }),
  ),
  roiAlignPyramid: define(
    () => ({ maps: [channelsLast(2, 8, 40, 50), channelsLast(2, 8, 20, 25)], rois: rois(30, 2) }),
    ({ maps, rois }) => ops.roiAlignPyramid(maps, rois, { scales: SCALES }),
  ),
  deformRoiPool: define(
    () => ({ map: leaf(2, 5, 40, 50), rois: rois(20, 2), offset: leaf(20, 2, 7, 7) }),
    ({ map, rois, offset }) => ops.deformRoiPool(map, rois, { spatialScale: 0.5, offset }),
  ),
  deformConv2d: define(
    () => ({
      x: leaf(2, 6, 12, 14),
      offset: leaf(2, 18, 12, 14),
      weight: leaf(4, 6, 3, 3),
      mask: torch.rand([2, 9, 12, 14]).requiresGrad_(),
      bias: leaf(4),
    }),
    ({ x, offset, weight, mask, bias }) => ops.deformConv2d(x, offset, weight, { mask, bias, padding: 1 }),
  ),
  dynamicConv: define(
    () => ({
      proposals: leaf(20, 32),
      regions: leaf(20, 49, 32),
      weight: torch
        .randn([2 * 32 * 16, 32])
        .mul(0.1)
        .requiresGrad_(),
      bias: leaf(2 * 32 * 16),
      n1: leaf(16),
      b1: leaf(16),
      n2: leaf(32),
      b2: leaf(32),
    }),
    ({ proposals, regions, weight, bias, n1, b1, n2, b2 }) =>
      ops.dynamicConv(proposals, regions, {
        weight,
        bias,
        norm1: { weight: n1, bias: b1 },
        norm2: { weight: n2, bias: b2 },
      }),
    1e-3,
  ),
  maskCosts: define(
    () => ({ logits: torch.randn([20, 300]), targets: torch.rand([5, 300]).lt(0.3).to('float32') }),
    ({ logits, targets }) => ops.maskCosts(logits, targets),
  ),
  maskLosses: define(
    () => ({
      logits: leaf(12, 16, 20),
      masks: torch.rand([4, 64, 80]).lt(0.3).to({ dtype: 'uint8' }),
      objects: torch.randint(4, [12]),
    }),
    ({ logits, masks, objects }) => ops.maskLosses(logits, masks, objects),
  ),
  semanticInference: define(
    () => ({ classes: torch.randn([20, 8]), masks: torch.randn([20, 16, 24]) }),
    ({ classes, masks }) =>
      ops.semanticInference(classes, masks, { padded: [64, 96], output: [60, 90], scores: true }),
  ),
  sigmoidFocalLoss: define(
    () => ({ logits: leaf(50, 8), targets: torch.rand([50, 8]).lt(0.1).to('float32') }),
    ({ logits, targets }) => ops.sigmoidFocalLoss(logits, targets, { reduction: 'sum' }),
  ),
  nms: define(
    () => ({ boxes: boxes(300), scores: torch.rand([300]) }),
    ({ boxes, scores }) => ops.nms(boxes, scores, 0.5),
  ),
  batchedNms: define(
    () => ({ boxes: boxes(300), scores: torch.rand([300]), categories: torch.randint(5, [300]) }),
    ({ boxes, scores, categories }) => ops.batchedNms(boxes, scores, categories, 0.5),
  ),
  boxIou: define(
    () => ({ a: boxes(30), b: boxes(20) }),
    ({ a, b }) => [ops.boxIou(a, b), ops.generalizedBoxIou(a, b)],
  ),
  linearSumAssignment: define(
    () => ({ costs: [torch.rand([30, 8]), torch.rand([5, 9])] }),
    ({ costs }) => ops.linearSumAssignment(costs),
  ),
};

/** Results, and the gradients of their weighted sum. */
function computed({ run }: Case, inputs: Inputs): Tensor[] {
  const results = tensorsIn(run(inputs));
  const wanted = tensorsIn(inputs).filter(({ requiresGrad }) => requiresGrad);
  const differentiable = results.filter(({ requiresGrad }) => requiresGrad);
  if (wanted.length === 0 || differentiable.length === 0) return results;
  const sum = differentiable
    .map((result) => result.mul(result.detach().cos()).sum())
    .reduce((all, one) => all.add(one));
  return [...results, ...grad(sum, wanted).map((gradient) => gradient!)];
}

for (const [name, each] of Object.entries(CASES))
  onDevice(`${name}: as on the CPU, and the same bits twice`, (t) =>
    scope(() => {
      manualSeed(7);
      const inputs = each.inputs();
      const here = computed(each, inputs);
      assertSame(t, computed(each, moved(inputs)), here, each.relative, name);
      torch.useDeterministicAlgorithms(true);
      try {
        const [first, second] = [computed(each, moved(inputs)), computed(each, moved(inputs))];
        assertSame(t, first, here, each.relative, `${name}, deterministic`);
        for (const [i, tensor] of first.entries()) t.true(tensor.equal(second[i]!), `${name}, bits of ${i}`);
      } finally {
        torch.useDeterministicAlgorithms(false);
      }
    }),
  );
