// The full model (ResNet-50, FPN, Sparse R-CNN, two MaskFormer heads) against plain eager PyTorch: seconds,
// memory, parts.
//
//   COTRAIN_PEER_PYTHON=/path/to/python npx tsx benchmarks/model/model.ts
//     [--size 360x640,720x1280] [--what inference,training] [--rounds 3] [--repeats 2] [--compiled] [--dry]
//
// Each size and task is measured by itself and kept in build/model-benchmark; the page is made of all that is
// there (`--what ""`: of that alone).
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildInfo } from '@cotrain/torch';
import { loadPeers } from '../ops/peers.js';
import { median } from '../torch/harness.js';
import type { Result } from './cotrain.js';
import { type Measurement, page } from './page.js';
import { writeWorkload } from './workload.js';

const SIZES = ['360x640', '720x1280'];
const TASKS = ['inference', 'training'];
const DEADLINE = 10 * 60_000;

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'build', 'model-benchmark');
const python = process.env.COTRAIN_PEER_PYTHON ?? 'python3';
const { values: flags } = parseArgs({
  options: {
    size: { type: 'string', default: SIZES.join() },
    what: { type: 'string', default: TASKS.join() },
    rounds: { type: 'string', default: '3' },
    repeats: { type: 'string', default: '2' },
    /** Runs torch.compile's inference beside the eager one. */
    compiled: { type: 'boolean', default: false },
    /** Measures and prints, but leaves the page as it is. */
    dry: { type: 'boolean', default: false },
  },
});

function run(command: string, args: string[]): Result {
  const options = { encoding: 'utf8', timeout: DEADLINE, cwd: root } as const;
  return JSON.parse(execFileSync(command, args, options)) as Result;
}

const ours = (what: string, size: string, repeats: string, profiled: boolean): Result =>
  run(process.execPath, [
    '--import=tsx',
    join(root, 'benchmarks', 'model', 'cotrain.ts'),
    ...[folder, what, size, repeats, ...(profiled ? ['profile'] : [])],
  ]);

const theirs = (what: string, size: string, repeats: string): Result =>
  run(python, [
    join(root, 'benchmarks', 'peers', 'pytorch', 'model.py'),
    ...[folder, join(root, 'build', 'peers', 'libcotrain_peers.so'), what, size, repeats],
  ]);

/** Both sides in turn, each in a process of its own. */
function measure(what: string, size: string): Measurement {
  writeWorkload(folder, size);
  const rounds = Array.from({ length: Number(flags.rounds) }, (_, round) => {
    const pair = [ours(what, size, flags.repeats, round === 0), theirs(what, size, flags.repeats)] as const;
    console.error(`${what} ${size}: ${pair.map(({ seconds }) => seconds.toFixed(2)).join(' and ')} s`);
    return pair;
  });
  return {
    what,
    size,
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    load: loadavg()[0]!,
    command: `npx tsx benchmarks/model/model.ts ${process.argv.slice(2).join(' ')}`.trim(),
    rounds: rounds.length,
    repeats: Number(flags.repeats),
    ours: combine(rounds.map(([own]) => own)),
    theirs: combine(rounds.map(([, other]) => other)),
    ratios: rounds.map(([own, other]) => own.seconds / other.seconds),
    compiled: flags.compiled && what === 'inference' ? compiled(size) : null,
  };
}

/** torch.compile's figure, or what it failed with. */
function compiled(size: string): number | string {
  try {
    return theirs('compiled', size, flags.repeats).seconds;
  } catch (error) {
    const lines = String((error as { stderr?: string }).stderr ?? error)
      .trim()
      .split('\n');
    return lines.findLast((line) => /Error/.test(line)) ?? lines.at(-1)!;
  }
}

function combine(results: Result[]): Result {
  // What only the profiled round knows, it knows alone.
  const parts = Object.keys(results[0]!.parts).map((name) => [
    name,
    median(results.flatMap((result) => result.parts[name] ?? [])),
  ]);
  return {
    seconds: median(results.map(({ seconds }) => seconds)),
    fastest: Math.min(...results.map(({ fastest }) => fastest)),
    peak: median(results.map(({ peak }) => peak)),
    parts: Object.fromEntries(parts),
    losses: results[0]!.losses,
    operators: results[0]!.operators,
  };
}

loadPeers();
mkdirSync(folder, { recursive: true });
const kept = (what: string, size: string) => join(folder, `${what}-${size}.json`);
const listed = (text: string) => text.split(',').filter((name) => name !== '');
for (const size of listed(flags.size))
  for (const what of listed(flags.what)) writeFileSync(kept(what, size), JSON.stringify(measure(what, size)));

const measurements = SIZES.flatMap((size) =>
  TASKS.map((what) => kept(what, size)).flatMap((file) =>
    existsSync(file) ? [JSON.parse(readFileSync(file, 'utf8')) as Measurement] : [],
  ),
);
const versions = `Node ${process.versions.node}, LibTorch ${buildInfo().libtorchVersion}; PyTorch ${execFileSync(python, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8' }).trim()}`;
const machine = `${cpus()[0]!.model.trim()}, ${availableParallelism()} cores, ${buildInfo().cpuCapability}; ${versions}`;
const text = page(measurements, machine);
console.log(text);
if (!flags.dry) writeFileSync(join(root, 'benchmarks', 'results', 'model.md'), text);
