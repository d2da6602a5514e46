// Complete runs on data sets with their own classes, and on several data sets together.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BDD100K_TASKS,
  type Boxes,
  DataConfigError,
  DataError,
  imageFolder,
  labelOf,
  NUIMAGES_TASKS,
  openNuImages,
  readDetections,
  readMask,
  sceneDataset,
  subset,
  withPseudoLabels,
} from '@cotrain/data';
import { memory } from '@cotrain/torch';
import {
  buildModel,
  ConfigError,
  classStyle,
  dataInFolder,
  evaluateCheckpoint,
  experimentByName,
  openData,
  openRunData,
  predictRun,
  pseudoLabel,
  RunError,
  RunFolder,
  resolveConfig,
  scoreBoxFiles,
  type TrainConfigInput,
  type TrainEvent,
  trainRun,
  warnOfLeak,
} from '@cotrain/train';
import test, { type ExecutionContext } from 'ava';
import { jpeg, maskPng, temporaryFolder, warnings } from '../data/helpers.js';
import { miniature } from '../data/nuimages-miniature.js';
import { TRANSFORMS, tinyScenes } from './tiny.js';

type Data = TrainConfigInput['data'];

const TINY = {
  model: {
    fpnChannels: 32,
    heads: {
      det: { kind: 'sparseRcnn', numProposals: 5, numStages: 1, dimFeedforward: 32, dimDynamic: 8 },
      sem_seg: { kind: 'semanticFpn', convsDim: 32 },
      drivable: { kind: 'semanticFpn', convsDim: 32 },
    },
  },
  transforms: { train: TRANSFORMS, eval: TRANSFORMS.filter(({ type }) => type !== 'randomFlip') },
  train: { batchSize: 4, epochs: 1, warmupSteps: 1, workers: 0 },
  evaluation: { overlays: 1 },
} as const;
const LANGUAGE = {
  text: { width: 32, heads: 2, layers: 1, embedDim: 32 },
  prompts: { kind: 'learned', contextLength: 2, classSpecific: true },
  adapter: { kind: 'l2v', layers: 1, heads: 2, dimFeedforward: 32 },
} as const;
const SCENES = { kind: 'scenes', train: 4, val: 2, width: 64, height: 32 } as const;

const configOf = (data: Data, rest: Partial<TrainConfigInput> = {}) =>
  resolveConfig({ ...TINY, data, ...rest });

async function run(config: ReturnType<typeof resolveConfig>, out: string): Promise<TrainEvent[]> {
  const events: TrainEvent[] = [];
  for await (const event of trainRun(config, { out })) events.push(event);
  return events;
}

const metricsOf = (events: TrainEvent[]) => events.find((event) => event.type === 'eval')!.metrics;

async function detections(file: string, classes: readonly string[]) {
  const frames = [];
  for await (const frame of readDetections(file, { classes })) frames.push(frame);
  return frames;
}

/** COCO files with two images of one car each, for training and for validation. */
async function cocoFiles(folder: string, categories: readonly string[]) {
  mkdirSync(folder);
  const images = [1, 2].map((id) => ({ id, file_name: `${id}.jpg`, width: 64, height: 32 }));
  for (const { file_name } of images) writeFileSync(join(folder, file_name), await jpeg(64, 32));
  const file = join(folder, 'instances.json');
  const annotations = images.map(({ id }) => ({ id, image_id: id, category_id: 1, bbox: [8, 8, 20, 16] }));
  const named = categories.map((name, i) => ({ id: i + 1, name }));
  writeFileSync(file, JSON.stringify({ images, annotations, categories: named }));
  return { images: folder, annotations: file };
}

