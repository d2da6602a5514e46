import { readFileSync } from 'node:fs';
import { deformRoiPool, deformRoiPoolPyramid, roiAlign, roiAlignPyramid } from '@cotrain/ops';
import {
  getNumThreads,
  gradcheck,
  loadFile,
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

const FORMATS: MemoryFormat[] = ['contiguous', 'channels_last'];
const golden = (name: string) => new URL(`../golden/models/deform_roi_pool.${name}`, import.meta.url);

test(
  "values and gradients are mmcv's; that to the offsets is the derivative, also where mmcv's is not",
  clean((t) => {
    const g = loadFile(golden('safetensors').pathname) as Record<string, Tensor>;
    const { spatial_scale, sampling_ratio, gamma, out } = JSON.parse(readFileSync(golden('json'), 'utf8'));
    const options = { spatialScale: spatial_scale, samplingRatio: sampling_ratio, gamma, outputSize: out };
    for (const memoryFormat of FORMATS) {
      const x = g['in.x']!.contiguous({ memoryFormat }).detach().requiresGrad_();
      const offset = g['in.offset']!.detach().requiresGrad_();
      const rois = g['in.rois']!;
      assertClose(t, deformRoiPool(x, rois, options), g['out.no_offset']!, { relative: 1e-5 });
      const pooled = deformRoiPool(x, rois, { ...options, offset });
      assertClose(t, pooled, g['out.offset']!, { relative: 1e-5 });
      pooled.backward({ gradient: g['in.grad_out']! });
      assertClose(t, x.grad!, g['grad.x']!, { relative: 1e-5 });
      assertClose(t, offset.grad!, g['grad.offset_finite_diff']!, { relative: 1e-4 });
      const interior = g.interior_bins!.unsqueeze(1).to({ dtype: 'float32' });
      const [ours, mmcv] = [offset.grad!, g['grad.offset_mmcv']!].map((grad) => grad.mul(interior));
      assertClose(t, ours!, mmcv!, { relative: 1e-4 });
    }
  }),
);

const anyCase = fc.record({
  channels: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 60, max: 70 })),
  height: fc.integer({ min: 1, max: 9 }),
  width: fc.integer({ min: 1, max: 9 }),
  bins: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  samplingRatio: fc.integer({ min: 0, max: 3 }),
  gamma: fc.constantFrom(0.1, 1),
  spatialScale: fc.constantFrom(1, 0.5),
  format: fc.constantFrom(...FORMATS),
  regions: fc.integer({ min: 0, max: 3 }),
  given: fc.record({ offset: fc.boolean(), mask: fc.boolean() }),
  seed: fc.nat(1000),
});

test(
  'equals the samples written out, for any shapes, boxes and offsets, values and gradients',
  clean((t) => {
    fc.assert(
      fc.property(anyCase, ({ channels, height, width, bins, format, regions, given, seed, ...options }) => {
        seedDraws(seed);
        const float64 = { dtype: 'float64' } as const;
        const corner = torch.rand([regions, 2], float64).mul(24).sub(8);
        const rois = torch.cat(
          [
            torch.arange(regions, float64).remainder(2).unsqueeze(1),
            corner,
            corner.add(torch.rand([regions, 2], float64).mul(12)),
          ],
          { dim: 1 },
        );
        const weights = torch.randn([regions, channels, ...bins], float64);
        const inputs = {
          input: torch.randn([2, channels, height, width], float64),
          offset: torch.randn([regions, 2, ...bins], float64).mul(3),
          mask: torch.rand([regions, ...bins], float64),
        };
        const all = { ...options, outputSize: bins };
        const run = (pool: (input: Tensor, offset?: Tensor, mask?: Tensor) => Tensor, input: Tensor) => {
          const leaves = [input, inputs.offset, inputs.mask].map((x) => x.detach().requiresGrad_());
          const [x, offset, mask] = leaves as [Tensor, Tensor, Tensor];
          const out = pool(x, given.offset ? offset : undefined, given.mask ? mask : undefined);
          out.backward({ gradient: weights });
          return [out.detach(), ...leaves.map((leaf) => leaf.grad)];
        };
        const ours = run(
          (x, offset, mask) => deformRoiPool(x, rois, { ...all, offset: offset ?? null, mask: mask ?? null }),
          inputs.input.contiguous({ memoryFormat: format }),
        );
        if (regions === 0) return true;
        const reference = run(
          (x, offset, mask) =>
            roiReference(x, rois, { ...all, ...(offset && { offset }), ...(mask && { mask }) }),
          inputs.input,
        );
        return ours.every((tensor, i) => {
          const expected = reference[i];
          if (!expected || !tensor) return !expected || i > 0;
          return Number(tensor.sub(expected).abs().max().item()) < 1e-9;
        });
      }),
      { numRuns: 80 },
    );
    t.pass();
  }),
);

/** 40 boxes of all sizes on two images of 128 x 160, with offsets that also lead out of the maps. */
function scene(channels: number) {
  seedDraws(11);
  const maps = [4, 8, 16].map((stride) => torch.randn([2, channels, 128 / stride, 160 / stride]));
  const corner = torch.rand([40, 2]).mul(130).sub(10);
  const image = torch.arange(40, { dtype: 'float32' }).remainder(2).unsqueeze(1);
  const rois = torch.cat([image, corner, corner.add(torch.rand([40, 2]).mul(5).exp())], { dim: 1 });
  return { maps, rois, offset: torch.randn([40, 2, 7, 7]).mul(2), mask: torch.rand([40, 7, 7]) };
}
const PYRAMID = { scales: [1 / 4, 1 / 8, 1 / 16], canonicalSize: 32 };

