// A whole model on the device against the CPU: a training step, predictions, short floating types, the same
// bits twice, recorded parts.
import { graphStaticParts, LOSS_WEIGHTS, MultiTaskModel, optimizeForInference, tiny } from '@cotrain/models';
import { Dropout, MultiheadAttention } from '@cotrain/nn';
import { AdamW, clipGradNorm_ } from '@cotrain/optim';
import { cuda, manualSeed, memory, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import { assertSame, device, kind, moved, onDevice, tensorsIn } from './device.js';

const SIZE = { height: 64, width: 96 };

function model(): MultiTaskModel {
  manualSeed(3);
  return withoutChance(new MultiTaskModel(tiny()));
}

/** Dropout off: the devices draw other numbers. */
function withoutChance(made: MultiTaskModel): MultiTaskModel {
  made.train();
  for (const module of made.modules())
    if (module instanceof Dropout || module instanceof MultiheadAttention) module.eval();
  return made;
}

function batch(dtype: 'float32' | 'float64' = 'float32') {
  manualSeed(4);
  const map = (classes: number) => torch.randint(classes, [SIZE.height, SIZE.width]).to({ dtype: 'uint8' });
  const boxes = torch.tensor([
    [5, 6, 40, 50],
    [30, 10, 90, 60],
  ]);
  return {
    images: torch.randn([2, 3, SIZE.height, SIZE.width], { dtype }),
    targets: {
      det: Array.from({ length: 2 }, () => ({
        boxes: boxes.to(dtype),
        classes: torch.tensor([0, 1], { dtype: 'int64' }),
      })),
      sem_seg: [map(4), map(4)],
      drivable: [map(3), map(3)],
    },
  };
}

type Batch = ReturnType<typeof batch>;

/** Losses and the gradients of all parameters after a step's backward pass. */
function step(made: MultiTaskModel, { images, targets }: Batch): Tensor[] {
  for (const parameter of made.parameters()) parameter.grad = null;
  const { losses } = made.backward(images, targets, { lossWeights: LOSS_WEIGHTS });
  return [...tensorsIn(losses), ...made.parameters().flatMap(({ grad }) => (grad ? [grad] : []))];
}

/** Distance of all values from those of the CPU, as a share of their size. */
function distance(there: readonly Tensor[], here: readonly Tensor[]): number {
  const flat = (tensors: readonly Tensor[]) =>
    torch.cat(tensors.map((tensor) => tensor.detach().to({ device: 'cpu', dtype: 'float64' }).flatten()));
  const expected = flat(here);
  return flat(there).sub(expected).norm().item('number') / expected.norm().item('number');
}

// In float64 what lies near a kink (ReLU, a maximum, an assignment) falls to the same side on both devices.
for (const [dtype, close] of [
  ['float64', 1e-6],
  ['float32', 0.05],
] as const)
  onDevice(`a training step in ${dtype}: losses, gradients, weights`, (t) =>
    scope(() => {
      const [here, there] = [
        model().to({ dtype }),
        model().to({ dtype }).to({ device, memoryFormat: 'channels_last' }),
      ];
      const data = batch(dtype);
      const [expected, actual] = [step(here, data), step(there, moved(data))];
      t.is(actual.length, expected.length);
      const losses = 3;
      assertSame(t, actual.slice(0, losses), expected.slice(0, losses), Math.min(close, 1e-3), 'losses');
      t.true(distance(actual.slice(losses), expected.slice(losses)) < close, 'gradients');
      for (const made of [here, there]) {
        clipGradNorm_(made.parameters(), 1);
        new AdamW(made.parameters(), { lr: 1e-3 }).step();
      }
      t.true(distance(there.parameters(), here.parameters()) < close, 'weights');
    }),
  );

onDevice('predictions', (t) =>
  scope(() => {
    const [here, there] = [model().eval(), model().to({ device }).eval()];
    const { images } = batch();
    const predict = (made: MultiTaskModel, x: Tensor) => noGrad(() => tensorsIn(made.predict(x)));
    const [expected, actual] = [predict(here, images), predict(there, moved(images))];
    t.deepEqual(
      actual.map(({ shape }) => shape.length),
      expected.map(({ shape }) => shape.length),
    );
    // Class maps: a pixel between two classes may fall to either.
    for (const [i, map] of expected.entries())
      if (map.dtype === 'uint8')
        t.true(actual[i]!.to('cpu').eq(map).to('float32').mean().item('number') > 0.99);
  }),
);

for (const dtype of ['bfloat16', 'float16'] as const)
  onDevice(
    `${dtype}: losses near those of float32 (queries may be assigned otherwise), and finite gradients`,
    (t) =>
      scope(() => {
        const made = model().to({ device });
        const data = moved(batch());
        const losses = (run: () => Tensor[]) =>
          run()
            .slice(0, 4)
            .map((loss) => loss.item('number'));
        const exact = losses(() => step(made, data));
        const results = torch.autocast({ device: kind, dtype }, () => step(made, data));
        for (const [i, loss] of results.slice(0, 4).entries())
          t.true(Math.abs(loss.item('number') - exact[i]!) < 0.25 * Math.abs(exact[i]!), `loss ${i}`);
        for (const tensor of results) t.true(tensor.isfinite().all().item());
      }),
  );

onDevice('deterministic algorithms give the same bits twice', (t) =>
  scope(() => {
    torch.useDeterministicAlgorithms(true);
    try {
      const made = model().to({ device });
      const data = moved(batch());
      const first = step(made, data).map((tensor) => tensor.clone());
      for (const [i, tensor] of step(made, data).entries()) t.true(tensor.equal(first[i]!), `tensor ${i}`);
    } finally {
      torch.useDeterministicAlgorithms(false);
    }
  }),
);

/** Steps with recorded parts are those without. */
function stepsRecorded(t: ExecutionContext, on: typeof device, recorder?: cuda.Recorder): void {
  const before = memory().tensors;
  scope(() => {
    const [plain, recorded] = [model().to({ device: on }), model().to({ device: on })];
    const data = batch();
    const there = on === 'cpu' ? data : moved(data);
    const graphs = graphStaticParts(recorded, there.images, recorder ? { recorder } : {});
    for (let i = 0; i < 2; i++) {
      const [expected, actual] = [step(plain, there), step(recorded, there)];
      assertSame(
        t,
        actual,
        expected.map((tensor) => tensor.to('cpu')),
        1e-3,
        `step ${i}`,
      );
      for (const made of [plain, recorded]) noGrad(() => made.parameters()[0]!.mul_(0.9));
    }
    // Another shape and another mode run as they are.
    const [one, same] = [plain, recorded].map((made) =>
      Object.values(made.features(there.images.narrow(0, 0, 1))),
    );
    assertSame(
      t,
      same!,
      one!.map((map) => map.to('cpu')),
      1e-3,
      'another shape',
    );
    recorded.eval();
    plain.eval();
    assertSame(
      t,
      Object.values(noGrad(() => recorded.features(there.images))),
      Object.values(noGrad(() => plain.features(there.images))).map((map) => map.to('cpu')),
      1e-3,
      'the other mode',
    );
    t.throws(() => graphStaticParts(recorded, there.images), { message: /recorded already/ });
    graphs.dispose();
    t.false(Object.hasOwn(recorded, 'features'));
    for (const made of [plain, recorded]) made.dispose();
  });
  t.is(memory().tensors, before);
}

test.serial('recorded parts of a model that lays out its weights for the first image', (t) => {
  const before = memory().tensors;
  noGrad(() =>
    scope(() => {
      const [plain, recorded] = [optimizeForInference(model()), optimizeForInference(model())];
      const { images } = batch();
      const graphs = graphStaticParts(recorded, images, { recorder: cuda.rerun });
      for (const x of [images, images.mul(0.5)]) {
        const expected = Object.values(plain.features(x)).map((map) => map.to('cpu'));
        assertSame(t, Object.values(recorded.features(x)), expected, 1e-5, 'maps');
      }
      graphs.dispose();
      for (const made of [plain, recorded]) made.dispose();
    }),
  );
  t.is(memory().tensors, before);
});

test.serial('recorded backbone, neck and pixel decoders: on the CPU by running again', (t) =>
  stepsRecorded(t, 'cpu', cuda.rerun),
);
onDevice('recorded backbone, neck and pixel decoders', (t) => stepsRecorded(t, device));
