import { pseudoLabelsOf } from '../teachers.js';
import { question, run, teachers } from './recipe.js';

const SETTING = 'disjoint-normal';

/** Question 4: ways to learn from partial labels (Table 1 of the paper) with a pretrained backbone. */
export const strategies = question({
  name: 'strategies',
  title: 'Ways to learn from partial labels, Disjoint-normal',
  seeds: 3,
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
    run('zeroing', { setting: SETTING }),
    run('uniform', { setting: SETTING, sampling: { kind: 'uniform' } }),
    run('weighted', { setting: SETTING, sampling: { kind: 'weighted' } }),
    run('round-robin', { setting: SETTING, sampling: { kind: 'roundRobin' } }),
    // 99, 69 and 198 frames: some 450 steps each.
    ...teachers(SETTING, { det: 38, sem_seg: 56, drivable: 19 }),
    run('self-training', { setting: SETTING, pseudoLabels: pseudoLabelsOf(SETTING) }),
  ],
});
