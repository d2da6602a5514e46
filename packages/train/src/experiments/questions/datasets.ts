import type { JobContext } from '../experiment.js';
import { HALF, question, run } from './recipe.js';

/** As many generated scenes as camvid-bdd has frames, at the runs' image size. */
const scenes = (seed: number) =>
  ({ kind: 'scenes', train: 367, val: 1, width: 256, height: 192, seed }) as const;

/** Two data sets as one, evaluated on the second only. */
const both = ({ data, seed }: JobContext) =>
  ({
    kind: 'concat',
    parts: [
      { data: scenes(seed), for: 'train' },
      { data: { ...data, split: { setting: 'full', tasks: ['drivable'] } }, name: 'real' },
    ],
  }) as never;

/** Question 5: does a model learn from generated scenes what real frames are not labelled for? */
export const datasets = question({
  name: 'datasets',
  title: 'Generated scenes with all labels, and camvid-bdd with the drivable area alone',
  seeds: 3,
  rows: [
    { label: 'Scenes alone', job: 'scenes' },
    { label: "camvid-bdd's drivable area alone", job: 'drivable' },
    { label: 'Both in one model', job: 'both' },
    { label: 'All labels of camvid-bdd', job: 'finetune-convolutional' },
  ],
  comparisons: [
    { label: 'Both - scenes alone', job: 'both', against: 'scenes' },
    { label: 'Both - drivable area alone', job: 'both', against: 'drivable' },
  ],
  jobs: [
    run('finetune-convolutional', {}, true),
    run('scenes', {
      data: ({ data, seed }) =>
        ({
          kind: 'concat',
          parts: [
            { data: scenes(seed), for: 'train' },
            { data, name: 'real', for: 'val' },
          ],
        }) as never,
    }),
    run('drivable', { tasks: ['drivable'] }),
    // Twice the frames in half the epochs: as many steps as with either alone.
    run('both', { epochs: HALF, data: both }),
  ],
});
