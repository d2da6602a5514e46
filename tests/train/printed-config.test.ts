// A completely printed configuration, and the JSON Schema of all configurations.
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

/** The keys of a printed configuration with their values, and the comments in front of them. */
function printedKeys(text: string): { path: string; value: string; comment: string }[] {
  const found: ReturnType<typeof printedKeys> = [];
  const above: { key: string; depth: number }[] = [];
  let comment: string[] = [];
  for (const line of text.split('\n')) {
    const said = /^ *(?:- )?# (.*)$/.exec(line);
    const [, indent, key, value] = /^( *(?:- )?)([\w-]+): ?(.*)$/.exec(line) ?? [];
    if (said) comment.push(said[1]!);
    else if (key !== undefined) {
      while (above.length > 0 && above.at(-1)!.depth >= indent!.length) above.pop();
      above.push({ key, depth: indent!.length });
      found.push({ path: above.map((own) => own.key).join('.'), value: value!, comment: comment.join(' ') });
    }
    if (!said) comment = [];
  }
  return found;
}

/** Transforms, and names of tasks and parts, which users choose. */
const OWN = /^transforms\.\w+\.|\.(lossWeights|lrMultipliers)\./;

for (const preset of PRESET_NAMES)
  test(`each key says what it means: ${preset}`, (t) => {
    const text = printConfig({ preset, data });
    t.true(text.split('\n').every((line) => line.length <= 112));
    const keys = printedKeys(text).filter(({ path }) => !OWN.test(path));
    t.true(keys.length > 100, String(keys.length));
    for (const { path, comment } of keys) t.not(comment, '', `${path} has no comment`);
  });

test('what the comments say of defaults is so', (t) => {
  let count = 0;
  for (const { path, value, comment } of printedKeys(printConfig({ preset: 'official', data }))) {
    const [, said] = /Default ('[^']*'|\[[^\]]*\]|-?\d+(?:\.\d+)?|true|false|null)/.exec(comment) ?? [];
    // The printed configuration leaves nothing to the default preset.
    if (said === undefined || path === 'preset') continue;
    count++;
    t.is(value.replace(/^\[ (.*) \]$/, '[$1]'), said.replaceAll("'", ''), `${path}: ${comment}`);
  }
  t.true(count > 100, String(count));
});

test('a key that is left out of what is printed has the default that its comment says', (t) => {
  const lines = printConfig({ preset: 'lv-adapter-small', data }).split('\n');
  const file = join(temporaryFolder(t), 'run.yaml');
  writeFileSync(file, lines.filter((line) => !/^ +fcDim:/.test(line)).join('\n'));
  t.like(resolveConfig(readConfig(file)).model.heads.det, {
    kind: 'fasterRcnn',
    fcDim: 1024,
    roiBatchPerImage: 128,
  });
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
    'camvid-three-tasks/pretrained.yaml',
    'camvid-three-tasks/scratch.yaml',
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
    { transforms: { train: [{ type: 'resize', height: 9 }] } },
    { transforms: { eval: [{ type: 'normalise', preset: 'imagenet' }] } },
  ])
    t.false(takes(wrong), JSON.stringify(wrong));
  const text = JSON.stringify(schema);
  t.regex(text, /"numQueries":\{"default":100,"description":"Number of learned queries[^"]*Default 100\."/);
  t.false(/readOnly|x-default-kind|9007199254740991/.test(text));
});

/** Every property of a schema, at all depths, by its path. */
function* properties(
  node: unknown,
  path: readonly string[] = [],
): Generator<[string, { description?: string }]> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, own] of Object.entries(node))
    if (key === 'properties')
      for (const [name, property] of Object.entries(own as object)) {
        yield [[...path, name].join('.'), property as object];
        yield* properties(property, [...path, name]);
      }
    else yield* properties(own, path);
}

test('every key at every depth of the JSON Schema says what it means', (t) => {
  const all = [...properties(configJsonSchema())];
  t.true(all.length > 600, String(all.length));
  t.deepEqual(
    all.filter(([, { description }]) => !description).map(([path]) => path),
    [],
  );
  const paths = new Set(all.map(([path]) => path));
  for (const path of ['transforms.train.minVisible', 'model.backbone.kind', 'data.parts.data.split.setting'])
    t.true(paths.has(path), path);
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
