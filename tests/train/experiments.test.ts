import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BDD100K_TASKS } from '@cotrain/data';
import type { MultiTaskModel, Targets } from '@cotrain/models';
import { StagedOptimizer } from '@cotrain/optim';
import { memory, scope, torch } from '@cotrain/torch';
import {
  buildModel,
  ConfigError,
  collectDifferences,
  collectResults,
  EXPERIMENTS,
  type Experiment,
  type ExperimentEvent,
  experimentByName,
  experimentPlan,
  type Job,
  type JobContext,
  markdownTable,
  QUESTIONS,
  type Row,
  RunError,
  type RunExperimentOptions,
  RunFolder,
  resolveConfig,
  runExperiment,
  SCALES,
  type Scale,
  studentT95,
  type TrainConfig,
} from '@cotrain/train';
import test from 'ava';
import { onMeta } from '../models/onMeta.js';
import { TRANSFORMS, temporaryFolder } from './tiny.js';

const TABLES = Array.from({ length: 11 }, (_, i) => `table${i + 1}`);
const OWN = ['pretrained', 'best', 'adapt', 'language', 'strategies', 'datasets', 'queries'];
const NAMES: Readonly<Record<Scale, readonly string[]>> = { small: TABLES, paper: TABLES, camvid: OWN };

/** A job's configuration, and the jobs that it depends on. */
function resolveJob(job: Extract<Job, { kind: 'train' }>): { config: TrainConfig; needs: string[] } {
  const needs: string[] = [];
  const folder = (id: string) => {
    needs.push(id);
    return `runs/${id}`;
  };
  const context: JobContext = {
    data: { kind: 'scenes' },
    seed: 0,
    device: 'cpu',
    weights: 'weights',
    folder,
  };
  return { config: resolveConfig(job.config(context), job.id), needs };
}

test('all of the tables and questions are there, each at its scales, and nothing else', (t) => {
  t.deepEqual(Object.keys(EXPERIMENTS), TABLES);
  t.deepEqual(Object.keys(QUESTIONS), OWN);
  for (const name of [...TABLES, ...OWN]) t.is(experimentByName(name).name, name);
  t.is(experimentByName('adapt', 'camvid'), experimentByName('adapt'));
  t.throws(() => experimentByName('adapt', 'small'), {
    instanceOf: ConfigError,
    message: /no experiment 'adapt' at the scale 'small' \('camvid' has it\); there are table1, /,
  });
  t.throws(() => experimentByName('table4', 'camvid'), {
    message:
      /no experiment 'table4' at the scale 'camvid' \('small' and 'paper' have it\); there are pretrained, /,
  });
  t.deepEqual(experimentByName('table4-paper').jobs.length, experimentByName('table4', 'paper').jobs.length);
  t.throws(() => experimentByName('tabel4'), {
    instanceOf: ConfigError,
    message: /no experiment 'tabel4' \(did you mean 'table4'\?\); there are pretrained, .*table1, .*table11/,
  });
});

for (const scale of SCALES) {
  test(`${scale}: jobs follow what they depend on, none is for nothing, rows name them`, (t) => {
    /** Configuration of each job that tables share. */
    const shared = new Map<string, unknown>();
    for (const name of NAMES[scale]) {
      const { jobs, rows, metrics, comparisons = [] } = experimentByName(name, scale);
      const shown = new Set(rows.map(({ job }) => job));
      const used = new Set(shown);
      const before = new Set<string>();
      for (const job of jobs) {
        t.false(before.has(job.id), `${name}: ${job.id} is there once`);
        const { config, needs } =
          job.kind === 'train' ? resolveJob(job) : { config: { ...job }, needs: [job.teacher] };
        for (const id of needs) t.true(before.has(id), `${name}: ${job.id} comes after ${id}`);
        for (const id of needs) used.add(id);
        if (job.shared && shared.has(job.id)) t.deepEqual(config, shared.get(job.id), `${name}: ${job.id}`);
        if (job.shared) shared.set(job.id, config);
        before.add(job.id);
      }
      t.deepEqual([...used].sort(), [...before].sort(), `${name}: every job is shown or needed`);
      for (const { job, against } of comparisons)
        for (const id of [job, against]) t.true(shown.has(id), `${name}: ${id} is compared and shown`);
      for (const { label, job, paper = {} } of rows) {
        t.is(jobs.find(({ id }) => id === job)?.kind, 'train', `${name}: ${label}`);
        for (const [metric, figure] of Object.entries(paper)) {
          t.true((metrics as readonly string[]).includes(metric), `${name}: ${label}: ${metric}`);
          t.true(figure > 0 && figure < 100, `${name}: ${label}: ${figure}`);
        }
        if (scale === 'paper') t.true(Object.keys(paper).length > 0, `${name}: ${label}`);
      }
    }
  });
}

