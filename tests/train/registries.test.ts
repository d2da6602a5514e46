// Custom tasks, kinds and data: registered by name, once, and suggested for wrong names.
import { CLASS_MAP, DataConfigError, type LabelKind, registerLabelKind, sceneDataset } from '@cotrain/data';
import {
  ConfigError,
  type DataKind,
  openData,
  registerData,
  registerTask,
  registerTaskKind,
  resolveConfig,
  type TaskDefinition,
  type TaskKind,
  taskKind,
  taskOf,
  tasksOf,
} from '@cotrain/train';
import test from 'ava';
import { z } from 'zod';

const PUDDLES: TaskDefinition = {
  name: 'puddles',
  kind: 'classMap',
  title: 'Puddles',
  lossWeight: 0.25,
  head: { kind: 'semanticFpn', convsDim: 32 },
  metrics: ['mIoU'],
};
registerTask(PUDDLES);

interface RainConfig {
  kind: 'rain';
  root: string;
  drops: number;
}
const RAIN: DataKind<RainConfig> = {
  name: 'rain',
  keys: { root: z.string(), drops: z.number().int().positive().default(3) },
  tasks: ({ drops }) => ({
    kinds: { drivable: 'classMap', puddles: 'classMap', ...(drops > 9 && { floods: 'classMap' }) },
    learned: ['puddles'],
  }),
  open: ({ drops }, { part, tasks }) => {
    const scenes = sceneDataset({ count: drops, width: 64, height: 32, seed: part === 'train' ? 0 : 1 });
    const classes = ['dry', 'wet', 'deep'];
    const { drivable } = scenes.tasks;
    const known = { drivable: drivable!, puddles: { kind: 'classMap', classes } };
    return {
      ...{ length: drops, names: scenes.names, tasks: known },
      get: async (index) => {
        const { labels, ...frame } = await scenes.get(index);
        if (!tasks.includes('puddles')) throw new Error('who asks for them learns them');
        return { ...frame, labels: { drivable: labels.drivable, puddles: labels.drivable } };
      },
      labelled: () => ({ drivable: true, puddles: true }),
    };
  },
  absolute: (config) => ({ ...config, root: `/somewhere/${config.root}` }),
};
registerData(RAIN);

const MAPS = taskKind('classMap');

test('what is registered twice is an error that says so; the same once more is none', (t) => {
  for (const register of [
    () => registerTask(PUDDLES),
    () => registerData(RAIN),
    () => registerTaskKind(MAPS),
    () => registerLabelKind(CLASS_MAP as LabelKind),
  ])
    t.notThrows(register);
  const cases: [() => void, RegExp][] = [
    [() => registerTask({ ...PUDDLES }), /there is a task 'puddles' already: give yours another name/],
    [() => registerTask({ name: 'det', kind: 'boxes' }), /there is a task 'det' already/],
    [() => registerData({ ...RAIN, name: 'scenes' }), /there is a kind of data 'scenes' already/],
    [() => registerTaskKind({ ...MAPS }), /there is a kind of task 'classMap' already/],
  ];
  for (const [register, message] of cases) t.throws(register, { instanceOf: ConfigError, message });
  t.throws(() => registerLabelKind({ ...CLASS_MAP } as LabelKind), {
    instanceOf: DataConfigError,
    message: /named 'classMap' already/,
  });
});

test('a kind that nobody knows is an error that lists those there are', (t) => {
  const refused = (work: () => unknown, message: RegExp) =>
    t.throws(work, { instanceOf: ConfigError, message });
  const listed = /no kind of task 'boxs'; there are boxes, classMap, field.*\(did you mean 'boxes'\?\)/;
  refused(() => taskKind('boxs'), listed);
  refused(() => taskOf('puddles', { kind: 'boxs', classes: [] }), listed);
  refused(
    () => resolveConfig({ data: { kind: 'rian', root: 'a' } }),
    /data\.kind: must be one of bdd100k, scenes, nuimages, coco, rain, concat, got 'rian' \(did you mean 'rain'\?\)/,
  );
  refused(
    () => resolveConfig({ data: { kind: 'rain', root: 'a' }, tasks: ['pudles'] }),
    /tasks\.0: data of the kind 'rain' have no labels of 'pudles'; there are drivable, puddles \(did you mean 'puddles'\?\)/,
  );
  refused(
    () =>
      resolveConfig({
        data: { kind: 'rain', root: 'a' },
        model: { heads: { puddles: { kind: 'sparseRcnn' } } },
      }),
    /model\.heads\.puddles\.kind: must be one of maskFormer, semanticFpn, got 'sparseRcnn'/,
  );
});

