import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '@cotrain/data';
import { loadFile, memory, saveFile, scope, torch } from '@cotrain/torch';
import {
  applyOverrides,
  ConfigError,
  evaluateCheckpoint,
  RunError,
  RunFolder,
  readConfigFile,
  resolveConfig,
  type TrainConfig,
  type TrainEvent,
  trainRun,
} from '@cotrain/train';
import test from 'ava';
import { TRANSFORMS, temporaryFolder, tinyConfig } from './tiny.js';

test('a configuration is checked as a whole, every wrong key named', (t) => {
  const error = t.throws(
    () =>
      resolveConfig(
        {
          data: { kind: 'scenes', cuont: 3 },
          train: { batchSize: 0, lrr: 1 },
          transforms: { train: [{ type: 'flip' }] },
        },
        'my.yaml',
      ),
    { instanceOf: ConfigError },
  );
  for (const part of ['my.yaml', 'cuont', 'train.batchSize', 'lrr', 'transforms.train'])
    t.true(error!.message.includes(part), part);
  const config = resolveConfig({ data: { kind: 'scenes' } });
  t.is(config.train.lossWeights.sem_seg, 0.7);
  t.deepEqual(
    resolveConfig(JSON.parse(JSON.stringify(config))),
    config,
    'what is written beside a run resolves to itself',
  );
});

test('overrides are read as YAML and do not touch their source', (t) => {
  const base = { train: { lr: 1 } };
  const result = applyOverrides(base, [
    'train.lr=0.5',
    'tasks=[drivable]',
    'train.clipNorm=null',
    'device=cuda:1',
  ]);
  t.deepEqual(result, { train: { lr: 0.5, clipNorm: null }, tasks: ['drivable'], device: 'cuda:1' });
  t.deepEqual(base, { train: { lr: 1 } });
  t.throws(() => applyOverrides({}, ['train.lr']), { instanceOf: ConfigError, message: /key=value/ });
  t.throws(() => applyOverrides(base, ['train.lr.x=1']), {
    instanceOf: ConfigError,
    message: /'lr' holds a value/,
  });
  t.throws(() => applyOverrides({}, ['__proto__.polluted=1']), { instanceOf: ConfigError });
});

test('configuration files: YAML, JSON, and what is neither', (t) => {
  const folder = temporaryFolder();
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  t.deepEqual(readConfigFile(file('a.yaml', 'train:\n  lr: 0.1\n')), { train: { lr: 0.1 } });
  t.deepEqual(readConfigFile(file('a.json', '{"seed": 3}')), { seed: 3 });
  t.throws(() => readConfigFile(file('b.yaml', 'train: [1,')), {
    instanceOf: ConfigError,
    message: /b\.yaml.*line 1/s,
  });
  t.throws(() => readConfigFile(file('c.yaml', '- 1')), {
    instanceOf: ConfigError,
    message: /keys and values/,
  });
});

