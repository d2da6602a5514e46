// The operators made of LibTorch's give what the kernels give.
import {
  boxIou,
  deformConv2d,
  deformRoiPool,
  deformRoiPoolPyramid,
  dynamicConv,
  generalizedBoxIou,
  roiAlign,
  roiAlignPyramid,
  semanticInference,
} from '@cotrain/ops';
import { manualSeed, scope, type Tensor, torch, withPlainOperators } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { clean } from '../torch/support.js';

const RUNS = 30;

/** Asserts that `run` gives the same with kernels of ours and without them, NaN included. */
function same(t: ExecutionContext, run: () => Tensor, tolerance = 1e-4): void {
  scope(() => {
    const [expected, plain] = [run(), withPlainOperators(run)];
    t.deepEqual(plain.shape, expected.shape);
    t.is(plain.dtype, expected.dtype);
    const [a, b] = [expected, plain].map((tensor) => tensor.to('float64'));
    const most = a!.sub(b!).abs().nanToNum();
    t.true(torch.equal(a!.isnan(), b!.isnan()));
    if (most.numel() > 0)
      t.true(most.max().item('number') <= tolerance, `differs by ${most.max().item('number')}`);
  });
}

const property = <T>(arbitrary: fc.Arbitrary<T>, check: (values: T) => void): void =>
  fc.assert(fc.property(arbitrary, check), { numRuns: RUNS });

const seed = fc.integer({ min: 0, max: 1e6 });
const small = (least: number, most: number) => fc.integer({ min: least, max: most });

/** Regions [N, 5] of which some are outside, mirrored, empty, large or not numbers. */
function regions(count: number, batch: number, extent: number, odd: boolean): Tensor {
  const images = torch.randint(0, batch, [count, 1]).to('float32');
  const boxes = torch
    .rand([count, 4])
    .mul(2 * extent)
    .sub(extent / 2);
  if (odd && count > 2) {
    boxes.setAt([0], torch.tensor([3, 3, 3, 3]));
    boxes.setAt([1, 0], Number.NaN);
    boxes.setAt([2], torch.tensor([-1e6, -1e6, 1e6, 1e6]));
  }
  return torch.cat([images, boxes], { dim: 1 });
}

test(
  'roiAlign and its pyramid',
  clean((t) => {
    property(
      fc.tuple(seed, small(0, 6), small(1, 3), small(1, 3), small(1, 4), fc.boolean(), fc.boolean()),
      ([value, count, batch, bins, ratio, aligned, odd]) => {
        manualSeed(value);
        scope(() => {
          const maps = [24, 12, 6].map((size) => torch.randn([batch, 3, size, size + 2]));
          const rois = regions(count, batch, 90, odd);
          const options = { outputSize: [bins, bins + 1], samplingRatio: ratio, aligned };
          same(t, () => roiAlign(maps[0]!, rois, { ...options, spatialScale: 0.25 }));
          const levels = { scales: [1 / 4, 1 / 8, 1 / 16], canonicalSize: 40 };
          same(t, () => roiAlignPyramid(maps, rois, { ...options, ...levels }));
        });
      },
    );
  }),
);

test(
  'a NaN in a map reaches the bins in which it counts, and no others',
  clean((t) => {
    scope(() => {
      const map = torch.randn([1, 2, 8, 8]);
      map.setAt([0, 0, 3, 3], Number.NaN);
      const rois = torch.tensor([
        [0, 0.5, 0.5, 6.5, 6.5],
        [0, 0, 0, 3, 3],
        [0, 40, 40, 50, 50],
      ]);
      same(t, () => roiAlign(map, rois, { outputSize: 3, samplingRatio: 1 }));
    });
  }),
);

