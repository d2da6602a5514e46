import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  BDD100K_TASKS,
  boxesPlace,
  type Dataset,
  IGNORE_LABEL,
  Loader,
  masksPlace,
  openBdd100k,
  readDetections,
  readMask,
  readProvenance,
  type SceneLabels,
  withPseudoLabels,
  writeScenes,
} from '@cotrain/data';
import { memory } from '@cotrain/torch';
import {
  buildModel,
  ConfigError,
  loadModel,
  openData,
  type PseudoLabelEvent,
  type PseudoLabelOptions,
  predictBatch,
  pseudoLabel,
  RunError,
  RunFolder,
  resolveConfig,
  resolveSelfTraining,
  type SelfTrainEvent,
  selfTrain,
  tasksOf,
  trainRun,
} from '@cotrain/train';
import test from 'ava';
import { TRANSFORMS, temporaryFolder, tinyScenes } from './tiny.js';

const HEADS = {
  det: { kind: 'sparseRcnn', numProposals: 6, numStages: 1, dimFeedforward: 32, dimDynamic: 8 },
  sem_seg: { kind: 'maskFormer', numQueries: 5, decLayers: 1, dimFeedforward: 32 },
  drivable: { kind: 'semanticFpn', convsDim: 32 },
} as const;
const INPUT = {
  data: { kind: 'scenes', train: 4, val: 2, width: 64, height: 32 },
  model: { fpnChannels: 32, heads: HEADS },
  transforms: { train: TRANSFORMS, eval: TRANSFORMS.filter(({ type }) => type !== 'randomFlip') },
  train: { batchSize: 2, epochs: 1, warmupSteps: 1, workers: 0 },
  evaluation: { every: 1, overlays: 0, batchSize: 2 },
} as const;

/** A teacher of all tasks that has learned almost nothing. */
const RUN = join(temporaryFolder(), 'teacher');
const FRAMES = 5;
const frames = tinyScenes(FRAMES, 7);

test.before(async () => {
  for await (const _ of trainRun(resolveConfig(INPUT), { out: RUN }));
});

async function label(options: Partial<PseudoLabelOptions> & { task: string }): Promise<PseudoLabelEvent[]> {
  const events: PseudoLabelEvent[] = [];
  const all = { run: RUN, data: frames, checkpoint: 'last', ...options } as PseudoLabelOptions;
  for await (const event of pseudoLabel(all)) events.push(event);
  return events;
}

const masksIn = async (out: string, task: 'sem_seg' | 'drivable') => {
  const place = masksPlace(out, task, 'train');
  const { classes } = BDD100K_TASKS[task];
  return Promise.all(frames.names.map((name) => readMask(join(place, `${name}.png`), classes)));
};

const placeOf = (out: string, task: 'det' | 'drivable') =>
  task === 'det' ? boxesPlace(out, task, 'train') : masksPlace(out, task, 'train');

async function boxesIn(out: string) {
  const found = [];
  for await (const frame of readDetections(boxesPlace(out, 'det', 'train'))) found.push(frame);
  return found;
}

for (const task of ['sem_seg', 'drivable'] as const)
  test.serial(
    `${task}: pixels below the threshold are ignored, the others are what is predicted`,
    async (t) => {
      const [out, free] = [temporaryFolder(), temporaryFolder()];
      await label({ task, out: free, threshold: 0 });
      const all = await masksIn(free, task);
      {
        using model = buildModel(RunFolder.open(RUN).config, BDD100K_TASKS);
        loadModel(RunFolder.open(RUN).last, model);
        model.eval();
        const loader = new Loader(frames, { batchSize: FRAMES, transforms: INPUT.transforms.eval });
        for await (const batch of loader)
          t.deepEqual(
            predictBatch(model, batch, tasksOf([task], BDD100K_TASKS)).map((prediction) => prediction[task]),
            all,
          );
      }
      // Half of the pixels remain for a threshold in the middle of the scores.
      const before = memory().tensors;
      const scores = JSON.parse(
        readFileSync(join(free, 'audit', `${task}.jsonl`), 'utf8')
          .trim()
          .split('\n')[0]!,
      );
      let [sum, bin] = [0, 0];
      while (sum < (64 * 32) / 2) sum += scores.stats.all[bin++];
      const events = await label({ task, out, threshold: bin / 50 });
      t.is(memory().tensors, before);
      t.like(events.at(-1), { type: 'end', reason: 'finished', done: FRAMES });
      const kept = await masksIn(out, task);
      for (const [i, { data }] of kept.entries())
        t.true(data.every((id, at) => id === IGNORE_LABEL || id === all[i]!.data[at]));
      t.is(kept[0]!.data.filter((id) => id === IGNORE_LABEL).length, sum);

      const dataset = await withPseudoLabels(unlabelled(frames), out);
      t.deepEqual((await dataset.get(0)).labels[task], { state: 'present', value: kept[0]! });
      t.deepEqual((await dataset.get(0)).labels.det, { state: 'absent' });
    },
  );

