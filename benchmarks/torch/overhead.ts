// What a call costs beside the computation: operators on one-element tensors, against Python's torch.
//
//   COTRAIN_PEER_PYTHON=/path/to/python npx tsx benchmarks/torch/overhead.ts [--rounds 7]
//
// Both sides run alternately, so that both see the same machine. Tensor objects and the scope that frees them are part
// of the time here, as reference counting is there.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildInfo, scope, setNumThreads, torch } from '@cotrain/torch';

const CALLS = 200;
const BATCHES = 500;

type Results = Record<string, number>;

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** ns per call: the median over batches, each a scope; the first fifth warms up. */
function measure(run: () => unknown): number {
  const times: number[] = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    const begin = process.hrtime.bigint();
    scope(() => {
      for (let i = 0; i < CALLS; i++) run();
    });
    times.push(Number(process.hrtime.bigint() - begin) / CALLS);
  }
  return median(times.slice(BATCHES / 5));
}

function cases(requiresGrad: boolean): Record<string, () => unknown> {
  const x = torch.rand([1], { requiresGrad });
  const y = torch.rand([1]);
  const image = torch.rand([1, 1, 1, 1]);
  const weight = torch.rand([1, 1, 1, 1], { requiresGrad });
  const bias = torch.rand([1]);
  return {
    add: () => x.add(y),
    'add a number': () => x.add(2),
    relu: () => x.relu(),
    view: () => x.view([1, 1]),
    'sum over a dimension': () => x.sum([0], { keepdim: true }),
    conv2d: () => torch.conv2d(image, weight, { bias, stride: 1, padding: 0 }),
    shape: () => x.shape,
  };
}

function measureHere(): Results {
  setNumThreads(1);
  // Every case once before any counts: the compiler specialises the first for itself, and again when others come.
  for (const run of [...Object.values(cases(false)), ...Object.values(cases(true))]) measure(run);
  const results: Results = {};
  for (const [name, run] of Object.entries(cases(false))) results[name] = measure(run);
  for (const [name, run] of Object.entries(cases(true)))
    if (name !== 'shape') results[`${name}, with autograd`] = measure(run);
  const one = torch.rand([1]);
  results.item = measure(() => one.item());
  return results;
}

function alternate(rounds: number, python: string): { ours: Results[]; theirs: Results[] } {
  const self = fileURLToPath(import.meta.url);
  const peer = fileURLToPath(new URL('../peers/pytorch/overhead.py', import.meta.url));
  const run = (command: string, args: string[]): Results =>
    JSON.parse(execFileSync(command, args, { encoding: 'utf8' })) as Results;
  const ours: Results[] = [];
  const theirs: Results[] = [];
  for (let round = 1; round <= rounds; round++) {
    ours.push(run(process.execPath, ['--import=tsx', self, '--measure']));
    theirs.push(run(python, [peer, String(CALLS), String(BATCHES)]));
    console.error(`round ${round} of ${rounds}`);
  }
  return { ours, theirs };
}

function report(ours: Results[], theirs: Results[], python: string): string {
  const torchVersion = execFileSync(
    python,
    ['-c', 'import torch, platform; print(torch.__version__, "on Python", platform.python_version())'],
    { encoding: 'utf8' },
  ).trim();
  const lines = Object.keys(ours[0]!).map((name) => {
    const [here, there] = [ours, theirs].map((results) => median(results.map((result) => result[name]!)));
    const ratios = ours.map((result, i) => result[name]! / theirs[i]![name]!);
    return `| ${name} | ${here!.toFixed(0)} | ${there!.toFixed(0)} | ${median(ratios).toFixed(2)} |`;
  });
  return `# Call overhead

ns per call on one-element tensors, tensor objects and scope included: medians of ${ours.length} alternating rounds of
${BATCHES} batches of ${CALLS} calls; the ratio is the median of the rounds' ratios.

${new Date().toISOString().slice(0, 10)}, ${cpus()[0]!.model.trim()}, ${availableParallelism()} cores, 1 thread;
Node ${process.versions.node}, LibTorch ${buildInfo().libtorchVersion}; PyTorch ${torchVersion}.
Load average ${loadavg()[0]!.toFixed(1)}: what else ran shows in the times, less in the ratios.
Command: \`npx tsx benchmarks/torch/overhead.ts --rounds ${ours.length}\`

| call | cotrain | PyTorch | ratio |
|---|---:|---:|---:|
${lines.join('\n')}
`;
}

const { values } = parseArgs({
  options: { measure: { type: 'boolean' }, rounds: { type: 'string', default: '7' } },
});
if (values.measure) console.log(JSON.stringify(measureHere()));
else {
  const python = process.env.COTRAIN_PEER_PYTHON ?? 'python3';
  const { ours, theirs } = alternate(Number(values.rounds), python);
  const text = report(ours, theirs, python);
  const folder = new URL('../results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('overhead.md', folder), text);
  console.log(text);
}
