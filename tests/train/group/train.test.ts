// A training run of several ranks, and one that continues on another number of them.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planEpoch, writeScenes } from '@cotrain/data';
import type { EvalEvent, StepEvent, TrainEvent } from '@cotrain/train';
import test, { type ExecutionContext } from 'ava';
import { assertClose } from '../../assertClose.js';
import { temporaryFolder } from '../tiny.js';
import { filesIn, type Work, work } from './ranks.js';

const folder = temporaryFolder();
const at = (...path: string[]) => join(folder, ...path);
const [data, broken, twice, other] = [at('data'), at('broken'), at('twice'), at('other')];
const FRAMES = 8;
/** Drawn by rank 1 of 2, in the second step. */
let unreadable: string;

test.before(async () => {
  await writeScenes({ out: data, count: 11, seed: 0, width: 96, height: 64, valRatio: 3 / 11 });
  cpSync(data, broken, { recursive: true });
  const images = join(broken, 'images', '100k', 'train');
  const plan = { kind: 'zeroing' as const, length: FRAMES, batchSize: 2, seed: 0, epoch: 0 };
  const names = readdirSync(images).sort();
  const [first, second] = [0, 1].map(
    (rank) => names[planEpoch({ ...plan, rank, worldSize: 2 })[1]!.indices[0]!]!,
  );
  writeFileSync(join(images, second!), 'not an image');
  unreadable = second!.replace(/\..*/, '');
  cpSync(broken, twice, { recursive: true });
  writeFileSync(join(twice, 'images', '100k', 'train', first!), 'not an image');
  cpSync(data, other, { recursive: true });
  rmSync(join(other, 'labels', 'sem_seg', 'masks', 'train', `${unreadable}.png`));
});

const DET = { kind: 'sparseRcnn', numProposals: 8, numStages: 1, dimFeedforward: 32, dimDynamic: 8 };

interface RunChanges {
  /** Keys of its data. */
  from?: object;
  /** Options of its head for boxes. */
  det?: object;
}

/**
 * A run of 2 epochs with 2 steps each, 4 frames in a step. Its norms do not depend on the batch, and its
 * images are large enough for gradients that rounding does not change much.
 */
function run(out: string, train: object, { from = { root: data }, det }: RunChanges = {}): Work {
  const end = [
    { type: 'normalize', preset: 'imagenet' },
    { type: 'pad', multiple: 32 },
  ];
  const config = {
    data: { kind: 'bdd100k', ...from },
    tasks: ['det', 'sem_seg', 'drivable'],
    model: {
      fpnChannels: 32,
      backbone: { depth: 18, stemChannels: 16, res2Channels: 16, norm: 'group' },
      heads: {
        det: { ...DET, ...det },
        sem_seg: { kind: 'semanticFpn', convsDim: 32 },
        drivable: { kind: 'semanticFpn', convsDim: 32 },
      },
    },
    transforms: { train: [{ type: 'randomFlip' }, ...end], eval: end },
    train: { epochs: 2, lr: 3e-6, schedule: 'constant', warmupSteps: 0, workers: 0, ...train },
    evaluation: { batchSize: 1, overlays: 2 },
  };
  return { use: 'train', config, out: at(out) };
}

const stepsOf = (events: TrainEvent[]) => events.filter((one): one is StepEvent => one.type === 'step');
const scoresOf = (events: TrainEvent[]) => events.filter((one): one is EvalEvent => one.type === 'eval');

/** Asserts that two runs have the same losses, and that they draw the same images at the same rates. */
function assertSameRun(t: ExecutionContext, found: TrainEvent[], expected: TrainEvent[], what: string): void {
  const [steps, wanted] = [stepsOf(found), stepsOf(expected)];
  t.deepEqual(
    steps.map(({ step, epoch, images, lr }) => [step, epoch, images, lr]),
    wanted.map(({ step, epoch, images, lr }) => [step, epoch, images, lr]),
    what,
  );
  for (const [i, { step, loss, losses }] of steps.entries()) {
    assertClose(t, loss, wanted[i]!.loss, { relative: 1e-6 }, `${what}, step ${step}: ${loss}`);
    for (const [name, value] of Object.entries(wanted[i]!.losses))
      assertClose(
        t,
        losses[name]!,
        value,
        { relative: 5e-6 },
        `${what}, step ${step}: ${name} ${losses[name]}`,
      );
  }
}

