import type { ExperimentDefinition, Job, Row } from '../experiment.js';
import { THREE_METRICS, three } from '../figures.js';
import { ADAPT_FINETUNE, differences, FINETUNE_ONLY, pretraining, run, teachers } from '../recipes.js';
import { pseudoLabelsOf } from '../teachers.js';

const METHODS = [
  {
    label: 'SimCLR',
    from: 'simclr',
    finetune: three(58.3, 83.2, 24.0),
    adapt: three(58.3, 83.3, 24.6),
  },
  { label: 'DetCo', from: 'detco', finetune: three(59.6, 83.3, 24.1), adapt: three(59.7, 83.4, 24.8) },
] as const;

/** Table 8: the adapt stage with convolutional heads. */
export const table8: ExperimentDefinition = (scale) => {
  const setting = 'disjoint-normal';
  const recipe = { setting, pseudoLabels: pseudoLabelsOf(setting), heads: 'convolutional' } as const;
  const methods =
    scale === 'paper'
      ? METHODS.map(({ from, ...rest }) => ({
          ...rest,
          id: from as string,
          pretrained: { pretrained: { from, file: `${from}.pth` } },
        }))
      : [{ label: 'generated street scenes', id: 'scenes', pretrained: {}, finetune: {}, adapt: {} }];
  return {
    name: 'table8',
    title: 'Table 8: pretrain-finetune and pretrain-adapt-finetune with convolutional heads, Disjoint-normal',
    metrics: THREE_METRICS,
    differences: differences(scale),
    rows: methods.flatMap(({ label, id, finetune, adapt }): Row[] => [
      { group: label, label: 'pretrain-finetune', job: `${id}-finetune`, paper: finetune },
      { group: label, label: 'pretrain-adapt-finetune', job: `${id}-adapt`, paper: adapt },
    ]),
    jobs: [
      ...pretraining(scale, 'resnet'),
      ...teachers(scale, setting),
      ...methods.flatMap(({ id, pretrained }): Job[] => [
        run(scale, `${id}-finetune`, { ...recipe, ...pretrained, epochs: FINETUNE_ONLY[scale] }),
        run(scale, `${id}-adapt`, { ...recipe, ...pretrained, epochs: ADAPT_FINETUNE[scale] }),
      ]),
    ],
  };
};
