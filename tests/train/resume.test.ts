// Runs that continue after a kill, with other settings, or on other data.
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TransformInput, writeScenes } from '@cotrain/data';
import { loadFile, lockFolder, memory, scope, temporaryPath } from '@cotrain/torch';
import {
  RunError,
  RunFolder,
  resolveConfig,
  type TrainConfig,
  type TrainEvent,
  type TrainRunOptions,
  trainRun,
} from '@cotrain/train';
import test from 'ava';
import { temporaryFolder, tinyConfig } from './tiny.js';

/** One task, one narrow head: two steps per epoch. */
function config(train: object = {}, changes: object = {}): TrainConfig {
  const { data, ...base } = tinyConfig();
  return resolveConfig({
    ...base,
    data,
    tasks: ['drivable'],
    ...changes,
    train: { ...base.train, epochs: 2, ...train },
    evaluation: { every: 9, overlays: 1 },
  });
}

async function run(
  settings: TrainConfig,
  out: string,
  options: Partial<TrainRunOptions> & { stopAt?: number } = {},
): Promise<TrainEvent[]> {
  const stop = new AbortController();
  const events: TrainEvent[] = [];
  for await (const event of trainRun(settings, { out, signal: stop.signal, ...options })) {
    events.push(event);
    if (event.type === 'step' && event.step === options.stopAt) stop.abort();
  }
  return events;
}

/** Leaves a run as a killed process would: with what it has written so far. */
async function kill(
  settings: TrainConfig,
  out: string,
  after: (event: TrainEvent) => boolean,
  resume = false,
) {
  for await (const event of trainRun(settings, { out, resume })) if (after(event)) break;
}

const stepsOf = (out: string) =>
  RunFolder.open(out)
    .events()
    .flatMap((event) => (event.type === 'step' ? [event.step] : []));
