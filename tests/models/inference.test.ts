import {
  type BoxPrediction,
  type MaskFormerHead,
  type MultiTaskConfig,
  MultiTaskModel,
  optimizeForInference,
  tiny,
} from '@cotrain/models';
import { BatchNorm2d, Conv2d, FrozenBatchNorm2d } from '@cotrain/nn';
import { memory, noGrad, releaseMemory, scope, type Tensor, torch } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import { FusedConv2d } from '../../packages/models/dist/folding/fusedConv.js';
import { relativeError } from '../parity/compare.js';
import { seedDraws } from '../seed.js';

const BATCH = {
  padded: { height: 64, width: 96 },
  sizes: [
    { height: 64, width: 96 },
    { height: 50, width: 70 },
  ],
  outputs: [
    { height: 64, width: 96 },
    { height: 100, width: 140 },
  ],
};

const R50: MultiTaskConfig = {
  backbone: { depth: 50, norm: 'frozen', stemChannels: 8, res2Channels: 32, widthPerGroup: 8 },
  neck: { outChannels: 32, norm: 'batch', lastLevelMaxPool: true },
  heads: {
    det: { kind: 'fasterRcnn', numClasses: 4, fcDim: 32, postNmsTopK: [20, 20] },
    sem_seg: { kind: 'semanticFpn', numClasses: 5, convsDim: 32 },
    drivable: {
      kind: 'maskFormer',
      numClasses: 3,
      norm: 'batch',
      pixelDecoder: 'transformer',
      pixelDecoderLayers: 1,
      convsDim: 32,
      maskDim: 16,
      hiddenDim: 64,
      numQueries: 7,
      dimFeedforward: 32,
      decLayers: 2,
    },
  },
};

/** A model whose norms have an effect. */
function made(config: MultiTaskConfig): MultiTaskModel {
  seedDraws(0);
  const model = new MultiTaskModel(config);
  noGrad(() => {
    for (const module of model.modules()) {
      if (!(module instanceof BatchNorm2d || module instanceof FrozenBatchNorm2d)) continue;
      module.runningMean!.normal_({ std: 0.1 });
      module.runningVar!.uniform_({ from: 0.5, to: 1.5 });
      module.weight!.uniform_({ from: 0.5, to: 1.5 });
      module.bias!.normal_({ std: 0.1 });
    }
  });
  return model.eval();
}

const close = (t: ExecutionContext, what: string, actual: Tensor, expected: Tensor) => {
  t.deepEqual(actual.shape, expected.shape, what);
  // With some weights a detector finds nothing.
  const error = expected.numel() === 0 ? 0 : relativeError(actual, expected);
  t.true(error <= 1e-4, `${what}: ${error}`);
};

for (const [name, config] of Object.entries({ tiny: tiny(), R50 })) {
  for (const memoryFormat of ['contiguous', 'channels_last'] as const) {
    test(`${name}, ${memoryFormat}: an optimised model predicts what it did before, again and again`, (t) => {
      using model = made(config).to({ memoryFormat });
      scope(() => {
        const images = torch.randn([2, 3, 64, 96]).contiguous({ memoryFormat });
        const smaller = images.at(':', ':', '32:', '32:').contiguous({ memoryFormat });
        const maps = noGrad(() => model.features(images));
        const smallerMaps = noGrad(() => model.features(smaller));
        const before = model.predict(images, BATCH);
        optimizeForInference(model);
        for (let again = 0; again < 2; again++) {
          const optimised = noGrad(() => model.features(images));
          for (const [level, map] of Object.entries(maps)) close(t, level, optimised[level]!, map);
          const optimisedSmaller = noGrad(() => model.features(smaller));
          for (const [level, map] of Object.entries(smallerMaps))
            close(t, `${level} of another size`, optimisedSmaller[level]!, map);
          const after = model.predict(images, BATCH);
          for (const task of ['sem_seg', 'drivable']) {
            for (const [i, map] of (after[task] as Tensor[]).entries()) {
              const same = map
                .eq((before[task] as Tensor[])[i]!)
                .to({ dtype: 'float32' })
                .mean()
                .item();
              t.true((same as number) > 0.999, `${task}: ${same}`);
            }
          }
          for (const [i, { scores, boxes }] of (after.det as BoxPrediction[]).entries()) {
            const expected = (before.det as BoxPrediction[])[i]!;
            close(t, 'scores', scores, expected.scores);
            // Detections of equal score may be in another order.
            close(t, 'boxes', boxes.sum([0]), expected.boxes.sum([0]));
          }
        }
      });
    });
  }
}

test.serial('images of other sizes lay the weights of a convolution out again', (t) => {
  const before = memory().tensors;
  scope(() => {
    seedDraws(1);
    using conv = new Conv2d(32, 48, 3, { padding: 1 });
    using plain = new Conv2d(32, 48, 3, { padding: 1 });
    plain.loadStateDict(conv.stateDict());
    using fused = new FusedConv2d(conv, null, 'relu');
    // Winograd's, oneDNN's, oneDNN's for another size, Winograd's again
    for (const side of [40, 16, 20, 44]) {
      const x = torch.randn([1, 32, side, side]);
      const expected = noGrad(() => plain.forward(x).relu());
      t.true(
        relativeError(
          noGrad(() => fused.forward(x)),
          expected,
        ) < 1e-5,
        `${side}`,
      );
    }
  });
  t.is(memory().tensors, before);
});

test('masks are those of the last layer, by one convolution', (t) => {
  using model = made(tiny());
  scope(() => {
    const maps = noGrad(() => model.features(torch.randn([2, 3, 64, 96])));
    const head = model.heads.get('sem_seg') as unknown as MaskFormerHead;
    const { logits, masks } = noGrad(() => head.forward(maps));
    const [rows, pixels] = [masks.embeddings.at(-1), masks.features.flatten({ startDim: 2 })]; // [B, Q, C], [B, C, hw]
    const expected = rows.matmul(pixels);
    optimizeForInference(model);
    const fused = model.heads.get('sem_seg') as unknown as {
      forward(maps: unknown, batch: unknown): { logits: Tensor; masks: Tensor };
    };
    const outputs = noGrad(() => fused.forward(maps, BATCH));
    t.deepEqual(outputs.masks.shape, [1, 2, 40, 16, 24]);
    close(t, 'masks', outputs.masks.at(0).flatten({ startDim: 2 }), expected);
    close(t, 'classes', outputs.logits.at(0), logits.at(-1));
  });
});

test('nothing is left to fold or to learn, and all is freed', (t) => {
  const baseline = memory();
  const model = optimizeForInference(made(tiny()));
  t.false(model.modules().some((module) => module instanceof BatchNorm2d));
  t.false(model.parameters().some(({ requiresGrad }) => requiresGrad));
  const images = torch.zeros([1, 3, 64, 96]);
  t.throws(
    () =>
      scope(() => model.train().losses(images, { drivable: [torch.zeros([64, 96], { dtype: 'uint8' })] })),
    {
      message: /cannot be trained/,
    },
  );
  images.dispose();
  t.throws(() => optimizeForInference(model), { message: /already/ });
  model.dispose();
  t.deepEqual(memory(), baseline);
});

test.serial('optimizing gives memory back that loading took', (t) => {
  const bytes = 256 << 20;
  using model = made(tiny());
  releaseMemory();
  const before = process.memoryUsage.rss();
  scope(() => void torch.ones([bytes / 4]));
  t.true(process.memoryUsage.rss() > before + bytes / 2, 'a freed tensor is kept for the next of its size');
  optimizeForInference(model);
  t.true(process.memoryUsage.rss() < before + bytes / 2);
});
