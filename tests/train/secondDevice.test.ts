// Whole steps, evaluations and predictions on a device that is not the CPU. Every mix of devices is an error
// there, and the numbers are those of the CPU.
import { type Dataset, Loader, type Sample, type SceneLabels, type TransformInput } from '@cotrain/data';
import {
  type ConvAdapterConfig,
  type HeadConfig,
  type LanguageConfig,
  type MultiTaskConfig,
  MultiTaskModel,
} from '@cotrain/models';
import { setWinograd } from '@cotrain/nn';
import { SGD } from '@cotrain/optim';
import { memory } from '@cotrain/torch';
import {
  type BalancingConfig,
  evaluate,
  makeStrategy,
  type StepEvent,
  Trainer,
  type TrainerOptions,
} from '@cotrain/train';
import baseTest from 'ava';
import { assertClose } from '../assertClose.js';
import { hasPretend, PRETEND } from '../pretend.js';
import { seedDraws } from '../seed.js';
import { TINY_HEADS, tinyOptimizer, tinyScenes } from './tiny.js';

const test = hasPretend ? baseTest.serial : baseTest.serial.skip;

// Both devices take the same convolutions, so that what differs is the device's.
setWinograd(false);

const TRANSFORMS: TransformInput[] = [
  { type: 'resize', height: 48, width: 64 },
  { type: 'normalize', preset: 'imagenet' },
  { type: 'pad', multiple: 32 },
];

const { fpn, former, sparse, faster } = TINY_HEADS;

const TWO = { sem_seg: fpn(19), drivable: fpn(3) };
const QUERIES = { det: sparse, sem_seg: former(19), drivable: former(3) };
const PLAIN = { det: faster, sem_seg: fpn(19), drivable: fpn(3) };

function modelOf(heads: Record<string, HeadConfig>, more: Partial<MultiTaskConfig> = {}): MultiTaskModel {
  seedDraws(0);
  return new MultiTaskModel({
    backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
    neck: { outChannels: 32, lastLevelMaxPool: true },
    heads,
    ...more,
  });
}

/** Labels every second frame for `task` only, and the others for all other tasks. */
function apart(task: string): Dataset {
  const scenes = tinyScenes(4);
  const { tasks, names } = scenes;
  const get = async (index: number): Promise<Sample> => {
    const { labels, ...sample } = await scenes.get(index);
    const kept = Object.entries(labels).map(([name, label]) =>
      (name === task) === (index % 2 === 0) ? [name, label] : [name, { state: 'absent' }],
    );
    return { ...sample, labels: Object.fromEntries(kept) as Partial<SceneLabels> as Sample['labels'] };
  };
  return { tasks, names, length: 4, get };
}

interface Case {
  heads: Record<string, HeadConfig>;
  model?: Partial<MultiTaskConfig>;
  dataset?: Dataset;
  batchSize?: number;
  balancing?: BalancingConfig;
  adam?: boolean;
  trainer?: Partial<TrainerOptions<never>>;
}

/** Losses and norms of each step. */
async function trained(device: string, options: Case) {
  const { heads, dataset = tinyScenes(4), batchSize = 2, adam = false } = options;
  using model = modelOf(heads, options.model);
  model.to({ device });
  using strategy = makeStrategy(options.balancing ?? { kind: 'weightedSum' }, {
    tasks: model.tasks,
    lossWeights: { sem_seg: 0.5 },
  });
  // Small steps, because two kernels' roundings grow with large ones.
  using optimizer = adam ? tinyOptimizer(model) : new SGD(model.parameters(), { lr: 1e-5, momentum: 0.9 });
  const loader = new Loader(dataset, { batchSize, transforms: TRANSFORMS });
  const steps: Pick<StepEvent, 'losses' | 'gradNorm' | 'gradNorms'>[] = [];
  const common = { model, optimizer, loader, strategy, device, epochs: 1, watchMapsEvery: 1 };
  for await (const event of new Trainer({ ...common, ...options.trainer } as TrainerOptions<never>)) {
    if (event.type !== 'step') continue;
    const { losses, gradNorm, gradNorms } = event;
    steps.push({ losses, gradNorm, gradNorms });
  }
  return steps;
}

type Numbers = Awaited<ReturnType<typeof trained>>[number];

const namesOf = ({ losses, gradNorms }: Numbers) => [Object.keys(losses), Object.keys(gradNorms)];
const numbersOf = ({ losses, gradNorm, gradNorms }: Numbers) => [
  ...Object.values(losses),
  gradNorm,
  ...Object.values(gradNorms),
];
const RELATIVE = { relative: 1e-2 };

