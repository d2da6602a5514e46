// Valid configurations, and the errors for invalid ones.
import { applyOverrides, ConfigError, resolveConfig, resolveSelfTraining } from '@cotrain/train';
import test from 'ava';

const base = { data: { kind: 'scenes' } };
const resolved = (...overrides: string[]) => resolveConfig(applyOverrides(base, overrides));

test('a key under a choice needs no kind: the default one is meant', (t) => {
  const config = resolved(
    ...['model.backbone.depth=34', 'model.heads.det.numStages=2', 'model.heads.drivable.decLayers=2'],
    ...['model.language.adapter.layers=1', 'model.language.prompts.contextLength=4', 'data.split.seed=3'],
  );
  t.like(config.model.backbone, { kind: 'resnet', depth: 34 });
  t.like(config.model.heads.det, { kind: 'sparseRcnn', numStages: 2 });
  t.like(config.model.heads.drivable, { kind: 'maskFormer', decLayers: 2, numQueries: 10 });
  t.like(config.model.language, {
    adapter: { kind: 'l2v', layers: 1 },
    prompts: { kind: 'learned', contextLength: 4 },
  });
  t.like(config.data.split, { setting: 'disjoint-normal', seed: 3 });
  t.deepEqual(
    resolveConfig({ ...base, model: { heads: { drivable: { kind: 'maskFormer' } } } }).model.heads.drivable,
    {
      ...resolved().model.heads.drivable,
      numQueries: 40,
    } as never,
  );
});

const WRONG: [override: string, message: RegExp, key?: string][] = [
  [
    'model.backbone.kind=resnett',
    /model\.backbone\.kind: must be one of resnet, clip, mobilenetV2, swin, got 'resnett' \(did you mean 'resnet'\?\)/,
  ],
  ['model.backbone.depth=19', /model\.backbone\.depth: must be one of 18, 34, 50, 101, got 19/],
  ['model.backbone.layers=2', /model\.backbone\.layers: there is no such key/],
  [
    'train.schedule=cosin',
    /must be one of cosine, multiStep, constant, got 'cosin' \(did you mean 'cosine'\?\)/,
  ],
  ['train.batchSize=0', /train\.batchSize: must be more than 0, got 0/],
  ['train.batchSize=1.5', /must be a whole number, got 1\.5/],
  ['train.lr=fast', /must be a number, got 'fast'/],
  [
    'train.stages=[{ name: a, epochs: 1 }]',
    /train\.stages\.0\.lr: must be a number, but it is missing/,
    'train.stages.0.lr',
  ],
  [
    'train.stages=[{ name: a, epochs: 1, lr: 1, train: 3 }]',
    /must be 'all' or a list, got 3/,
    'train.stages.0.train',
  ],
  ['tasks=[]', /tasks: must be a list of at least 1 item, got \[\]/],
  [
    'tasks=[lanes]',
    /tasks\.0: data of the kind 'scenes' have no labels of 'lanes'; there are det, sem_seg, drivable, .*a plugin may add others/,
    'tasks.0',
  ],
  ['tasks=[drivabel]', /no labels of 'drivabel'; there are .* \(did you mean 'drivable'\?\)/, 'tasks.0'],
  ['model.heads.lanes={}', /model\.heads\.lanes: there is no task 'lanes'; there are det, sem_seg, drivable/],
  ['train.lossWeights.dte=1', /train\.lossWeights\.dte: there is no task 'dte'; .*\(did you mean 'det'\?\)/],
  [
    'data.split={ setting: disjoint-normal, counts: { dte: 1 } }',
    /data\.split\.counts\.dte: there is no task 'dte'/,
    'data.split.counts.dte',
  ],
  [
    'train.sampling={ kind: weighted, weights: { dte: 1 } }',
    /train\.sampling\.weights\.dte: there is no task 'dte'/,
    'train.sampling.weights.dte',
  ],
  ['data.kind=bdd', /data\.kind: must be one of bdd100k, scenes, nuimages, coco, concat, got 'bdd'/],
  ['data.maxSkipped=2', /data\.maxSkipped: must be at most 1, got 2/],
  ['device=gpu', /device: must be cpu, cuda or cuda:N, got 'gpu'/],
  ['model.fpnChannels=wide', /must be a whole number, got 'wide'|must be a number, got 'wide'/],
  [
    'transforms.train=[{ type: flip }]',
    /transforms\[0\]\.type: must be one of .*got 'flip'/,
    'transforms.train',
  ],
];
for (const [override, message, key] of WRONG)
  test(`wrong: ${override}`, (t) => {
    const error = t.throws(() => resolved(override), { instanceOf: ConfigError, message });
    t.deepEqual(error!.keys, [key ?? override.split('=')[0]!]);
    t.notRegex(error!.message, /Invalid|Too (small|big)|Unrecognized/);
  });

const HARMFUL = [
  ...[
    '__proto__.x=1',
    'train.__proto__=1',
    'train.__proto__={ lr: 1 }',
    'train.constructor=1',
    'prototype.x=1',
  ],
  ...['train={ __proto__: { lr: 1 } }', 'train.stages=[{ constructor: 1 }]', 'train..lr=1', '.lr=1'],
];
for (const override of HARMFUL)
  test(`refused: ${override}`, (t) => {
    t.throws(() => applyOverrides(base, [override]), { instanceOf: ConfigError, message: /is not a key/ });
    t.is(({} as { lr?: number }).lr, undefined);
  });

test('refused in a program, too', (t) => {
  const input = JSON.parse('{"data": {"kind": "scenes"}, "train": {"__proto__": {"lr": 1}}}');
  t.throws(() => resolveConfig(input), { instanceOf: ConfigError, message: /'__proto__' is not a key/ });
  t.throws(
    () => resolveSelfTraining({ ...base, selfTraining: { teacher: JSON.parse('{"__proto__": {}}') } }),
    {
      instanceOf: ConfigError,
      message: /'__proto__' is not a key/,
    },
  );
  t.throws(() => resolveSelfTraining({ ...base, selfTraining: { checkpoint: 'bset' } }), {
    message: /selfTraining\.checkpoint: must be one of last, best, got 'bset' \(did you mean 'best'\?\)/,
  });
});

test('a place in a list that is not there', (t) => {
  t.throws(() => applyOverrides({ train: { stages: [{}] } }, ['train.stages.5={}']), {
    instanceOf: ConfigError,
    message: /'5' is not a place in a list of 1/,
  });
});
