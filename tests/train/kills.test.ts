// Runs that are killed at random moments; `npm run test:kill` kills more of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { campaign, emptyTally } from './kills/campaign.js';

const root = mkdtempSync(join(tmpdir(), 'cotrain-kills-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));

test('after each of 10 kills, runs continue as if nothing had happened', async (t) => {
  t.timeout(900_000);
  const tally = emptyTally();
  await campaign({ kills: 10, seed: 1, folder: join(root, 'runs'), tally });
  t.deepEqual(tally.failures, []);
  t.is(tally.kills, 10);
  t.true(tally.byPhase.save >= 4, `${tally.byPhase.save} hit a run that was writing`);
  t.true(tally.compared > 0);
});
