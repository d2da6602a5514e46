// Evaluation, predictions and pseudo labels of several ranks, and how ranks end together.
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProvenance, writeProvenance, writeScenes } from '@cotrain/data';
import { resolveConfig, type TrainConfigInput, trainRun } from '@cotrain/train';
import test from 'ava';
import { temporaryFolder, tinyConfig } from '../tiny.js';
import { cotrainOn, filesIn, work } from './ranks.js';

const folder = temporaryFolder();
const at = (...path: string[]) => join(folder, ...path);
const [run, data, broken] = [at('run'), at('data'), at('broken')];
const images = (root: string) => join(root, 'images', '100k', 'val');
/** In the second batch, which is rank 1's. */
let unreadable: string;

// A run with boxes and maps, evaluated in batches of 2: 5 frames make 3 batches, of which rank 0 has 2.
test.before(async () => {
  const { model, ...config } = tinyConfig({ batchSize: 4, epochs: 1 });
  const det = { kind: 'sparseRcnn', numProposals: 8, numStages: 1, dimFeedforward: 32, dimDynamic: 8 };
  const learned = resolveConfig({
    ...config,
    tasks: ['det', 'sem_seg', 'drivable'],
    model: { ...model, heads: { ...model.heads, det } },
    evaluation: { batchSize: 2, overlays: 1 },
  } as TrainConfigInput);
  for await (const _ of trainRun(learned, { out: run }));
  await writeScenes({ out: data, count: 12, seed: 0, width: 64, height: 32, valRatio: 5 / 12 });
  cpSync(data, broken, { recursive: true });
  const name = readdirSync(images(broken)).sort()[2]!;
  writeFileSync(join(images(broken), name), 'not an image');
  unreadable = name.replace(/\..*/, '');
});

const labelling = (out: string, task: string) => ({
  ...{ use: 'label' as const, run, data, checkpoint: 'last', task, threshold: 0.01, out: at(out) },
});

// The lines of provenance.json and of the audit page that say when.
const DATED = /"date"|Finished/;

test('ranks score, predict and label as one process does, to the last digit and byte', async (t) => {
  const works = (name: string) => ({
    eval: { use: 'eval' as const, run, data },
    predict: { use: 'predict' as const, run, data, out: at(`${name}-predictions`) },
    det: labelling(`${name}-labels`, 'det'),
    drivable: labelling(`${name}-labels`, 'drivable'),
    skip: { use: 'eval' as const, run, data: broken, onError: 'skip' },
  });
  const [alone] = await work(1, works('alone'));
  t.true(Object.keys(alone!.eval.metrics).length > 20);
  t.deepEqual(alone!.skip.skipped, [unreadable]);
  t.deepEqual(alone!.det.at(-1).done, 7);
  for (const rank of await work(2, works('two'))) {
    t.deepEqual(rank.eval, alone!.eval);
    t.deepEqual(rank.skip, alone!.skip);
    for (const task of ['det', 'drivable'] as const)
      t.deepEqual(rank[task].slice(0, -1), alone![task].slice(0, -1));
  }
  t.deepEqual(filesIn(at('two-predictions')), filesIn(at('alone-predictions')));
  t.deepEqual(filesIn(at('two-labels'), DATED), filesIn(at('alone-labels'), DATED));
  t.is(Object.keys(filesIn(at('two-predictions'))).length, 16);

  // Of 4 ranks, one has no batch.
  for (const rank of await work(4, { eval: { use: 'eval', run, data } })) t.deepEqual(rank.eval, alone!.eval);

  // A kill after 4 frames leaves a record that is not complete, and a journal of 4 lines.
  const record = readProvenance(at('two-labels')).det!;
  writeProvenance(at('two-labels'), 'det', { ...record, complete: false });
  const journal = at('two-labels', 'audit', 'det.jsonl');
  writeFileSync(journal, readFileSync(journal, 'utf8').split('\n').slice(0, 5).join('\n'));
  rmSync(at('two-labels', 'audit', 'det.html'));
  const [resumed] = await work(2, { det: labelling('two-labels', 'det') });
  t.like(resumed!.det[0], { type: 'start', done: 4 });
  t.deepEqual(filesIn(at('two-labels'), DATED), filesIn(at('alone-labels'), DATED));
});

test('an error on one rank ends all ranks with it, whatever they are waiting for', async (t) => {
  const nothing = at('nothing');
  const ranks = await work(2, {
    frame: { use: 'eval', run, data: broken },
    label: { ...labelling('broken-labels', 'det'), data: broken, split: 'val', onError: 'stop' },
    other: { use: 'eval', run, only: { rank: 1, args: { checkpoint: 'best' } } },
    before: { use: 'eval', run, only: { rank: 1, args: { run: nothing } } },
    first: { use: 'eval', run, only: { rank: 0, args: { run: nothing } } },
    // Only rank 0 writes.
    writer: {
      use: 'predict',
      run,
      data,
      out: at('data', 'images', '100k', 'val', readdirSync(images(data))[0]!),
    },
    // The ranks are as good as before.
    after: { use: 'eval', run, data },
  });
  for (const { frame, label, other, before, first, writer, after } of ranks) {
    t.regex(frame.error, new RegExp(`^DataError: rank 1: sample "${unreadable}"`));
    t.regex(label.error, new RegExp(`^DataError: rank 1: sample "${unreadable}"`));
    t.regex(
      other.error,
      /^RunError: the ranks differ, .*\n {2}checkpoint: "last" on rank 0, "best" on rank 1$/,
    );
    for (const [failing, { error }] of [first, before].entries())
      t.is(error, `RunError: rank ${failing}: ${nothing} holds no run: there is no config.json in it`);
    t.regex(writer.error, /^FileWriteError: rank 0: .*overlays.*\bE(NOTDIR|EXIST)\b/s);
    t.true(Object.keys(after.metrics).length > 20);
    // Promptly, and not after the time-out of a minute.
    for (const { ms } of [frame, label, other, before, first, writer]) t.true(ms < 30_000, String(ms));
  }
});

test('only rank 0 prints', async (t) => {
  const args = ['eval', '--run', run, '--data', broken, '--json', '--on-error', 'skip'];
  const [main, other] = await cotrainOn(2, args);
  t.is(main!.code, 1, main!.stderr);
  t.is(typeof JSON.parse(main!.stdout)['sem_seg/mIoU'], 'number');
  t.is(main!.stderr.match(new RegExp(`frame "${unreadable}" is left out`, 'g'))?.length, 1);
  t.deepEqual(other, { code: 1, signal: null, stdout: '', stderr: '' });
});

test('a command for one process refuses a launch of several', async (t) => {
  for (const { code, stderr } of await cotrainOn(2, ['demo', '--out', at('demo')])) {
    t.is(code, 2);
    t.regex(stderr, /cotrain demo runs in one process, and torchrun has started 2: start it alone/);
  }
});
