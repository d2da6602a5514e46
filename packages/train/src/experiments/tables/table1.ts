import type { ExperimentDefinition } from '../experiment.js';
import { FULL_METRICS, full } from '../figures.js';
import { ADAPT_FINETUNE, differences, pretraining, run, teachers } from '../recipes.js';
import { pseudoLabelsOf } from '../teachers.js';

/** Table 1: ways to train on partially labelled data. */
export const table1: ExperimentDefinition = (scale) => {
  const setting = 'disjoint-normal';
  const pseudoLabels = pseudoLabelsOf(setting);
  return {
    name: 'table1',
    title: 'Table 1: multi-task training methods, Disjoint-normal',
    metrics: FULL_METRICS,
    differences: differences(scale),
    rows: [
      { label: 'Zeroing loss', job: 'zeroing', paper: full(59.4, 83.3, 23.0, 46.0, 19.8) },
      { label: 'Uniform sampler', job: 'uniform', paper: full(59.9, 83.2, 24.3, 47.0, 21.8) },
      { label: 'Weighted sampler', job: 'weighted', paper: full(59.8, 83.2, 24.2, 46.9, 21.4) },
      { label: 'Round-robin', job: 'round-robin', paper: full(60.7, 83.1, 24.2, 47.0, 21.5) },
      { label: 'Self-training', job: 'self-training', paper: full(60.3, 83.1, 24.9, 48.1, 22.2) },
      { label: 'LV-Adapter', job: 'lv-adapter', paper: full(62.2, 83.7, 26.4, 50.5, 23.7) },
    ],
    jobs: [
      ...pretraining(scale, 'resnet'),
      run(scale, 'zeroing', { setting }),
      run(scale, 'uniform', { setting, sampling: { kind: 'uniform' } }),
      run(scale, 'weighted', { setting, sampling: { kind: 'weighted' } }),
      run(scale, 'round-robin', { setting, sampling: { kind: 'roundRobin' } }),
      ...teachers(scale, setting),
      run(scale, 'self-training', { setting, pseudoLabels }),
      run(scale, 'lv-adapter', { setting, pseudoLabels, adapter: 'l2v', epochs: ADAPT_FINETUNE[scale] }),
    ],
  };
};
