import type { ExperimentDefinition } from '../experiment.js';
import { THREE_METRICS, three } from '../figures.js';
import { differences, pretraining, run, teachers } from '../recipes.js';
import { pseudoLabelsOf } from '../teachers.js';

/** Epochs of both stages at paper scale, and the scores: mIoU (SS), mIoU (DA), mAP. */
const ROWS = [
  { adapt: 12, finetune: 24, paper: three(59.5, 82.9, 25.8) },
  { adapt: 6, finetune: 30, paper: three(61.0, 83.4, 26.3) },
  { adapt: 1, finetune: 35, paper: three(61.5, 83.5, 26.4) },
  { adapt: 6, finetune: 35, paper: three(61.3, 83.5, 26.5) },
  { adapt: 12, finetune: 35, paper: three(61.9, 83.5, 26.6) },
] as const;

/** A sixth of the epochs, with at least one epoch of adapting. */
const small = (epochs: number): number => Math.max(1, Math.round(epochs / 6));

/**
 * Table 5: epochs of the adapt and the finetune stage. The paper does not name the backbone; CLIP's matches
 * the second row best.
 */
export const table5: ExperimentDefinition = (scale) => {
  const setting = 'disjoint-normal';
  const recipe = { setting, pseudoLabels: pseudoLabelsOf(setting), backbone: 'clip' } as const;
  const rows = ROWS.map(({ adapt, finetune, paper }) => {
    const epochs =
      scale === 'paper' ? { adapt, finetune } : { adapt: small(adapt), finetune: small(finetune) };
    return { adapt, finetune, paper, epochs, job: `adapt${adapt}-finetune${finetune}` };
  });
  return {
    name: 'table5',
    title: 'Table 5: epochs of adapting and finetuning, Disjoint-normal',
    metrics: THREE_METRICS,
    differences: differences(scale),
    rows: rows.map(({ adapt, finetune, epochs, paper, job }) => ({
      label:
        scale === 'paper'
          ? `${adapt} + ${finetune}`
          : `${adapt} + ${finetune} (ours: ${epochs.adapt} + ${epochs.finetune})`,
      job,
      paper,
    })),
    jobs: [
      ...pretraining(scale, 'resnet', 'clip'),
      ...teachers(scale, setting),
      ...rows.map(({ job, epochs }) => run(scale, job, { ...recipe, epochs })),
    ],
  };
};
