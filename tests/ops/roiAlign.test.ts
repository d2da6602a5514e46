import { roiAlign, roiAlignPyramid } from '@cotrain/ops';
import {
  getNumThreads,
  gradcheck,
  type MemoryFormat,
  setNumThreads,
  type Tensor,
  torch,
} from '@cotrain/torch';
import test from 'ava';
import fc from 'fast-check';
import { assertClose } from '../assertClose.js';
import { seedDraws } from '../seed.js';
import { clean } from '../torch/support.js';
import { allNaN, deviceKernels } from './deviceKernels.js';
import { roiReference } from './roiReference.js';

// Equality with detectron2's ROIPooler is tested in tests/parity/sparse.test.ts.

const FORMATS: MemoryFormat[] = ['contiguous', 'channels_last'];

/** [N, 5] */
const boxes = (rows: number[][]) =>
  torch.tensor(Float64Array.from(rows.flat()), { dtype: 'float64', shape: [rows.length, 5] });

/** The output and the gradient for the input, with fixed weights on the output. */
function run(pool: (input: Tensor) => Tensor, input: Tensor, weights?: Tensor) {
  const leaf = input.detach().requiresGrad_();
  const out = pool(leaf);
  out.backward({ gradient: weights ?? torch.onesLike(out) });
  return { out: out.detach(), grad: leaf.grad! };
}

const anyBox = fc.tuple(
  fc.integer({ min: 0, max: 1 }),
  ...([-30, -30, -10, -10].map((min) => fc.double({ min, max: 60, noNaN: true })) as [
    fc.Arbitrary<number>,
    fc.Arbitrary<number>,
    fc.Arbitrary<number>,
    fc.Arbitrary<number>,
  ]),
);

const anyCase = fc.record({
  channels: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 60, max: 70 })),
  height: fc.integer({ min: 1, max: 9 }),
  width: fc.integer({ min: 1, max: 9 }),
  bins: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  samplingRatio: fc.integer({ min: 0, max: 3 }),
  aligned: fc.boolean(),
  spatialScale: fc.constantFrom(1, 0.5, 0.25),
  format: fc.constantFrom(...FORMATS),
  rois: fc.array(anyBox, { maxLength: 4 }),
});

test(
  'equals the samples written out, for any shapes and boxes, values and gradients',
  clean((t) => {
    seedDraws(1);
    fc.assert(
      fc.property(anyCase, ({ channels, height, width, bins, rois, format, ...options }) => {
        const input = torch.randn([2, channels, height, width], { dtype: 'float64' });
        // Sizes instead of corners: a quarter of the boxes are mirrored.
        const regions = boxes(rois.map(([image, x, y, w, h]) => [image, x, y, x + w, y + h]));
        const all = { ...options, outputSize: bins };
        const weights = torch.randn([rois.length, channels, ...bins], { dtype: 'float64' });
        const ours = run(
          (x) => roiAlign(x, regions, all),
          input.contiguous({ memoryFormat: format }),
          weights,
        );
        t.deepEqual(ours.out.shape, [rois.length, channels, ...bins]);
        if (rois.length === 0) return Number(ours.grad.abs().sum().item()) === 0;
        const reference = run((x) => roiReference(x, regions, all), input, weights);
        return (
          Number(ours.out.sub(reference.out).abs().max().item()) < 1e-10 &&
          Number(ours.grad.sub(reference.grad).abs().max().item()) < 1e-10
        );
      }),
      { numRuns: 60 },
    );
  }),
);

test(
  'gradcheck, in either memory format and over a pyramid',
  clean((t) => {
    const rois = boxes([
      [0, 1, 1, 20, 14],
      [1, -3, 2, 9, 40],
      [0, 10, 10, 10.5, 11],
    ]);
    for (const memoryFormat of FORMATS) {
      const maps = [
        [6, 7],
        [3, 4],
      ].map(([h, w]) =>
        torch.randn([2, 3, h!, w!], { dtype: 'float64' }).contiguous({ memoryFormat }).requiresGrad_(),
      );
      const options = { scales: [1 / 4, 1 / 8], outputSize: 2, canonicalSize: 16, canonicalLevel: 3 };
      t.true(gradcheck((...features) => roiAlignPyramid(features, rois, options), maps));
    }
  }),
);

/** 60 boxes of all sizes, on two images of 128 x 160. */
function scene(channels: number, dtype: 'float32' | 'float64' = 'float32') {
  seedDraws(7);
  const maps = [4, 8, 16, 32].map((stride) =>
    torch.randn([2, channels, 128 / stride, 160 / stride], { dtype }),
  );
  const corner = torch.rand([60, 2], { dtype }).mul(130).sub(10);
  const size = torch.rand([60, 2], { dtype }).mul(5).exp();
  const image = torch.arange(60, { dtype }).remainder(2).unsqueeze(1);
  return { maps, rois: torch.cat([image, corner, corner.add(size)], { dim: 1 }) };
}
const PYRAMID = { scales: [1 / 4, 1 / 8, 1 / 16, 1 / 32], canonicalSize: 32 };

