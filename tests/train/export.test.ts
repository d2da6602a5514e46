// Trained models as files for other programs.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NORMALIZATION_CONSTANTS } from '@cotrain/data';
import { openOnnx } from '@cotrain/export';
import { ExportableModel } from '@cotrain/models';
import { loadFile, memory, readMetadata, scope, torch } from '@cotrain/torch';
import { buildModel, evaluateCheckpoint, exportRun, loadModel, RunFolder } from '@cotrain/train';
import test from 'ava';
import { openRunModel } from '../../packages/train/src/runModel.js';
import { temporaryFolder, tinyConfig } from './tiny.js';
import { untrainedRun } from './untrainedRun.js';

const card = (file: string): string => readFileSync(`${file}.md`, 'utf8');

test.serial(
  'safetensors: the weights under the keys of the state dict, and a card beside them',
  async (t) => {
    const before = memory().tensors;
    const run = untrainedRun(tinyConfig());
    const out = join(temporaryFolder(), 'weights.safetensors');
    const exported = await exportRun({ run, format: 'safetensors', out });
    t.deepEqual([exported.file, exported.card], [out, `${out}.md`]);
    t.deepEqual(JSON.parse(readMetadata(out).cotrain!), JSON.parse(JSON.stringify(exported.metadata)));
    scope(() => {
      const folder = RunFolder.open(run);
      using model = buildModel(folder.config, folder.tasks);
      loadModel(folder.last, model);
      const stored = loadFile(out);
      const state = model.stateDict();
      t.deepEqual(Object.keys(stored).sort(), Object.keys(state).sort());
      for (const [key, tensor] of Object.entries(state)) t.true(stored[key]!.equal(tensor), key);
    });
    const { metadata } = exported;
    t.deepEqual(metadata.size, { height: 32, width: 64 });
    t.is(metadata.name, 'untrained');
    t.deepEqual(Object.keys(metadata.tasks), ['sem_seg', 'drivable']);
    t.is(metadata.tasks.drivable!.kind, 'classMap');
    t.deepEqual(metadata.tasks.drivable!.classes, ['direct', 'alternative', 'background']);
    t.is(metadata.tasks.sem_seg!.colors!.length, 19);
    t.deepEqual(metadata.tasks.sem_seg!.colors![0], [128, 64, 128]);
    const text = card(out);
    for (const part of ['# untrained', 'imagenet', '64 x 32 pixels', '2 background', 'generated scenes'])
      t.true(text.includes(part), part);
    t.is(memory().tensors, before);
  },
);

test.serial('half: floating-point weights in half the space, statistics of norms as they are', async (t) => {
  const run = untrainedRun(tinyConfig());
  const folder = temporaryFolder();
  const [full, half] = ['full', 'half'].map((name) => join(folder, `${name}.safetensors`)) as [
    string,
    string,
  ];
  await exportRun({ run, format: 'safetensors', out: full });
  await exportRun({ run, format: 'safetensors', out: half, half: true });
  t.true(statSync(half).size < 0.55 * statSync(full).size);
  scope(() => {
    for (const [key, tensor] of Object.entries(loadFile(half)))
      t.is(
        tensor.dtype,
        /running_/.test(key) ? 'float32' : key.endsWith('num_batches_tracked') ? 'int64' : 'float16',
        key,
      );
  });
  t.regex(card(half), /stored as float16/);
});

test.serial('scores, checkpoint and licence of the run are in the card', async (t) => {
  const run = untrainedRun({ ...tinyConfig(), data: { kind: 'bdd100k', root: '/nowhere' } });
  writeFileSync(
    join(run, 'metrics.json'),
    JSON.stringify({
      step: 30,
      epoch: 2,
      'sem_seg/mIoU': 41.237,
      'sem_seg/IoU/road': 90,
      'drivable/mIoU': null,
    }),
  );
  const out = join(temporaryFolder(), 'bdd.safetensors');
  const { metadata } = await exportRun({ run, format: 'safetensors', out });
  t.deepEqual(metadata.metrics, { 'sem_seg/mIoU': 41.237, 'drivable/mIoU': null });
  t.regex(metadata.license!, /not for commercial use/);
  const text = card(out);
  t.regex(text, /\| `sem_seg\/mIoU` \| 41\.24 \|/);
  t.regex(text, /\| `drivable\/mIoU` \| - \|/);
  t.regex(text, /not for commercial use/);
});

