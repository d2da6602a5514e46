// Statistics of batch norms, re-estimated over several batches, compared with fvcore's.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClipVisual, MobileNetV2, NormStatistics, ResNet, SwinTransformer } from '@cotrain/models';
import {
  type AnyModule,
  BatchNorm2d,
  Conv2d,
  Dropout,
  FrozenBatchNorm2d,
  freezeBatchNorms,
  ReLU,
  Sequential,
} from '@cotrain/nn';
import { ArgumentError, defaultGenerator, memory, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { seedDraws } from '../seed.js';

interface Stored {
  shape: number[];
  values: number[];
}
const GOLDEN: { batches: Stored[]; state: Record<string, Stored>; expected: Record<string, number[]> } =
  JSON.parse(readFileSync(join(import.meta.dirname, '../golden/models/norm_statistics.json'), 'utf8'));

const tensorOf = ({ shape, values }: Stored): Tensor => torch.tensor(values, { shape });

/** The golden network, with a dropout that must be inactive. */
function network(): Sequential {
  const model = new Sequential(
    new Conv2d(2, 3, 3, { padding: 1, bias: false }),
    new BatchNorm2d(3),
    new ReLU(),
    new Conv2d(3, 4, 1, { bias: false }),
    new BatchNorm2d(4),
    new Dropout(0.5),
  );
  const stored = Object.entries(GOLDEN.state).filter(([key]) => !key.endsWith('num_batches_tracked'));
  scope(() => model.loadStateDict(Object.fromEntries(stored.map(([key, value]) => [key, tensorOf(value)]))));
  return model;
}

const values = (model: AnyModule, key: string): number[] =>
  scope(() => model.stateDict()[key]!.toArray() as number[]);

for (const isFrozen of [false, true])
  test(`${isFrozen ? 'frozen' : 'batch'} norms get what fvcore estimates`, (t) => {
    const before = memory();
    scope(() => {
      using model = network();
      if (isFrozen) freezeBatchNorms(model);
      model.at(1).eval();
      using statistics = new NormStatistics(model, { frozen: isFrozen });
      t.is(statistics.norms, 2);
      const generator = defaultGenerator('cpu').getState();
      const kept = memory();
      for (const batch of GOLDEN.batches) scope(() => statistics.add(tensorOf(batch)));
      t.deepEqual(memory(), kept, 'batches leave nothing behind');
      t.deepEqual(values(model, '1.running_mean'), [0, 0, 0], 'nothing is changed before the end');
      statistics.apply();
      for (const [key, expected] of Object.entries(GOLDEN.expected))
        for (const [i, value] of values(model, key).entries())
          assertClose(t, value, expected[i]!, { absolute: 2e-5, relative: 2e-6 });
      t.deepEqual(
        [...model].map((layer) => layer.training),
        [true, false, true, true, true, true],
      );
      t.true(torch.equal(defaultGenerator('cpu').getState(), generator), 'no random numbers are drawn');
      t.true(
        [...model].every((layer) => !Object.hasOwn(layer, 'forward')),
        'no hook is left',
      );
    });
    t.deepEqual(memory(), before);
  });

test('frozen norms keep their statistics unless they are asked for; so do norms that see nothing', (t) => {
  scope(() => {
    using model = network();
    using frozen = freezeBatchNorms(network());
    t.is(new NormStatistics(frozen).norms, 0);
    using statistics = new NormStatistics(model);
    t.throws(() => statistics.apply(), { instanceOf: ArgumentError, message: /no batch has reached/ });
    t.throws(() => statistics.add(torch.zeros([1, 5, 4, 4])));
    t.true([...model].every((layer) => layer.training && !Object.hasOwn(layer, 'forward')));
    using partial = new NormStatistics(new Sequential(model.at(0), model.at(1)));
    partial.add(tensorOf(GOLDEN.batches[0]!));
    partial.apply();
    t.notDeepEqual(values(model, '1.running_mean'), [0, 0, 0]);
    t.deepEqual(values(model, '4.running_mean'), [0, 0, 0, 0]);
  });
});

const BACKBONES = {
  ResNet: (norm: 'batch' | 'frozen') => new ResNet({ depth: 18, stemChannels: 8, res2Channels: 8, norm }),
  MobileNetV2: (norm: 'batch' | 'frozen') => new MobileNetV2({ widthMultiplier: 0.25, norm }),
  ClipVisual: (norm: 'batch' | 'frozen') =>
    new ClipVisual({ width: 8, layers: [1, 1, 1, 1], embedDim: 8, norm }),
};

for (const [name, make] of Object.entries(BACKBONES))
  test(`${name}: after one batch, evaluation normalises as training did; its norms may be frozen`, (t) => {
    const before = memory();
    scope(() => {
      seedDraws(1);
      using model = make('batch');
      using frozen = make('frozen');
      frozen.loadStateDict(model.stateDict());
      t.true(frozen.modules().every((module) => !(module instanceof BatchNorm2d)));
      t.is(frozen.parameters().length, model.parameters().length - 2 * countOf(model, BatchNorm2d));
      t.is(countOf(frozen, FrozenBatchNorm2d), countOf(model, BatchNorm2d));
      const images = torch.randn([2, 3, 64, 64]);
      const inTraining = model.forward(images);
      for (const [backbone, options] of [
        [model, {}],
        [frozen, { frozen: true }],
      ] as const) {
        using statistics = new NormStatistics(backbone, options);
        statistics.add(images);
        statistics.apply();
        const maps = backbone.eval().forward(images);
        for (const [key, map] of Object.entries(inTraining))
          t.true(scope(() => map.sub(maps[key]!).abs().max().item() as number) < 2e-3, key);
      }
    });
    t.deepEqual(memory(), before);
  });

const countOf = (model: AnyModule, kind: typeof BatchNorm2d | typeof FrozenBatchNorm2d): number =>
  model.modules().filter((module) => module instanceof kind).length;

test('Swin has no batch norms', (t) => {
  using model = new SwinTransformer({ embedDim: 8, depths: [1, 1, 1, 1], heads: [1, 1, 2, 2] });
  using statistics = new NormStatistics(model, { frozen: true });
  t.is(statistics.norms, 0);
});