/** Events of a run in its log, in the order of steps. */
const logOf = (out: string): TrainEvent[] =>
  readFileSync(at(out, 'log.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('a run of two ranks is that of one process, and continues on any number of ranks', async (t) => {
  const dropout = { det: { dropout: 0.2 } };
  const first = await work(2, {
    joined: run('joined-2', { batchSize: 2 }),
    half: run('half', { batchSize: 2, epochs: 1 }),
    stopped: { ...run('stopped', { batchSize: 1, accumulate: 2 }), only: { rank: 1, args: { stopAt: 3 } } },
    dropout: run('dropout-2', { batchSize: 2 }, dropout),
  });
  const [alone] = await work(1, {
    joined: run('joined-1', { batchSize: 4 }),
    half: { ...run('half', { batchSize: 2 }), resume: true },
    stopped: { ...run('stopped', { batchSize: 1, accumulate: 2 }), resume: true },
    first: run('first', { batchSize: 4, epochs: 1 }),
    dropout: run('dropout-1', { batchSize: 2, accumulate: 2 }, dropout),
  });
  const [second] = await work(2, { first: { ...run('first', { batchSize: 4 }), resume: true } });
  for (const [rank, { joined }] of first.entries()) {
    assertSameRun(t, joined, alone!.joined, `rank ${rank}`);
    for (const [i, { metrics }] of scoresOf(alone!.joined).entries())
      t.deepEqual(scoresOf(joined)[i]!.metrics, metrics);
  }
  t.deepEqual(Object.keys(filesIn(at('joined-2'))), Object.keys(filesIn(at('joined-1'))));
  t.deepEqual(
    logOf('joined-2').map(({ type }) => type),
    logOf('joined-1').map(({ type }) => type),
  );
  t.like(JSON.parse(readFileSync(at('joined-2', 'config.json'), 'utf8')), { train: { globalBatch: 4 } });

  // Both ranks stopped after the same step, in the middle of an epoch.
  for (const { stopped } of first) {
    t.deepEqual(
      stepsOf(stopped).map(({ step }) => step),
      [1, 2, 3],
    );
    t.like(stopped.at(-1), { type: 'end', reason: 'aborted', step: 3 });
  }
  for (const out of ['half', 'stopped', 'first'])
    assertSameRun(t, logOf(out), logOf('joined-1'), `${out}, on 2 ranks and on 1`);
  t.like(alone!.half[0], {
    type: 'resume',
    changes: [{ key: 'train.accumulate', from: 1, to: 2 }, { key: 'train.epochs' }],
  });
  t.like(second!.first[0].changes.slice(0, 2), [
    { key: 'train.batchSize', from: 4, to: 2 },
    { key: 'train.globalBatch', from: null, to: 4 },
  ]);

  // What the model draws depends on the micro-batch, and not on the rank that computes it.
  assertSameRun(t, first[0]!.dropout, alone!.dropout, 'dropout');
  t.notDeepEqual(stepsOf(alone!.dropout)[0]!.losses, stepsOf(alone!.joined)[0]!.losses);
});

test('parts that are computed again learn the same on two ranks, also with synchronised norms', async (t) => {
  const recompute = ['backbone', 'neck'];
  // Four steps each: AdamW takes little but the sign from a small gradient, so that roundings grow with
  // steps.
  const cases = { plain: { epochs: 1 }, parts: { accumulate: 2 }, norms: { epochs: 1 } };
  const runs = (suffix: string, again: object) =>
    Object.fromEntries(
      Object.entries(cases).map(([name, own]) => {
        const { config, ...rest } = run(`${name}-${suffix}`, { batchSize: 1, ...own, ...again });
        const { model, ...others } = config as { model: { backbone: object } };
        const { norm: _, ...backbone } = model.backbone as { norm?: string };
        const changed = name === 'norms' ? { ...model, backbone } : model;
        return [name, { ...rest, config: { ...others, model: changed } } as Work];
      }),
    );
  const [again, plain] = [await work(2, runs('again', { recompute })), await work(2, runs('plain', {}))];
  for (const name of Object.keys(cases)) {
    t.true(stepsOf(plain[0]![name]).length > 0, plain[0]![name].error);
    for (const rank of [0, 1]) assertSameRun(t, again[rank]![name], plain[0]![name], `${name}, rank ${rank}`);
  }
});

