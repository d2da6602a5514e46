import type { ExperimentDefinition } from '../experiment.js';
import { boxesFirst, type Figures } from '../figures.js';
import { differences, pretraining, type Recipe, run, SUPERVISED, teachers } from '../recipes.js';
import { pseudoLabelsOf } from '../teachers.js';

type Pretrained = NonNullable<Recipe['pretrained']>;

const ROWS: readonly [label: string, from: Pretrained['from'], paper: Figures][] = [
  ['Supervised', SUPERVISED.from, boxesFirst(23.7, 46.3, 20.8, 58.9, 83.1)],
  ['MoCo-v1', 'moco-v1', boxesFirst(24.2, 46.9, 21.5, 59.6, 83.1)],
  ['MoCo-v2', 'moco-v2', boxesFirst(24.5, 47.3, 21.9, 59.4, 83.4)],
  ['SimCLR', 'simclr', boxesFirst(24.0, 46.8, 21.3, 58.3, 83.2)],
  ['SwAV', 'swav', boxesFirst(24.0, 47.5, 20.7, 59.7, 82.8)],
  ['BYOL', 'byol', boxesFirst(23.6, 46.3, 20.3, 59.8, 83.0)],
  ['DetCo', 'detco', boxesFirst(24.1, 46.8, 21.5, 59.6, 83.3)],
  ['DenseCL', 'densecl', boxesFirst(24.7, 47.7, 22.0, 59.8, 83.4)],
  ['PixPro', 'pixpro', boxesFirst(24.2, 46.9, 21.6, 60.2, 83.5)],
];

/**
 * Table 7: pretrained backbones with convolutional heads. Small: the two that are available without a
 * download.
 */
export const table7: ExperimentDefinition = (scale) => {
  const setting = 'disjoint-normal';
  const recipe = { setting, pseudoLabels: pseudoLabelsOf(setting), heads: 'convolutional' } as const;
  const small = [
    { label: 'generated street scenes, ResNet-18', job: 'scenes', paper: {} },
    { label: 'generated street scenes, CLIP tower', job: 'clip', paper: {} },
  ];
  return {
    name: 'table7',
    title: 'Table 7: pretrained backbones with convolutional heads, Disjoint-normal',
    metrics: ['det/AP', 'det/AP50', 'det/AP75', 'sem_seg/mIoU', 'drivable/mIoU'],
    differences: differences(scale),
    rows: scale === 'small' ? small : ROWS.map(([label, from, paper]) => ({ label, job: from, paper })),
    jobs: [
      ...pretraining(scale, 'resnet', 'clip'),
      ...teachers(scale, setting),
      ...(scale === 'small'
        ? [run(scale, 'scenes', recipe), run(scale, 'clip', { ...recipe, backbone: 'clip' })]
        : ROWS.map(([, from]) =>
            run(scale, from, {
              ...recipe,
              pretrained: from === SUPERVISED.from ? SUPERVISED : { from, file: `${from}.pth` },
            }),
          )),
    ],
  };
};