test.serial('an installed model has the licence of its package', async (t) => {
  const out = join(temporaryFolder(), 'street.safetensors');
  const { metadata } = await exportRun({ run: { model: 'street-small' }, format: 'safetensors', out });
  t.is(metadata.license, 'Apache-2.0');
  t.is(metadata.run!.name, 'street-small');
  t.true(metadata.metrics!['det/AP50']! > 60);
});

test.serial(
  'what is there stays, unless it may be replaced; bad places and sizes are refused, and nothing is left',
  async (t) => {
    const run = untrainedRun(tinyConfig());
    const folder = temporaryFolder();
    const out = join(folder, 'there.safetensors');
    writeFileSync(out, 'precious');
    await t.throwsAsync(exportRun({ run, format: 'safetensors', out }), {
      message: /there\.safetensors exists/,
    });
    t.is(readFileSync(out, 'utf8'), 'precious');
    await exportRun({ run, format: 'safetensors', out, force: true });
    t.true(statSync(out).size > 10_000);
    const other = join(folder, 'other.safetensors');
    writeFileSync(`${other}.md`, 'mine');
    await t.throwsAsync(exportRun({ run, format: 'safetensors', out: other }), { message: /\.md exists/ });
    t.false(existsSync(other));
    await t.throwsAsync(exportRun({ run, format: 'safetensors', out: join(folder, 'weights.bin') }), {
      message: /must end in \.safetensors/,
    });
    await t.throwsAsync(
      exportRun({
        run,
        format: 'safetensors',
        out: join(folder, 'a.safetensors'),
        size: { height: 90, width: 64 },
      }),
      { message: /90x64 does not fit.*multiples of 32, such as 96x64/ },
    );
    const bySide = untrainedRun({
      ...tinyConfig(),
      transforms: {
        ...tinyConfig().transforms,
        eval: [
          { type: 'resizeShortestEdge', sizes: [32] },
          { type: 'normalize', preset: 'imagenet' },
          { type: 'pad', multiple: 32 },
        ],
      },
    });
    await t.throwsAsync(
      exportRun({ run: bySide, format: 'safetensors', out: join(folder, 'b.safetensors') }),
      {
        message: /frames of any size: choose the size/,
      },
    );
    await t.throwsAsync(
      exportRun({ run: folder, format: 'safetensors', out: join(folder, 'c.safetensors') }),
      {
        message: /holds no run/,
      },
    );
    mkdirSync(join(folder, 'full'));
    t.deepEqual(
      readdirSync(folder).filter((name) => /^(a|b|c|weights)\./.test(name)),
      [],
    );
  },
);

test.serial('dynamic: one ONNX file takes images of several sizes', async (t) => {
  const run = untrainedRun(tinyConfig());
  const out = join(temporaryFolder(), 'any.onnx');
  const { metadata } = await exportRun({ run, format: 'onnx', out, dynamic: true });
  t.deepEqual(metadata.size, { multipleOf: 32, usual: { height: 32, width: 64 } });
  t.regex(card(out), /any size whose height and width are multiples of 32/);
  const onnx = await openOnnx(out);
  const { folder, model } = openRunModel(run);
  using _ = model;
  t.is(folder.path, run);
  const exportable = new ExportableModel(model, NORMALIZATION_CONSTANTS.imagenet);
  for (const [height, width] of [
    [32, 64],
    [96, 160],
  ] as const) {
    const data = Uint8Array.from({ length: 3 * height * width }, (_, i) => (i * 7919) % 251);
    const found = await onnx.run({ images: { data, shape: [1, 3, height, width] } });
    scope(() => {
      const expected = exportable.forward(torch.tensor(data, { shape: [1, 3, height, width] }));
      for (const task of ['sem_seg', 'drivable']) {
        t.deepEqual([...found[task]!.shape], [1, height, width]);
        const own = expected[task]!.data<'uint8'>();
        const differing = own.reduce((sum, id, i) => sum + Number(id !== found[task]!.data[i]), 0);
        t.true(differing <= 0.001 * own.length, `${task}: ${differing} of ${own.length} pixels differ`);
      }
    });
  }
  await onnx.dispose();
  await t.throwsAsync(
    exportRun({ run, format: 'torchscript', out: join(temporaryFolder(), 'any.pt'), dynamic: true }),
    { message: /torchscript files have one size/ },
  );
});

