import {
  type BackboneConfig,
  BDD100K_CLASS_NAMES,
  type ConvAdapterConfig,
  type HeadConfig,
  type LanguageAdapterConfig,
  lvAdapterR50,
  type MultiTaskConfig,
  MultiTaskModel,
  type Targets,
  type TextPrompts,
} from '@cotrain/models';
import { OptionError } from '@cotrain/nn';
import { AdamW } from '@cotrain/optim';
import { memory, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import { seedDraws } from '../seed.js';
import { onMeta } from './onMeta.js';

const classes = {
  det: ['car', 'bus'],
  sem_seg: ['road', 'sky', 'person'],
  drivable: ['direct drivable area', 'background'],
};
const text = { width: 16, heads: 2, layers: 1, embedDim: 12 };
const resnet: BackboneConfig = { depth: 18, stemChannels: 8, res2Channels: 8 };
const clip: BackboneConfig = { kind: 'clip', layers: [1, 1, 1, 1], width: 8, embedDim: 12 };
const masks = (numClasses: number): HeadConfig => ({ kind: 'semanticFpn', numClasses, convsDim: 32 });
const HEADS = { sem_seg: masks(3), drivable: masks(2) };
const L2V: LanguageAdapterConfig = { kind: 'l2v', layers: 1, heads: 2, dimFeedforward: 16, dropout: 0 };
const ADAPTERS: readonly [adapter: LanguageAdapterConfig, backbone: BackboneConfig][] = [
  [L2V, resnet],
  [{ kind: 'prompt' }, resnet],
  [{ kind: 'v2l', width: 16, heads: 2, layers: 1, dropout: 0 }, clip],
];

interface Options {
  adapter?: LanguageAdapterConfig;
  backbone?: BackboneConfig;
  convAdapter?: ConvAdapterConfig;
  heads?: Record<string, HeadConfig>;
  prompts?: TextPrompts;
}

function configOf({ adapter = L2V, backbone = resnet, heads = HEADS, ...rest }: Options): MultiTaskConfig {
  const { convAdapter, prompts = { kind: 'learned', contextLength: 4 } } = rest;
  return {
    backbone,
    neck: { outChannels: 8, lastLevelMaxPool: 'det' in heads },
    heads,
    language: { text, classes, adapter, prompts },
    ...(convAdapter && { convAdapter }),
  };
}

const modelOf = (options: Options = {}): MultiTaskModel => {
  seedDraws(0);
  return new MultiTaskModel(configOf(options));
};

const images = (): Tensor => torch.randn([2, 3, 64, 96]);
const labels = (numClasses: number): Tensor[] =>
  Array.from({ length: 2 }, () => torch.randint(numClasses, [64, 96]).to({ dtype: 'uint8' }));
const size = (tensor: Tensor | null): number =>
  tensor === null ? 0 : scope(() => Number(tensor.abs().max().item()));

/** Runs `check` with a model, and asserts that all of its memory is freed. */
function withModel(t: ExecutionContext, options: Options, check: (model: MultiTaskModel) => void): void {
  const before = memory();
  const model = modelOf(options);
  try {
    scope(() => check(model));
  } finally {
    model.dispose();
  }
  t.deepEqual(memory(), before);
}

/** Counts calls of a method of the text encoder. */
function countCalls(model: MultiTaskModel, method: 'encodeEmbeddings' | 'encodeTree'): () => number {
  const encoder = model.clipText as unknown as Record<string, (...values: unknown[]) => unknown>;
  const original = encoder[method]!.bind(encoder);
  let calls = 0;
  encoder[method] = (...values) => {
    calls++;
    return original(...values);
  };
  return () => calls;
}

for (const [adapter, backbone] of ADAPTERS) {
  const { kind } = adapter;
  test(`${kind}: the text changes p5 and no other map`, (t) => {
    withModel(t, { adapter, backbone }, (model) => {
      model.eval();
      const input = images();
      const told = model.features(input);
      const { lvAdapter } = model;
      model.lvAdapter = null;
      const plain = model.features(input);
      model.lvAdapter = lvAdapter;
      t.deepEqual(Object.keys(told), ['p2', 'p3', 'p4', 'p5']);
      for (const level of ['p2', 'p3', 'p4']) t.true(told[level]!.equal(plain[level]!), level);
      t.deepEqual(told.p5!.shape, [2, 8, 2, 3]);
      t.false(torch.allclose(told.p5!, plain.p5!));
      // Other words give another map: the text is used, not only the adapter's own weights.
      noGrad(() => void model.prompts!.parameters()[0]!.normal_());
      t.false(model.features(input).p5!.equal(told.p5!));
    });
  });

  test(`${kind}: every task's gradients reach every context through the encoder, which gets none`, (t) => {
    withModel(t, { adapter, backbone }, (model) => {
      model.backward(images(), { sem_seg: labels(3) });
      for (const [path, parameter] of model.prompts!.namedParameters())
        t.true(size(parameter.grad) > 0, path);
      for (const [path, parameter] of model.lvAdapter!.namedParameters()) t.truthy(parameter.grad, path);
      for (const [path, parameter] of model.clipText!.namedParameters()) {
        t.is(parameter.grad, null, path);
        t.false(parameter.requiresGrad, path);
      }
      if (kind === 'v2l')
        t.true(size(model.backbone.parameters().at(-1)!.grad) > 0, "CLIP's attention pooling is read");
    });
  });
}

test('head by head, the contexts get the gradients of the weighted sum', (t) => {
  withModel(t, {}, (model) => {
    model.to({ dtype: 'float64' });
    const input = images().to({ dtype: 'float64' });
    const targets: Targets = { sem_seg: labels(3), drivable: [labels(2)[0]!, null] };
    const losses = model.losses(input, targets);
    losses.sem_seg!.loss_sem_seg!.mul(0.7).add(losses.drivable!.loss_sem_seg!.mul(2)).backward();
    const expected = model.prompts!.parameters().map(({ grad }) => grad!.clone());
    model.zeroGrad();
    model.backward(input, targets, { lossWeights: { sem_seg: 0.7, drivable: 2 } });
    for (const [i, { grad }] of model.prompts!.parameters().entries())
      t.true(torch.allclose(grad!, expected[i]!, { rtol: 1e-8, atol: 1e-14 }));
  });
});

test('parts and keys by name; another model takes them, whatever text it kept from before', (t) => {
  withModel(t, {}, (model) => {
    t.deepEqual(Object.keys(model.parts()), [
      ...['backbone', 'neck', 'lvAdapter', 'prompts', 'clipText', 'heads.sem_seg', 'heads.drivable'],
    ]);
    const state = model.stateDict();
    t.deepEqual(
      Object.keys(state).filter((key) => key.startsWith('prompts.')),
      ['prompts.sem_seg.ctx', 'prompts.drivable.ctx'],
    );
    for (const key of ['lv_adapter.fc.weight', 'clip_text.token_embedding.weight']) t.true(key in state, key);
    using other = modelOf().eval();
    const input = images();
    noGrad(() => {
      for (const parameter of model.eval().parameters()) parameter.add_(0.01);
      scope(() => void other.features(input));
      other.loadStateDict(model.stateDict());
      t.true(other.features(input).p5!.equal(model.features(input).p5!));
    });
  });
});

test('evaluation reads the learned prompts once, until a step changes them', (t) => {
  withModel(t, {}, (model) => {
    using optimizer = new AdamW(model.prompts!.parameters(), { lr: 0.1 });
    const calls = countCalls(model, 'encodeTree');
    const input = images();
    const predict = () => scope(() => (model.eval().predict(input).sem_seg as Tensor[])[0]!.shape);
    predict();
    predict();
    t.is(calls(), 1, 'one pass for all tasks');
    model.train().backward(input, { sem_seg: labels(3) });
    model.backward(input, { sem_seg: labels(3) });
    t.is(calls(), 3, 'what learns is read in each step');
    optimizer.step();
    predict();
    predict();
    t.is(calls(), 4);
  });
});

test('prompts by hand have no keys, and are read once in training too', (t) => {
  const prompts: TextPrompts = { kind: 'ensemble', templates: ['a {}.', 'a photo of a {}.'] };
  withModel(t, { prompts }, (model) => {
    t.false(Object.keys(model.stateDict()).some((key) => key.startsWith('prompts.')));
    const calls = countCalls(model, 'encodeEmbeddings');
    for (let step = 0; step < 2; step++) model.backward(images(), { sem_seg: labels(3) });
    scope(() => void model.eval().predict(images()));
    t.is(calls(), 2 * prompts.templates!.length, 'a call for each task and template');
    t.true(size(model.lvAdapter!.parameters()[0]!.grad) > 0);
  });
});

test('a single task is told its own classes', (t) => {
  withModel(t, { heads: { drivable: masks(2) }, adapter: { kind: 'prompt' } }, (model) => {
    t.deepEqual(Object.keys(model.prompts!.forward(model.clipText!)), ['drivable']);
    const { proj } = model.lvAdapter as unknown as { proj: { weight: Tensor } };
    t.deepEqual(proj.weight.shape, [8, 8 + 2, 1, 1]);
    const { losses } = model.backward(images(), { drivable: labels(2) });
    t.deepEqual(Object.keys(losses), ['drivable']);
    t.deepEqual(Object.keys(model.eval().forward(images())), ['drivable']);
  });
});

test('Faster R-CNN learns through the text too, and finds boxes', (t) => {
  const det: HeadConfig = {
    ...{ kind: 'fasterRcnn', numClasses: 2, fcDim: 16, anchorSizes: [8, 16, 32, 64, 128] },
    ...{ roiBatchPerImage: 16, postNmsTopK: [20, 20] },
  };
  withModel(t, { heads: { det, sem_seg: masks(3) } }, (model) => {
    const boxes = torch.tensor([
      [4, 4, 40, 40],
      [20, 10, 90, 60],
    ]);
    const target = { boxes, classes: torch.tensor([0n, 1n]) };
    const { losses } = model.backward(images(), { det: [target, target] });
    for (const [name, loss] of Object.entries(losses.det!)) t.true(Number.isFinite(loss.item()), name);
    for (const [path, { grad }] of model.prompts!.namedParameters()) t.true(size(grad) > 0, path);
    const { det: found } = model.eval().predict(images());
    t.is(found!.length, 2);
    t.deepEqual(Object.keys(found![0]!).sort(), ['boxes', 'classes', 'scores']);
  });
});

const CONV_ADAPTERS = ['pre', 'post', 'pre-scalar', 'pre-vector'] as const;
for (const kind of CONV_ADAPTERS) {
  test(`convolutional adapter '${kind}': its place, its gradients, and language behind it`, (t) => {
    withModel(t, { convAdapter: { kind } }, (model) => {
      const part = kind === 'post' ? 'postAdapter' : 'preAdapter';
      const order = Object.keys(model.parts()).slice(0, 3);
      t.deepEqual(order, kind === 'post' ? ['backbone', 'neck', part] : ['backbone', part, 'neck']);
      const keys = Object.keys(model.stateDict());
      t.true(keys.some((key) => key.startsWith(kind === 'post' ? 'post_adapter.' : 'pre_adapter.')));

      model.backward(images(), { sem_seg: labels(3) });
      for (const [path, { grad }] of model[part]!.namedParameters()) t.truthy(grad, path);
      model.eval();
      const input = images();
      const adapted = model.features(input);
      const adapter = model[part];
      model[part] = null;
      const plain = model.features(input);
      model[part] = adapter;
      for (const level of ['p2', 'p3', 'p4', 'p5']) {
        t.deepEqual(adapted[level]!.shape, plain[level]!.shape);
        t.false(adapted[level]!.equal(plain[level]!), level);
      }
      // A residual scale of 0.001 starts close to the model without the adapter.
      const difference = size(adapted.p2!.sub(plain.p2!)) / size(plain.p2!);
      t.is(difference < 0.05, kind === 'pre-scalar' || kind === 'pre-vector', `${difference}`);
    });
  });
}

test('a task without classes has nothing to be told, and learns beside the others', (t) => {
  const made = (heads: Record<string, HeadConfig>) => {
    const config = configOf({ heads });
    const language = { ...config.language!, classes: { ...classes, depth: [] } };
    seedDraws(0);
    return new MultiTaskModel({ ...config, language });
  };
  const before = memory();
  const model = made({ sem_seg: masks(classes.sem_seg.length), depth: masks(2) });
  scope(() => {
    t.deepEqual(Object.keys(model.prompts!.forward(model.clipText!)), ['sem_seg']);
    t.deepEqual(Object.keys(model.eval().predict(images())), ['sem_seg', 'depth']);
  });
  model.dispose();
  t.is(memory().tensors, before.tensors);
  t.throws(() => made({ depth: masks(2) }), {
    instanceOf: OptionError,
    message: /none of the tasks depth has classes/,
  });
});

test('what cannot be made is refused by name', (t) => {
  const v2l = { kind: 'v2l' } as const;
  for (const backbone of [resnet, { ...clip, attentionPool: false }] as BackboneConfig[])
    t.throws(() => modelOf({ adapter: v2l, backbone }), {
      instanceOf: OptionError,
      message: /'v2l' reads CLIP's attention pooling: use a backbone of kind 'clip'/,
    });
  t.throws(() => modelOf({ heads: { lanes: masks(2) } }), {
    instanceOf: OptionError,
    message: /no class names for task 'lanes'/,
  });
  t.throws(() => modelOf({ adapter: { kind: 'lv2' } as never }), {
    instanceOf: OptionError,
    message: /language adapter must be one of l2v, prompt, v2l, got 'lv2'/,
  });
  t.throws(() => modelOf({ convAdapter: { kind: 'before' } as never }), {
    instanceOf: OptionError,
    message: /got 'before'/,
  });
});

test('lvAdapterR50 adds to multiTaskR50 what the paper adds', (t) => {
  const before = memory();
  const model = onMeta(() => new MultiTaskModel(lvAdapterR50()));
  const count = (part: string) =>
    model
      .parts()
      [part]!.parameters()
      .reduce((sum, parameter) => sum + parameter.numel(), 0);
  // CLIP RN50 has 102,007,137 parameters: 38,316,896 in its image tower, one temperature, and these.
  t.is(count('clipText'), 63_690_240);
  t.is(count('prompts'), 3 * 16 * 512);
  const attention = 4 * (256 * 256 + 256);
  const layer = 2 * attention + 256 * 2048 + 2048 + 2048 * 256 + 256 + 3 * 2 * 256;
  t.is(count('lvAdapter'), 1024 * 256 + 256 + 3 * layer + 2 * 256);
  const language = count('clipText') + count('prompts') + count('lvAdapter');
  const all = model.parameters().reduce((sum, parameter) => sum + parameter.numel(), 0);
  t.is(((all - language) / 1e6).toFixed(1), '131.9');
  t.deepEqual(
    Object.values(BDD100K_CLASS_NAMES).map(({ length }) => length),
    [10, 19, 3],
  );
  model.dispose();
  t.deepEqual(memory(), before);
});
