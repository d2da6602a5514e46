// What the stages and the LV-Adapter cost: the paper's full model (`lvAdapterR50`) in both stages, and its
// predictions with and without language.
//
//   npx tsx benchmarks/adapt/adapt.ts [--what steps,inference] [--size 360x640 | --size 720x1280]
//   [--rounds 3] [--repeats 2] [--dry]
//
// Steps are measured at 360x640 and inference at 720x1280, where no size is given. Each is kept in
// build/model-benchmark; the page is made of all that is there (`--what ""`: of that alone).
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildInfo } from '@cotrain/torch';
import { writeInput } from '../model/workload.js';
import { median } from '../torch/harness.js';
import { type Measurement, page } from './page.js';
import type { Result } from './step.js';

/** Processes of each measurement, in turn. */
const RUNS: Record<string, { size: string; runs: string[] }> = {
  steps: { size: '360x640', runs: ['adapt', 'finetune', 'cachedText'] },
  inference: { size: '720x1280', runs: ['inference'] },
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'build', 'model-benchmark');
const { values: flags } = parseArgs({
  options: {
    what: { type: 'string', default: Object.keys(RUNS).join() },
    size: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    repeats: { type: 'string', default: '2' },
    /** Measures and prints, but keeps nothing and leaves the page as it is. */
    dry: { type: 'boolean', default: false },
  },
});

function run(what: string, size: string): Result {
  const script = join(root, 'benchmarks', 'adapt', 'step.ts');
  const args = ['--import=tsx', script, folder, what, size, flags.repeats];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', cwd: root })) as Result;
}

function measure(what: string): Measurement {
  const { runs, size: usual } = RUNS[what]!;
  const size = flags.size ?? usual;
  writeInput(folder, size);
  const rounds = Array.from({ length: Number(flags.rounds) }, () => {
    const results = Object.fromEntries(runs.map((name) => [name, run(name, size)]));
    const seconds: Record<string, number[]> = Object.assign(
      {},
      ...Object.values(results).map((r) => r.seconds),
    );
    console.error(`${what} ${size}: ${JSON.stringify(seconds)}`);
    const pairs = Array.from({ length: Number(flags.repeats) }, (_, i) =>
      Object.fromEntries(Object.entries(seconds).map(([kind, values]) => [kind, values[i]!])),
    );
    return { pairs, results };
  });
  return {
    what,
    size,
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    load: loadavg()[0]!,
    command: `npx tsx benchmarks/adapt/adapt.ts ${process.argv.slice(2).join(' ')}`.trim(),
    rounds: rounds.length,
    runs: rounds.flatMap(({ pairs }) => pairs),
    parts: Object.fromEntries(
      runs.map((name) => [name, medians(rounds.map(({ results }) => results[name]!.parts))]),
    ),
  };
}

const medians = (records: Record<string, number>[]): Record<string, number> =>
  Object.fromEntries(
    Object.keys(records[0]!).map((key) => [key, median(records.map((record) => record[key]!))]),
  );

const kept = (what: string) => join(folder, `adapt-${what}.json`);
const measured = flags.what
  .split(',')
  .filter((what) => what !== '')
  .map(measure);
if (!flags.dry)
  for (const measurement of measured) writeFileSync(kept(measurement.what), JSON.stringify(measurement));
const all = flags.dry
  ? measured
  : Object.keys(RUNS).flatMap((what) =>
      existsSync(kept(what)) ? [JSON.parse(readFileSync(kept(what), 'utf8')) as Measurement] : [],
    );
const versions = `Node ${process.versions.node}, LibTorch ${buildInfo().libtorchVersion}`;
const machine = `${cpus()[0]!.model.trim()}, ${availableParallelism()} cores, ${buildInfo().cpuCapability}; ${versions}`;
const text = page(all, machine);
console.log(text);
if (!flags.dry) writeFileSync(join(root, 'benchmarks', 'results', 'adapt.md'), text);
