// The base of a configuration: a preset and the official defaults of the parts; and the meaning of older
// configurations.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BDD100K_TASKS } from '@cotrain/data';
import {
  BACKBONES,
  CONV_ADAPTERS,
  HEADS,
  LANGUAGE_ADAPTERS,
  lvAdapterR50,
  MultiTaskModel,
  modelCost,
  multiTaskR50,
  readOptions,
  SMALL_PARTS,
  tiny,
} from '@cotrain/models';
import {
  buildModel,
  ConfigError,
  PRESET_NAMES,
  readConfig,
  resolveConfig,
  type TrainConfigInput,
} from '@cotrain/train';
import test from 'ava';
import { temporaryFolder } from '../data/helpers.js';

const data = { kind: 'scenes' } as const;

interface Former {
  title: string;
  input: TrainConfigInput;
  resolved: Record<string, unknown>;
}
const FORMER: Former[] = JSON.parse(readFileSync(join(import.meta.dirname, 'former/former.json'), 'utf8'));

/** Asserts that everything in `part` exists in `whole` with equal values. */
function assertWithin(part: unknown, whole: unknown, place: string, differ: (place: string) => void): void {
  const isList = Array.isArray(part) && Array.isArray(whole);
  const isTree =
    !Array.isArray(part) ||
    (isList && part.length === whole.length && part.every((one) => typeof one === 'object'));
  if (typeof part !== 'object' || part === null || !isTree) {
    if (JSON.stringify(part) !== JSON.stringify(whole))
      differ(`${place}: ${JSON.stringify(part)} -> ${JSON.stringify(whole)}`);
    return;
  }
  for (const [key, value] of Object.entries(part))
    assertWithin(value, (whole as Record<string, unknown> | null)?.[key], `${place}.${key}`, differ);
}

for (const { title, input, resolved } of FORMER)
  test(`what was written before means the same: ${title}`, (t) => {
    const now = resolveConfig(input);
    const before = JSON.parse(JSON.stringify(resolved).replaceAll('"initialBoxes"', '"proposalsFrom"'));
    // Settings of tasks that a run does not train are no longer written.
    for (const byTask of [before.model.heads, before.train.lossWeights])
      for (const task of Object.keys(byTask)) if (!before.tasks.includes(task)) delete byTask[task];
    assertWithin(before, now, 'config', (difference) => t.fail(difference));
    t.deepEqual(resolveConfig(resolved), now, 'as it was stored beside a run');
    t.deepEqual(resolveConfig(now), now, 'as it is stored now');
  });

test('official is what the parts themselves have: the paper’s model, in one place', (t) => {
  const { model } = resolveConfig({ data, preset: 'official' });
  t.is(model.fpnChannels, 256);
  const classes = { numClasses: 3 };
  for (const [kinds, given] of [
    [BACKBONES, model.backbone],
    [HEADS, model.heads.det!],
    [HEADS, model.heads.sem_seg!],
    [HEADS, model.heads.drivable!],
    [CONV_ADAPTERS, model.convAdapter],
  ] as const) {
    const { kind, ...options } = given;
    const whole = readOptions(kinds.of({ kind }).options, kinds === HEADS ? classes : {});
    t.deepEqual({ ...(kinds === HEADS && classes), ...options }, whole, kind);
  }
  using official = buildModel(resolveConfig({ data, preset: 'official' }), BDD100K_TASKS);
  using paper = new MultiTaskModel(multiTaskR50());
  const shapes = (made: MultiTaskModel) =>
    Object.entries(made.stateDict()).map(([key, { shape }]) => [key, shape]);
  t.deepEqual(shapes(official), shapes(paper));
  const { language } = resolveConfig({ ...readConfig('lv-adapter'), data }).model;
  t.is(language!.adapter.kind, 'l2v');
  t.deepEqual(lvAdapterR50().heads, multiTaskR50().heads);
});

