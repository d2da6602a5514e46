// Ranks that are killed at random moments; `npm run test:kill-ranks` kills more of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { epochsFor, killer } from './kills.js';
import { cotrainRun } from './launcher.js';
import { TinyTraining } from './training.js';

const kills = Number(process.env.COTRAIN_TEST_KILLS ?? 2);
const seed = Number(process.env.COTRAIN_TEST_SEED ?? 1);
const ranks = Number(process.env.COTRAIN_TEST_RANKS ?? 2);

const root = mkdtempSync(join(tmpdir(), 'cotrain-kills-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));

test(`training ends bit for bit as without interruption after ${kills} kills`, async (t) => {
  t.timeout(3_600_000);
  const training = new TinyTraining(root, ranks, epochsFor(kills));
  const made = await training.generate();
  t.is(made.code, 0, made.stderr);
  const options = ['--verbose', '--nproc', String(ranks), '--max-restarts', String(kills)];
  const calm = await cotrainRun(t, [...options, ...training.command('calm')]);
  t.is(calm.code, 0, calm.stderr);
  const log = join(root, 'killed', 'log.jsonl');
  const watch = killer({ kills, ranks, seed, log, say: (text) => t.log(text) });
  const killed = await cotrainRun(t, [...options, ...training.command('killed')], { watch });
  t.is(killed.code, 0, killed.stderr);
  t.is(killed.stderr.match(/failed first: killed by SIGKILL/g)?.length, kills, killed.stderr);
  t.regex(
    killed.stderr,
    new RegExp(`starting all ${ranks} ranks again .*\\(restart ${kills} of ${kills}\\)`),
  );
  t.is(training.checksum('killed'), training.checksum('calm'));
  t.deepEqual(training.losses('killed'), training.losses('calm'));
});
