import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClassVectors, DataPackageError } from '@cotrain/models';
import { loadFile, memory, scope } from '@cotrain/torch';
import {
  buildModel,
  ConfigError,
  evaluateCheckpoint,
  loadModel,
  packagedRun,
  packRun,
  predictRun,
  RunError,
  RunFolder,
  resolveConfig,
  trainRun,
} from '@cotrain/train';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { temporaryFolder, tinyConfig, tinyScenes } from './tiny.js';

/** A trained run, and its package, installed for the working folder. */
async function installed(): Promise<{ run: string; home: string; name: string }> {
  const home = temporaryFolder();
  const run = join(home, 'trained');
  for await (const _ of trainRun(tinyConfig({ epochs: 1 }), { out: run }));
  const name = '@nobody/model-tiny';
  const folder = join(home, 'package');
  mkdirSync(folder);
  packRun(run, join(folder, 'run'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, cotrain: { model: { run: 'run' } } }));
  mkdirSync(join(home, 'node_modules', '@nobody'), { recursive: true });
  symlinkSync(folder, join(home, 'node_modules', name));
  return { run, home, name };
}

test.serial('a packed run is small, predicts and is scored as the run, and is learned from', async (t) => {
  const before = memory().tensors;
  const { run, home, name } = await installed();
  const cwd = process.cwd();
  process.chdir(home);
  t.teardown(() => process.chdir(cwd));
  const packed = packagedRun(name);
  const folders = [RunFolder.open(run), RunFolder.open(packed)] as const;
  const [full, half] = folders.map(({ last }) => statSync(last).size) as [number, number];
  t.true(half < full / 5, `${half} of ${full}: no optimizer, half the width`);
  scope(() => {
    const [own, other] = folders.map(({ last }) => loadFile(last)) as [object, object];
    t.true(Object.keys(other).every((key) => key.startsWith('model.') && key in own));
    using model = buildModel(folders[1].config, folders[1].tasks);
    loadModel(folders[1].last, model);
    for (const [key, tensor] of Object.entries(loadFile(folders[0].last))) {
      const stored = model.stateDict()[key.replace('model.', '')];
      if (stored && key.startsWith('model.') && tensor.isFloatingPoint())
        assertClose(t, stored, tensor, { relative: 1e-3 }, key);
    }
  });
  const [own, other] = await Promise.all(folders.map(({ path }) => evaluateCheckpoint(path, {})));
  assertClose(t, other!['drivable/pAcc']!, own!['drivable/pAcc']!, { absolute: 1 });
  t.deepEqual(readFileSync(folders[1].metrics), readFileSync(folders[0].metrics));
  const files = await predictRun(packed, tinyScenes(1), { out: join(home, 'predictions') });
  t.true(files.length > 1);

  const warm = join(home, 'warm');
  const still = { epochs: 1, lr: 1e-12, warmupSteps: 0, weightDecay: 0, init: { model: name } };
  for await (const _ of trainRun(tinyConfig(still), { out: warm }));
  scope(() => {
    const key = 'model.neck.fpn_lateral5.weight';
    const [learned, begun] = [loadFile(RunFolder.open(warm).last), loadFile(folders[1].last)];
    assertClose(t, learned[key]!, begun[key]!.to('float32'), { absolute: 1e-6 });
  });
  t.is(memory().tensors, before);
});

test('what is not there, or said twice, is an error', async (t) => {
  t.throws(() => packagedRun('street-nothing'), {
    instanceOf: DataPackageError,
    message: /'@cotrain\/model-street-nothing' is not installed: npm install @cotrain\/model-street-nothing/,
  });
  t.throws(() => packagedRun('@cotrain/weights-mobilenet-v2'), {
    message: /contains no model .*; it contains weights/,
  });
  const data = { kind: 'scenes' } as const;
  for (const init of [{}, { run: 'a', model: 'b' }])
    t.throws(() => resolveConfig({ data, train: { init } }), {
      instanceOf: ConfigError,
      message: /train\.init: give run or model, one of them/,
    });
  const out = temporaryFolder();
  RunFolder.create(join(out, 'begun'), tinyConfig(), {});
  t.throws(() => packRun(join(out, 'begun'), join(out, 'packed')), {
    instanceOf: RunError,
    message: /has no checkpoint yet/,
  });
});

test('weights of a text encoder beside vectors are refused, and names of classes reach the model', (t) => {
  const text = { kind: 'vectors', dim: 8 } as const;
  const resolved = (language: object) =>
    resolveConfig({ data: { kind: 'scenes' }, model: { language: { text, ...language } } });
  t.throws(() => resolved({ weights: 'clip.pt' }), {
    instanceOf: ConfigError,
    message: /model\.language\.weights: are those of a text encoder/,
  });
  const classesOf = (names: object) => {
    using model = buildModel(resolved({ text: { ...text, names } }), tinyScenes(1).tasks);
    return (model.prompts as ClassVectors).classes;
  };
  t.deepEqual(Object.keys(classesOf({})), ['det', 'sem_seg']);
  t.false(classesOf({}).sem_seg!.includes('road'));
  t.true(classesOf({ road: 'road' }).sem_seg!.includes('road'));
  t.throws(() => classesOf({ raod: 'road' }), {
    message: /no task has a class 'raod' \(did you mean 'road'\?\)/,
  });
});

test('pixels that the pretrained weights do not know are warned of', async (t) => {
  const warnings: string[] = [];
  const listen = ({ message }: Error) => warnings.push(message);
  process.on('warning', listen);
  t.teardown(() => process.off('warning', listen));
  const configOf = (preset: 'imagenet' | 'inception') =>
    resolveConfig({
      data: { kind: 'scenes', train: 2, val: 1, width: 64, height: 32 },
      tasks: ['drivable'],
      model: {
        backbone: { kind: 'mobilenetV2', padding: 'same' },
        heads: { drivable: { kind: 'semanticFpn' } },
      },
      transforms: { train: [{ type: 'normalize', preset }], eval: [{ type: 'normalize', preset }] },
      train: { pretrained: { from: 'mobilenet-v2-imagenet' }, epochs: 1, batchSize: 2, workers: 0 },
      evaluation: { every: 1, overlays: 0 },
    });
  for (const preset of ['inception', 'imagenet'] as const) {
    for await (const _ of trainRun(configOf(preset), { out: join(temporaryFolder(), preset) }));
    const told = warnings.filter((line) => line.includes('normalised'));
    t.is(told.length, preset === 'imagenet' ? 1 : 0, told.join());
  }
  t.regex(
    warnings.at(-1)!,
    /expects pixels normalised as 'inception', and transforms\.train normalises as 'imagenet'/,
  );
});