test.serial(
  'a run leaves its configuration, logs, checkpoints, scores and report, and can be scored again',
  async (t) => {
    const out = join(temporaryFolder(), 'run');
    const before = memory().tensors;
    const events: TrainEvent[] = [];
    for await (const event of trainRun(tinyConfig(), { out })) events.push(event);
    t.is(memory().tensors, before);
    t.like(events.at(-1), { type: 'end', reason: 'finished', step: 4 });
    t.deepEqual(readdirSync(out).sort(), [
      'batches',
      'checkpoints',
      'config.json',
      'curves',
      'data.json',
      'evaluations',
      'log.jsonl',
      'metrics.json',
      'origin.json',
      'overlays',
      'report.html',
      'steps.csv',
      'tasks.json',
    ]);
    t.deepEqual(readdirSync(join(out, 'checkpoints')).sort(), [
      'best.safetensors',
      'last.safetensors',
      'step-0000002.safetensors',
      'step-0000004.safetensors',
    ]);
    const logged = readFileSync(join(out, 'log.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    t.deepEqual(logged, JSON.parse(JSON.stringify(events)));
    const [header, first] = readFileSync(join(out, 'steps.csv'), 'utf8').split('\n') as [string, string];
    t.is(
      header,
      'step,epoch,loss,lr,gradNorm,dataTime,stepTime,images,loss/sem_seg,loss/drivable,gradNorm/sem_seg,gradNorm/drivable',
    );
    t.is(first.split(',').length, header.split(',').length);

    const last = events.findLast((event) => event.type === 'eval');
    const again = await evaluateCheckpoint(out);
    t.deepEqual(again, last!.metrics as typeof again);
    t.true('drivable/mIoU_withoutBackground' in again && 'sem_seg/IoU/road' in again);

    // Nothing is overwritten, and a second run is not started half-way.
    await t.throwsAsync(
      async () => {
        for await (const _ of trainRun(tinyConfig(), { out }));
      },
      { instanceOf: RunError, message: /holds a run already/ },
    );
  },
);

test.serial('a stopped run is resumed to the same weights as one that was never stopped', async (t) => {
  const folder = temporaryFolder();
  const whole = join(folder, 'whole');
  for await (const _ of trainRun(tinyConfig(), { out: whole }));

  const stopped = join(folder, 'stopped');
  const stop = new AbortController();
  for await (const event of trainRun(tinyConfig(), { out: stopped, signal: stop.signal }))
    if (event.type === 'step' && event.step === 3) stop.abort();
  for await (const _ of trainRun(tinyConfig(), { out: stopped, resume: true }));

  scope(() => {
    const [a, b] = [whole, stopped].map((out) => loadFile(join(out, 'checkpoints', 'last.safetensors')));
    t.deepEqual(Object.keys(a!), Object.keys(b!));
    for (const key of Object.keys(a!)) t.true(a![key]!.equal(b![key]!), key);
  });
});

test.serial('a run that is stopped while it is scored is scored when it is resumed', async (t) => {
  const folder = temporaryFolder();
  const [whole, stopped] = [join(folder, 'whole'), join(folder, 'stopped')];
  const scores = (out: string) =>
    RunFolder.open(out)
      .events()
      .flatMap((event) => (event.type === 'eval' ? [[event.step, event.metrics]] : []));
  let end = 0;
  for await (const event of trainRun(tinyConfig(), { out: whole })) end = 'step' in event ? event.step : end;

  const stop = new AbortController();
  for await (const event of trainRun(tinyConfig(), { out: stopped, signal: stop.signal }))
    if (event.type === 'checkpoint' && event.step === end) stop.abort();
  t.is(scores(stopped).length, scores(whole).length - 1);
  for await (const _ of trainRun(tinyConfig(), { out: stopped, resume: true }));
  t.deepEqual(scores(stopped), scores(whole));
  t.like(RunFolder.open(stopped).events().at(-1), { type: 'end', reason: 'finished' });

  for await (const _ of trainRun(tinyConfig(), { out: stopped, resume: true }));
  t.deepEqual(scores(stopped), scores(whole), 'and only once');
});

test.serial('wrong data leaves no run folder behind; a missing or foreign run says so', async (t) => {
  const folder = temporaryFolder();
  const out = join(folder, 'run');
  const config = resolveConfig({ data: { kind: 'bdd100k', root: folder } });
  await t.throwsAsync(
    async () => {
      for await (const _ of trainRun(config, { out }));
    },
    { instanceOf: DataError },
  );
  t.false(existsSync(out));
  await t.throwsAsync(evaluateCheckpoint(out), { instanceOf: RunError, message: /holds no run/ });
});

test.serial('a checkpoint of another model is refused with every key that does not fit', async (t) => {
  const out = join(temporaryFolder(), 'run');
  for await (const _ of trainRun(tinyConfig({ epochs: 1 }), { out }));
  const file = join(out, 'checkpoints', 'last.safetensors');
  scope(() => {
    const { 'model.backbone.conv1.weight': _, ...rest } = loadFile(file);
    const tensors = Object.fromEntries(Object.entries(rest).map(([key, tensor]) => [key, tensor.clone()]));
    rmSync(file);
    saveFile(file, tensors);
  });
  await t.throwsAsync(evaluateCheckpoint(out), {
    name: 'StateDictError',
    message: /backbone\.conv1\.weight/,
  });
});

/** Both kinds of query heads, with everything that draws random numbers. */
function queryConfig(train: object = {}): TrainConfig {
  const maskFormer = { kind: 'maskFormer', numQueries: 4, decLayers: 2, dimFeedforward: 32 } as const;
  return resolveConfig({
    data: { kind: 'scenes', train: 4, val: 2, width: 64, height: 32 },
    model: {
      fpnChannels: 32,
      heads: {
        det: { kind: 'sparseRcnn', numProposals: 6, numStages: 2, dimFeedforward: 32, dimDynamic: 8 },
        sem_seg: { ...maskFormer, pixelDecoder: 'transformer' },
        drivable: maskFormer,
      },
    },
    transforms: { train: TRANSFORMS, eval: TRANSFORMS.filter(({ type }) => type !== 'randomFlip') },
    train: { batchSize: 2, epochs: 2, warmupSteps: 2, workers: 0, clipScope: 'part', ...train },
    evaluation: { every: 2, overlays: 1 },
  });
}

async function losses(
  config: TrainConfig,
  out: string,
  stopAfter = Number.POSITIVE_INFINITY,
): Promise<number[]> {
  const stop = new AbortController();
  const values: number[] = [];
  const resume = existsSync(out);
  for await (const event of trainRun(config, { out, resume, signal: stop.signal })) {
    if (event.type === 'step') values.push(event.loss);
    if (values.length === stopAfter) stop.abort();
  }
  return values;
}

test.serial('three tasks train together, are scored by the five metrics, and resume exactly', async (t) => {
  const before = memory().tensors;
  const config = queryConfig();
  const [straight, broken] = [join(temporaryFolder(), 'straight'), join(temporaryFolder(), 'broken')];
  const whole = await losses(config, straight);
  t.is(whole.length, 4);
  t.deepEqual([...(await losses(config, broken, 1)), ...(await losses(config, broken))], whole);
  const metrics = JSON.parse(readFileSync(join(straight, 'metrics.json'), 'utf8'));
  for (const name of [
    'det/AP',
    'det/AP50',
    'det/AP75',
    'sem_seg/mIoU',
    'sem_seg/pAcc',
    'drivable/mIoU',
    'drivable/pAcc',
  ])
    t.true(name in metrics, name);
  const [header] = readFileSync(join(straight, 'steps.csv'), 'utf8').split('\n');
  t.true(
    header!.endsWith('loss/det,loss/sem_seg,loss/drivable,gradNorm/det,gradNorm/sem_seg,gradNorm/drivable'),
  );
  t.is(memory().tensors, before);
});

test.serial('a run can start from parts of another, whatever that one had for heads', async (t) => {
  const first = join(temporaryFolder(), 'first');
  const heads = {
    det: { kind: 'fasterRcnn', fcDim: 16 },
    sem_seg: { kind: 'semanticFpn', convsDim: 32 },
    drivable: { kind: 'semanticFpn', convsDim: 32 },
  };
  const config = queryConfig({ epochs: 1 });
  await losses(resolveConfig({ ...config, model: { ...config.model, heads } }), first);
  const second = join(temporaryFolder(), 'second');
  const warm = queryConfig({ epochs: 1, lr: 1e-12, warmupSteps: 0, weightDecay: 0, init: { run: first } });
  await losses(warm, second);
  scope(() => {
    const [from, to] = [first, second].map((run) => loadFile(join(run, 'checkpoints', 'last.safetensors')));
    const key = 'model.backbone.layer1.0.conv1.weight';
    t.true(torch.allclose(to![key]!, from![key]!, { atol: 1e-6 }));
  });
  await t.throwsAsync(
    losses(queryConfig({ init: { run: first, parts: ['heads.sem'] } }), join(second, 'x')),
    {
      instanceOf: RunError,
      message: /has no part 'heads.sem'/,
    },
  );
});