const csvSteps = (out: string) =>
  readFileSync(join(out, 'steps.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => Number(row.split(',')[0]));

function sameWeights(a: string, b: string): boolean {
  return scope(() => {
    const [one, other] = [a, b].map((out) => loadFile(RunFolder.open(out).last));
    return Object.keys(one!).every((key) => one![key]!.equal(other![key]!));
  });
}

test.serial('killed before its first checkpoint, a run begins again, resumed or not', async (t) => {
  const out = join(temporaryFolder(), 'run');
  await kill(config(), out, ({ type }) => type === 'step');
  writeFileSync(join(out, 'notes.txt'), 'mine');
  const events = await run(config(), out, { stopAt: 1 });
  t.is(events[0]!.type, 'start');
  rmSync(join(out, 'checkpoints'), { recursive: true });
  await run(config(), out, { resume: true });
  t.deepEqual(stepsOf(out), [1, 2, 3, 4]);
  t.is(readFileSync(join(out, 'notes.txt'), 'utf8'), 'mine', "what is not the run's stays");
});

test.serial(
  'killed anywhere, the logs hold each step once and the weights are those of a run that never stopped',
  async (t) => {
    const before = memory().tensors;
    const folder = temporaryFolder();
    const [whole, killed] = [join(folder, 'whole'), join(folder, 'killed')];
    await run(config(), whole);
    // After the first checkpoint, in the middle of the second epoch.
    await kill(config(), killed, (event) => event.type === 'step' && event.step === 3);
    t.deepEqual(stepsOf(killed), [1, 2, 3]);
    // A full disk and a crash leave half lines; other lines are not events.
    appendFileSync(join(killed, 'log.jsonl'), 'null\n[1]\n{"type":"step","step":null}\n{"type":"st');
    const half = temporaryPath(join(killed, 'checkpoints', 'last.safetensors'));
    writeFileSync(half, 'half a checkpoint');
    const events = await run(config(), killed, { resume: true });
    t.like(events[0], { type: 'resume', step: 2, changes: [], data: null });
    t.deepEqual(
      [stepsOf(killed), csvSteps(killed)],
      [
        [1, 2, 3, 4],
        [1, 2, 3, 4],
      ],
    );
    const lines = readFileSync(join(killed, 'log.jsonl'), 'utf8').trimEnd().split('\n');
    t.is(RunFolder.open(killed).events().length, lines.length, 'every line is an event');
    t.false(existsSync(half));
    t.true(sameWeights(whole, killed));
    t.is(memory().tensors, before);
  },
);

test.serial('a finished run is left alone; longer, it goes on', async (t) => {
  const out = join(temporaryFolder(), 'run');
  await run(config(), out);
  const report = readFileSync(join(out, 'report.html'), 'utf8');
  const log = readFileSync(join(out, 'log.jsonl'), 'utf8');
  t.deepEqual(await run(config(), out, { resume: true }), []);
  t.is(readFileSync(join(out, 'report.html'), 'utf8'), report);
  t.is(readFileSync(join(out, 'log.jsonl'), 'utf8'), log);

  const saved = RunFolder.open(out)
    .events()
    .findLast((event) => event.type === 'checkpoint')!;
  const events = await run(config({ epochs: 3, lr: 1e-4 }), out, { resume: true });
  t.like(events[0], {
    type: 'resume',
    step: 4,
    changes: [
      { key: 'train.epochs', from: 2, to: 3 },
      { key: 'train.lr', from: 1e-3, to: 1e-4 },
    ],
  });
  t.deepEqual(stepsOf(out), [1, 2, 3, 4, 5, 6]);
  t.is(JSON.parse(readFileSync(join(out, 'config.json'), 'utf8')).train.epochs, 3);
  const all = RunFolder.open(out).events();
  const last = all.at(-1)!;
  t.true(last.type === 'end' && last.time > saved.time!, 'times add up');
  t.is(all.filter(({ type }) => type === 'end').length, 1);
  t.deepEqual(
    all.flatMap((event) => (event.type === 'eval' ? [event.step] : [])),
    [4, 6],
  );
  t.true(readFileSync(join(out, 'report.html'), 'utf8').includes('data:image/webp'), 'with its pictures');

  // Finished, and only its settings change: the report keeps its images.
  await run(config({ epochs: 3, lr: 1e-4, workers: 1 }), out, { resume: true });
  t.true(readFileSync(join(out, 'report.html'), 'utf8').includes('data:image/webp'));
  t.is(RunFolder.open(out).config.train.workers, 1);
});

test.serial(
  'what cannot change in a run that has begun is refused by name, and nothing is touched',
  async (t) => {
    const out = join(temporaryFolder(), 'run');
    await run(config(), out, { stopAt: 3 });
    const files = () =>
      ['config.json', 'log.jsonl', 'steps.csv', 'data.json'].map((file) =>
        readFileSync(join(out, file), 'utf8'),
      );
    const before = files();
    const cases: [TrainConfig, RegExp][] = [
      [
        config({ batchSize: 1, lossWeights: { drivable: 3 } }),
        /train\.batchSize: 2 -> 1\n.*train\.lossWeights\.drivable: 0\.7 -> 3/,
      ],
      [config({}, { seed: 5 }), /seed: 0 -> 5/],
      [
        config({}, { model: { backbone: { kind: 'clip' } } }),
        /model\.backbone: \{"kind":"resnet".*-> \{"kind":"clip"/,
      ],
      [config({ epochs: 1 }), /has done 1 epochs and 1 batches: it cannot end after 1/],
      [config({ backboneMultiplier: 0.1 }), /backboneMultiplier: 1 -> 0\.1 \(a part cannot get/],
      [
        config({}, { data: { kind: 'scenes', train: 5, val: 2, width: 64, height: 32 } }),
        /training frames: 1 added: scene/,
      ],
    ];
    for (const [settings, message] of cases)
      await t.throwsAsync(run(settings, out, { resume: true }), { instanceOf: RunError, message });
    t.deepEqual(files(), before);
  },
);

test.serial('stages: those to come can change, those that are over cannot', async (t) => {
  const out = join(temporaryFolder(), 'run');
  const stages = (first: object, second: object) => ({
    stages: [
      { name: 'adapt', epochs: 1, lr: 1e-3, warmup: { steps: 1 }, ...first },
      { name: 'finetune', epochs: 1, lr: 1e-3, warmup: { steps: 1 }, ...second },
    ],
  });
  await run(config(stages({}, {})), out, { stopAt: 3 });
  const refused = (settings: object, message: RegExp) =>
    t.throwsAsync(run(config(settings), out, { resume: true }), { instanceOf: RunError, message });
  await refused(stages({ epochs: 2 }, {}), /train\.stages\.0\.epochs: 1 -> 2 \(that stage is over\)/);
  await refused(
    { ...stages({}, {}), epochs: 9 },
    /train\.epochs: 2 -> 9 \(a run with train\.stages does not read it/,
  );
  // Settings of the whole run belong to no stage.
  const whole = { checkpoint: { everySteps: 2 }, earlyStopping: { patience: 5 } };
  await run(config({ ...stages({}, { epochs: 2, lr: 1e-4 }), ...whole }), out, { resume: true });
  t.deepEqual(stepsOf(out), [1, 2, 3, 4, 5, 6]);
});

const TRANSFORMS: TransformInput[] = [
  { type: 'normalize', preset: 'imagenet' },
  { type: 'pad', multiple: 32 },
];

test.serial(
  'other frames or labels are told by name, and accepted only where that is asked for',
  async (t) => {
    const folder = temporaryFolder();
    const [data, moved, out] = [
      join(folder, 'data'),
      join(folder, 'elsewhere', 'moved'),
      join(folder, 'run'),
    ];
    await writeScenes({ out: data, count: 5, width: 64, height: 32, seed: 1, valRatio: 0.2 });
    const at = (root: string) =>
      config(
        {},
        {
          tasks: ['det'],
          data: { kind: 'bdd100k', root },
          transforms: { train: TRANSFORMS, eval: TRANSFORMS },
          model: { fpnChannels: 32, heads: { det: { kind: 'fasterRcnn', fcDim: 16 } } },
        },
      );
    await run(at(data), out, { stopAt: 1 });
    const names = readdirSync(join(data, 'images', '100k', 'train'))
      .map((name) => name.slice(0, -4))
      .sort();
    mkdirSync(join(folder, 'elsewhere'));
    cpSync(data, moved, { recursive: true });
    rmSync(data, { recursive: true });
    const labels = join(moved, 'labels', 'det_20', 'det_train.json');
    const original = readFileSync(labels, 'utf8');
    const frames: { name: string; labels: { box2d: { x1: number } }[] }[] = JSON.parse(original);
    frames.find(({ labels }) => labels.length > 0)!.labels[0]!.box2d.x1 -= 1;
    writeFileSync(labels, JSON.stringify(frames));
    const image = join(moved, 'images', '100k', 'train', `${names[3]}.jpg`);
    cpSync(image, join(folder, 'kept.jpg'));
    rmSync(image);
    const refusal = {
      instanceOf: RunError,
      message: /training frames: 1 removed: \S+; 1 relabelled: \S+ \(det\)\. .*--accept-data/,
    };
    await t.throwsAsync(run(at(moved), out, { resume: true }), refusal);
    writeFileSync(labels, original);
    cpSync(join(folder, 'kept.jpg'), image);
    const [event] = await run(at(moved), out, { resume: true, stopAt: 2 });
    t.like(event, { changes: [{ key: 'data.root', from: data, to: moved }], data: null });

    rmSync(image);
    const [accepted] = await run(at(moved), out, { resume: true, acceptData: true });
    t.is(accepted?.type === 'resume' && accepted.data, `training frames: 1 removed: ${names[3]}`);
    t.deepEqual(await run(at(moved), out, { resume: true }), [], 'they are its data from then on');
  },
);

test.serial('a second process is told that the folder is in use', async (t) => {
  const out = join(temporaryFolder(), 'run');
  await run(config(), out, { stopAt: 1 });
  const lock = lockFolder(out, 'somebody else');
  t.teardown(() => lock.release());
  const log = readFileSync(join(out, 'log.jsonl'), 'utf8');
  for (const resume of [true, false])
    await t.throwsAsync(run(config(), out, { resume }), {
      instanceOf: RunError,
      message: /in use by somebody else/,
    });
  t.is(readFileSync(join(out, 'log.jsonl'), 'utf8'), log);
});
