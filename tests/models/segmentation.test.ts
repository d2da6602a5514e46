import { resnet18Fpn128, type SegmentationConfig, SegmentationModel } from '@cotrain/models';
import { OptionError, ShapeError } from '@cotrain/nn';
import { AdamW } from '@cotrain/optim';
import { manualSeed, memory, scope, torch } from '@cotrain/torch';
import test from 'ava';

const tiny = (): SegmentationConfig => ({
  backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
  neck: { outChannels: 8 },
  heads: {
    sem_seg: { numClasses: 4, convsDim: 32 },
    drivable: { numClasses: 3, convsDim: 32, lossWeight: 0.7 },
  },
});

const labels = (classes: number) => torch.randint(classes, [2, 64, 96]).to({ dtype: 'uint8' });

test('keys are those of the parts', (t) => {
  using model = new SegmentationModel(tiny());
  const keys = Object.keys(model.stateDict());
  for (const key of [
    'backbone.layer1.0.conv1.weight',
    'neck.fpn_lateral2.weight',
    'heads.sem_seg.p5.4.norm.bias',
    'heads.drivable.predictor.weight',
  ]) {
    t.true(keys.includes(key), key);
  }
  t.deepEqual(model.tasks, ['sem_seg', 'drivable']);
  t.is(model.sizeDivisor, 32);
});

test('a task without labels costs nothing and its head gets no gradient', (t) => {
  scope(() => {
    using model = new SegmentationModel(tiny());
    const images = torch.randn([2, 3, 64, 96]);
    const losses = model.losses(images, { sem_seg: labels(4), drivable: null });
    t.deepEqual(Object.keys(losses), ['sem_seg']);
    losses.sem_seg!.backward();
    for (const [path, parameter] of model.namedParameters()) {
      t.is(parameter.grad === null, path.startsWith('heads.drivable'), path);
    }
    t.deepEqual(model.losses(images, { sem_seg: null }), {});
    t.deepEqual(Object.keys(model.losses(images, { drivable: labels(3), sem_seg: labels(4) })), [
      'drivable',
      'sem_seg',
    ]);
  });
});

test('a few steps of AdamW learn a batch by heart, in channels_last, at level memory', (t) => {
  manualSeed(0);
  scope(() => {
    using model = new SegmentationModel(tiny()).to({ memoryFormat: 'channels_last' });
    using optimizer = new AdamW(model.parameters(), { lr: 3e-3 });
    const images = torch.randn([2, 3, 64, 96]).to({ memoryFormat: 'channels_last' });
    const target = images.at(':', 0).gt(0).to({ dtype: 'uint8' });
    const step = () =>
      scope(() => {
        optimizer.zeroGrad();
        const { sem_seg, drivable } = model.losses(images, { sem_seg: target, drivable: target });
        const loss = sem_seg!.add(drivable!);
        loss.backward();
        optimizer.step();
        return Number(loss.item());
      });
    const first = step();
    const level = memory();
    for (let i = 0; i < 10; i++) step();
    t.true(step() < first / 2);
    t.deepEqual(memory(), level);
  });
});

test('predict gives class maps in the sizes asked for', (t) => {
  scope(() => {
    using model = new SegmentationModel(tiny()).eval();
    const before = memory();
    scope(() => {
      const sizes = [
        { height: 50, width: 96 },
        { height: 64, width: 80 },
      ];
      const outputs = [
        { height: 100, width: 192 },
        { height: 64, width: 80 },
      ];
      const { sem_seg, drivable } = model.predict(torch.randn([2, 3, 64, 96]), sizes, outputs);
      t.deepEqual(
        sem_seg!.map((map) => map.shape),
        [
          [100, 192],
          [64, 80],
        ],
      );
      t.true(drivable!.every((map) => map.dtype === 'uint8' && Number(map.max().item()) < 3));
      t.deepEqual(model.predict(torch.randn([1, 3, 64, 96])).drivable![0]!.shape, [64, 96]);
    });
    t.deepEqual(memory(), before);
    t.throws(() => model.train().predict(torch.zeros([1, 3, 64, 96])), { message: /call eval\(\) first/ });
  });
});

test('the preset is what it says', (t) => {
  using model = new SegmentationModel(resnet18Fpn128());
  t.is(model.backbone.options.depth, 18);
  t.is(model.neck.outputs.p2!.channels, 128);
  t.is(model.heads.get('sem_seg')!.options.numClasses, 19);
  t.is(model.heads.get('drivable')!.options.numClasses, 3);
});

test('memory returns to the baseline', (t) => {
  const baseline = memory();
  const model = new SegmentationModel(tiny());
  scope(() => model.losses(torch.randn([2, 3, 64, 96]), { sem_seg: labels(4) }).sem_seg!.backward());
  model.dispose();
  t.deepEqual(memory(), baseline);
});

test('bad images, tasks and options are refused', (t) => {
  scope(() => {
    using model = new SegmentationModel(tiny());
    t.throws(() => model.forward(torch.zeros([1, 3, 60, 96])), {
      instanceOf: ShapeError,
      message: /expected height and width that are multiples of 32 \(pad the images\), got \[1, 3, 60, 96\]/,
    });
    t.throws(() => model.forward(torch.zeros([3, 64, 96])), { instanceOf: ShapeError });
    t.throws(() => model.losses(torch.zeros([1, 3, 64, 96]), { semSeg: labels(4) }), {
      instanceOf: OptionError,
      message: "SegmentationModel: no head for task 'semSeg'; there are sem_seg, drivable",
    });
    t.throws(() => new SegmentationModel({ ...tiny(), heads: {} }), { message: /at least one head/ });
    t.throws(() => new SegmentationModel({ ...tiny(), necks: {} } as never), {
      message: /unknown option 'necks'.*'neck'/,
    });
  });
});
