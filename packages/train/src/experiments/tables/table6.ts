import type { ExperimentDefinition } from '../experiment.js';
import { boxesFirst } from '../figures.js';
import { ADAPT_FINETUNE, differences, pretraining, run, teachers } from '../recipes.js';
import { pseudoLabelsOf } from '../teachers.js';

/**
 * Table 6: hand-crafted and learned prompts. The first row's mAP is illegible in our copy of the paper and is
 * omitted.
 */
export const table6: ExperimentDefinition = (scale) => {
  const setting = 'disjoint-normal';
  const recipe = {
    setting,
    pseudoLabels: pseudoLabelsOf(setting),
    adapter: 'l2v',
    epochs: ADAPT_FINETUNE[scale],
  } as const;
  return {
    name: 'table6',
    title: 'Table 6: hand-crafted and learned prompts, Disjoint-normal',
    metrics: ['det/AP', 'det/AP50', 'det/AP75', 'sem_seg/mIoU', 'drivable/mIoU'],
    differences: differences(scale),
    rows: [
      {
        label: 'Prompt engineering',
        job: 'template',
        paper: boxesFirst(null, 50.1, 23.4, 61.4, 83.3),
      },
      { label: 'Prompt ensembling', job: 'ensemble', paper: boxesFirst(26.3, 50.4, 23.5, 61.7, 83.5) },
      { label: 'Learned prompts', job: 'learned', paper: boxesFirst(26.4, 50.5, 23.7, 62.2, 83.7) },
    ],
    jobs: [
      ...pretraining(scale, 'resnet'),
      ...teachers(scale, setting),
      run(scale, 'template', { ...recipe, prompts: { kind: 'template' } }),
      run(scale, 'ensemble', { ...recipe, prompts: { kind: 'ensemble' } }),
      run(scale, 'learned', { ...recipe, prompts: { kind: 'learned' } }),
    ],
  };
};
