// A model as one function of pixels gives what `predict` gives, for every kind of head.

import { NORMALIZATION_CONSTANTS } from '@cotrain/data';
import {
  type AnyHead,
  type BoxPrediction,
  ExportableModel,
  type FeatureMaps,
  type HeadConfig,
  type MultiTaskConfig,
  MultiTaskModel,
  optimizeForInference,
  optionSchema,
  registerHead,
} from '@cotrain/models';
import { Module } from '@cotrain/nn';
import { memory, noGrad, readCounts, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { normalizePixels } from '../../packages/data/src/transforms/normalize.js';
import { seedDraws } from '../seed.js';

const SIZES = { numHeads: 4, dimFeedforward: 32, hiddenDim: 32 };
const HEADS = {
  sparse: { kind: 'sparseRcnn', numClasses: 4, numProposals: 12, numStages: 2, dimDynamic: 8, ...SIZES },
  deformable: {
    ...{ kind: 'sparseRcnn', numClasses: 4, numProposals: 6, numStages: 1, dimDynamic: 8, ...SIZES },
    roiPooler: 'deform',
  },
  faster: { kind: 'fasterRcnn', numClasses: 4, fcDim: 32, preNmsTopK: [50, 40], postNmsTopK: [40, 30] },
  agnostic: {
    ...{ kind: 'fasterRcnn', numClasses: 3, fcDim: 32, clsAgnosticBoxReg: true, maxDetections: 90 },
    ...{ scoreThreshold: 0.3, nmsThreshold: 0.05 },
  },
  masks: {
    kind: 'maskFormer',
    numClasses: 5,
    numQueries: 6,
    maskDim: 32,
    convsDim: 32,
    decLayers: 2,
    ...SIZES,
  },
  fpn: { kind: 'semanticFpn', numClasses: 6, convsDim: 32 },
} as const satisfies Record<string, HeadConfig>;

const modelOf = (config: Partial<MultiTaskConfig> = {}): MultiTaskModel =>
  new MultiTaskModel({
    backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
    neck: { outChannels: 32, lastLevelMaxPool: true },
    heads: HEADS,
    ...config,
  }).eval();

const pixelsOf = (images: number, height = 64, width = 96): Tensor =>
  torch.randint(256, [images, 3, height, width]).to({ dtype: 'uint8' });

const sameValues = (a: Tensor, b: Tensor): boolean =>
  a.dtype === b.dtype && a.shape.join() === b.shape.join() && a.equal(b);

for (const [normalization, seeds] of [
  ['imagenet', 3],
  ['detectron2', 1],
] as const)
  test(`equals predict for every kind of head (${normalization})`, (t) => {
    for (let seed = 0; seed < seeds; seed++) {
      seedDraws(seed);
      scope(() => {
        using model = modelOf();
        // Larger weights: boxes of many sizes, some outside the image, and certain classes.
        noGrad(() => {
          for (const [path, weight] of model.namedParameters())
            if (/bboxes_?delta|bbox_pred|anchor_deltas|cls_score|class_logits/i.test(path)) weight.mul_(20);
        });
        const exportable = new ExportableModel(model, NORMALIZATION_CONSTANTS[normalization]);
        const pixels = pixelsOf(2);
        const images = normalizePixels(pixels.permute([0, 2, 3, 1]), normalization, 'channels_last');
        const expected = model.predict(images);
        const found = exportable.forward(pixels);
        for (const [task, head] of Object.entries(HEADS)) {
          const of = (name: string, i: number) => found[`${task}.${name}`]!.at(i);
          for (const [i, prediction] of expected[task]!.entries()) {
            if (head.kind === 'maskFormer' || head.kind === 'semanticFpn') {
              t.is(found[task]!.dtype, 'uint8');
              t.true(sameValues(found[task]!.at(i), prediction as Tensor), `${task} ${i}`);
              continue;
            }
            const own = prediction as BoxPrediction;
            const count = own.scores.size(0);
            for (const name of ['boxes', 'scores', 'classes'] as const)
              t.true(sameValues(of(name, i).at(`:${count}`), own[name]), `${task}.${name} of image ${i}`);
            t.true(of('boxes', i).at(`${count}:`).eq(0).all().item());
            t.true(of('scores', i).at(`${count}:`).eq(0).all().item());
            t.true(of('classes', i).at(`${count}:`).eq(-1).all().item());
          }
        }
        t.deepEqual(found['sparse.boxes']!.shape, [2, 12, 4]);
        t.deepEqual(found['agnostic.scores']!.shape, [2, 90]);
        t.true(Object.values(HEADS).length < Object.keys(found).length);
      });
    }
  });

test('boxes are found, and rows without one occur, so that the comparison says something', (t) => {
  seedDraws(7);
  scope(() => {
    using model = modelOf();
    const found = new ExportableModel(model, NORMALIZATION_CONSTANTS.imagenet).forward(pixelsOf(2));
    for (const task of ['sparse', 'faster']) {
      const scores = found[`${task}.scores`]!; // [B, K]
      t.true(scores.narrow(1, 0, 1).gt(0).all().item() as boolean);
      t.true(scores.diff({ dim: 1 }).le(0).all().item() as boolean);
    }
    t.true(found['agnostic.classes']!.lt(0).any().item() as boolean);
  });
});

test('nothing is read on the host, and memory returns to the baseline', (t) => {
  seedDraws(8);
  const before = memory().tensors;
  scope(() => {
    using model = modelOf({
      backbone: { kind: 'clip', layers: [1, 1, 1, 1], width: 8, embedDim: 12, inputResolution: 64 },
      convAdapter: { kind: 'pre-vector' },
      language: {
        text: { width: 16, heads: 2, layers: 1, embedDim: 12 },
        classes: Object.fromEntries(Object.keys(HEADS).map((task) => [task, ['car', 'bus']])),
      },
    });
    const exportable = new ExportableModel(model, NORMALIZATION_CONSTANTS.clip);
    const pixels = pixelsOf(1);
    const images = normalizePixels(pixels.permute([0, 2, 3, 1]), 'clip', 'channels_last');
    const reads = readCounts().host;
    const found = exportable.forward(pixels);
    t.is(readCounts().host, reads);
    t.true(sameValues(found.fpn!.at(0), (model.predict(images).fpn as Tensor[])[0]!));
    // Text features are already there: exporting does not run the text encoder.
    const encode = model.clipText!.encodeTree;
    model.clipText!.encodeTree = () => t.fail('the text encoder ran') as never;
    exportable.forward(pixels);
    model.clipText!.encodeTree = encode;
  });
  t.is(memory().tensors, before);
});

class Depth extends Module<[maps: FeatureMaps], Tensor> {
  override forward({ p2 }: FeatureMaps): Tensor {
    return scope(() => p2!.mean([1])); // [B, H / 4, W / 4]
  }

  losses(): never {
    throw new Error('not called');
  }

  predict(outputs: Tensor): Tensor[] {
    return outputs.unbind();
  }
}

class ExportableDepth extends Depth {
  predictTensors(outputs: Tensor): Record<string, Tensor> {
    return { metres: outputs, certain: outputs.gt(0) };
  }
}

test.serial('a custom head names its own outputs, or is refused', (t) => {
  const options = optionSchema('Depth', {});
  registerHead('exportable-depth', {
    ...{ answers: 'field', options },
    make: () => new ExportableDepth() as AnyHead,
  });
  registerHead('depth', { answers: 'field', options, make: () => new Depth() as AnyHead });
  const withDepth = (kind: string) => modelOf({ heads: { depth: { kind } as never } });
  scope(() => {
    using model = withDepth('exportable-depth');
    const found = new ExportableModel(model, NORMALIZATION_CONSTANTS.imagenet).forward(pixelsOf(2));
    t.deepEqual(Object.keys(found), ['depth.metres', 'depth.certain']);
    using plain = withDepth('depth');
    t.throws(() => new ExportableModel(plain, NORMALIZATION_CONSTANTS.imagenet), {
      message: /head of task 'depth', Depth, cannot be exported: it has no method predictTensors/,
    });
  });
});

test('models and images that cannot be exported are refused', (t) => {
  scope(() => {
    using model = modelOf({ heads: { fpn: HEADS.fpn } });
    const { imagenet } = NORMALIZATION_CONSTANTS;
    const exportable = new ExportableModel(model, imagenet);
    t.throws(() => exportable.forward(pixelsOf(1, 64, 100)), {
      message: /multiples of 32.*\[1, 3, 64, 100\]/,
    });
    t.throws(() => exportable.forward(torch.rand([1, 3, 64, 64])), { message: /uint8, got float32/ });
    t.throws(() => exportable.forward(pixelsOf(1).select(0, 0)), { message: /\[B, 3, H, W\]/ });
    model.train();
    t.throws(() => exportable.forward(pixelsOf(1)), { message: /training mode; call eval\(\) first/ });
    t.throws(() => new ExportableModel(model, imagenet), { message: /training mode/ });
    optimizeForInference(model);
    t.throws(() => new ExportableModel(model, imagenet), { message: /optimised for inference/ });
  });
});