test.serial(
  'boxes of at least the threshold, in the format of labels, with the size of their image',
  async (t) => {
    const [out, some] = [temporaryFolder(), temporaryFolder()];
    await label({ task: 'det', out, threshold: 0 });
    const all = await boxesIn(out);
    t.deepEqual(
      all.map(({ frame }) => frame),
      frames.names,
    );
    t.deepEqual(all[0]!.size, { width: 64, height: 32 });
    const scores = all.flatMap((frame) => [...frame.scores]).sort((a, b) => a - b);
    const threshold = scores[Math.floor(scores.length / 2)]!;
    await label({ task: 'det', out: some, threshold });
    const kept = (await boxesIn(some)).flatMap((frame) => [...frame.scores]);
    t.deepEqual(
      kept.sort((a, b) => a - b),
      scores.filter((score) => score >= threshold),
    );
    const dataset = await withPseudoLabels(unlabelled(frames), out);
    const { det } = (await dataset.get(0)).labels;
    t.true(det.state === 'present' && det.value.classes.length === all[0]!.scores.length);
  },
);

test.serial('provenance says who, how and when; the audit how right', async (t) => {
  const out = temporaryFolder();
  const events = await label({ task: 'sem_seg', out, pictures: 2 });
  await label({ task: 'det', out, pictures: 1 });
  const records = readProvenance(out);
  t.deepEqual(Object.keys(records).sort(), ['det', 'sem_seg']);
  t.like(records.sem_seg, { threshold: 0.3, split: 'train', frames: FRAMES, complete: true });
  t.is(records.det!.threshold, 0.5);
  t.regex(records.sem_seg!.teacher.weights, /^[0-9a-f]{64}$/);
  t.regex(records.sem_seg!.cotrain, /^\d+\.\d+\.\d+$/);
  const { audit } = events.at(-1) as { audit: string };
  const page = readFileSync(audit, 'utf8');
  for (const text of [
    'Pseudo labels: semantic segmentation',
    records.sem_seg!.teacher.weights,
    '% precision',
  ])
    t.true(page.includes(text), text);
  t.is(page.match(/<svg /g)?.length, 2, 'scores, precision and recall');
  t.is(page.match(/<img /g)?.length, 2);
  t.is(readFileSync(join(out, 'audit', 'det.html'), 'utf8').match(/<img /g)?.length, 1);
});

