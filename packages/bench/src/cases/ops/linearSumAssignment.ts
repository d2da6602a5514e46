import { linearSumAssignment } from '@cotrain/ops';
import { scope, torch } from '@cotrain/torch';
import { type ProcessesCase, registerCases } from '../../case.js';
import { microseconds } from '../timing.js';

/** Queries x targets of detection, semantic and drivable-area segmentation. */
const SHAPES: [number, number][] = [
  [300, 20],
  [100, 19],
  [100, 3],
];
const LAYERS = 6;
const CALLS = { full: 2000, quick: 5 };
/** Both ways in which the peer hands its result over are measured against the one that we have. */
const FIGURES = ['results as tensors', 'scipy alone'];

const bench: ProcessesCase = {
  kind: 'processes',
  group: 'ops',
  name: 'linear-sum-assignment',
  title: 'linear_sum_assignment',
  description:
    'All matches of one training step, 18 random float32 costs: 300 x 20, 100 x 19 and 100 x 3 for each of 6 layers. Ours is one call for all, with 36 tensors as the result, under both names. The peer is `scipy.optimize.linear_sum_assignment`, called on each tensor: with `torch.as_tensor(..., dtype=torch.int64)` of rows and columns, as the official matchers do, or alone, with arrays as the result. Medians of the calls of a process.',
  rounds: 7,
  sides: {
    cotrain({ quick }) {
      const costs = Array.from({ length: LAYERS }, () => SHAPES.map((shape) => torch.rand(shape))).flat();
      const bytes = costs.reduce((sum, cost) => sum + 4 * cost.numel(), 0);
      const value = microseconds(quick ? CALLS.quick : CALLS.full, () =>
        scope(() => void linearSumAssignment(costs)),
      );
      return {
        figures: Object.fromEntries(
          FIGURES.map((name) => [name, { value, unit: 'µs' as const, floor: { bytes } }]),
        ),
      };
    },
  },
  peers: [{ side: 'scipy', script: 'linear_sum_assignment.py', against: 'pytorch', modules: ['scipy'] }],
};
registerCases(bench);
