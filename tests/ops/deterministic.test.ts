// Gradients under `useDeterministicAlgorithms`, for which the CUDA kernels gather instead of adding up with
// atomics: equal to the usual ones, and the same bits twice.
import { deformConv2d, deformRoiPool, roiAlign, roiAlignPyramid } from '@cotrain/ops';
import { grad, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { seedDraws } from '../seed.js';
import { clean } from '../torch/support.js';

const leaf = (...shape: number[]) => torch.randn(shape, { dtype: 'float64' }).requiresGrad_();
const channelsLast = (...shape: number[]) =>
  leaf(...shape)
    .detach()
    .contiguous({ memoryFormat: 'channels_last' })
    .requiresGrad_();

/** Boxes in two images of 24 x 32 pixels, some of them beyond the border: [N, 5]. */
function rois(count: number): Tensor {
  const image = torch.randint(2, [count, 1]).to({ dtype: 'float64' });
  const low = torch.rand([count, 2], { dtype: 'float64' }).mul(28).sub(4);
  const size = torch.rand([count, 2], { dtype: 'float64' }).mul(20).add(0.5);
  return torch.cat([image, low, low.add(size)], { dim: 1 });
}

const CASES: Record<string, () => { inputs: Tensor[]; run: () => Tensor }> = {
  roiAlign: () => {
    const [map, boxes] = [leaf(2, 5, 12, 16), rois(15)];
    return { inputs: [map], run: () => roiAlign(map, boxes, { spatialScale: 0.5, samplingRatio: 2 }) };
  },
  'roiAlign, channels last, sampling by size, more channels than threads': () => {
    const [map, boxes] = [channelsLast(2, 300, 6, 8), rois(9)];
    const options = { spatialScale: 0.25, samplingRatio: 0, outputSize: 3 };
    return { inputs: [map], run: () => roiAlign(map, boxes, options) };
  },
  roiAlignPyramid: () => {
    const [maps, boxes] = [[channelsLast(2, 8, 12, 16), channelsLast(2, 8, 6, 8)], rois(15)];
    const options = { scales: [1 / 2, 1 / 4], canonicalSize: 12, canonicalLevel: 1 };
    return { inputs: maps, run: () => roiAlignPyramid(maps, boxes, options) };
  },
  deformRoiPool: () => {
    const [map, boxes, offset] = [leaf(2, 5, 12, 16), rois(10), leaf(10, 2, 7, 7)];
    const run = () => deformRoiPool(map, boxes, { spatialScale: 0.5, offset });
    return { inputs: [map, offset], run };
  },
  deformConv2d: () => {
    const [x, offset, weight] = [leaf(2, 6, 7, 9), leaf(2, 36, 7, 9), leaf(4, 6, 3, 3)];
    const mask = torch.rand([2, 18, 7, 9], { dtype: 'float64' }).requiresGrad_();
    const run = () => deformConv2d(x, offset, weight, { mask, padding: 1 });
    return { inputs: [x, offset, weight, mask], run };
  },
};

for (const [name, make] of Object.entries(CASES))
  test.serial(
    `${name}: as usual, and the same bits twice`,
    clean((t) => {
      seedDraws(4);
      const { inputs, run } = make();
      const gradients = () => {
        const out = run();
        return grad(out.mul(out.detach().cos()).sum(), inputs).map((gradient) => gradient!);
      };
      const usual = gradients();
      torch.useDeterministicAlgorithms(true);
      try {
        const [first, second] = [gradients(), gradients()];
        for (const [i, gradient] of first.entries()) {
          assertClose(t, gradient, usual[i]!, { relative: 1e-12 }, `gradient ${i}`);
          t.true(gradient.equal(second[i]!), `bits of gradient ${i}`);
        }
      } finally {
        torch.useDeterministicAlgorithms(false);
      }
    }),
  );