test('paper scale is the hyper-parameters of the paper', (t) => {
  const configs = TABLES.flatMap((name) => experimentByName(name, 'paper').jobs).flatMap((job) =>
    job.kind === 'train' ? [resolveJob(job).config] : [],
  );
  for (const { train, model, tasks } of configs) {
    t.is(train.batchSize, 16);
    const stages = train.stages!;
    t.deepEqual(
      stages.map(({ name, lr, weightDecay, warmup }) => [name, lr, weightDecay, warmup.steps, warmup.factor]),
      [['adapt', 2.5e-4] as const, ['finetune', 2.5e-5] as const]
        .slice(-stages.length)
        .map(([name, lr]) => [name, lr, 1e-4, 1000, 0.01]),
    );
    t.deepEqual(train.lossWeights, Object.fromEntries(tasks.map((task) => [task, task === 'det' ? 1 : 0.7])));
    if (model.language?.prompts.kind === 'learned') t.is(model.language.prompts.contextLength, 16);
  }
  const total = ({ train }: TrainConfig) => train.stages!.reduce((sum, { epochs }) => sum + epochs, 0);
  const epochs = (name: string) =>
    experimentByName(name, 'paper').jobs.flatMap((job) =>
      job.kind === 'train' && !job.shared ? [total(resolveJob(job).config)] : [],
    );
  t.true(epochs('table3').every((sum) => sum === 36));
  t.deepEqual(epochs('table5'), [36, 36, 36, 41, 47]);
});

/** One training job for each distinct model and kind of stages in all tables, after `change`. */
function distinctConfigs(
  scale: Scale,
  change: (config: TrainConfig) => TrainConfig = (config) => config,
): { where: string; config: TrainConfig }[] {
  const distinct = new Map<string, { where: string; config: TrainConfig }>();
  for (const name of NAMES[scale])
    for (const job of experimentByName(name, scale).jobs) {
      if (job.kind !== 'train') continue;
      const config = change(resolveJob(job).config);
      const learned = config.train.stages?.map(({ train }) => train);
      const key = JSON.stringify([config.model, config.tasks, learned]);
      if (!distinct.has(key)) distinct.set(key, { where: `${scale}, ${name}, ${job.id}`, config });
    }
  return [...distinct.values()];
}

/** The run's stages. All of their paths must exist in the model. */
function stagesFor(model: MultiTaskModel, { train }: TrainConfig): StagedOptimizer {
  const text = model.clipText ? ['clipText'] : [];
  const stages = train.stages?.map((stage) => ({ ...stage, except: [...stage.except, ...text] }));
  const one = { name: 'train', epochs: 1, lr: 1e-3, train: 'all', except: text } as const;
  return new StagedOptimizer(model, stages ?? [one], { stepsPerEpoch: 10 });
}

for (const scale of SCALES) {
  test.serial(
    `${scale}: every model can be built in its full size, and its stages find what they name`,
    (t) => {
      const before = memory().tensors;
      const configs = distinctConfigs(scale).filter(
        // DenseCLIP's decoder redraws weights until they lie in a range, so it needs real numbers; it has its
        // own steps below.
        ({ config }) => config.model.language?.adapter.kind !== 'v2l',
      );
      t.true(configs.length > (scale === 'camvid' ? 4 : 15));
      for (const { where, config } of configs) {
        using model = onMeta(() => buildModel(config, BDD100K_TASKS));
        t.true(
          model.parameters().every(({ device }) => device === 'meta'),
          where,
        );
        t.is(model.neck.outputs.p5!.channels, config.model.fpnChannels);
        t.notThrows(() => stagesFor(model, config).dispose(), where);
      }
      t.is(memory().tensors, before);
    },
  );
}

const SMALL_HEADS = {
  sparseRcnn: { numProposals: 5, numStages: 2, dimFeedforward: 32, dimDynamic: 8 },
  fasterRcnn: { fcDim: 16, roiBatchPerImage: 16, postNmsTopK: [20, 20] },
  maskFormer: { numQueries: 4, decLayers: 1, dimFeedforward: 32 },
  semanticFpn: { convsDim: 32 },
} as const;
const SMALL_ADAPTERS = {
  l2v: { layers: 1, dimFeedforward: 16 },
  v2l: { width: 16, heads: 2, layers: 1 },
  prompt: {},
} as const;