function pyramid({ maps, rois, offset, mask }: ReturnType<typeof scene>): Tensor[] {
  const leaves = [...maps, offset, mask].map((tensor) => tensor.detach().requiresGrad_());
  const features = leaves.slice(0, maps.length);
  const [o, m] = leaves.slice(maps.length) as [Tensor, Tensor];
  const out = deformRoiPoolPyramid(features, rois, { ...PYRAMID, offset: o, mask: m });
  seedDraws(3);
  out.backward({ gradient: torch.randn(out.shape) });
  return [out.detach(), ...leaves.map((leaf) => leaf.grad!)];
}

test.serial(
  'bitwise the same for any number of threads and either memory format, backward too',
  clean((t) => {
    const before = getNumThreads();
    try {
      for (const channels of [3, 40, 129]) {
        const all = scene(channels);
        const results = [1, 2, 5].flatMap((threads) => {
          setNumThreads(threads);
          return FORMATS.map((memoryFormat) =>
            pyramid({ ...all, maps: all.maps.map((map) => map.contiguous({ memoryFormat })) }),
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
  'without offsets it is aligned ROIAlign, to the last bit, on one map and over a pyramid',
  clean((t) => {
    const { maps, rois } = scene(20);
    for (const samplingRatio of [0, 2]) {
      const one = { spatialScale: 1 / 4, samplingRatio };
      t.true(torch.equal(deformRoiPool(maps[0]!, rois, one), roiAlign(maps[0]!, rois, one)));
      const all = { ...PYRAMID, samplingRatio };
      t.true(torch.equal(deformRoiPoolPyramid(maps, rois, all), roiAlignPyramid(maps, rois, all)));
    }
  }),
);

test(
  'gradcheck over a pyramid, to maps, offsets and mask',
  clean((t) => {
    seedDraws(5);
    const float64 = { dtype: 'float64' } as const;
    const maps = [6, 3].map((size) => torch.randn([1, 2, size, size], float64).requiresGrad_());
    const rois = torch.tensor([
      [0, 1, 1, 20, 14],
      [0, -3, 2, 9, 40],
    ]);
    const offset = torch.randn([2, 2, 2, 2], float64).requiresGrad_();
    const mask = torch.rand([2, 2, 2], float64).requiresGrad_();
    const options = { scales: [1 / 4, 1 / 8], outputSize: 2, canonicalSize: 16, canonicalLevel: 3 };
    t.true(
      gradcheck(
        (a, b, o, m) => deformRoiPoolPyramid([a, b], rois, { ...options, offset: o, mask: m }),
        [...maps, offset, mask],
      ),
    );
  }),
);

test(
  'float16 and bfloat16',
  clean((t) => {
    const all = scene(6);
    const [expected] = pyramid(all);
    for (const [dtype, tolerance] of [
      ['float16', 5e-3],
      ['bfloat16', 5e-2],
    ] as const) {
      const cast = (x: Tensor) => x.to({ dtype });
      // Offsets as the kernel sees them: rounding changes the position.
      const rounded = { ...all, offset: cast(all.offset).to({ dtype: 'float32' }) };
      const results = pyramid({
        ...all,
        maps: all.maps.map(cast),
        offset: cast(all.offset),
        mask: cast(all.mask),
      });
      t.is(results[0]!.dtype, dtype);
      t.is(results[4]!.dtype, dtype);
      assertClose(t, results[0]!, pyramid(rounded)[0]!, { relative: tolerance });
    }
    t.is(expected!.dtype, 'float32');
  }),
);

test(
  'offsets that are not finite, or huge, put their bin nowhere',
  clean((t) => {
    const x = torch.ones([1, 2, 6, 6]);
    const rois = torch.tensor([[0, 1, 1, 5, 5]]);
    for (const value of [Number.NaN, Infinity, -Infinity, 1e30, -1e30]) {
      const offset = torch.zeros([1, 2, 2, 2]);
      offset.at(0, 0, 0, 0).fill_(value);
      offset.requiresGrad_();
      const out = deformRoiPool(x, rois, { offset, outputSize: 2, samplingRatio: 2 });
      t.deepEqual(Array.from(out.select(1, 0).flatten().toArray() as number[]), [0, 1, 1, 1]);
      out.sum().backward();
      t.is(Number(offset.grad!.abs().max().item()), 0);
    }
  }),
);

test(
  'bad input is told',
  clean((t) => {
    const map = torch.randn([2, 3, 4, 5]);
    const rois = torch.tensor([[0, 0, 0, 2, 2]]);
    const fails = (options: object, message: RegExp) =>
      t.throws(() => deformRoiPool(map, rois, options), { message });
    fails(
      { offset: torch.zeros([1, 2, 7, 6]) },
      /offset must be \[1, 2, 7, 7\] for 1 ROIs of 7 x 7 bins, not \[1, 2, 7, 6\]/,
    );
    fails({ mask: torch.zeros([2, 7, 7]) }, /mask must be \[1, 7, 7\]/);
    fails(
      { offset: torch.zeros([1, 2, 7, 7], { dtype: 'float64' }) },
      /features\[0\] is Float, offset is Double: one dtype/,
    );
    const elsewhere = () => deformRoiPool(map, torch.tensor([[2, 0, 0, 2, 2]]));
    if (deviceKernels) t.true(allNaN(elsewhere()));
    else t.throws(elsewhere, { message: /the batch has 2 images/ });
    const offset = torch.zeros([1, 2, 7, 7]).requiresGrad_();
    const out = deformRoiPool(map, rois, { offset });
    t.throws(() => out.sum().backward({ createGraph: true }), {
      message: /deform_roi_pool_pyramid: second derivatives are not implemented/,
    });
  }),
);