function pyramid(maps: Tensor[], rois: Tensor, options: object = PYRAMID): Tensor[] {
  const leaves = maps.map((map) => map.detach().requiresGrad_());
  const out = roiAlignPyramid(leaves, rois, options as typeof PYRAMID);
  seedDraws(3);
  out.backward({ gradient: torch.randn(out.shape, { dtype: out.dtype as 'float32' }) });
  return [out.detach(), ...leaves.map((leaf) => leaf.grad!)];
}

test.serial(
  'bitwise the same for any number of threads and either memory format, backward too',
  clean((t) => {
    const before = getNumThreads();
    try {
      for (const channels of [3, 40, 129]) {
        const { maps, rois } = scene(channels);
        const results = [1, 2, 5].flatMap((threads) => {
          setNumThreads(threads);
          return FORMATS.map((memoryFormat) =>
            pyramid(
              maps.map((map) => map.contiguous({ memoryFormat })),
              rois,
            ),
          );
        });
        for (const result of results)
          for (const [i, tensor] of result.entries())
            t.true(torch.equal(tensor, results[0]![i]!), `${channels} channels, result ${i}`);
      }
    } finally {
      setNumThreads(before);
    }
  }),
);

test(
  'keeps the memory format, of the gradient too',
  clean((t) => {
    const { maps, rois } = scene(4);
    for (const memoryFormat of FORMATS) {
      const [out, grad] = pyramid(
        maps.map((map) => map.contiguous({ memoryFormat })),
        rois,
      );
      t.true(out!.isContiguous(memoryFormat));
      t.true(grad!.isContiguous(memoryFormat));
    }
  }),
);

test(
  'a box is pooled from the level that fits its size',
  clean((t) => {
    // Constant maps show from which level a box was pooled.
    const maps = [0, 1, 2].map((level) => torch.full([1, 1, 64 >> level, 64 >> level], level));
    const sides = [1, 28, 55.9, 56, 111.9, 112, 120, 126];
    const rois = boxes([...sides.map((s) => [0, 0, 0, s, s]), [0, 5, 5, 5, 9], [0, 9, 5, 5, 9]]);
    const out = roiAlignPyramid(maps, rois.to({ dtype: 'float32' }), {
      scales: [1, 1 / 2, 1 / 4],
      outputSize: 1,
      samplingRatio: 1,
      canonicalSize: 112,
    });
    // Canonical level 4, finest level 2: levels 2 and 3 start at 28 and 56. Boxes without area use the finest
    // level.
    t.deepEqual(Array.from(out.flatten().toArray() as number[]), [0, 0, 0, 1, 1, 2, 2, 2, 0, 0]);
  }),
);

test(
  'strided inputs, float16 and bfloat16, boxes in float32',
  clean((t) => {
    const { maps, rois } = scene(6);
    const [map] = maps as [Tensor];
    const expected = roiAlign(map, rois, { spatialScale: 0.25, samplingRatio: 2 });
    const wide = torch.randn([2, 6, 32, 80]).at(':', ':', ':', '::2').copy_(map);
    t.true(torch.equal(roiAlign(wide, rois, { spatialScale: 0.25, samplingRatio: 2 }), expected));
    const apart = rois.mul(1).expand([2, 60, 5]).permute([1, 2, 0]).contiguous().at(':', ':', 1);
    t.true(torch.equal(roiAlign(map, apart, { spatialScale: 0.25, samplingRatio: 2 }), expected));
    for (const [dtype, tolerance] of [
      ['float16', 2e-3],
      ['bfloat16', 2e-2],
    ] as const) {
      const half = run((x) => roiAlign(x, rois, { spatialScale: 0.25, samplingRatio: 2 }), map.to({ dtype }));
      t.is(half.out.dtype, dtype);
      t.is(half.grad.dtype, dtype);
      assertClose(t, half.out, expected, { relative: tolerance });
    }
  }),
);

test(
  'no boxes, no images, boxes far outside, without size, or larger than any map',
  clean((t) => {
    const input = torch.randn([1, 3, 5, 4], { dtype: 'float64' });
    for (const memoryFormat of FORMATS) {
      const x = input.contiguous({ memoryFormat });
      t.deepEqual(roiAlign(x, torch.zeros([0, 5])).shape, [0, 3, 7, 7]);
      t.deepEqual(roiAlign(x.narrow(0, 0, 0), torch.zeros([0, 5])).shape, [0, 3, 7, 7]);
      for (const samplingRatio of [0, 1, 2]) {
        const pool = (...box: number[]) =>
          run((y) => roiAlign(y, boxes([[0, ...box]]), { samplingRatio }), x);
        for (const far of [
          [100, 100, 120, 120],
          [-1e30, -1e30, -1e29, -1e29],
          [1e300, 0, 2e300, 4],
        ]) {
          const { out, grad } = pool(...far);
          t.is(Number(out.abs().max().item()), 0, `${far}`);
          t.is(Number(grad.abs().max().item()), 0, `${far}`);
        }
        // A point has samples only if their number is given.
        const point = pool(2, 2, 2, 2).out.select(0, 0).select(-1, 3).select(-1, 3);
        const there = input.select(0, 0).narrow(1, 1, 2).narrow(2, 1, 2).mean([1, 2]);
        t.true(
          Number(
            point
              .sub(there.mul(samplingRatio ? 1 : 0))
              .abs()
              .max()
              .item(),
          ) < 1e-12,
        );
        // Adaptive sampling must not count its samples one by one.
        t.true(Number(pool(-1e12, -1e12, 1e12, 1e12).out.abs().max().item()) < 1e-6 || samplingRatio > 0);
      }
    }
  }),
);

