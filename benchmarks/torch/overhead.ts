// What a call costs beside the computation: operators on one-element tensors, against Python's torch.
//
//   COTRAIN_PEER_PYTHON=/path/to/python npx tsx benchmarks/torch/overhead.ts [--rounds 7]
//
// Tensor objects and the scope that frees them are part of the time here, as reference counting is there.
import { readFileSync } from 'node:fs';
import { scope, setNumThreads, torch } from '@cotrain/torch';
import { main, median, type Results } from './harness.js';

const CALLS = 200;
const BATCHES = 500;

/** ns per call: the median over batches, each a scope; the first fifth warms up. */
function time(run: () => unknown): number {
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

function measure(): Results {
  setNumThreads(1);
  // Every case once before any counts: the compiler specialises the first for itself, and again when others
  // come.
  for (const run of [...Object.values(cases(false)), ...Object.values(cases(true))]) time(run);
  const results: Results = {};
  for (const [name, run] of Object.entries(cases(false))) results[name] = time(run);
  for (const [name, run] of Object.entries(cases(true)))
    if (name !== 'shape') results[`${name}, with autograd`] = time(run);
  const one = torch.rand([1]);
  results.item = time(() => one.item());
  return results;
}

await main({
  url: import.meta.url,
  peer: 'overhead.py',
  args: [String(CALLS), String(BATCHES)],
  title: 'Call overhead',
  description: `ns per call on one-element tensors, tensor objects and scope included: medians of ${BATCHES} batches of ${CALLS} calls in each round.`,
  result: 'overhead.md',
  rounds: 7,
  digits: 0,
  threads: 1,
  measure,
  notes: readFileSync(new URL('overhead-notes.md', import.meta.url), 'utf8'),
});
