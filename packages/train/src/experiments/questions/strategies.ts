import { pseudoLabelsOf } from '../teachers.js';
import { differencesOf, HALF, question, run, teachers } from './recipe.js';

const SETTING = 'disjoint-normal';

/** Question 4: ways to learn from partial labels (Table 1 of the paper) with a pretrained backbone. */
export const strategies = question({
  name: 'strategies',
  title: 'Ways to learn from partial labels, Disjoint-normal',
  seeds: 3,
  differences: differencesOf('images of 256x192, 5 epochs (some 225 steps, teachers too)'),
  rows: [
    { label: 'Zeroing loss', job: 'zeroing' },
    { label: 'Uniform sampler', job: 'uniform' },
    { label: 'Weighted sampler', job: 'weighted' },
    { label: 'Round-robin', job: 'round-robin' },
    { label: 'Self-training', job: 'self-training' },
  ],
  comparisons: [
    { label: 'Uniform - zeroing', job: 'uniform', against: 'zeroing' },
    { label: 'Round-robin - zeroing', job: 'round-robin', against: 'zeroing' },
    { label: 'Self-training - zeroing', job: 'self-training', against: 'zeroing' },
  ],
  jobs: [
    run('zeroing', { setting: SETTING, epochs: HALF }),
    run('uniform', { setting: SETTING, epochs: HALF, sampling: { kind: 'uniform' } }),
    run('weighted', { setting: SETTING, epochs: HALF, sampling: { kind: 'weighted' } }),
    run('round-robin', { setting: SETTING, epochs: HALF, sampling: { kind: 'roundRobin' } }),
    // 99, 69 and 198 frames: about 225 steps each.
    ...teachers(SETTING, { det: 19, sem_seg: 28, drivable: 9 }),
    run('self-training', { setting: SETTING, epochs: HALF, pseudoLabels: pseudoLabelsOf(SETTING) }),
  ],
});
