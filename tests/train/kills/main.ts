// The long form of kills.test.ts: `npm run test:kill -- --kills 1000`. It can be interrupted and started
// again.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { campaign, emptyTally, type Tally } from './campaign.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    state: { type: 'string', default: join(tmpdir(), 'cotrain-kills.json') },
    fresh: { type: 'boolean', default: false },
  },
});
const kills = Number(values.kills);
const tally = stored() ?? emptyTally();
if (tally.kills > 0) console.log(`continues after ${tally.kills} kills (--fresh starts again)`);

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
const folder = mkdtempSync(join(tmpdir(), 'cotrain-kills-'));
const began = performance.now();
const before = tally.kills;
try {
  await campaign({
    ...{ kills, seed: Number(values.seed), folder, tally, signal: stop.signal },
    onKill(now) {
      writeFileSync(values.state, JSON.stringify(now));
      if (now.kills % 10 === 0)
        console.log(`${now.kills} of ${kills} kills, ${now.failures.length} failures`);
    },
  });
} finally {
  writeFileSync(values.state, JSON.stringify(tally));
  rmSync(folder, { recursive: true, force: true });
  console.log(table(tally));
  const each = (performance.now() - began) / 1000 / Math.max(tally.kills - before, 1);
  console.log(`${each.toFixed(1)} s for each kill`);
}
process.exitCode = tally.failures.length > 0 ? 1 : 0;

function stored(): Tally | null {
  if (values.fresh) return null;
  try {
    return JSON.parse(readFileSync(values.state, 'utf8')) as Tally;
  } catch {
    return null;
  }
}

function table(tally: Tally): string {
  const { kills, byPhase, compared, beforeFirst, resumed, unable, finished, failures } = tally;
  const rows = [
    ['kills (SIGKILL)', kills],
    ['while starting or resuming', byPhase.start],
    ['in a training step', byPhase.step],
    ['while a checkpoint was being written', byPhase.save],
    ['in an evaluation', byPhase.evaluation],
    ['before the first checkpoint was complete: the run starts again', beforeFirst],
    ['newest checkpoint compared bit for bit', compared],
    ['resumed, and the next checkpoint was equal bit for bit', resumed],
    ['could not be resumed', unable],
    ['runs that reached their end, compared bit for bit', finished],
    ['differences', failures.length],
  ];
  return [
    '| | |',
    '|---|---:|',
    ...rows.map(([what, count]) => `| ${what} | ${count} |`),
    ...failures.map((failure) => `\n${failure}`),
  ].join('\n');
}