/** The same parts with small widths and depths. */
function shrink({ model, ...config }: TrainConfig): TrainConfig {
  const { backbone, language, heads } = model;
  const smallBackbone: Record<string, object> = {
    clip: { ...backbone, layers: [1, 1, 1, 1], width: 8, embedDim: 12 },
    resnet: { ...backbone, depth: 18 },
  };
  return resolveConfig({
    ...config,
    model: {
      ...model,
      backbone: smallBackbone[backbone.kind] ?? backbone,
      fpnChannels: 32,
      heads: Object.fromEntries(
        Object.entries(heads).map(([task, head]) => [task, { ...head, ...SMALL_HEADS[head.kind] }]),
      ),
      language: language && {
        ...language,
        text:
          language.text.kind === 'vectors'
            ? { ...language.text, dim: 12 }
            : { width: 16, heads: 2, layers: 1, embedDim: 12 },
        adapter: { ...language.adapter, ...SMALL_ADAPTERS[language.adapter.kind] },
      },
    },
  });
}

test.serial('every model takes a step of its first stage, in small', (t) => {
  const before = memory().tensors;
  const configs = SCALES.flatMap((scale) => distinctConfigs(scale, shrink));
  t.true(configs.length > 25);
  const unique = new Map(
    configs.map((item) => [JSON.stringify([item.config.model, item.config.tasks]), item]),
  );
  for (const { where, config } of unique.values())
    scope(() => {
      using model = buildModel(config, BDD100K_TASKS);
      using optimizer = stagesFor(model, config);
      optimizer.train();
      const map = (classes: number) => torch.randint(classes, [32, 64]).to({ dtype: 'uint8' });
      const det = { boxes: torch.tensor([[4, 4, 40, 30]]), classes: torch.tensor([2n]) };
      const all: Targets = { det: [det, null], sem_seg: [map(19), null], drivable: [null, map(3)] };
      const targets = Object.fromEntries(config.tasks.map((task) => [task, all[task]]));
      const { losses } = model.backward(torch.randn([2, 3, 32, 64]), targets);
      t.deepEqual(Object.keys(losses).sort(), [...config.tasks].sort(), where);
      for (const loss of Object.values(losses).flatMap((own) => Object.values(own)))
        t.true(Number.isFinite(loss.item()), where);
      const learning = optimizer.parameters();
      t.true(learning.filter(({ grad }) => grad !== null).length > learning.length / 2, where);
      optimizer.step();
    });
  t.is(memory().tensors, before);
});

const HEADS = {
  sem_seg: { kind: 'semanticFpn', convsDim: 32 },
  drivable: { kind: 'semanticFpn', convsDim: 32 },
} as const;

/** A teacher, its labels, a student, and a row whose run the experiment does not reach at first. */
function miniature(lr = 1e-3): Experiment {
  const config = ({ data, seed }: JobContext, tasks: ('sem_seg' | 'drivable')[], labels: string[] = []) => ({
    seed,
    data: { ...data, split: { setting: 'disjoint-balance' as const, seed }, pseudoLabels: labels },
    tasks,
    model: { fpnChannels: 32, heads: HEADS },
    transforms: { train: TRANSFORMS, eval: TRANSFORMS.filter(({ type }) => type !== 'randomFlip') },
    train: { batchSize: 2, epochs: 1, warmupSteps: 1, workers: 0, lr },
    evaluation: { every: 1, overlays: 0, batchSize: 1 },
  });
  return {
    name: 'miniature',
    title: 'A miniature',
    metrics: ['sem_seg/mIoU', 'drivable/mIoU'],
    differences: 'Ours: everything.',
    rows: [
      { label: 'Teacher', job: 'teacher', paper: { 'sem_seg/mIoU': 98.7 } },
      { label: 'Student', job: 'student', paper: { 'sem_seg/mIoU': 98.8, 'drivable/mIoU': 98.9 } },
    ],
    jobs: [
      { kind: 'train', id: 'teacher', shared: true, config: (context) => config(context, ['sem_seg']) },
      { kind: 'pseudoLabel', id: 'labels', shared: true, teacher: 'teacher', task: 'sem_seg' },
      {
        kind: 'train',
        id: 'student',
        shared: false,
        config: (context) => config(context, ['sem_seg', 'drivable'], [context.folder('labels')]),
      },
    ],
  };
}