test('strict reading and colour profiles are reached from the configuration', async (t) => {
  const folder = temporaryFolder(t);
  const files = await cocoFiles(join(folder, 'part'), ['car']);
  const content = JSON.parse(readFileSync(files.annotations, 'utf8'));
  content.annotations.push({ id: 3, image_id: 1, category_id: 1, bbox: [1, 1, 5, 0] });
  writeFileSync(files.annotations, JSON.stringify(content));
  const data = { kind: 'coco', train: files, val: files } as const;
  const told = await warnings(files.annotations, async () => {
    t.is((await openData(configOf(data), 'train')).length, 2);
  });
  t.is(told.length, 1);
  await t.throwsAsync(openData(configOf({ ...data, strict: true }), 'train'), {
    instanceOf: DataError,
    message: /boxes without area/,
  });
  const profiled = await openData(configOf({ ...data, applyProfiles: true }), 'train');
  t.like(profiled.source!(0).args, { reading: { applyProfile: true } });
});

test('frames that are learned from and judged by are told', async (t) => {
  const root = temporaryFolder(t);
  const place = (folder: string, name: string) => mkdirSync(join(root, folder, name), { recursive: true });
  const add = async (set: string, split: string, name: string) => {
    place('images', `${set}/${split}`);
    place('labels/sem_seg/masks', split);
    writeFileSync(join(root, 'images', set, split, `${name}.jpg`), await jpeg(16, 16));
    writeFileSync(join(root, 'labels/sem_seg/masks', split, `${name}.png`), await maskPng([1], 16, 16));
  };
  await add('10k', 'train', 'a');
  await add('10k', 'train', 'b');
  await add('100k', 'val', 'c');
  const data = { kind: 'bdd100k', root } as const;
  const told = (text: string) =>
    warnings(text, async () => {
      const inputs: Data[] = [data, { kind: 'concat', parts: [{ name: 'bdd', data }] }];
      for (const input of inputs) {
        const config = configOf(input, { tasks: ['sem_seg'] });
        warnOfLeak(config, await openData(config, 'train'), await openData(config, 'val'));
      }
    });
  t.deepEqual(await told('validation frames'), []);
  await add('100k', 'val', 'b');
  const lines = await told('validation frames');
  t.is(lines.length, 2);
  t.regex(lines[0]!, /^training frames are validation frames too \(1, first: b\)/);
  t.regex(lines[1]!, /first: bdd-b\)/);
});

test('data of every kind are configured; what cannot be meant names its key', (t) => {
  t.deepEqual(configOf({ kind: 'nuimages', root: 'a' }).tasks, ['det', 'sem_seg']);
  t.like(configOf({ kind: 'nuimages', root: 'a' }).data, { train: 'v1.0-train', val: 'v1.0-val' });
  const files = { images: 'a', annotations: 'b' };
  t.deepEqual(configOf({ kind: 'coco', train: files, val: files }).tasks, ['det']);
  t.deepEqual(configOf(SCENES).tasks, ['det', 'sem_seg', 'drivable']);
  const concat: Data = {
    kind: 'concat',
    parts: [
      { data: { kind: 'coco', train: files, val: files }, classMap: { det: { tram: 'train', kiosk: null } } },
    ],
  };
  const resolved = configOf(concat);
  t.deepEqual(resolved.tasks, ['det']);
  t.deepEqual(
    resolveConfig(JSON.parse(JSON.stringify(resolved))),
    resolved,
    'what is written resolves to itself',
  );
  const split = { setting: 'disjoint-normal', counts: { det: 1, sem_seg: 1, drivable: 2 } } as const;
  t.like(configOf({ ...SCENES, split }).data.split, { counts: { drivable: 2 } });

  const refused = (data: object, message: RegExp) =>
    t.throws(() => resolveConfig({ data }), { instanceOf: ConfigError, message });
  refused({ ...SCENES, split: { ...split, total: 4 } }, /data\.split\.total: give a total or counts/);
  refused({ ...SCENES, split: { setting: 'full', total: 4 } }, /data\.split\.total: the setting 'full'/);
  refused({ kind: 'nuimages', root: 'a', val: 'v2' }, /data\.val/);
  refused({ ...concat, classes: { det: ['car', 'car'] } }, /data\.classes\.det: a class is named twice/);
  refused({ ...concat, parts: [{ data: concat }] }, /data\.parts\.0\.data\.kind/);
  refused(
    { ...concat, parts: [{ data: SCENES, name: '../x' }] },
    /data\.parts\.0\.name: a part's name must start with/,
  );
  refused({ ...SCENES, strict: true }, /data.*strict/);
  refused({ ...concat, parts: [{ data: SCENES, classmap: {} }] }, /data\.parts\.0\.classmap.*classMap/);
  refused(
    { ...concat, parts: [{ data: SCENES, classMap: { lanes: {} } }] },
    /data\.parts\.0\.classMap\.lanes: there is no task 'lanes'/,
  );
  refused({ ...concat, classes: { lanes: ['a'] } }, /data\.classes\.lanes: there is no task 'lanes'/);
});