test.serial(
  'a stopped labelling goes on behind its last frame, and ends as if it had not been stopped',
  async (t) => {
    const [whole, out] = [temporaryFolder(), temporaryFolder()];
    for (const task of ['drivable', 'det'] as const) {
      await label({ task, out: whole, threshold: 0.1 });
      const stop = new AbortController();
      const events: PseudoLabelEvent[] = [];
      const options = { run: RUN, data: frames, task, out, checkpoint: 'last', threshold: 0.1 } as const;
      for await (const event of pseudoLabel({ ...options, signal: stop.signal })) {
        events.push(event);
        if (event.type === 'frame' && event.done === 3) stop.abort();
      }
      t.deepEqual(events.at(-1), { type: 'end', reason: 'aborted', done: 3, frames: FRAMES, audit: null });
      await t.throwsAsync(withPseudoLabels(frames, out, { tasks: [task] }), { message: /interrupted/ });
      // A truncated line does not count, and neither does one with a class that no file of ours holds.
      const journal = join(out, 'audit', `${task}.jsonl`);
      const written = readFileSync(journal, 'utf8');
      const damaged = written.replace(/"boxes":\[[^"]*\]\}$/, `"boxes":[[${2 ** 32},0.5,1,1,9,9]]}`);
      t.is(damaged !== written, task === 'det');
      writeFileSync(journal, task === 'det' ? damaged : written.slice(0, -20));

      const rest = await label({ ...options });
      t.like(rest[0], { type: 'start', frames: FRAMES, done: 2 });
      t.is(rest.filter(({ type }) => type === 'frame').length, 3);
      const files = (root: string) => {
        const place = placeOf(root, task);
        return task === 'det'
          ? [readFileSync(place)]
          : readdirSync(place).map((name) => readFileSync(join(place, name)));
      };
      t.deepEqual(files(out), files(whole));

      const place = placeOf(out, task);
      const changed = statSync(place).mtimeMs;
      t.like((await label({ ...options }))[0], { done: FRAMES });
      t.is(statSync(place).mtimeMs, changed, 'what is whole is not written again');
    }
    rmSync(join(masksPlace(out, 'drivable', 'train'), `${frames.names[1]}.png`));
    const again = await label({ task: 'drivable', out, threshold: 0.1 });
    t.like(again[0], { done: FRAMES - 1 });
    t.is((await masksIn(out, 'drivable')).length, FRAMES);
  },
);

test.serial(
  'labels of two teachers or thresholds do not mix, and labels that are not pseudo labels stay',
  async (t) => {
    const out = temporaryFolder();
    await label({ task: 'drivable', out, pictures: 0 });
    const refused = (options: Parameters<typeof label>[0], message: RegExp) =>
      t.throwsAsync(label(options), { instanceOf: RunError, message });
    await refused({ task: 'drivable', out, threshold: 0.6 }, /differ in the threshold \(0\.3\)/);
    const other = join(temporaryFolder(), 'run');
    mkdirSync(join(other, 'checkpoints'), { recursive: true });
    const { config, last } = RunFolder.open(RUN);
    writeFileSync(join(other, 'config.json'), JSON.stringify({ ...config, seed: 1 }));
    copyFileSync(last, join(other, 'checkpoints', 'last.safetensors'));
    await refused({ task: 'drivable', out, run: other }, /differ in the teacher's configuration:/);
    await refused(
      { task: 'drivable', out, run: other, checkpoint: 'best' },
      /cannot read the teacher's checkpoint/,
    );

    const own = temporaryFolder();
    const place = masksPlace(own, 'drivable', 'train');
    mkdirSync(place, { recursive: true });
    await refused({ task: 'drivable', out: own }, /no provenance\.json tells of/);
    t.deepEqual(readdirSync(place), []);

    writeFileSync(join(other, 'config.json'), JSON.stringify({ ...config, tasks: ['det'] }));
    await refused({ task: 'drivable', out: own, run: other }, /has not learned drivable, only det/);
    await refused({ task: 'det', out: own, threshold: -1 }, /the threshold is -1/);
    await refused({ task: 'det', out: own, frames: 'unlabelled' }, /labelled for det already/);
    const twice = { ...frames, names: frames.names.map(() => 'same') };
    await refused({ task: 'det', out: own, data: twice }, /two frames are named 'same'/);
    t.false(existsSync(join(own, 'provenance.json')));
  },
);

test.serial('a folder of images without labels, and one in which some have labels', async (t) => {
  const [root, out] = [join(temporaryFolder(), 'scenes'), temporaryFolder()];
  const size = { width: 64, height: 32 };
  await writeScenes({ out: root, count: 4, seed: 3, valRatio: 0, labelRatio: { det: 0.5 }, ...size });
  const options = { data: root, out, task: 'det', frames: 'unlabelled', threshold: 0, pictures: 1 } as const;
  const events = await label(options);
  t.like(events.at(-1), { done: 2, reason: 'finished' });
  t.true(readFileSync(join(out, 'audit', 'det.html'), 'utf8').includes('None of these frames is labelled'));
  const labelled = await openBdd100k(root, { split: 'train' });
  const names = labelled.names.filter((_, index) => !labelled.labelled(index).det);
  t.deepEqual(
    (await boxesIn(out)).map(({ frame }) => frame),
    names,
  );
  const filled = await withPseudoLabels(labelled, out);
  t.true(filled.names.every((_, index) => filled.labelled!(index).det));

  rmSync(join(root, 'labels'), { recursive: true });
  const bare = await label({ data: root, out: temporaryFolder(), task: 'drivable', pictures: 0 });
  t.like(bare.at(-1), { done: 4, reason: 'finished' });
});

/** The same frames without labels. */
function unlabelled(dataset: Dataset<SceneLabels>): Dataset<SceneLabels> {
  const absent = { state: 'absent' } as const;
  const labels = Object.fromEntries(
    Object.keys(dataset.tasks).map((task) => [task, absent]),
  ) as unknown as SceneLabels;
  return {
    tasks: dataset.tasks,
    length: dataset.length,
    names: dataset.names,
    get: async (index) => ({ ...(await dataset.get(index)), labels }),
  };
}

const SELF_TRAINING = {
  ...INPUT,
  data: { ...INPUT.data, train: 6, split: { setting: 'disjoint-balance' } },
  selfTraining: {
    teacher: { train: { epochs: 2 } },
    teachers: { drivable: { seed: 5 } },
    student: { train: { lr: 0.01 } },
    thresholds: { sem_seg: 0.02 },
    checkpoint: 'last',
    pictures: 1,
  },
};

test('one configuration for teachers and student: what they share, and what is their own', (t) => {
  const { teachers, student, thresholds } = resolveSelfTraining(SELF_TRAINING);
  t.deepEqual(Object.keys(teachers), ['det', 'sem_seg', 'drivable']);
  t.like(teachers.drivable, { tasks: ['drivable'], seed: 5 });
  t.like(teachers.sem_seg, { tasks: ['sem_seg'], seed: 0 });
  t.is(teachers.sem_seg!.train.epochs, 2);
  t.is(teachers.sem_seg!.train.lr, 1e-3);
  t.is(student.train.epochs, 1);
  t.is(student.train.lr, 0.01);
  t.deepEqual(thresholds, { det: 0.5, sem_seg: 0.02, drivable: 0.3 });
  const refused = (input: unknown, message: RegExp) =>
    t.throws(() => resolveSelfTraining(input, 'my.yaml'), { instanceOf: ConfigError, message });
  refused({ ...INPUT, selfTraining: { treshold: 1 } }, /my\.yaml:\n {2}selfTraining.*treshold/);
  refused(
    { ...INPUT, selfTraining: { thresholds: { dte: 1 } } },
    /selfTraining\.thresholds\.dte: there is no task 'dte'; .*\(did you mean 'det'\?\)/,
  );
  refused({ ...INPUT, selfTraining: { teacher: { trian: {} } } }, /my\.yaml, teacher of det:\n {2}trian/);
  refused(
    { ...INPUT, tasks: ['det'], selfTraining: { teachers: { drivable: {} } } },
    /it is none of the tasks/,
  );
});

test.serial('teachers, pseudo labels, student: stopped anywhere, it goes on there', async (t) => {
  const out = join(temporaryFolder(), 'out');
  const config = resolveSelfTraining(SELF_TRAINING);
  const before = memory().tensors;
  const events: SelfTrainEvent[] = [];
  const stops = [
    (event: SelfTrainEvent) =>
      event.stage === 'teacher' && event.task === 'drivable' && event.event.type === 'step',
    (event: SelfTrainEvent) => event.stage === 'pseudo-labels' && event.event.type === 'frame',
    (event: SelfTrainEvent) => event.stage === 'student' && event.event.type === 'step',
    () => false,
  ];
  for (const isEnough of stops) {
    const stop = new AbortController();
    for await (const event of selfTrain(config, { out, signal: stop.signal })) {
      events.push(event);
      if (isEnough(event)) stop.abort();
    }
  }
  t.is(memory().tensors, before);
  // Nothing is done twice or skipped.
  const count = (stage: SelfTrainEvent['stage'], type: string) =>
    events.filter((event) => event.stage === stage && event.event.type === type).length;
  const planned = (run: string) => {
    const start = RunFolder.open(join(out, run)).events()[0]!;
    return start.type === 'start' ? start.steps! : 0;
  };
  const teachers = ['det', 'sem_seg', 'drivable'].map((task) => planned(`teachers/${task}`));
  t.is(
    count('teacher', 'step'),
    teachers.reduce((sum, steps) => sum + steps, 0),
  );
  t.is(count('student', 'step'), planned('student'));
  t.is(count('pseudo-labels', 'frame'), 12, 'each of six frames is labelled for one of three tasks');
  const { config: student } = RunFolder.open(join(out, 'student'));
  t.deepEqual(student.data.pseudoLabels, [join(out, 'pseudo-labels')]);
  const learned = await openData(student, 'train');
  const all = { det: true, sem_seg: true, drivable: true };
  t.true(learned.names.every((_, index) => isDeepStrictEqual(learned.labelled!(index), all)));
  const labels = readProvenance(join(out, 'pseudo-labels'));
  t.like(labels.sem_seg, { threshold: 0.02, frames: 4, complete: true });
  t.true(readFileSync(join(out, 'pseudo-labels', 'audit', 'sem_seg.html'), 'utf8').includes('% precision'));
  // An earlier version also wrote thresholds of tasks that are not trained.
  const begun = join(out, 'self-training.json');
  const { thresholds, ...others } = JSON.parse(readFileSync(begun, 'utf8'));
  writeFileSync(begun, JSON.stringify({ ...others, thresholds: { ...thresholds, lane_style: 0.3 } }));
  const again: SelfTrainEvent[] = [];
  for await (const event of selfTrain(config, { out })) again.push(event);
  t.true(again.every((event) => event.stage === 'pseudo-labels' && event.event.type !== 'frame'));

  const other = resolveSelfTraining({ ...SELF_TRAINING, seed: 1 });
  await t.throwsAsync(selfTrain(other, { out }).next(), {
    instanceOf: RunError,
    message: /another configuration/,
  });
  const full = resolveSelfTraining({ ...SELF_TRAINING, data: INPUT.data });
  await t.throwsAsync(selfTrain(full, { out: temporaryFolder() }).next(), {
    instanceOf: RunError,
    message: /nothing for teachers to label/,
  });
});