test(
  'deformRoiPool and its pyramid',
  clean((t) => {
    property(
      fc.tuple(seed, small(0, 5), small(1, 3), fc.boolean(), fc.boolean(), small(1, 3)),
      ([value, count, bins, offsets, masks, ratio]) => {
        manualSeed(value);
        scope(() => {
          const maps = [16, 8].map((size) => torch.randn([2, 3, size, size]));
          const rois = regions(count, 2, 60, true);
          const options = {
            outputSize: [bins, bins + 1],
            samplingRatio: ratio,
            gamma: 0.3,
            offset: offsets ? torch.randn([count, 2, bins, bins + 1]) : null,
            mask: masks ? torch.rand([count, bins, bins + 1]) : null,
          };
          same(t, () => deformRoiPool(maps[0]!, rois, { ...options, spatialScale: 0.25 }));
          same(t, () =>
            deformRoiPoolPyramid(maps, rois, { ...options, scales: [1 / 4, 1 / 8], canonicalSize: 40 }),
          );
        });
      },
    );
  }),
);

test(
  'deformConv2d with groups, offset groups, masks, strides and samples outside',
  clean((t) => {
    property(
      fc.tuple(
        seed,
        small(1, 2),
        small(1, 2),
        small(1, 2),
        small(1, 3),
        small(1, 3),
        small(0, 2),
        fc.boolean(),
      ),
      ([value, batch, groups, offsetGroups, kernel, stride, padding, modulated]) => {
        manualSeed(value);
        scope(() => {
          const [height, width] = [9, 7];
          const size = (length: number) => Math.floor((length + 2 * padding - kernel) / stride) + 1;
          const places = [size(height), size(width)];
          const input = torch.randn([batch, 4, height, width]);
          const offset = torch.randn([batch, 2 * offsetGroups * kernel * kernel, ...places]).mul(3);
          offset.flatten().setAt([0], Number.NaN);
          const weight = torch.randn([6, 4 / groups, kernel, kernel]);
          const mask = modulated ? torch.rand([batch, offsetGroups * kernel * kernel, ...places]) : null;
          const bias = modulated ? torch.randn([6]) : null;
          same(t, () => deformConv2d(input, offset, weight, { mask, bias, stride, padding }));
        });
      },
    );
  }),
);

test(
  'dynamicConv, semanticInference, boxIou and generalizedBoxIou',
  clean((t) => {
    property(fc.tuple(seed, small(0, 5), small(1, 6), small(1, 5)), ([value, count, channels, hidden]) => {
      manualSeed(value);
      scope(() => {
        const norm = (length: number) => ({ weight: torch.randn([length]), bias: torch.randn([length]) });
        const weights = {
          weight: torch.randn([2 * channels * hidden, channels]),
          bias: torch.randn([2 * channels * hidden]),
          norm1: norm(hidden),
          norm2: norm(channels),
        };
        const bins = torch.randn([count, 4, channels]);
        const proposals = torch.randn([count, channels]);
        // A norm of few channels divides by their spread, which may be small.
        const few = Math.min(hidden, channels) < 3;
        if (!few) same(t, () => dynamicConv(proposals, bins, weights), 1e-3);
        const [a, b] = [regions(count, 1, 20, false), regions(3, 1, 20, true)].map((rois) =>
          rois.narrow(1, 1, 4),
        );
        same(t, () => boxIou(a!, b!));
        same(t, () => generalizedBoxIou(a!, b!));
        const [classes, masks] = [torch.randn([count + 1, channels + 1]), torch.randn([count + 1, 6, 5])];
        const options = { padded: [24, 20], valid: [20, 18], output: [11, 13], scores: true };
        same(t, () => semanticInference(classes, masks, options).scores);
        const [labels, plain] = [
          semanticInference(classes, masks, options).labels,
          withPlainOperators(() => semanticInference(classes, masks, options).labels),
        ];
        t.is(plain.dtype, 'uint8');
        // Ties within rounding may go either way.
        t.true(labels.ne(plain).sum().item('number') <= 1);
      });
    });
  }),
);