test("a part is for training, for judging or both, and a split shows some tasks' labels only", async (t) => {
  const scenes = (train: number, val: number) =>
    ({ kind: 'scenes', train, val, width: 64, height: 32 }) as const;
  const config = configOf({
    kind: 'concat',
    parts: [
      { name: 'a', data: scenes(3, 2), for: 'train' },
      { name: 'b', data: { ...scenes(4, 5), split: { setting: 'full', tasks: ['drivable'] } } },
      { name: 'c', data: scenes(6, 1), for: 'val' },
    ],
  });
  const [train, val] = [await openData(config, 'train'), await openData(config, 'val')];
  t.deepEqual([train.length, val.length], [3 + 4, 5 + 1]);
  const shown = (index: number) =>
    Object.entries(train.labelled!(index)).flatMap(([task, has]) => (has ? [task] : []));
  t.deepEqual(shown(0), ['det', 'sem_seg', 'drivable']);
  t.deepEqual(shown(3), ['drivable']);
  const { labels } = await train.get(3);
  t.deepEqual([labels.det!.state, labels.drivable!.state], ['absent', 'present']);
  t.is((await val.get(0)).labels.det!.state !== 'absent', true, 'what judges keeps all labels');
  await t.throwsAsync(
    openData(configOf({ kind: 'concat', parts: [{ data: scenes(1, 1), for: 'train' }] }), 'val'),
    { instanceOf: ConfigError, message: /data\.parts: none of them is for val/ },
  );
});

test('a folder is recognised, and keeps what a configuration says of it', async (t) => {
  const root = await miniature(t);
  t.deepEqual(await dataInFolder(root), { kind: 'nuimages', root });
  const split = { setting: 'full' } as const;
  t.deepEqual(await dataInFolder(root, { kind: 'bdd100k', root: 'a', drivableFolder: 'drivable', split }), {
    ...{ kind: 'nuimages', root, split },
  });
  const empty = temporaryFolder(t);
  const base = { drivableFolder: 'drivable_road_only' } as const;
  t.deepEqual(await dataInFolder(empty, base), { kind: 'bdd100k', root: empty, ...base });
});

test('colours: BDD100K names have theirs everywhere, others differ and stay', (t) => {
  const { palette } = classStyle(NUIMAGES_TASKS.sem_seg.classes);
  t.is(new Set(palette.map(String)).size, palette.length);
  t.deepEqual(palette[NUIMAGES_TASKS.sem_seg.classes.indexOf('car')], [0, 0, 142]);
  t.deepEqual(classStyle(NUIMAGES_TASKS.sem_seg.classes).palette, palette);
});