/** Rows of the card's table of stored weights: size in MB and scores by name. */
function stored(text: string): Record<string, Record<string, number>> {
  const [, table] = /## Accuracy of the stored weights\n\n.*\n\n((?:\|.*\n)+)/.exec(text) ?? [];
  const [head, , ...rows] = (table ?? '')
    .trim()
    .split('\n')
    .map((line) => line.split('|').slice(1, -1));
  const names = (head ?? []).map((name) => name.trim());
  return Object.fromEntries(
    rows.map((cells) => [
      cells[0]!.trim(),
      Object.fromEntries(cells.map((cell, i) => [names[i]!, Number.parseFloat(cell)])),
    ]),
  );
}

for (const weights of ['int8', 'float16'] as const)
  test.serial(`${weights}: a small file, with its scores beside those of float32 in the card`, async (t) => {
    const before = memory().tensors;
    const run = untrainedRun(tinyConfig());
    const folder = temporaryFolder();
    const [out, full] = [join(folder, 'short.onnx'), join(folder, 'full.onnx')];
    const seen: [number, number][] = [];
    await exportRun({
      ...{ run, format: 'onnx', out, onProgress: (...count) => seen.push(count) },
      ...(weights === 'int8' ? { int8: true } : { half: true }),
    });
    await exportRun({ run, format: 'onnx', out: full });
    t.true(statSync(out).size < (weights === 'int8' ? 0.4 : 0.6) * statSync(full).size);
    t.deepEqual(seen.at(-1), [4, 4]); // two validation frames, twice
    const text = card(out);
    t.regex(text, new RegExp(`stored as ${weights}`));
    t.regex(text, /On 2 validation frames/);
    const rows = stored(text);
    t.deepEqual(Object.keys(rows), ['float32', weights]);
    const scores = await evaluateCheckpoint(run);
    for (const name of ['sem_seg/mIoU', 'sem_seg/pAcc', 'drivable/mIoU', 'drivable/pAcc']) {
      t.true(Math.abs(rows.float32![name]! - scores[name]!) < 0.5, `${name}: ${rows.float32![name]}`);
      t.true(Number.isFinite(rows[weights]![name]!), name);
    }
    t.is(stored(card(full)).float32, undefined);
    t.is(memory().tensors, before);
  });

test.serial('int8 needs data and ONNX; float16 without data has no comparison', async (t) => {
  const config = { ...tinyConfig(), data: { kind: 'bdd100k', root: '/nowhere' } } as const;
  const run = untrainedRun(config);
  const folder = temporaryFolder();
  const out = join(folder, 'short.onnx');
  await t.throwsAsync(exportRun({ run, format: 'onnx', out, int8: true }), { message: /\/nowhere/ });
  t.deepEqual(readdirSync(folder), []);
  for (const other of [{ half: true }, { format: 'torchscript' }] as const)
    await t.throwsAsync(exportRun({ run, format: 'onnx', out, int8: true, ...other }), {
      message: /--int8\) is for ONNX and the page, without half/,
    });
  await exportRun({ run, format: 'onnx', out, half: true });
  t.deepEqual(stored(card(out)), {});
});