const STRATEGIES: BalancingConfig[] = [
  { kind: 'uncertainty', lr: 0.1 },
  { kind: 'gradNorm', alpha: 1.5, lr: 0.1, at: 'features' },
  { kind: 'gradNorm', alpha: 1.5, lr: 0.1, at: 'parameters' },
  { kind: 'pcGrad', at: 'features' },
  { kind: 'pcGrad', at: 'parameters' },
];

const classes = {
  sem_seg: Array.from({ length: 19 }, (_, i) => `class ${i}`),
  drivable: ['direct', 'alternative', 'background'],
};
const text = { width: 16, heads: 2, layers: 1, embedDim: 12 };
const language = (adapter: LanguageConfig['adapter']): LanguageConfig => ({
  ...{ text, classes, adapter, prompts: { kind: 'learned', contextLength: 4 } },
});

const CONV_ADAPTERS: ConvAdapterConfig[] = [
  { kind: 'pre' },
  { kind: 'pre-scalar' },
  { kind: 'pre-vector' },
  { kind: 'post' },
];

const CASES: Record<string, Case> = {
  semanticFpn: { heads: TWO },
  maskFormer: { heads: { sem_seg: former(19), drivable: former(3) } },
  sparseRcnn: { heads: { det: sparse } },
  fasterRcnn: { heads: { det: faster } },
  'the query heads together': { heads: QUERIES },
  'the plain heads together': { heads: PLAIN },
  AdamW: { heads: TWO, adam: true },
  ...Object.fromEntries(
    STRATEGIES.map((balancing) => [
      `${balancing.kind}${'at' in balancing ? ` at the ${balancing.at}` : ''}`,
      { heads: TWO, balancing },
    ]),
  ),
  ...Object.fromEntries(
    STRATEGIES.map((balancing) => [
      `${balancing.kind}${'at' in balancing ? ` at the ${balancing.at}` : ''}, tasks labelled apart`,
      { heads: TWO, balancing, dataset: apart('sem_seg'), batchSize: 1 },
    ]),
  ),
  'clipping by part, tasks labelled apart': {
    heads: QUERIES,
    dataset: apart('det'),
    batchSize: 1,
    trainer: { clipScope: 'part', clipNorm: 1 },
  },
  'clipping of the model': { heads: PLAIN, trainer: { clipNorm: 0.1 } },
  'micro-batches of the query heads': {
    heads: QUERIES,
    dataset: apart('det'),
    batchSize: 1,
    trainer: { accumulate: 2 },
  },
  'micro-batches of the plain heads': { heads: PLAIN, batchSize: 1, trainer: { accumulate: 2 } },
  'micro-batches with gradients combined at the parameters': {
    heads: TWO,
    dataset: apart('sem_seg'),
    batchSize: 1,
    balancing: { kind: 'pcGrad', at: 'parameters' },
    trainer: { accumulate: 2 },
  },
  'the language adapter l2v': {
    heads: TWO,
    model: { language: language({ kind: 'l2v', layers: 1, heads: 2, dimFeedforward: 16 }) },
  },
  'the language adapter prompt': { heads: TWO, model: { language: language({ kind: 'prompt' }) } },
  'the language adapter v2l': {
    heads: TWO,
    model: {
      backbone: { kind: 'clip', layers: [1, 1, 1, 1], width: 8, embedDim: 12 },
      language: language({ kind: 'v2l', width: 16, heads: 2, layers: 1 }),
    },
  },
  ...Object.fromEntries(
    CONV_ADAPTERS.map((convAdapter) => [
      `the adapter ${convAdapter.kind}`,
      { heads: TWO, model: { convAdapter } },
    ]),
  ),
};

for (const [name, options] of Object.entries(CASES)) {
  test(`a step on another device: ${name}`, async (t) => {
    const before = memory().tensors;
    const [there, here] = [await trained(PRETEND, options), await trained('cpu', options)];
    t.deepEqual(there.map(namesOf), here.map(namesOf));
    // LibTorch takes other kernels for some operators, such as convolutions.
    for (const [i, step] of here.entries()) assertClose(t, numbersOf(there[i]!), numbersOf(step), RELATIVE);
    t.is(memory().tensors, before);
  });
}

for (const [name, heads] of Object.entries({ query: QUERIES, plain: PLAIN })) {
  test(`evaluation and prediction on another device: the ${name} heads`, async (t) => {
    const run = async (device: string) => {
      using model = modelOf(heads);
      model.to({ device });
      const dataset = tinyScenes(2);
      const options = { tasks: model.tasks, transforms: TRANSFORMS, batchSize: 2, overlays: 1, device };
      const { metrics, overlays } = await evaluate(model, dataset, options);
      return { metrics, overlays };
    };
    t.deepEqual(await run(PRETEND), await run('cpu'));
  });
}
