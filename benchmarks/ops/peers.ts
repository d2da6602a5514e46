// The reference loops in benchmarks/ops/native, and what the operators' benchmarks share.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildInfo, scope, torch } from '@cotrain/torch';
import { median } from '../torch/harness.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Builds `cotrain_peers::*` against the LibTorch that is loaded, and loads it. */
export function loadPeers(): Record<string, (...values: unknown[]) => unknown> {
  const build = join(root, 'build', 'peers');
  const libtorch = dirname(dirname(buildInfo().libtorchPath));
  const source = join(root, 'benchmarks', 'ops', 'native');
  execFileSync('cmake', ['-S', source, '-B', build, `-DCOTRAIN_LIBTORCH=${libtorch}`], { stdio: 'ignore' });
  execFileSync('cmake', ['--build', build], { stdio: ['ignore', 'ignore', 'inherit'] });
  torch.ops.loadLibrary(join(build, `libcotrain_peers${process.platform === 'darwin' ? '.dylib' : '.so'}`));
  return torch.ops.cotrain_peers!;
}

export type Cases = Record<string, () => unknown>;

/** Median times in ms. The cases run in turn, round by round, so that all see the same machine. */
export function alternate(cases: Cases, rounds: number): Record<string, number[]> {
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, run] of Object.entries(cases)) {
      const began = performance.now();
      scope(() => void run());
      if (round >= 0) times[name]!.push(performance.now() - began);
    }
  }
  return times;
}

/** The median of the rounds' ratios. */
export const ratio = (above: readonly number[], below: readonly number[]): number =>
  median(above.map((value, round) => value / below[round]!));

/** The ratio of the shortest times: what is left when the rest of the machine is quiet. */
export const ratioOfLeast = (above: readonly number[], below: readonly number[]): number =>
  Math.min(...above) / Math.min(...below);

/** A table of cases against their peers: `[ours, theirs]` by name. */
export function comparison(
  times: Record<string, number[]>,
  pairs: readonly [string, string][],
  digits: number,
): string {
  const lines = pairs.map(([name, peer]) => {
    const [ours, theirs] = [times[name]!, times[peer]!];
    const cells = [median(ours), Math.min(...ours), median(theirs), Math.min(...theirs)];
    const ratios = [ratio(theirs, ours), ratioOfLeast(theirs, ours)].map((value) => `${value.toFixed(1)}x`);
    return `| ${[name, ...cells.map((value) => value.toFixed(digits)), ...ratios].join(' | ')} |`;
  });
  return `| | ours: median, ms | least | peer: median, ms | least | peer / ours, medians | of the least |
|---|---:|---:|---:|---:|---:|---:|
${lines.join('\n')}`;
}

/** Writes benchmarks/results/`file`, with the machine and the date under the title. */
export function writeResult(file: string, title: string, command: string, body: string): void {
  const { libtorchVersion, cpuCapability, threads } = buildInfo();
  const text = `# ${title}

${new Date().toISOString().slice(0, 10)}, ${cpus()[0]!.model.trim()}, ${availableParallelism()} cores, ${cpuCapability}, ${threads} threads;
Node ${process.versions.node}, LibTorch ${libtorchVersion}. Load average ${loadavg()[0]!.toFixed(1)}.
Command: \`${command}\`

${body}`;
  mkdirSync(join(root, 'benchmarks', 'results'), { recursive: true });
  writeFileSync(join(root, 'benchmarks', 'results', file), text);
  console.log(text);
}