test.serial('nuImages: train, score, predict without the data, pseudo-label', async (t) => {
  const before = memory().tensors;
  const root = await miniature(t);
  const out = join(temporaryFolder(t), 'run');
  const config = configOf(await dataInFolder(root), { model: { ...TINY.model, language: LANGUAGE } });
  const events = await run(config, out);
  t.like(events.at(-1), { type: 'end', reason: 'finished', step: 1 });
  const names = Object.keys(metricsOf(events)).join();
  t.regex(names, /sem_seg\/IoU\/driveable_surface/);
  t.notRegex(names, /sem_seg\/IoU\/road/);
  t.deepEqual(await evaluateCheckpoint(out), metricsOf(events) as never);

  const { tasks } = RunFolder.open(out);
  t.deepEqual(tasks, structuredClone(NUIMAGES_TASKS) as never);
  {
    using model = buildModel(config, tasks);
    const state = model.stateDict();
    t.is(state['prompts.det.ctx']!.shape[0], 10);
    t.is(state['prompts.sem_seg.ctx']!.shape[0], 12, 'a prompt for each class of the data');
    for (const tensor of Object.values(state)) tensor.dispose();
  }
  await t.throwsAsync(evaluateCheckpoint(out, { data: temporaryFolder(t) }), { instanceOf: DataError });

  const teacher = { run: out, checkpoint: 'last', pictures: 1 } as const;
  const labels = temporaryFolder(t);
  for (const task of ['det', 'sem_seg'] as const) {
    for await (const _ of pseudoLabel({ ...teacher, data: root, task, out: labels, threshold: 0 }));
  }
  t.true(readFileSync(join(labels, 'audit', 'sem_seg.html'), 'utf8').includes('driveable_surface'));
  const nuimages = await openNuImages(root, { version: 'v1.0-train' });
  const { labelled: _, source: __, ...plain } = nuimages;
  const absent = { state: 'absent' } as const;
  const bare = {
    ...plain,
    get: async (index: number) => ({
      ...(await nuimages.get(index)),
      labels: { det: absent, sem_seg: absent },
    }),
  };
  const filled = await (await withPseudoLabels(bare, labels)).get(0);
  t.is(filled.labels.sem_seg?.state, 'present');
  const foreign = { ...bare, tasks: BDD100K_TASKS };
  await t.throwsAsync(withPseudoLabels(foreign, labels), {
    instanceOf: DataError,
    message: /traffic_cone.*rider/,
  });

  rmSync(join(root, 'v1.0-train'), { recursive: true });
  rmSync(join(root, 'v1.0-val'), { recursive: true });
  const photographs = await imageFolder(join(root, 'samples', readdirSync(join(root, 'samples'))[0]!));
  const predicted = temporaryFolder(t);
  const reads: number[] = [];
  const counted = {
    ...photographs,
    get: async (index: number) => {
      reads.push(index);
      return photographs.get(index);
    },
  };
  await predictRun(out, counted, { out: predicted, checkpoint: 'last', minScore: 0 });
  t.deepEqual(reads, [...photographs.names.keys()], 'each photograph is decoded once, and drawn');
  const found = await detections(join(predicted, 'det.json'), NUIMAGES_TASKS.det.classes);
  t.is(found.length, photographs.length);
  t.is(found[0]!.classes.length, 5);
  for (const name of photographs.names)
    await readMask(join(predicted, 'sem_seg', `${name}.png`), NUIMAGES_TASKS.sem_seg.classes);
  t.is(memory().tensors, before);
});

/** Two sets of scenes: the first is annotated for everything except cars, the second for cars only. */
const TWO_SETS: Data = {
  kind: 'concat',
  parts: [
    { data: SCENES, classMap: { det: { car: null }, sem_seg: { car: null } } },
    {
      data: { ...SCENES, seed: 1, split: { setting: 'full', seed: 0 } },
      name: 'second',
      classMap: {
        det: Object.fromEntries(
          BDD100K_TASKS.det.classes.flatMap((name) => (name === 'car' ? [] : [[name, null]])),
        ),
        sem_seg: Object.fromEntries(
          BDD100K_TASKS.sem_seg.classes.flatMap((name) => (name === 'car' ? [] : [[name, null]])),
        ),
        drivable: { direct: null, alternative: null, background: null },
      },
    },
  ],
};

