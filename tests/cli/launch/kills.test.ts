// Ranks that are killed at random moments; `npm run test:kill-ranks` kills more of them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { checksum, KilledTraining } from './kills.js';
import { cotrainRun } from './launcher.js';

const kills = Number(process.env.COTRAIN_TEST_KILLS ?? 2);
const seed = Number(process.env.COTRAIN_TEST_SEED ?? 1);
const ranks = Number(process.env.COTRAIN_TEST_RANKS ?? 2);

const root = mkdtempSync(join(tmpdir(), 'cotrain-kills-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));

test(`training ends bit for bit as without interruption after ${kills} kills`, async (t) => {
  t.timeout(1_200_000);
  const training = new KilledTraining(root, ranks, kills);
  const made = await training.generate();
  t.is(made.code, 0, made.stderr);
  const calm = await cotrainRun(t, training.arguments('calm'));
  t.is(calm.code, 0, calm.stderr);
  const watch = training.watcher('killed', seed, (text) => t.log(text));
  const killed = await cotrainRun(t, training.arguments('killed'), { watch });
  t.is(killed.code, 0, killed.stderr);
  t.is(killed.stderr.match(/failed first: killed by SIGKILL/g)?.length, kills, killed.stderr);
  t.regex(
    killed.stderr,
    new RegExp(`starting all ${ranks} ranks again .*\\(restart ${kills} of ${kills}\\)`),
  );
  t.is(checksum(root, 'killed'), checksum(root, 'calm'));
  const losses = (out: string) =>
    readFileSync(join(root, out, 'steps.csv'), 'utf8')
      .split('\n')
      .map((row) => row.split(',').slice(0, 4).join());
  t.deepEqual(losses('killed'), losses('calm'));
});
