// What the benchmarks against Python's torch share: both sides run alternately, each in a process of its own,
// so that both see the same machine; the figures are medians, the ratio is the median of the rounds' ratios.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildInfo } from '@cotrain/torch';

/** Time by case, in the benchmark's unit. */
export type Results = Record<string, number>;

export interface Benchmark {
  /** The benchmark's own module: it is started again with `--measure`. */
  url: string;
  /** File in benchmarks/peers/pytorch, which prints the same cases as JSON. */
  peer: string;
  /** What both sides are given behind their own arguments. */
  args: string[];
  title: string;
  /** What is measured and how, in a sentence or two. */
  description: string;
  /** File name in benchmarks/results. */
  result: string;
  rounds: number;
  digits: number;
  threads: number;
  measure(args: string[]): Results | Promise<Results>;
  /** What stands below the table: where the time goes, what was learnt. */
  notes?: string;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const python = process.env.COTRAIN_PEER_PYTHON ?? 'python3';

function run(command: string, args: string[]): Results {
  return JSON.parse(execFileSync(command, args, { encoding: 'utf8' })) as Results;
}

function pythonVersion(): string {
  const code = 'import torch, platform; print(torch.__version__, "on Python", platform.python_version())';
  return execFileSync(python, ['-c', code], { encoding: 'utf8' }).trim();
}

function report(benchmark: Benchmark, ours: Results[], theirs: Results[]): string {
  const { title, description, digits, threads, notes } = benchmark;
  const script = fileURLToPath(benchmark.url).split('/benchmarks/').at(-1);
  const lines = Object.keys(ours[0]!).map((name) => {
    const [here, there] = [ours, theirs].map((results) => median(results.map((result) => result[name]!)));
    const ratio = median(ours.map((result, i) => result[name]! / theirs[i]![name]!));
    return `| ${name} | ${here!.toFixed(digits)} | ${there!.toFixed(digits)} | ${ratio.toFixed(2)} |`;
  });
  return `# ${title}

${description} Medians of ${ours.length} alternating rounds; the ratio is the median of the rounds' ratios.

${new Date().toISOString().slice(0, 10)}, ${cpus()[0]!.model.trim()}, ${availableParallelism()} cores, ${threads} thread${threads > 1 ? 's' : ''};
Node ${process.versions.node}, LibTorch ${buildInfo().libtorchVersion}; PyTorch ${pythonVersion()}.
Load average ${loadavg()[0]!.toFixed(1)}: what else ran shows in the times, less in the ratios.
Command: \`COTRAIN_PEER_PYTHON=... npx tsx benchmarks/${script} --rounds ${ours.length}\`

| | cotrain | PyTorch | ratio |
|---|---:|---:|---:|
${lines.join('\n')}
${notes === undefined ? '' : `\n${notes}`}`;
}

/**
 * Runs a benchmark: with `--measure` this side once, otherwise both sides `--rounds` times, and writes the
 * result.
 */
export async function main(benchmark: Benchmark): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { measure: { type: 'boolean' }, rounds: { type: 'string' } },
    allowPositionals: true,
  });
  if (values.measure) {
    console.log(JSON.stringify(await benchmark.measure(positionals)));
    return;
  }
  const self = fileURLToPath(benchmark.url);
  const peer = fileURLToPath(new URL(`../peers/pytorch/${benchmark.peer}`, import.meta.url));
  const rounds = Number(values.rounds ?? benchmark.rounds);
  const ours: Results[] = [];
  const theirs: Results[] = [];
  for (let round = 1; round <= rounds; round++) {
    ours.push(run(process.execPath, ['--import=tsx', self, '--measure', ...benchmark.args]));
    theirs.push(run(python, [peer, ...benchmark.args]));
    console.error(
      `round ${round} of ${rounds}: ${JSON.stringify(ours.at(-1))} ${JSON.stringify(theirs.at(-1))}`,
    );
  }
  const text = report(benchmark, ours, theirs);
  const folder = new URL('../results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(benchmark.result, folder), text);
  console.log(text);
}