/** Runs the experiment until an event for which `until` returns true. */
async function runMiniature(
  options: Omit<RunExperimentOptions, 'data'>,
  {
    experiment = miniature(),
    until,
  }: { experiment?: Experiment; until?: (event: ExperimentEvent) => boolean } = {},
): Promise<ExperimentEvent[]> {
  const stop = new AbortController();
  const events: ExperimentEvent[] = [];
  const data = { kind: 'scenes', train: 6, val: 1, width: 64, height: 32 } as const;
  for await (const event of runExperiment(experiment, { ...options, data, signal: stop.signal })) {
    events.push(event);
    if (until?.(event)) stop.abort();
  }
  return events;
}

const jobsIn = (events: readonly ExperimentEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'job' ? [`${event.id} ${event.seed} ${event.state}`] : []));

/** The cells of the first table in Markdown. */
const rowsOf = (markdown: string): string[][] =>
  markdown
    .split('\n\n')
    .find((block) => block.startsWith('|'))!
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

test.serial(
  'an experiment stops, goes on, leaves what is finished, and fills its table over seeds',
  async (t) => {
    const before = memory().tensors;
    const out = temporaryFolder();
    const first = await runMiniature(
      { out },
      { until: (event) => event.type === 'pseudoLabel' && event.event.type === 'frame' },
    );
    t.deepEqual(jobsIn(first), ['teacher 0 begins', 'teacher 0 finished', 'labels 0 begins']);
    const table = readFileSync(join(out, 'miniature.md'), 'utf8');
    t.deepEqual(rowsOf(table)[1], ['Student', '-', '98.8', '-', '98.9'], 'what has not run has no score');
    t.regex(table, /One seed: no spread is known/);

    const second = await runMiniature(
      { out },
      { until: (event) => event.type === 'train' && event.event.type === 'step' },
    );
    t.deepEqual(jobsIn(second), [
      ...['teacher 0 finished', 'labels 0 begins', 'labels 0 finished', 'student 0 begins'],
    ]);
    const labelled = second.flatMap((event) => (event.type === 'pseudoLabel' ? [event.event] : []));
    t.like(labelled[0], { type: 'start', frames: 4, done: 1 }, 'two frames are labelled, of six');
    t.true(existsSync(join(out, 'seed0', 'shared', 'labels')));

    const third = await runMiniature({ out, seeds: 2 });
    const skipped = ['teacher 0 finished', 'labels 0 finished'];
    const whole = ['teacher', 'labels', 'student'].flatMap((id) => [`${id} 1 begins`, `${id} 1 finished`]);
    t.deepEqual(jobsIn(third), [...skipped, 'student 0 begins', 'student 0 finished', ...whole]);
    const steps = third.flatMap((event) =>
      event.type === 'train' && event.id === 'student' && event.seed === 0 && event.event.type === 'step'
        ? [event.event.step]
        : [],
    );
    t.deepEqual(steps, [2, 3], 'all six frames in batches of two, of which one was done');

    const score = (seed: number, folder: string, metric: string): number =>
      JSON.parse(readFileSync(join(out, `seed${seed}`, folder, 'metrics.json'), 'utf8'))[metric];
    const cell = (folder: string, metric: string): string => {
      const [a, b] = [score(0, folder, metric), score(1, folder, metric)];
      return `${((a + b) / 2).toFixed(1)} ± ${(Math.abs(a - b) / Math.SQRT2).toFixed(1)}`;
    };
    const student = join('miniature', 'student');
    const last = third.at(-1)!;
    t.is(last.type, 'table');
    const markdown = last.type === 'table' ? last.markdown : '';
    t.deepEqual(rowsOf(markdown), [
      ['Teacher', cell(join('shared', 'teacher'), 'sem_seg/mIoU'), '98.7', '-', '-'],
      ['Student', cell(student, 'sem_seg/mIoU'), '98.8', cell(student, 'drivable/mIoU'), '98.9'],
    ]);
    t.regex(
      markdown,
      /standard deviation over 2 seeds\. The paper's figures .* we did not measure them\. Ours: everything/,
    );
    t.is(readFileSync(join(out, 'miniature.md'), 'utf8'), markdown);
    const html = readFileSync(join(out, 'miniature.html'), 'utf8');
    for (const text of [cell(student, 'drivable/mIoU'), '98.9', 'ours', 'paper', 'Ours: everything.'])
      t.true(html.includes(text), text);

    t.deepEqual(
      jobsIn(await runMiniature({ out, seeds: 2 })).filter((job) => job.endsWith('begins')),
      [],
    );
    await t.throwsAsync(runMiniature({ out }, { experiment: miniature(2e-3) }), {
      instanceOf: RunError,
      message: /teacher holds a run of another configuration: remove it, or choose another --out/,
    });
    t.is(memory().tensors, before);
  },
);