test.serial('two data sets with different annotated classes: train, score, predict', async (t) => {
  const before = memory().tensors;
  const config = configOf(TWO_SETS);
  const data = await openData(config, 'train');
  t.is(data.length, 8);
  const car = BDD100K_TASKS.det.classes.indexOf('car');
  const annotated = async (index: number) => {
    const det = labelOf<Boxes>((await data.get(index)).labels, 'det');
    return det.state === 'absent' ? null : det.classes;
  };
  t.deepEqual(
    await annotated(0),
    [...BDD100K_TASKS.det.classes.keys()].filter((id) => id !== car),
  );
  t.deepEqual(await annotated(4), [car]);
  t.false(data.labelled!(4).drivable);
  t.regex(data.names[4]!, /^second-/);

  const out = join(temporaryFolder(t), 'run');
  const events = await run(config, out);
  t.like(events.at(-1), { type: 'end', reason: 'finished', step: 2 });
  const metrics = metricsOf(events);
  t.true('sem_seg/IoU/car' in metrics && 'sem_seg/IoU/road' in metrics, 'both parts are judged');
  t.deepEqual(await evaluateCheckpoint(out), metrics as never);
  t.deepEqual(RunFolder.open(out).tasks, BDD100K_TASKS);

  const predicted = temporaryFolder(t);
  const frame = subset(sceneDataset({ count: 1, width: 64, height: 32, seed: 9 }), [0]);
  await predictRun(out, frame, { out: predicted, checkpoint: 'last' });
  t.deepEqual(readdirSync(predicted).sort(), ['det.json', 'drivable', 'overlays', 'sem_seg']);

  // Left behind by an earlier version.
  rmSync(join(out, 'tasks.json'));
  t.deepEqual(RunFolder.open(out).tasks, BDD100K_TASKS);
  t.deepEqual(await evaluateCheckpoint(out), metrics as never);
  const classes = Object.entries(BDD100K_TASKS).map(([task, own]) => [task, own.classes]);
  writeFileSync(join(out, 'classes.json'), JSON.stringify(Object.fromEntries(classes)));
  t.deepEqual(RunFolder.open(out).tasks, BDD100K_TASKS);
  t.deepEqual(await evaluateCheckpoint(out), metrics as never);
  writeFileSync(join(out, 'classes.json'), '{"det": 3}');
  t.throws(() => RunFolder.open(out), { instanceOf: RunError, message: /classes\.json/ });
  writeFileSync(join(out, 'tasks.json'), '{"det": {"kind": "boxes"}}');
  t.throws(() => RunFolder.open(out), { instanceOf: RunError, message: /tasks\.json/ });
  t.is(memory().tensors, before);
});

