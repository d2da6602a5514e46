// linear_sum_assignment against scipy called once per matrix: the matchers of one training step, 6 layers x 3 tasks.
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
  return { '18 matrices: 300x20, 100x19, 100x3 for each of 6 layers': median(times) };
}

await main({
  url: import.meta.url,
  peer: 'linear_sum_assignment.py',
  args: ['2000'],
  title: 'linear_sum_assignment',
  description:
    'µs for all matches of one training step, random float32 costs: one call of ours for all 18 matrices, with the results as tensors, against `scipy.optimize.linear_sum_assignment` called for each. Floor: the costs are 196,800 bytes, each read at least once, which the second-level cache delivers in some 10 µs; the rest is the search, the call and 36 result tensors.',
  result: 'ops-linear-sum-assignment.md',
  rounds: 7,
  digits: 0,
  threads: 2,
  measure,
});
