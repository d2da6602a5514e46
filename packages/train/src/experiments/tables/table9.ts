import type { ExperimentDefinition } from '../experiment.js';
import { THREE_METRICS, three } from '../figures.js';
import { ADAPT_FINETUNE, differences, pretraining, run, teachers } from '../recipes.js';
import { pseudoLabelsOf } from '../teachers.js';

const ROWS = [
  { label: 'FPN', convAdapter: 'none', paper: three(60.1, 83.5, 25.2) },
  { label: 'pre-adapter', convAdapter: 'pre', paper: three(60.2, 83.4, 25.4) },
  { label: 'post-adapter', convAdapter: 'post', paper: three(60.2, 83.5, 25.4) },
  { label: 'pre-adapter (learnable scalar)', convAdapter: 'pre-scalar', paper: three(59.9, 83.6, 25.5) },
  { label: 'pre-adapter (learnable vector)', convAdapter: 'pre-vector', paper: three(59.8, 83.6, 25.1) },
] as const;

/** Table 9: adapters besides the pyramid, with SimCLR's weights. */
export const table9: ExperimentDefinition = (scale) => {
  const setting = 'disjoint-normal';
  const recipe = {
    setting,
    pseudoLabels: pseudoLabelsOf(setting),
    pretrained: { from: 'simclr', file: 'simclr.pth' },
    // "FPN" is SimCLR's second row of Table 2, which had 6 + 30 epochs.
    epochs: scale === 'paper' ? { adapt: 6, finetune: 30 } : ADAPT_FINETUNE.small,
  } as const;
  return {
    name: 'table9',
    title: 'Table 9: designs of the adapter, Disjoint-normal',
    metrics: THREE_METRICS,
    differences: differences(scale),
    rows: ROWS.map(({ label, convAdapter, paper }) => ({ label, job: `adapter-${convAdapter}`, paper })),
    jobs: [
      ...pretraining(scale, 'resnet'),
      ...teachers(scale, setting),
      ...ROWS.map(({ convAdapter }) => run(scale, `adapter-${convAdapter}`, { ...recipe, convAdapter })),
    ],
  };
};