test(
  'what is not a number lies outside; a value that is none spreads only to bins that weigh it',
  clean((t) => {
    const input = torch.ones([1, 2, 6, 6]);
    for (const value of [Number.NaN, Infinity, -Infinity])
      for (const place of [1, 2, 3, 4])
        for (const samplingRatio of [0, 2]) {
          const box = [0, 1, 1, 4, 4];
          box[place] = value;
          const { out, grad } = run(
            (x) => roiAlign(x, boxes([box]).to({ dtype: 'float32' }), { samplingRatio }),
            input,
          );
          t.is(Number(out.abs().max().item()), 0, `${box}`);
          t.is(Number(grad.abs().max().item()), 0, `${box}`);
        }
    // Samples on cell centres: the neighbours have weight 0.
    input.at(0, 0, 2, 2).fill_(Number.NaN);
    const out = roiAlign(input, torch.tensor([[0, 0, 0, 6, 6]]), { outputSize: 6, samplingRatio: 1 });
    t.is(Number(out.isnan().sum().item()), 1);
  }),
);

test(
  'bad input is told',
  clean((t) => {
    const map = torch.randn([2, 3, 4, 5]);
    const rois = torch.tensor([[0, 0, 0, 2, 2]]);
    const fails = (body: () => unknown, message: RegExp) => t.throws(body, { message });
    fails(() => roiAlign(map.select(0, 0), rois), /features\[0\] must be \[B, C, H, W\], not \[3, 4, 5\]/);
    fails(
      () => roiAlign(map, rois.narrow(1, 0, 4)),
      /rois must be \[N, 5\]: batch index, x1, y1, x2, y2; not \[1, 4\]/,
    );
    fails(
      () => roiAlign(map.to({ dtype: 'int64' }), rois),
      /features\[0\] must be of floating point, not Long/,
    );
    fails(
      () => roiAlign(map, rois.to({ dtype: 'float64' })),
      /rois must be Float, or as the maps Float, not Double/,
    );
    fails(() => roiAlign(map.narrow(3, 0, 0), rois), /features\[0\] has no cells: \[2, 3, 4, 0\]/);
    fails(() => roiAlign(map, rois, { outputSize: 0 }), /output_size must be positive, not \[0/);
    fails(() => roiAlign(map, rois, { samplingRatio: -1 }), /sampling_ratio must not be negative, not -1/);
    fails(() => roiAlign(map, rois, { spatialScale: 0 }), /scales\[0\] must be positive, not 0/);
    for (const index of [2, -1, Number.NaN]) {
      const pooled = () => roiAlign(map, torch.tensor([[index, 0, 0, 2, 2]]));
      if (deviceKernels) t.true(allNaN(pooled()));
      else fails(pooled, /rois\[0, 0\] is .*: the batch has 2 images/);
    }
    fails(() => roiAlignPyramid([map], rois, { scales: [1, 0.5] }), /one for each map, not 2 for 1 maps/);
    fails(() => roiAlignPyramid([], rois, { scales: [] }), /at least one map/);
    const other = torch.randn([1, 3, 4, 5]);
    fails(() => roiAlignPyramid([map, other], rois, { scales: [1, 0.5] }), /the same images and channels/);
    fails(
      () => roiAlignPyramid([map, map.to({ dtype: 'float64' })], rois, { scales: [1, 0.5] }),
      /features\[0\] is Float, features\[1\] is Double: one dtype/,
    );
  }),
);

test(
  'shapes without values on the meta device; no second derivative',
  clean((t) => {
    const map = torch.empty([2, 3, 8, 8], { device: 'meta', memoryFormat: 'channels_last' }).requiresGrad_();
    const out = roiAlign(map, torch.empty([4, 5], { device: 'meta' }));
    t.deepEqual([out.shape, out.device], [[4, 3, 7, 7], 'meta']);
    t.true(out.isContiguous('channels_last'));
    out.backward({ gradient: torch.emptyLike(out) });
    t.deepEqual(map.grad!.shape, [2, 3, 8, 8]);

    const x = torch.randn([1, 1, 4, 4]).requiresGrad_();
    const weights = torch.ones([1, 1, 7, 7]).requiresGrad_();
    const y = roiAlign(x, torch.tensor([[0, 0, 0, 4, 4]]));
    t.throws(() => y.backward({ gradient: weights, createGraph: true }), {
      message: /roi_align_pyramid: second derivatives are not implemented/,
    });
  }),
);
