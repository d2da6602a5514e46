import { type MultiTaskConfig, MultiTaskModel } from '@cotrain/models';
import { OptionError, ShapeError } from '@cotrain/nn';
import { AdamW } from '@cotrain/optim';
import { memory, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { seedDraws } from '../seed.js';

const tiny = (): MultiTaskConfig => ({
  backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
  neck: { outChannels: 8 },
  heads: {
    sem_seg: { kind: 'semanticFpn', numClasses: 4, convsDim: 32 },
    drivable: { kind: 'semanticFpn', numClasses: 3, convsDim: 32 },
  },
});

const labels = (classes: number, count = 2): Tensor[] =>
  Array.from({ length: count }, () => torch.randint(classes, [64, 96]).to({ dtype: 'uint8' }));

test('keys are those of the parts', (t) => {
  using model = new MultiTaskModel(tiny());
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
  t.deepEqual(Object.keys(model.parts()), ['backbone', 'neck', 'heads.sem_seg', 'heads.drivable']);
  t.is(model.sizeDivisor, 32);
});

test('a task without labels costs nothing and its head gets no gradient', (t) => {
  scope(() => {
    using model = new MultiTaskModel(tiny());
    const images = torch.randn([2, 3, 64, 96]);
    const losses = model.losses(images, { sem_seg: labels(4), drivable: null });
    t.deepEqual(Object.keys(losses), ['sem_seg']);
    losses.sem_seg!.loss_sem_seg!.backward();
    for (const [path, parameter] of model.namedParameters()) {
      t.is(parameter.grad === null, path.startsWith('heads.drivable'), path);
    }
    t.deepEqual(model.losses(images, { sem_seg: [null, null] }), {});
    t.deepEqual(model.backward(images, { drivable: [null, null] }), { losses: {}, gradNorms: {} });
  });
});

test('a task for which nothing learns has losses and no gradients', (t) => {
  scope(() => {
    using model = new MultiTaskModel(tiny());
    for (const parameter of model.parameters()) parameter.requiresGrad_(false);
    const { predictor } = model.heads.get('drivable') as unknown as { predictor: { parameters(): Tensor[] } };
    for (const parameter of predictor.parameters()) parameter.requiresGrad_(true);
    const { losses } = model.backward(torch.randn([2, 3, 64, 96]), {
      sem_seg: labels(4),
      drivable: labels(3),
    });
    t.deepEqual(Object.keys(losses), ['sem_seg', 'drivable']);
    const learned = model.namedParameters().flatMap(([path, { grad }]) => (grad ? [path] : []));
    t.deepEqual(learned, ['heads.drivable.predictor.weight', 'heads.drivable.predictor.bias']);
  });
});

test('forward gives losses in training and predictions otherwise', (t) => {
  scope(() => {
    using model = new MultiTaskModel(tiny());
    const images = torch.randn([1, 3, 64, 96]);
    t.throws(() => model.forward(images), { instanceOf: OptionError, message: /pass targets, or call eval/ });
    t.deepEqual(Object.keys(model.forward(images, { drivable: labels(3, 1) })), ['drivable']);
    t.deepEqual(Object.keys(model.eval().forward(images)), ['sem_seg', 'drivable']);
  });
});

test('a head sees only the images that are labelled for it', (t) => {
  scope(() => {
    using model = new MultiTaskModel(tiny());
    // With batch statistics, the maps would depend on the images in the batch.
    for (const part of [model.backbone, model.neck]) part.eval();
    const images = torch.randn([3, 3, 64, 96]);
    const [first, last] = labels(4) as [Tensor, Tensor];
    const some = model.losses(images, { sem_seg: [first, null, last] });
    const two = model.losses(torch.stack([images.at(0), images.at(2)]), { sem_seg: [first, last] });
    t.true(torch.allclose(some.sem_seg!.loss_sem_seg!, two.sem_seg!.loss_sem_seg!));
  });
});

test('backward() head by head gives the gradients of the weighted sum', (t) => {
  seedDraws(0);
  scope(() => {
    // In float64, because batch statistics of so few elements amplify rounding.
    using model = new MultiTaskModel(tiny()).to({ dtype: 'float64' });
    const images = torch.randn([3, 3, 64, 96], { dtype: 'float64' });
    const targets = {
      sem_seg: [...labels(4), null],
      drivable: [null, ...labels(3)],
    };
    const lossWeights = { sem_seg: 0.7, drivable: 2 };
    const losses = model.losses(images, targets);
    losses.sem_seg!.loss_sem_seg!.mul(0.7).add(losses.drivable!.loss_sem_seg!.mul(2)).backward();
    const expected = new Map(model.namedParameters().map(([path, { grad }]) => [path, grad?.clone()]));
    model.zeroGrad();
    const result = model.backward(images, targets, { lossWeights });
    t.is(result.losses.drivable!.loss_sem_seg!.item(), losses.drivable!.loss_sem_seg!.mul(2).item());
    t.true(Number(result.gradNorms.sem_seg!.item()) > 0);
    for (const [path, { grad }] of model.namedParameters()) {
      const before = expected.get(path);
      t.is(grad === null, before === undefined, path);
      if (before) t.true(torch.allclose(grad!, before, { rtol: 1e-8, atol: 1e-10 }), path);
    }
  });
});

test('backward() through frozen shared parts reaches the heads alone', (t) => {
  scope(() => {
    using model = new MultiTaskModel(tiny());
    model.backbone.requiresGrad_(false);
    model.neck.requiresGrad_(false);
    const result = model.backward(torch.randn([2, 3, 64, 96]), { sem_seg: labels(4) });
    t.is(result.gradNorms.sem_seg!.item(), 0);
    for (const [path, { grad }] of model.namedParameters())
      t.is(grad !== null, path.startsWith('heads.sem_seg'), path);
  });
});

test('a few steps of AdamW learn a batch by heart, in channels_last, at level memory', (t) => {
  seedDraws(0);
  scope(() => {
    using model = new MultiTaskModel(tiny()).to({ memoryFormat: 'channels_last' });
    using optimizer = new AdamW(model.parameters(), { lr: 3e-3 });
    const images = torch.randn([2, 3, 64, 96]).to({ memoryFormat: 'channels_last' });
    const target = images.at(':', 0).gt(0).to({ dtype: 'uint8' }).unbind();
    const step = () =>
      scope(() => {
        optimizer.zeroGrad();
        const { losses } = model.backward(images, { sem_seg: target, drivable: target });
        optimizer.step();
        return Number(losses.sem_seg!.loss_sem_seg!.item()) + Number(losses.drivable!.loss_sem_seg!.item());
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
    using model = new MultiTaskModel(tiny()).eval();
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
      const { sem_seg, drivable } = model.predict(torch.randn([2, 3, 64, 96]), { sizes, outputs }) as Record<
        string,
        Tensor[]
      >;
      t.deepEqual(
        sem_seg!.map((map) => map.shape),
        [
          [100, 192],
          [64, 80],
        ],
      );
      t.true(drivable!.every((map) => map.dtype === 'uint8' && Number(map.max().item()) < 3));
      t.deepEqual((model.predict(torch.randn([1, 3, 64, 96])).drivable as Tensor[])[0]!.shape, [64, 96]);
    });
    t.deepEqual(memory(), before);
    t.throws(() => model.train().predict(torch.zeros([1, 3, 64, 96])), { message: /call eval\(\) first/ });
  });
});

test('memory returns to the baseline', (t) => {
  const baseline = memory();
  const model = new MultiTaskModel(tiny());
  scope(() => void model.backward(torch.randn([2, 3, 64, 96]), { sem_seg: labels(4) }));
  model.dispose();
  t.deepEqual(memory(), baseline);
});

test('bad images, tasks and options are refused', (t) => {
  scope(() => {
    using model = new MultiTaskModel(tiny());
    t.throws(() => model.features(torch.zeros([1, 3, 60, 96])), {
      instanceOf: ShapeError,
      message: /expected height and width that are multiples of 32 \(pad the images\), got \[1, 3, 60, 96\]/,
    });
    t.throws(() => model.features(torch.zeros([3, 64, 96])), { instanceOf: ShapeError });
    t.throws(() => model.losses(torch.zeros([1, 3, 64, 96]), { semSeg: labels(4, 1) }), {
      instanceOf: OptionError,
      message: "MultiTaskModel: no head for task 'semSeg'; the tasks are sem_seg, drivable",
    });
    t.throws(() => model.losses(torch.zeros([1, 3, 64, 96]), { sem_seg: labels(4) }), {
      instanceOf: OptionError,
      message: /2 targets of task 'sem_seg' for 1 images/,
    });
    t.throws(() => new MultiTaskModel({ ...tiny(), heads: {} }), { message: /at least one head/ });
    t.throws(() => new MultiTaskModel({ ...tiny(), necks: {} } as never), {
      message: /unknown option 'necks'.*'neck'/,
    });
  });
});
