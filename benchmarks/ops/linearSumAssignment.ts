// linear_sum_assignment against scipy called once per matrix: the matchers of one training step, 6 layers x 3
// tasks.
//
//   COTRAIN_PEER_PYTHON=/path/to/python npx tsx benchmarks/ops/linearSumAssignment.ts [--rounds 7]
import { linearSumAssignment } from '@cotrain/ops';
import { manualSeed, scope, setNumThreads, torch } from '@cotrain/torch';
import { main, median, type Results } from '../torch/harness.js';

/** Queries x targets of detection, semantic and drivable-area segmentation. */
const SHAPES: [number, number][] = [
  [300, 20],
  [100, 19],
  [100, 3],
];
const LAYERS = 6;

function measure([calls]: string[]): Results {
  setNumThreads(2);
  manualSeed(0);
  const costs = Array.from({ length: LAYERS }, () => SHAPES.map((shape) => torch.rand(shape))).flat();
  const times: number[] = [];
  for (let call = 0; call < Number(calls); call++) {
    const begin = process.hrtime.bigint();
    scope(() => void linearSumAssignment(costs));
    times.push(Number(process.hrtime.bigint() - begin) / 1000);
  }
  const [middle, least] = [median(times), Math.min(...times)];
  return {
    'results as tensors, median': middle,
    'results as tensors, least': least,
    'scipy alone, median': middle,
    'scipy alone, least': least,
  };
}

await main({
  url: import.meta.url,
  peer: 'linear_sum_assignment.py',
  args: ['2000'],
  title: 'linear_sum_assignment',
  description:
    'µs for all matches of one training step, 18 random float32 costs: 300 x 20, 100 x 19 and 100 x 3 for each of 6 layers. Ours is one call for all, with 36 tensors as the result, under both names. The peer is `scipy.optimize.linear_sum_assignment`, called on each tensor: with `torch.as_tensor(..., dtype=torch.int64)` of rows and columns, as the official matchers do, or alone, with arrays as the result. Median and least are those of the 2000 steps of a process.',
  result: 'ops-linear-sum-assignment.md',
  rounds: 7,
  digits: 0,
  threads: 2,
  measure,
  notes: `Here "PyTorch" is scipy. Floor: the costs are 196,800 bytes, each read at least once, which the second-level cache delivers in some 10 µs;
the rest is the search, the start of the second thread (3 µs), and the call with its 36 result tensors.
`,
});
