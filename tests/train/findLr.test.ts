// The learning-rate range test.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '@cotrain/torch';
import { findLr, RunError } from '@cotrain/train';
import test from 'ava';
import { oneTaskConfig, temporaryFolder } from './tiny.js';

const config = oneTaskConfig();

test.serial('rates rise by a constant factor, and the suggestion lies where the loss falls', async (t) => {
  const before = memory().tensors;
  const out = join(temporaryFolder(), 'lr');
  const seen: number[] = [];
  const found = await findLr(config, {
    out,
    from: 1e-6,
    to: 10,
    steps: 40,
    onStep: ({ lr }) => seen.push(lr),
  });
  const { points, suggestion, plot } = found;
  t.deepEqual(
    points.map(({ lr }) => lr),
    seen,
  );
  t.true(Math.abs(points[0]!.lr / 1e-6 - 1) < 1e-6);
  for (const [i, { lr }] of points.slice(1).entries())
    t.true(Math.abs(lr / points[i]!.lr / 1e7 ** (1 / 39) - 1) < 1e-6);
  t.true(points.length <= 40);
  t.true(suggestion !== null && suggestion > 1e-6 && suggestion < 10);
  const chosen = points.findIndex(({ lr }) => lr === suggestion);
  t.true(points[chosen + 1]!.smoothed < points[chosen - 1]!.smoothed);
  t.regex(readFileSync(plot, 'utf8'), /<svg.*falls fastest at/s);
  t.is(readFileSync(join(out, 'lr-finder.csv'), 'utf8').trim().split('\n').length, points.length + 1);
  t.false(existsSync(join(out, 'config.json')), 'it is not a run');
  t.is(memory().tensors, before);
  await t.throwsAsync(findLr(config, { out, from: 1, to: 0.1 }), { instanceOf: RunError });
});
