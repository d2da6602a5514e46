import type { ExperimentDefinition, Job, Row } from '../experiment.js';
import { type Figures, withAccuracy } from '../figures.js';
import { differences, FINETUNE_ONLY, pretraining, type Recipe, run, teachers } from '../recipes.js';
import { pseudoLabelsOf } from '../teachers.js';

/** A pretrained backbone, with the paper's scores without and with an adapt stage. */
interface Pretrained {
  type: string;
  label: string;
  id: string;
  recipe: Pick<Recipe, 'pretrained' | 'backbone'>;
  finetune: Figures;
  adapt: Figures;
}

const release = (from: NonNullable<Recipe['pretrained']>['from']): Pick<Pretrained, 'id' | 'recipe'> => ({
  id: from,
  recipe: { pretrained: { from, file: `${from}.pth` } },
});

const PRETRAINED: readonly Pretrained[] = [
  {
    type: 'Classification-oriented',
    label: 'MoCo-v1',
    ...release('moco-v1'),
    finetune: withAccuracy(17.8, 48.6, 70.8, 92.0, 25.8, 49.5, 23.1),
    adapt: withAccuracy(59.2, 93.2, 83.6, 96.9, 25.9, 50.0, 23.0),
  },
  {
    type: 'Classification-oriented',
    label: 'MoCo-v2',
    ...release('moco-v2'),
    finetune: withAccuracy(10.3, 19.8, 73.4, 93.5, 26.0, 50.1, 23.2),
    adapt: withAccuracy(61.2, 93.4, 83.8, 96.9, 26.1, 50.4, 23.4),
  },
  {
    type: 'Classification-oriented',
    label: 'SimCLR',
    ...release('simclr'),
    finetune: withAccuracy(60.3, 93.3, 83.5, 96.8, 25.4, 48.9, 22.5),
    adapt: withAccuracy(60.1, 93.2, 83.5, 96.8, 25.2, 48.9, 22.3),
  },
  {
    type: 'Classification-oriented',
    label: 'SwAV',
    ...release('swav'),
    finetune: withAccuracy(45.9, 71.1, 82.0, 96.5, 25.6, 49.1, 23.0),
    adapt: withAccuracy(61.1, 93.3, 83.1, 96.7, 25.6, 49.3, 23.1),
  },
  {
    type: 'Classification-oriented',
    label: 'BYOL',
    ...release('byol'),
    finetune: withAccuracy(59.2, 90.2, 75.6, 93.9, 25.9, 49.8, 23.4),
    adapt: withAccuracy(61.7, 93.4, 83.5, 96.8, 25.7, 49.4, 23.1),
  },
  {
    type: 'Detection-oriented',
    label: 'DetCo',
    ...release('detco'),
    finetune: withAccuracy(38.1, 58.5, 83.2, 96.7, 25.9, 49.7, 22.9),
    adapt: withAccuracy(61.0, 93.3, 83.7, 96.9, 26.2, 50.3, 23.3),
  },
  {
    type: 'Segmentation-oriented',
    label: 'DenseCL',
    ...release('densecl'),
    finetune: withAccuracy(20.0, 40.0, 73.7, 93.7, 26.1, 50.3, 23.5),
    adapt: withAccuracy(60.7, 93.3, 83.9, 96.9, 26.3, 50.3, 23.7),
  },
  {
    type: 'Vision-language',
    label: 'CLIP',
    id: 'clip',
    recipe: { backbone: 'clip' },
    finetune: withAccuracy(54.5, 91.1, 74.1, 93.1, 26.5, 50.7, 23.8),
    adapt: withAccuracy(61.0, 93.2, 83.4, 96.8, 26.3, 50.5, 23.5),
  },
];

/**
 * Table 2: backbones, each with pretrain-finetune and with pretrain-adapt-finetune. Small: the two that are
 * available without a download.
 */
export const table2: ExperimentDefinition = (scale) => {
  const setting = 'disjoint-normal';
  const pseudoLabels = pseudoLabelsOf(setting);
  const adaptEpochs = scale === 'paper' ? { adapt: 6, finetune: 30 } : { adapt: 1, finetune: 5 };
  const scratch: Pretrained = {
    type: 'Supervised',
    label: 'generated street scenes, ResNet-18',
    id: 'scenes',
    recipe: {},
    finetune: {},
    adapt: {},
  };
  const chosen = scale === 'paper' ? PRETRAINED : [scratch, ...PRETRAINED.slice(-1)];
  // This table is about query heads on a pretrained backbone.
  const shared = { setting, pseudoLabels, heads: 'query' } as const;
  return {
    name: 'table2',
    title: 'Table 2: pretrained backbones, pretrain-finetune and pretrain-adapt-finetune, Disjoint-normal',
    metrics: [
      'sem_seg/mIoU',
      'sem_seg/pAcc',
      'drivable/mIoU',
      'drivable/pAcc',
      'det/AP',
      'det/AP50',
      'det/AP75',
    ],
    differences: `${differences(scale)} In the small table the query heads of the paper's model are trained.`,
    rows: chosen.flatMap(({ type, label, id, finetune, adapt }): Row[] => [
      { group: type, label: `${label}, finetune`, job: `${id}-finetune`, paper: finetune },
      { group: type, label: `${label}, adapt, finetune`, job: `${id}-adapt`, paper: adapt },
    ]),
    jobs: [
      ...pretraining(scale, 'resnet', 'clip'),
      ...teachers(scale, setting),
      ...chosen.flatMap(({ id, recipe }): Job[] => [
        run(scale, `${id}-finetune`, { ...shared, ...recipe, epochs: FINETUNE_ONLY[scale] }),
        run(scale, `${id}-adapt`, { ...shared, ...recipe, epochs: adaptEpochs }),
      ]),
    ],
  };
};