test('a task is its kind with its own in its places', (t) => {
  const spec = { kind: 'classMap', classes: ['dry', 'wet'] };
  const own = taskOf('puddles', spec);
  t.like(own, { name: 'puddles', title: 'Puddles', caption: 'puddles', lossWeight: 0.25, metrics: ['mIoU'] });
  t.is(own.draw, MAPS.draw);
  t.deepEqual(own.prompts(own.classes), ['dry', 'wet']);
  const unknown = taskOf('leaves', spec);
  t.like(unknown, { name: 'leaves', title: 'leaves', lossWeight: 1, metrics: MAPS.metrics });
  t.deepEqual(
    tasksOf(['leaves', 'sky', 'puddles'], { puddles: spec, leaves: spec }).map(({ name }) => name),
    ['leaves', 'puddles'],
    'those that the data have, in the order of the run',
  );
});

test('a configuration says of each task of the run what the task does, where nobody does', (t) => {
  const data = { kind: 'rain', root: 'a' };
  const config = resolveConfig({ data });
  t.like(config.data, { kind: 'rain', drops: 3, onError: 'stop', split: null });
  t.deepEqual(config.tasks, ['puddles']);
  t.deepEqual(config.train.lossWeights, { puddles: 0.25 });
  t.like(config.model.heads, { puddles: { kind: 'semanticFpn', convsDim: 32 } });

  const train = { lossWeights: { puddles: 3, det: 5 } };
  const heads = { drivable: { decLayers: 1 }, sem_seg: { kind: 'semanticFpn' } };
  const both = resolveConfig({ data, tasks: ['drivable', 'puddles'], train, model: { heads } });
  t.deepEqual(both.train.lossWeights, { drivable: 0.7, puddles: 3 }, 'det is known, but not learned');
  t.deepEqual(Object.keys(both.model.heads), ['drivable', 'puddles']);
  t.like(both.model.heads.drivable, { kind: 'maskFormer', decLayers: 1, numQueries: 10 });
  t.deepEqual(resolveConfig(JSON.parse(JSON.stringify(both))), both, 'what is written resolves to itself');

  const message = /train\.lossWeights\.puddels: there is no task 'puddels'; .*\(did you mean 'puddles'\?\)/;
  const wrong = { data, train: { lossWeights: { puddels: 1 } } };
  t.throws(() => resolveConfig(wrong), { instanceOf: ConfigError, message });
  // Tasks that only the data set knows.
  t.deepEqual(resolveConfig({ data: { ...data, drops: 10 }, tasks: ['floods'] }).train.lossWeights, {
    floods: 1,
  });
});

test('custom data is opened with the tasks of the run, alone and as a part', async (t) => {
  const data = { kind: 'rain', root: 'a', drops: 2 };
  const alone = await openData(resolveConfig({ data }), 'train');
  t.deepEqual(alone.tasks.puddles?.classes, ['dry', 'wet', 'deep']);
  t.is((await alone.get(1)).labels.puddles?.state, 'present');
  const part = { data, name: 'rain', classMap: { puddles: { dry: null } } };
  const classes = { puddles: ['wet', 'deep'] };
  const joined = await openData(resolveConfig({ data: { kind: 'concat', parts: [part], classes } }), 'train');
  t.deepEqual(joined.tasks.puddles, { kind: 'classMap', classes: ['wet', 'deep'] });
  t.deepEqual(joined.tasks.drivable?.classes, alone.tasks.drivable?.classes);
  t.regex(joined.names[0]!, /^rain-/);
});

test('a custom kind has a task', (t) => {
  const kind: TaskKind = { ...MAPS, name: 'heights', metrics: ['bumps'] };
  registerTaskKind(kind);
  t.is(taskKind('heights'), kind);
  t.like(taskOf('road', { kind: 'heights', classes: [] }), { kind: 'heights', metrics: ['bumps'] });
});