test('differences are taken seed by seed, with the confidence interval of Student', (t) => {
  const out = temporaryFolder();
  const scores = { scratch: [40, 42, 41], 'finetune-convolutional': [50, 53, 50] };
  const { pretrained } = QUESTIONS as { pretrained: Experiment };
  for (const [id, values] of Object.entries(scores))
    for (const [seed, value] of values.entries()) {
      const shared = pretrained.jobs.find((job) => job.id === id)!.shared;
      const folder = join(out, `seed${seed}`, shared ? 'shared' : 'pretrained', id);
      const config = resolveConfig({ data: { kind: 'scenes' } });
      RunFolder.create(folder, config, BDD100K_TASKS);
      writeFileSync(join(folder, 'metrics.json'), JSON.stringify({ 'sem_seg/mIoU': value, 'det/AP': null }));
      writeFileSync(
        join(folder, 'log.jsonl'),
        `${JSON.stringify({ type: 'end', reason: 'finished', step: 1, time: 1 })}\n`,
      );
    }
  const [difference] = collectDifferences(pretrained, out, 3);
  t.deepEqual(Object.keys(difference!), ['sem_seg/mIoU'], 'what a run does not score has none');
  // 10, 11, 9: mean 10, standard deviation 1; t for two degrees of freedom is 4.303.
  t.like(difference!['sem_seg/mIoU'], { mean: 10, spread: 1, seeds: 3 });
  t.true(Math.abs(difference!['sem_seg/mIoU']!.margin! - 4.303 / Math.sqrt(3)) < 1e-12);
  const markdown = markdownTable(
    pretrained,
    collectResults(pretrained, out, 3),
    collectDifferences(pretrained, out, 3),
  );
  t.deepEqual(rowsOf(markdown)[0], ['From scratch', '41.0 ± 1.0', '-', '-', '-']);
  t.true(markdown.includes('| ImageNet - from scratch | +10.0 (+7.5 to +12.5) | - | - | - |'), markdown);
  t.false(markdown.includes('paper'), 'there is no column of the paper where the paper has no such rows');
  // NIST's table, at and beyond the stored degrees of freedom.
  for (const [degrees, t95] of [
    [10, 2.228],
    [11, 2.201],
    [20, 2.086],
    [60, 2.0003],
  ] as const)
    t.true(Math.abs(studentT95(degrees) - t95) < 1e-3, `${degrees}: ${studentT95(degrees)}`);
  const [one] = collectDifferences(pretrained, out, 1);
  t.is(one!['sem_seg/mIoU']!.margin, null);
});

test('a score that the paper has no figure for has no column of the paper', (t) => {
  const { rows: _, metrics: __, ...rest } = experimentByName('table1');
  const rows: Row[] = [
    { label: 'Mine', job: 'a', paper: {} },
    { label: 'Theirs', job: 'b', paper: { 'sem_seg/mIoU': 61.5 } },
  ];
  const table = (own: Row[]) =>
    markdownTable({ ...rest, comparisons: [], metrics: ['sem_seg/mIoU', 'det/AP'], rows: own }, {});
  t.regex(table(rows), /^\| {2}\| [^|]*, ours \| [^|]*, paper \| [^|,]* \|$/m);
  t.true(table(rows).includes("The paper's figures are for comparison"));
  t.regex(table(rows.slice(0, 1)), /^\| {2}\| [^|,]* \| [^|,]* \|$/m);
  t.false(table(rows.slice(0, 1)).includes('The paper'));
});

test('no figure of the paper is ever in our column', (t) => {
  for (const scale of SCALES)
    for (const name of NAMES[scale]) {
      const experiment = experimentByName(name, scale);
      const out = temporaryFolder();
      for (const row of rowsOf(markdownTable(experiment, collectResults(experiment, out, 1)))) {
        const ours = row.slice(1).filter((_, i) => scale === 'camvid' || i % 2 === 0);
        t.deepEqual([...new Set(ours)], ['-'], `${name}: ${row[0]}`);
      }
    }
});

test('a plan names every run with its configuration, and runs nothing', (t) => {
  const out = join(temporaryFolder(), 'out');
  const plan = experimentPlan(miniature(), { out, data: { kind: 'scenes' } }) as Record<string, unknown>[];
  t.deepEqual(
    plan.map(({ id }) => id),
    ['teacher', 'labels', 'student'],
  );
  t.like(plan[2], { config: { data: { pseudoLabels: [join(out, 'seed0', 'shared', 'labels')] } } });
  t.false(existsSync(out));
});
