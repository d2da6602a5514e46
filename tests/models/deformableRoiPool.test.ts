import { DeformableRoiPool } from '@cotrain/models';
import { OptionError } from '@cotrain/nn';
import { roiAlignPyramid } from '@cotrain/ops';
import { noGrad, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { seedDraws } from '../seed.js';
import { clean } from '../torch/support.js';

const SCALES = [1 / 4, 1 / 8];
const maps = () => SCALES.map((scale) => torch.randn([1, 3, 64 * scale, 96 * scale]));
const rois = () =>
  torch.tensor([
    [0, 5, 8, 40, 50],
    [0, 10, 2, 90, 60],
  ]);
const OPTIONS = { scales: SCALES, outputSize: 3, hiddenDim: 8 };

test(
  "keys are mmcv's",
  clean((t) => {
    const keys = (modulated: boolean) => {
      using pool = new DeformableRoiPool(3, { ...OPTIONS, modulated });
      return Object.keys(pool.stateDict());
    };
    t.deepEqual(
      keys(false),
      [0, 2, 4].flatMap((i) => [`offset_fc.${i}.weight`, `offset_fc.${i}.bias`]),
    );
    t.deepEqual(
      keys(true).slice(6),
      [0, 2].flatMap((i) => [`mask_fc.${i}.weight`, `mask_fc.${i}.bias`]),
    );
  }),
);

test(
  'begins as ROIAlign, and half of it when modulated',
  clean((t) => {
    seedDraws(1);
    const [features, boxes] = [maps(), rois()];
    const plain = roiAlignPyramid(features, boxes, { scales: SCALES, outputSize: 3 });
    using pool = new DeformableRoiPool(3, OPTIONS);
    using modulated = new DeformableRoiPool(3, { ...OPTIONS, modulated: true });
    t.true(torch.equal(pool.forward(features, boxes), plain));
    assertClose(t, modulated.forward(features, boxes), plain.mul(0.5), { relative: 1e-6 });
  }),
);

test(
  'everything learns: maps, and both branches once their last layers have left zero',
  clean((t) => {
    seedDraws(2);
    using pool = new DeformableRoiPool(3, { ...OPTIONS, modulated: true });
    noGrad(() => {
      for (const parameter of pool.parameters()) parameter.normal_({ std: 0.1 });
    });
    const features = maps().map((map) => map.requiresGrad_());
    pool.forward(features, rois()).square().sum().backward();
    for (const [name, parameter] of pool.namedParameters())
      t.true(Number(parameter.grad!.abs().max().item()) > 0, name);
    t.true(features.some((map) => Number(map.grad!.abs().max().item()) > 0));
  }),
);

test(
  'no regions; no scales',
  clean((t) => {
    using pool = new DeformableRoiPool(3, OPTIONS);
    t.deepEqual(pool.forward(maps(), torch.zeros([0, 5])).shape, [0, 3, 3, 3]);
    t.throws(() => new DeformableRoiPool(3, { scales: [] }), {
      instanceOf: OptionError,
      message: /one value for each map/,
    });
  }),
);
