// `Module.clone` runs no constructors, so members in #private fields would not be copied. Every exported
// module is tested.
import * as models from '@cotrain/models';
import { type AnyModule, functionalCall, Module } from '@cotrain/nn';
import { AveragedModel } from '@cotrain/optim';
import { Generator, memory, noGrad, scope, Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { seedDraws } from '../seed.js';

const { MultiTaskModel, optimizeForInference } = models;

const SIZE = { height: 64, width: 96 };
const BATCH = { padded: SIZE, sizes: [SIZE, SIZE], outputs: [SIZE, SIZE] };
const SPECS = {
  p2: { channels: 8, stride: 4 },
  p3: { channels: 8, stride: 8 },
  p4: { channels: 8, stride: 16 },
  p5: { channels: 8, stride: 32 },
  p6: { channels: 8, stride: 64 },
};
const TEXT = { width: 16, heads: 2, layers: 1, embedDim: 12 };
const VISUAL = { layers: [1, 1, 1, 1], width: 8, embedDim: 12, inputResolution: 64 };
const SWIN = { embedDim: 8, depths: [2, 1, 1, 1], heads: [1, 2, 2, 2], windowSize: 3 };
const CLASSES = {
  det: ['car', 'bus'],
  faster: ['car', 'bus'],
  sem_seg: ['road', 'sky', 'tree'],
  drivable: ['free', 'not'],
};
const MASK_FORMER: models.MaskFormerHeadOptions = {
  numClasses: 3,
  convsDim: 32,
  maskDim: 8,
  numQueries: 5,
  hiddenDim: 8,
  numHeads: 2,
  dimFeedforward: 16,
  decLayers: 2,
};
const SPARSE_RCNN: models.SparseRcnnHeadOptions = {
  numClasses: 2,
  numProposals: 6,
  numStages: 2,
  hiddenDim: 8,
  numHeads: 2,
  dimFeedforward: 32,
  dimDynamic: 4,
};
const FASTER_RCNN: models.FasterRcnnHeadOptions = { numClasses: 2, fcDim: 16, roiSize: 3 };
const EVERYTHING: models.MultiTaskConfig = {
  backbone: { kind: 'clip', ...VISUAL },
  neck: { outChannels: 8, lastLevelMaxPool: true },
  convAdapter: { kind: 'pre-vector' },
  language: { text: TEXT, classes: CLASSES, adapter: { kind: 'v2l', layers: 1, width: 8, heads: 2 } },
  heads: {
    det: { kind: 'sparseRcnn', ...SPARSE_RCNN },
    faster: { kind: 'fasterRcnn', ...FASTER_RCNN },
    sem_seg: { kind: 'maskFormer', ...MASK_FORMER, pixelDecoder: 'transformer', pixelDecoderLayers: 1 },
    drivable: { kind: 'semanticFpn', numClasses: 2, convsDim: 32 },
  },
};

const images = () => torch.randn([2, 3, SIZE.height, SIZE.width]);
const tokens = () => torch.tensor([[49406n, 7n, 3n, 49407n]]);
const maps = () =>
  Object.fromEntries(
    Object.entries(SPECS).map(([name, { channels, stride }]) => [
      name,
      torch.randn([2, channels, SIZE.height / stride, Math.ceil(SIZE.width / stride)]),
    ]),
  );
const z5 = () => torch.randn([2, 8, 3, 4]);
const words = () => torch.randn([5, 12]);
const visual = () => ({ pooled: torch.randn([2, 12]), spatial: torch.randn([2, 12, 3, 4]) });
const box = (): models.BoxTarget => ({
  boxes: torch.tensor([[4, 6, 40, 50]]),
  classes: torch.tensor([1n]),
});
const map = () => torch.randint(2, [SIZE.height, SIZE.width]).to({ dtype: 'uint8' });
const targets = (): models.Targets => ({
  det: [box(), null],
  faster: [null, box()],
  sem_seg: [map(), map()],
  drivable: [map(), null],
});
const outputsOf = (queries: number, classes: number) => ({
  logits: torch.randn([2, 2, queries, classes]),
  boxes: torch.rand([2, 2, queries, 4]).add(torch.tensor([0, 0, 20, 20])),
  masks: torch.randn([2, 2, queries, 16, 24]),
});

/** A module, and its result for random numbers. */
interface Case {
  make(): AnyModule;
  run(module: never): unknown;
}

function of<M extends AnyModule>(make: () => M, run: (module: M) => unknown): Case {
  return { make, run };
}

const text = () => new models.ClipText(TEXT).requiresGrad_(false);
/** With its own encoder as the reader, so that both are copied together. */
const read = <M extends AnyModule>(make: (encoder: models.ClipText) => M): Case => {
  class Read extends Module<[], Tensor> {
    encoder = text();
    prompts = make(this.encoder);

    override forward(): never {
      throw new Error('not called');
    }
  }
  return of(
    () => new Read(),
    ({ prompts, encoder }) =>
      (prompts as unknown as { forward(encoder: models.ClipText): unknown }).forward(encoder),
  );
};

const cases: Record<string, Case> = {
  AttentionPool2d: of(
    () =>
      new models.AttentionPool2d({
        gridSize: 2,
        channels: 8,
        heads: 2,
        outputDim: 4,
        positions: 'interpolate',
      }),
    (pool) => pool.forward(z5()),
  ),
  ClassVectors: of(
    () => new models.ClassVectors({ classes: CLASSES, dim: 6, offset: true }),
    (vectors) => vectors.forward(),
  ),
  Clip: of(
    () => {
      const { embedDim, ...sizes } = TEXT;
      return new models.Clip({ embedDim, visual: VISUAL, text: sizes });
    },
    (clip) => clip.forward(torch.randn([2, 3, 64, 64]), tokens()),
  ),
  ClipText: of(text, (encoder) => encoder.forward(tokens())),
  ClipVisual: of(
    () => new models.ClipVisual(VISUAL),
    (tower) => tower.forward(images()),
  ),
  ContextDecoder: of(
    () =>
      new models.ContextDecoder({
        visualDim: 12,
        transformerWidth: 8,
        transformerHeads: 2,
        transformerLayers: 1,
      }),
    (decoder) => decoder.forward(torch.randn([2, 5, 12]), torch.randn([2, 6, 12])),
  ),
  ConvAdapter: of(
    () => new models.ConvAdapter(SPECS, { residual: 'vector' }),
    (adapter) => adapter.forward(maps()),
  ),
  ConvNorm: of(
    () => new models.ConvNorm(8, 4, 3, { norm: 'batch', relu: true }),
    (conv) => conv.forward(z5()),
  ),
  DeformableRoiPool: of(
    () =>
      new models.DeformableRoiPool(8, {
        scales: [1 / 4, 1 / 8],
        outputSize: 3,
        hiddenDim: 8,
        modulated: true,
      }),
    (pool) => {
      const { p2, p3 } = maps();
      return pool.forward([p2!, p3!], torch.tensor([[0, 5, 8, 40, 50]]));
    },
  ),
  ExportableModel: of(
    () =>
      new models.ExportableModel(new MultiTaskModel(EVERYTHING).eval(), {
        mean: [100, 110, 120],
        std: [50, 51, 52],
      }),
    (exportable) => exportable.forward(torch.randint(256, [2, 3, 64, 96]).to({ dtype: 'uint8' })),
  ),
  FasterRcnnHead: of(
    () => {
      const head = new models.FasterRcnnHead(SPECS, FASTER_RCNN);
      head.generator = new Generator({ seed: 5 });
      return head;
    },
    (head) => {
      const outputs = head.forward(maps(), BATCH);
      head.generator = new Generator({ seed: 5 });
      return [head.losses(outputs, [box(), box()], BATCH), head.predict(outputs, BATCH)];
    },
  ),
  Fpn: of(
    () => new models.Fpn(SPECS, { outChannels: 8, fuse: 'avg' }),
    (neck) => [neck.describe().length, neck.forward(maps())],
  ),
  LanguageToVision: of(
    () => new models.LanguageToVision({ channels: 8, textDim: 12, layers: 1, heads: 2, dimFeedforward: 16 }),
    (adapter) => adapter.forward(z5(), words()),
  ),
  MaskFormerCriterion: of(
    () => new models.MaskFormerCriterion({ numClasses: 3 }),
    (criterion) => {
      const objects = [map(), map()].map((own) => models.maskTarget(own, 3, 255, 'map'));
      return criterion.forward(outputsOf(5, 4), objects);
    },
  ),
  MaskFormerHead: of(
    () => new models.MaskFormerHead(SPECS, MASK_FORMER),
    (head) => {
      const outputs = head.forward(maps());
      return [head.losses(outputs, [map(), map()], BATCH), head.predict(outputs, BATCH)];
    },
  ),
  MultiTaskModel: of(
    () => new MultiTaskModel(EVERYTHING),
    (model) => {
      for (const head of model.heads.children())
        if (head instanceof models.FasterRcnnHead) head.generator = new Generator({ seed: 5 });
      const { losses, gradNorms } = model.zeroGrad().train().backward(images(), targets());
      const grads = model.parameters().map(({ grad }) => grad);
      return [losses, gradNorms, grads, model.eval().predict(images())];
    },
  ),
  PromptLearner: read((encoder) => new models.PromptLearner(encoder, { classes: CLASSES.det })),
  PromptMaps: of(
    () => new models.PromptMaps({ channels: 8, textDim: 12, numClasses: 5 }),
    (adapter) => adapter.forward(z5(), words()),
  ),
  MobileNetV2: of(
    () => new models.MobileNetV2({ widthMultiplier: 0.25, padding: 'same', numClasses: 3, freezeAt: 1 }),
    (backbone) => {
      const out = backbone.forward(images());
      return [out, backbone.classify(out.res5!)];
    },
  ),
  ResNet: of(
    () =>
      new models.ResNet({
        depth: 50,
        stemChannels: 4,
        res2Channels: 8,
        widthPerGroup: 2,
        numClasses: 3,
        freezeAt: 1,
      }),
    (backbone) => {
      const out = backbone.forward(images());
      return [out, backbone.classify(out.res5!)];
    },
  ),
  SemanticFpnHead: of(
    () => new models.SemanticFpnHead(SPECS, { numClasses: 3, convsDim: 32 }),
    (head) => {
      const logits = head.forward(maps());
      return [
        head.losses(logits, [map(), map()]),
        head.predict(logits, BATCH),
        head.predictScored(logits, BATCH),
      ];
    },
  ),
  SparseRcnnCriterion: of(
    () => new models.SparseRcnnCriterion(2),
    (criterion) => criterion.forward(outputsOf(6, 2), [box(), box()], BATCH.sizes),
  ),
  SparseRcnnHead: of(
    () => new models.SparseRcnnHead(SPECS, SPARSE_RCNN),
    (head) => {
      const outputs = head.forward(maps(), BATCH);
      return [outputs, head.losses(outputs, [box(), box()], BATCH), head.predict(outputs, BATCH)];
    },
  ),
  SwinTransformer: of(
    () => new models.SwinTransformer({ ...SWIN, numClasses: 3 }),
    (backbone) => [backbone.forward(images()), backbone.classify(images())],
  ),
  TemplatePrompts: read(
    (encoder) => new models.TemplatePrompts(encoder, CLASSES.det, [models.SCENE_TEMPLATE]),
  ),
  TextFeatures: read((encoder) => new models.TextFeatures(encoder, { classes: CLASSES })),
  VisionToLanguage: of(
    () =>
      new models.VisionToLanguage({
        channels: 8,
        textDim: 12,
        numClasses: 5,
        width: 8,
        heads: 2,
        layers: 1,
        gamma: 0.1,
      }),
    (adapter) => adapter.forward(z5(), words(), visual()),
  ),
  'a MultiTaskModel for inference': of(
    () => optimizeForInference(new MultiTaskModel(EVERYTHING)),
    (model) => {
      const half = images().at(':', ':', '32:', ':');
      return [images(), half].map((batch) => [noGrad(() => model.features(batch)), model.predict(batch)]);
    },
  ),
};

for (const [kind, backbone] of Object.entries({
  mobilenetV2: { kind: 'mobilenetV2', widthMultiplier: 0.25 },
  swin: { kind: 'swin', ...SWIN, dropPath: 0.5 },
} as const)) {
  const { convAdapter, language, ...rest } = EVERYTHING;
  const everything = cases.MultiTaskModel!;
  const config = {
    ...rest,
    backbone,
    language: { text: TEXT, classes: CLASSES, adapter: { kind: 'l2v', layers: 1, heads: 2 } },
  } as const;
  cases[`a MultiTaskModel on ${kind}`] = { make: () => new MultiTaskModel(config), run: everything.run };
  cases[`a MultiTaskModel on ${kind} for inference`] = {
    make: () => optimizeForInference(new MultiTaskModel(config)),
    run: cases['a MultiTaskModel for inference']!.run,
  };
}

/** All numbers in a module's result. */
function flat(value: unknown): number[] {
  if (value instanceof Tensor)
    return scope(() => (value.flatten().toArray() as (number | bigint)[]).map(Number));
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(flat);
}

/**
 * Equal up to rounding, because a library may sum in another order if the same weights are at another
 * address. `deepEqual` takes seconds for so many numbers.
 */
const same = (a: number[], b: number[]): boolean =>
  a.length === b.length && a.every((x, i) => Math.abs(x - b[i]!) <= 1e-5 * Math.max(1, Math.abs(x)));

test('there is a case for every exported module', (t) => {
  const exported = Object.entries(models).filter(
    ([name, value]) =>
      name !== 'Backbone' && typeof value === 'function' && value.prototype instanceof Module,
  );
  t.true(exported.length > 20);
  for (const [name] of exported) t.true(name in cases, name);
});

for (const [name, { make, run }] of Object.entries(cases)) {
  test(`${name}: a copy computes the same, also when the original is gone, and is freed`, (t) => {
    const before = memory().tensors;
    const compute = (module: AnyModule): number[] => {
      seedDraws(1);
      return scope(() => flat(run(module as never)));
    };
    seedDraws(0);
    const module = make();
    const copy = module.clone();
    const expected = compute(module);
    t.true(expected.length > 0 && expected.every(Number.isFinite));
    t.true(same(compute(copy), expected));
    // State that runs left in the modules, such as batch statistics and weights in another layout, is copied
    // too.
    const later = module.clone();
    const again = compute(module);
    module.dispose();
    t.true(same(compute(later), again));
    copy.dispose();
    later.dispose();
    t.is(memory().tensors, before);
  });
}

test('an average of a copied multi-task model stands in for its weights', (t) => {
  const before = memory().tensors;
  scope(() => {
    seedDraws(0);
    using original = new MultiTaskModel(EVERYTHING).eval();
    using model = original.clone();
    using average = new AveragedModel(model, { decay: 0.5 });
    average.update(model);
    const batch = images();
    const predicted = () => flat(noGrad(() => model.features(batch)));
    const expected = predicted();
    noGrad(() => {
      for (const parameter of model.parameters()) parameter.mul_(1.5);
    });
    t.false(same(predicted(), expected));
    t.true(same(flat(functionalCall(model, average.weights, batch)), flat(original.predict(batch))));
    average.swap(model);
    t.true(same(predicted(), expected));
  });
  t.is(memory().tensors, before);
});