test('small is a preset: what stands beneath where none is named', (t) => {
  t.deepEqual(resolveConfig({ data }), resolveConfig({ data, preset: 'small' }));
  using small = buildModel(resolveConfig({ data }), BDD100K_TASKS);
  using same = new MultiTaskModel(tiny());
  const size = { height: 64, width: 96 };
  t.is(modelCost(small, size).parameters, modelCost(same, size).parameters);
  const { heads } = resolveConfig({
    data,
    model: { heads: { det: { kind: 'fasterRcnn', fcDim: 32 } } },
  }).model;
  t.like(heads.det, { ...SMALL_PARTS.heads.fasterRcnn, fcDim: 32, aspectRatios: [0.5, 1, 2] });
});

test('every option of every part can be set, and none else', (t) => {
  const settable = (
    kinds: typeof HEADS | typeof BACKBONES | typeof LANGUAGE_ADAPTERS | typeof CONV_ADAPTERS,
  ) => kinds.names.map((kind) => [kind, Object.keys(kinds.of({ kind }).options.shape)] as const);
  for (const [kind, options] of settable(HEADS)) {
    const task = HEADS.of({ kind }).answers === 'boxes' ? 'det' : 'sem_seg';
    const { heads } = resolveConfig({
      data,
      model: { heads: { [task]: { kind } } },
    } as TrainConfigInput).model;
    t.deepEqual(
      Object.keys(heads[task]!).sort(),
      ['kind', ...options].filter((name) => name !== 'numClasses').sort(),
      kind,
    );
  }
  for (const [kind, options] of settable(BACKBONES)) {
    const { backbone } = resolveConfig({ data, model: { backbone: { kind } } } as TrainConfigInput).model;
    t.deepEqual(Object.keys(backbone).sort(), ['kind', ...options].sort(), kind);
  }
  for (const [kind, options] of settable(LANGUAGE_ADAPTERS)) {
    const input = { data, model: { language: { adapter: { kind } } } } as TrainConfigInput;
    t.deepEqual(
      Object.keys(resolveConfig(input).model.language!.adapter).sort(),
      ['kind', ...options].sort(),
      kind,
    );
  }
  for (const [kind, options] of settable(CONV_ADAPTERS)) {
    const input = { data, model: { convAdapter: { kind } } } as TrainConfigInput;
    t.deepEqual(
      Object.keys(resolveConfig(input).model.convAdapter).sort(),
      ['kind', ...options].sort(),
      kind,
    );
  }
  const yolo = { data, model: { heads: { det: { kind: 'sparseRcnn', numClasses: 3 } } } };
  t.throws(() => resolveConfig(yolo), {
    instanceOf: ConfigError,
    message: /numClasses: there is no such key/,
  });
});

test('a file names its preset, and says what is otherwise', (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'run.yaml');
  writeFileSync(
    file,
    'preset: lv-adapter-small\nmodel: {language: {adapter: {kind: prompt}}}\ntrain: {batchSize: 2}\n',
  );
  const { model, train } = resolveConfig({ ...readConfig(file), data });
  t.deepEqual(model.language!.adapter, { kind: 'prompt' });
  t.like(model.language!.text, { kind: 'clip', width: 128 });
  t.is(train.batchSize, 2);
  t.is(train.stages!.length, 2);
  t.is(model.heads.det!.kind, 'fasterRcnn');
  t.like(model.heads.det, SMALL_PARTS.heads.fasterRcnn);
  for (const preset of PRESET_NAMES) {
    const stored = JSON.stringify(resolveConfig({ data, preset }));
    t.is(JSON.stringify(resolveConfig(JSON.parse(stored))), stored, `${preset}, stored beside a run`);
  }
  t.throws(() => resolveConfig({ data, preset: 'smal' }), {
    instanceOf: ConfigError,
    message: /preset: must be one of small, official, .* got 'smal' \(did you mean 'small'/,
  });
  t.throws(() => readConfig('lv-adaptor'), {
    message: /neither a file nor a preset \(did you mean 'lv-adapter'/,
  });
});

test('an input that is not a configuration is an error, not a crash', (t) => {
  for (const input of [
    null,
    3,
    [],
    'small',
    { data, model: 3 },
    { data, model: { heads: [] } },
    { data, model: null },
  ])
    t.throws(() => resolveConfig(input), { instanceOf: ConfigError });
});