test.serial('COCO: the classes are the categories; other ones for validation are refused', async (t) => {
  const folder = temporaryFolder(t);
  const train = await cocoFiles(join(folder, 'train'), ['car', 'tram']);
  const out = join(folder, 'run');
  await run(configOf({ kind: 'coco', train, val: train }), out);
  t.deepEqual(RunFolder.open(out).tasks, { det: { kind: 'boxes', classes: ['car', 'tram'] } });
  // As written by an earlier version.
  const kept = readFileSync(join(out, 'tasks.json'));
  rmSync(join(out, 'tasks.json'));
  const { sem_seg, drivable } = BDD100K_TASKS;
  const earlier = { det: ['car', 'tram'], sem_seg: sem_seg.classes, drivable: drivable.classes };
  writeFileSync(join(out, 'classes.json'), JSON.stringify(earlier));
  t.deepEqual(RunFolder.open(out).tasks, {
    det: { kind: 'boxes', classes: ['car', 'tram'] },
    ...{ sem_seg, drivable },
  });
  t.is(typeof (await evaluateCheckpoint(out))['det/AP'], 'number');
  rmSync(join(out, 'classes.json'));
  writeFileSync(join(out, 'tasks.json'), kept);

  // Its own predictions, in COCO's format, have the scores of its evaluation.
  const predicted = join(folder, 'predicted');
  const own = await openRunData(out, 'val');
  await predictRun(out, own, { out: predicted, checkpoint: 'last', format: 'coco' });
  const { scores } = await scoreBoxFiles(train.annotations, join(predicted, 'det.json'));
  const metrics = await evaluateCheckpoint(out);
  t.deepEqual(
    (['AP', 'AP50', 'APs', 'AR100'] as const).map((key) => metrics[`det/${key}`]),
    (['AP', 'AP50', 'APs', 'AR100'] as const).map((key) => (Number.isNaN(scores[key]) ? null : scores[key])),
  );
  await t.throwsAsync(
    predictRun(out, tinyScenes(1), { out: predicted, checkpoint: 'last', format: 'coco' }),
    {
      instanceOf: RunError,
      message: /COCO's results need the ids of images and categories/,
    },
  );

  const val = await cocoFiles(join(folder, 'val'), ['automobile', 'tram']);
  await t.throwsAsync(run(configOf({ kind: 'coco', train, val }), join(folder, 'other')), {
    instanceOf: RunError,
    message: /validation data has other classes of det \(automobile, tram\).*\(car, tram\)/,
  });
  t.throws(() => configOf({ kind: 'coco', train, val }, { tasks: ['drivable'] }), {
    instanceOf: ConfigError,
    message: /tasks\.0: data of the kind 'coco' have no labels of 'drivable'; there are det/,
  });
  const hidden = { drivable: { direct: null, alternative: null, background: null } };
  const undriven: Data = {
    kind: 'concat',
    parts: [{ data: SCENES, classMap: hidden }],
  };
  await t.throwsAsync(openData(configOf(undriven, { tasks: ['drivable'] }), 'train'), {
    instanceOf: ConfigError,
    message: /tasks: no training frame is labelled for drivable, only for det, sem_seg/,
  });
  const parts = [{ data: SCENES }, { data: { kind: 'coco', train, val: train }, name: 'trams' }] as const;
  await t.throwsAsync(openData(configOf({ kind: 'concat', parts: [...parts] }), 'train'), {
    instanceOf: DataConfigError,
    message: /part 1 \(trams\), class map of det.*"tram"/,
  });
  const classes = { det: [...BDD100K_TASKS.det.classes, 'tram'] };
  const both = await openData(configOf({ kind: 'concat', parts: [...parts], classes }), 'train');
  t.deepEqual(both.tasks.det?.classes, classes.det);
});

async function table11(t: ExecutionContext, scale: 'small' | 'paper', data: Data, job: string) {
  const { jobs } = experimentByName('table11', scale);
  const context = {
    data,
    seed: 0,
    device: 'cpu',
    weights: 'weights',
    folder: (id: string) => join(temporaryFolder(t), id),
  };
  const found = jobs.find(({ id }) => id === job);
  if (found?.kind !== 'train') throw new Error(`no run '${job}'`);
  return found.config(context);
}

test.serial('Table 11 trains on nuImages, and its models have its classes at paper scale', async (t) => {
  const root = await miniature(t);
  const data = await dataInFolder(root);
  const { train, ...config } = await table11(t, 'small', data, 'multi-task');
  const tiny = { ...TINY.train, batchSize: 2 };
  t.is(train?.stages?.length, 1);
  const short = resolveConfig({ ...config, model: TINY.model, transforms: TINY.transforms, train: tiny });
  t.deepEqual(short.tasks, ['det', 'sem_seg']);
  t.like(short.data, { kind: 'nuimages', split: { setting: 'full' } });
  const events = await run(short, join(temporaryFolder(t), 'run'));
  t.like(events.at(-1), { type: 'end', reason: 'finished', step: 1 });

  const paper = resolveConfig(await table11(t, 'paper', data, 'multi-task'));
  using model = buildModel(paper, NUIMAGES_TASKS);
  const state = model.stateDict();
  const classifiers = Object.entries(state).filter(([key]) => /class_(logits|embed)\.weight$/.test(key));
  const sizes = new Set(classifiers.map(([, { shape }]) => shape[0]));
  t.deepEqual(sizes, new Set([10, 13]), 'boxes by ten classes; masks by twelve, or none');
  for (const tensor of Object.values(state)) tensor.dispose();
});
