// A configuration printed whole, and the JSON Schema of all configurations.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '@cotrain/models';
import {
  applyOverrides,
  ConfigError,
  configJsonSchema,
  PRESET_NAMES,
  printConfig,
  readConfig,
  resolveConfig,
} from '@cotrain/train';
import test from 'ava';
import { temporaryFolder } from '../data/helpers.js';

const ROOT = join(import.meta.dirname, '../..');
const data = { kind: 'scenes' };

const SETS: Record<string, string[]> = {
  'nothing set': [],
  'other kinds': [
    'model.backbone={kind: clip, width: 32}',
    'model.language={adapter: {kind: v2l}, prompts: {kind: template}}',
    'model.convAdapter.kind=pre-vector',
    'model.heads.det.kind=sparseRcnn',
    'model.heads.drivable.kind=maskFormer',
  ],
  stages: [
    'train.stages=[{name: a, epochs: 2, lr: 0.1, lrMultipliers: {backbone: 0.5}}]',
    'seed=3',
    'train.clipNorm=null',
  ],
  data: ['data.kind=scenes', 'data.split={setting: full}', 'tasks=[det, drivable]'],
  'long texts': [
    'model.language={prompts: {kind: ensemble}}',
    "train.init={run: 'a: b # c', parts: [backbone]}",
  ],
};

for (const preset of PRESET_NAMES)
  for (const [title, set] of Object.entries(SETS))
    test(`what is printed reads back as the same: ${preset}, ${title}`, (t) => {
      const file = join(temporaryFolder(t), 'run.yaml');
      const input = applyOverrides(readConfig(preset), set);
      writeFileSync(file, printConfig(input));
      t.deepEqual(resolveConfig({ data, ...readConfig(file) }), resolveConfig({ data, ...input }));
    });

test('each key of a part says what it means, and a key that is left out has the default that its comment says', (t) => {
  const lines = printConfig({ preset: 'lv-adapter-small', data }).split('\n');
  const model = lines.slice(lines.indexOf('model:') + 1, lines.indexOf('transforms:'));
  for (const [i, line] of model.entries())
    if (/^ +[a-zA-Z0-9]+:/.test(line)) t.regex(model[i - 1]!, /^ +# \S/, `${line} has no comment`);
  t.true(lines.every((line) => line.length <= 112));
  t.deepEqual(lines.slice(lines.indexOf('      kind: fasterRcnn') - 1).slice(0, 2), [
    '      # One of sparseRcnn, fasterRcnn.',
    '      kind: fasterRcnn',
  ]);
  const file = join(temporaryFolder(t), 'run.yaml');
  writeFileSync(file, lines.filter((line) => !/^ +fcDim:/.test(line)).join('\n'));
  const { det } = resolveConfig(readConfig(file)).model.heads;
  t.like(det, { kind: 'fasterRcnn', fcDim: 1024, roiBatchPerImage: 128 });
});

test('what is wrong is an error of the configuration', (t) => {
  t.throws(() => printConfig({ preset: 'large' }), {
    instanceOf: ConfigError,
    message: /preset: must be one of/,
  });
  t.throws(() => printConfig({ model: { fpnChannel: 3 } }), {
    message: /fpnChannel: there is no such key .*fpnChannels/,
  });
});

test('the JSON Schema takes what configurations are, and nothing else', (t) => {
  const schema = configJsonSchema();
  const validator = z.fromJSONSchema(schema as never);
  const takes = (value: unknown) => validator.safeParse(JSON.parse(JSON.stringify(value))).success;
  for (const preset of PRESET_NAMES) {
    t.true(takes({ preset }), preset);
    t.true(takes(readConfig(preset)), preset);
    t.true(takes(resolveConfig({ preset, data })), `${preset}, resolved`);
  }
  for (const name of [
    'camvid.yaml',
    'camvid-three-tasks/1-convolutional.yaml',
    'camvid-three-tasks/2-queries.yaml',
  ])
    t.true(takes(readConfig(join(ROOT, 'examples', name))), name);
  t.true(takes({ model: { backbone: { depth: 34 } } }), 'the default kind need not be given');
  for (const wrong of [
    { presets: 'small' },
    { preset: 'large' },
    { model: { backbone: { depth: 35 } } },
    { model: { backbone: { kind: 'swin', depth: 34 } } },
    { model: { heads: { det: { kind: 'fasterRcnn', numProposals: 3 } } } },
    { model: { heads: { sem_seg: { numQueries: 0 } } } },
    { train: { batchSize: 1.5 } },
  ])
    t.false(takes(wrong), JSON.stringify(wrong));
  const text = JSON.stringify(schema);
  t.regex(text, /"numQueries":\{"default":100,"description":"Learned queries[^"]*Default 100\."/);
  t.false(/readOnly|x-default-kind|9007199254740991/.test(text));
});

test('the examples name the schema that is committed', (t) => {
  const committed = JSON.parse(readFileSync(join(ROOT, 'docs/config.schema.json'), 'utf8'));
  t.deepEqual(committed, JSON.parse(JSON.stringify(configJsonSchema())));
  for (const [name, path] of [
    ['camvid.yaml', '../docs'],
    ['camvid-three-tasks/1-convolutional.yaml', '../../docs'],
    ['camvid-three-tasks/2-queries.yaml', '../../docs'],
  ] as const) {
    const [first] = readFileSync(join(ROOT, 'examples', name), 'utf8').split('\n');
    t.is(first, `# yaml-language-server: $schema=${path}/config.schema.json`);
  }
});
