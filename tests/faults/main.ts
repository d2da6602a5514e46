// The long form of faults.test.ts: `npm run test:faults -- --faults 1000 [--seed 1] [--kind full]`.
// Interrupted, it says what it has done.
import { parseArgs } from 'node:util';
import { campaign, FAULTS, type Fault } from './campaign.js';

const { values } = parseArgs({
  options: {
    faults: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    kind: { type: 'string', multiple: true },
  },
});
const unknown = values.kind?.find((kind) => !(FAULTS as readonly string[]).includes(kind));
if (unknown !== undefined) throw new Error(`--kind is '${unknown}'; it is one of ${FAULTS.join(', ')}`);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
let told = 0;
const tally = await campaign({
  ...{ faults: Number(values.faults), seed: Number(values.seed), signal: stop.signal },
  ...(values.kind && { kinds: values.kind as Fault[] }),
  onFault({ faults, failures }) {
    for (const failure of failures.slice(told)) console.log(failure);
    told = failures.length;
    if (faults % 10 === 0) console.log(`${faults} of ${values.faults} faults, ${told} failures`);
  },
});
const rows: [string, number][] = [
  ['faults', tally.faults],
  ...Object.entries(tally.byKind).map(([kind, count]): [string, number] => [kind, count]),
  ['different writes that failed', tally.places.size],
  ['typed errors with file and remedy', tally.typed],
  ['the work went on', tally.survived],
  ['the process, or a library, gave up for want of memory', tally.killed],
  ['failures', tally.failures.length],
];
console.log(['| | |', '|---|---:|', ...rows.map(([what, count]) => `| ${what} | ${count} |`)].join('\n'));
process.exitCode = tally.failures.length > 0 ? 1 : 0;