test('an error of one rank ends the run of all ranks, with what was learned before it', async (t) => {
  const ranks = await work(2, {
    begun: run('begun', { batchSize: 2, epochs: 1 }),
    unreadable: run('unreadable', { batchSize: 2 }, { from: { root: broken } }),
    differs: {
      ...run('differs', { batchSize: 2 }),
      only: { rank: 1, args: run('differs', { batchSize: 2, lr: 0.1 }) },
    },
    otherData: {
      ...run('other-data', { batchSize: 2 }),
      only: {
        rank: 1,
        args: run('other-data', { batchSize: 2 }, { from: { root: other } }),
      },
    },
    otherFolder: {
      ...run('begun', { batchSize: 2 }),
      resume: true,
      only: { rank: 1, args: { out: at('unreadable', 'checkpoints') } },
    },
    tooMany: run('too-many', { batchSize: 5, globalBatch: 5 }),
    skips: run(
      'skips',
      { batchSize: 2, epochs: 1 },
      { from: { root: broken, onError: 'skip', maxSkipped: 0.2 } },
    ),
    tooManySkips: run(
      'too-many-skips',
      { batchSize: 2 },
      { from: { root: broken, onError: 'skip', maxSkipped: 0 } },
    ),
    // One frame of each rank, where one of all ranks is allowed.
    tooManyTogether: run(
      'too-many-together',
      { batchSize: 2 },
      { from: { root: twice, onError: 'skip', maxSkipped: 0.1 } },
    ),
  });
  for (const [rank, results] of ranks.entries()) {
    const { unreadable: error, differs, otherData, otherFolder, tooMany, skips, tooManySkips } = results;
    t.is(error.error.split(': ').slice(0, 3).join(': '), `DataError: rank 1: sample "${unreadable}"`);
    t.true(error.ms < 60_000, String(error.ms));
    t.regex(
      differs.error,
      /the ranks differ, .*\n {2}config\.train\.lr: 0\.000003 on rank 0, 0\.1 on rank 1$/,
    );
    t.regex(otherFolder.error, /rank 0 sees a run with a checkpoint in this folder, and rank 1 sees no run/);
    t.regex(
      tooMany.error,
      /a step has 5 frames \(train\.globalBatch\), which 2 ranks cannot .*: start 1 or 5 of them/,
    );
    t.is(
      otherData.error.replace(/^.*rank 1 sees/, ''),
      ` other data than rank 0: training frames: 1 relabelled: ${unreadable} (sem_seg)`,
    );
    t.deepEqual(
      skips.filter(({ type }: TrainEvent) => type === 'skip').map(({ name }: { name: string }) => name),
      [unreadable],
      `rank ${rank}`,
    );
    t.regex(tooManySkips.error, /1 of 8 samples cannot be read, more than maxSkipped \(0\) allows/);
    t.regex(
      results.tooManyTogether.error,
      /2 of 8 samples cannot be read, more than maxSkipped \(0\.1\) allows/,
    );
  }
  // The first step of the first epoch, and the weights after it.
  t.deepEqual(
    logOf('unreadable')
      .map(({ type }) => type)
      .slice(-2),
    ['step', 'checkpoint'],
  );
  t.true(existsSync(at('too-many-together', 'checkpoints', 'last.safetensors')));
  t.false(existsSync(at('differs')) || existsSync(at('too-many')));
  t.is(JSON.parse(readFileSync(at('skips', 'skipped.json'), 'utf8'))[0].name, unreadable);
});

test('there are at most as many ranks as frames', async (t) => {
  for (const { run: result } of await work(3, {
    run: run(
      'frames',
      { batchSize: 1 },
      { from: { kind: 'scenes', train: 2, val: 2, width: 96, height: 64 } },
    ),
  }))
    t.regex(result.error, /there are 2 training frames for 3 ranks: start at most 2 of them/);
});
