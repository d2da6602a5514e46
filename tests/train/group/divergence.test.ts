// Steps that diverge on one rank of several.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HeadConfig } from '@cotrain/models';
import type { DivergenceEvent, TrainEvent } from '@cotrain/train';
import test from 'ava';
import { assertClose } from '../../assertClose.js';
import { oneTaskConfig, TINY_HEADS, temporaryFolder } from '../tiny.js';
import { type Work, work } from './ranks.js';

const { fpn, sparse, former } = TINY_HEADS;
const CASES = {
  // Its loss is not finite, which all ranks see.
  loss: { norm: 'group', heads: { drivable: fpn(3) } },
  // Their outputs are not finite, which a rank finds alone, while the others go on.
  boxes: { norm: 'group', heads: { det: sparse, drivable: fpn(3) } },
  masks: { norm: 'group', heads: { sem_seg: { ...former(19), dropout: 0 } as HeadConfig } },
  // What is not finite spreads over the ranks; that with the image is to blame.
  synchronised: { norm: 'batch', heads: { det: sparse, drivable: fpn(3) } },
};

/** Rank 1 has the image, in the second step of three. */
const cases = (skips: boolean): Record<string, Work> =>
  Object.fromEntries(
    Object.entries(CASES).map(([name, model]) => [name, { use: 'diverges', ...model, poisoned: 3, skips }]),
  );

const divergences = (events: TrainEvent[]) =>
  events.filter((event): event is DivergenceEvent => event.type === 'divergence');

test('a step that diverges on one rank is skipped by all, and leaves no trace', async (t) => {
  const [together, [alone]] = [await work(2, cases(true)), await work(1, cases(true))];
  for (const name of Object.keys(CASES)) {
    const [first, second] = together.map((results) => results[name]);
    t.is(first.error, undefined, name);
    t.deepEqual(first.weights, second.weights, name);
    for (const { events, running, kept } of [first, second]) {
      t.true(running);
      t.is(kept, 0, 'live tensors');
      const [event, ...more] = divergences(events);
      t.like(event, { step: 2, action: 'skip', dump: 'dump 1' });
      t.regex(event!.text, /^rank 1: step 2: .* input image of frame scene_\d+_\d+ is not finite/);
      t.deepEqual(more, []);
      t.is(events.filter(({ type }: TrainEvent) => type === 'step').length, 3);
    }
    // The rank that has the frame keeps it.
    t.deepEqual([first.dumped.length, second.dumped.length], [0, 1]);
    t.is(divergences(alone![name].events).length, 1);
    if (name === 'synchronised') continue; // over the images of both ranks, not of each
    for (const [i, weight] of first.weights.entries())
      assertClose(t, weight, alone![name].weights[i], { relative: 1e-3, absolute: 1e-4 }, `${name}, ${i}`);
  }
});

test('without a policy, it ends training on all ranks', async (t) => {
  for (const results of await work(2, cases(false)))
    for (const name of Object.keys(CASES))
      t.regex(results[name].error, /^DivergenceError: rank 1: step 2: .* input image of frame/, name);
});

test('rollback: every rank goes back to the checkpoint of rank 0, and gives up after ten times', async (t) => {
  const out = join(temporaryFolder(), 'run');
  // A rate without bounds: the weights explode within a few steps.
  const wild = { lr: 1e30, warmupSteps: 0, clipNorm: null, epochs: 30, batchSize: 1 };
  const config = oneTaskConfig({ ...wild, checkpoint: { everySteps: 1 }, onDivergence: 'rollback' });
  const ranks = await work(2, { run: { use: 'train', config, out } });
  for (const { run } of ranks) t.regex(run.error, /^DivergenceError: rank \d: step \d+: /);
  t.is(ranks[0]!.run.error, ranks[1]!.run.error);
  const log: TrainEvent[] = readFileSync(join(out, 'log.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const rolledBack = divergences(log);
  t.true(rolledBack.length >= 10, String(rolledBack.length));
  t.true(rolledBack.every(({ action }) => action === 'rollback'));
});
