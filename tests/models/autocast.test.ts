// Every head under autocast: forward, losses, backward and predictions stay close to those in float32.
import {
  type BoxPrediction,
  type BoxTarget,
  type HeadConfig,
  type MapTarget,
  type MultiTaskConfig,
  MultiTaskModel,
  makeHead,
  optimizeForInference,
  type TaskHead,
} from '@cotrain/models';
import { StagedOptimizer } from '@cotrain/optim';
import { autocast, Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { seedDraws } from '../seed.js';
import { clean } from '../torch/support.js';

const STRIDES = { p2: 4, p3: 8, p4: 16, p5: 32, p6: 64 };
const SPECS = Object.fromEntries(
  Object.entries(STRIDES).map(([name, stride]) => [name, { channels: 16, stride }]),
);
const SIZE = { height: 64, width: 128 };
const BATCH = { padded: SIZE, sizes: [SIZE, SIZE], outputs: [SIZE, { height: 128, width: 256 }] };

const makeMaps = () =>
  Object.fromEntries(
    Object.entries(STRIDES).map(([name, stride]) => [
      name,
      torch.randn([2, 16, SIZE.height / stride, SIZE.width / stride]).requiresGrad_(),
    ]),
  );

const box = (): BoxTarget => ({
  boxes: torch.tensor([
    [8, 8, 60, 50],
    [70, 20, 120, 60],
  ]),
  classes: torch.tensor([0n, 2n]),
  ignored: torch.tensor([[0, 50, 128, 64]]),
});
const map = (): MapTarget => torch.randint(3, [SIZE.height, SIZE.width]).to({ dtype: 'uint8' });

const shared = { hiddenDim: 16, numHeads: 2, dimFeedforward: 16 };
const HEADS: Record<string, [config: HeadConfig, truth: () => BoxTarget | MapTarget]> = {
  sparseRcnn: [
    { kind: 'sparseRcnn', numClasses: 3, ...shared, dimDynamic: 4, numProposals: 8, numStages: 2 },
    box,
  ],
  'sparseRcnn with deformable pooling': [
    {
      kind: 'sparseRcnn',
      numClasses: 3,
      ...shared,
      dimDynamic: 4,
      numProposals: 8,
      numStages: 1,
      roiPooler: 'deform',
    },
    box,
  ],
  fasterRcnn: [
    { kind: 'fasterRcnn', numClasses: 3, fcDim: 16, anchorSizes: [8, 16, 32, 64, 128], scoreThreshold: 0.01 },
    box,
  ],
  maskFormer: [
    {
      kind: 'maskFormer',
      numClasses: 3,
      ...shared,
      maskDim: 16,
      convsDim: 16,
      norm: null,
      numQueries: 6,
      decLayers: 2,
    },
    map,
  ],
  semanticFpn: [{ kind: 'semanticFpn', numClasses: 3, convsDim: 32 }, map],
};

type AnyHead = TaskHead<unknown, unknown, unknown>;
/** Runs under autocast, or in float32 if no dtype is given. */
const under = <T>(dtype: 'bfloat16' | 'float16' | null, run: () => T): T =>
  dtype ? autocast({ dtype }, run) : run();

/** One step and one prediction of a head with the same weights, maps and ground truth. */
function run([config, truth]: (typeof HEADS)[string], dtype: 'bfloat16' | 'float16' | null) {
  seedDraws(4);
  const head = makeHead(SPECS, config) as unknown as AnyHead;
  const maps = makeMaps();
  const targets = [truth(), truth()];
  const losses = under(dtype, () => head.losses(head.forward(maps, BATCH), targets, BATCH));
  torch.stack(Object.values(losses)).sum().backward();
  head.eval();
  const predictions = torch.noGrad(() => under(dtype, () => head.predict(head.forward(maps, BATCH), BATCH)));
  const gradients = Object.values(maps).flatMap(({ grad }) => (grad ? [grad] : []));
  return { head, losses, gradients, predictions };
}

const flat = (gradients: Tensor[]) => torch.cat(gradients.map((x) => x.to({ dtype: 'float64' }).flatten()));
const norm = (x: Tensor) => x.to({ dtype: 'float64' }).norm().item() as number;

for (const dtype of ['bfloat16', 'float16'] as const)
  for (const [name, head] of Object.entries(HEADS))
    test(
      `${name} under ${dtype}`,
      clean((t) => {
        const plain = run(head, null);
        const short = run(head, dtype);
        using _ = plain.head;
        using _2 = short.head;
        // A few roundings of the dtype's 8 or 11 digits. They change a detector's matches and samples, of
        // which there are few here.
        const bound = name.includes('Rcnn') ? 0.25 : dtype === 'bfloat16' ? 0.1 : 0.02;
        t.deepEqual(Object.keys(short.losses), Object.keys(plain.losses));
        for (const [key, loss] of Object.entries(short.losses)) {
          const expected = plain.losses[key]!.item() as number;
          t.is(loss.dtype, 'float32', key);
          t.true(
            Math.abs((loss.item() as number) - expected) <= bound * (0.1 + Math.abs(expected)),
            `${key}: ${loss.item()} for ${expected}`,
          );
        }
        const [got, expected] = [flat(short.gradients), flat(plain.gradients)];
        const ratio = norm(got) / norm(expected);
        t.true(ratio > 1 / 4 && ratio < 4, `the gradients' norm is ${ratio} of float32's`);
        // Boxes that move by a pixel change a detector's matches, samples and bins, and with them the
        // direction of its gradients.
        const cosine = (got.dot(expected).item() as number) / (norm(got) * norm(expected));
        t.true(name.includes('Rcnn') || cosine > 0.98, `cosine of the gradients ${cosine}`);
        for (const parameter of short.head.parameters())
          t.true(!parameter.grad || (parameter.grad.isfinite().all().item() as boolean));
        for (const [i, prediction] of short.predictions.entries()) {
          const expected = plain.predictions[i];
          if (prediction instanceof Tensor) {
            t.is(prediction.dtype, 'uint8');
            const same = prediction
              .eq(expected as Tensor)
              .to({ dtype: 'float32' })
              .mean()
              .item() as number;
            t.true(same > 0.9, `${same} of the pixels`);
            continue;
          }
          const { boxes, scores } = prediction as BoxPrediction;
          const best = (expected as BoxPrediction).scores;
          t.deepEqual([boxes.dtype, scores.dtype], ['float32', 'float32']);
          t.true(scores.size(0) > 0 && (boxes.isfinite().all().item() as boolean));
          assertClose(t, scores.at(0).item() as number, best.at(0).item() as number, { absolute: bound });
        }
      }),
    );

test(
  'Faster R-CNN: boxes tell pixels of a wide image apart',
  clean((t) => {
    using head = makeHead(SPECS, {
      kind: 'fasterRcnn',
      numClasses: 3,
      fcDim: 8,
      scoreThreshold: 0,
    }) as unknown as AnyHead;
    head.eval();
    const wide = { height: 64, width: 4096 };
    const batch = { padded: wide, sizes: [wide], outputs: [wide] };
    const maps = Object.fromEntries(
      Object.entries(STRIDES).map(([name, s]) => [name, torch.zeros([1, 16, Math.ceil(64 / s), 4096 / s])]),
    );
    const [found] = torch.noGrad(() =>
      autocast(() => head.predict(head.forward(maps, batch), batch)),
    ) as BoxPrediction[];
    // From 2048 on, bfloat16 only represents every 16th pixel.
    t.true(found!.boxes.remainder(8).ne(0).any().item() as boolean);
  }),
);

/**
 * Its 3x3 convolutions are large enough for Winograd's kernels, which autocast would run in the short dtype.
 */
const SMALL: MultiTaskConfig = {
  backbone: { kind: 'resnet', depth: 50, res2Channels: 64, stemChannels: 32 },
  neck: { outChannels: 32 },
  heads: { sem_seg: { kind: 'semanticFpn', numClasses: 3, convsDim: 32 } },
};

for (const dtype of ['bfloat16', 'float16'] as const)
  for (const [what, prepare] of Object.entries({
    'a model optimised for inference': (model: MultiTaskModel) => optimizeForInference(model),
    'a frozen backbone that is folded': (model: MultiTaskModel) => {
      new StagedOptimizer(model, [{ name: 'adapt', steps: 1, lr: 1e-3, train: ['neck'] }]).train();
      return model;
    },
  }))
    test(
      `${what}, under ${dtype}`,
      clean((t) => {
        seedDraws(6);
        using model = prepare(new MultiTaskModel(SMALL));
        const images = torch.randn([1, 3, 192, 256]);
        const plain = model.features(images);
        const short = autocast({ dtype }, () => model.features(images));
        for (const [level, map] of Object.entries(short))
          assertClose(t, map, plain[level]!, { relative: 0.05 }, level);
      }),
    );
