import type { SplitSetting } from '@cotrain/data';
import type { ExperimentDefinition, Job, Row } from '../experiment.js';
import { type Figures, FULL_METRICS, full } from '../figures.js';
import { ADAPT_FINETUNE, differences, headNames, pretraining, run, teachers } from '../recipes.js';
import { pseudoLabelsOf, teacherOf } from '../teachers.js';

interface Setting {
  setting: SplitSetting;
  group: string;
  semSeg: Figures;
  drivable: Figures;
  det: Figures;
  selfTraining: Figures;
  lvAdapter: Figures;
}

const SETTINGS: readonly Setting[] = [
  {
    setting: 'full',
    group: 'Full',
    semSeg: full(57.1),
    drivable: full(null, 83.9),
    det: full(null, null, 29.4, 55.8, 26.4),
    selfTraining: full(61.8, 84.4, 30.1, 56.6, 27.6),
    lvAdapter: full(63.1, 84.9, 31.1, 58.2, 28.4),
  },
  {
    setting: 'disjoint-balance',
    group: 'Disjoint-balance',
    semSeg: full(57.1),
    drivable: full(null, 78.1),
    det: full(null, null, 18.6, 37.8, 15.6),
    selfTraining: full(59.4, 80.3, 22.4, 44.1, 19.6),
    lvAdapter: full(61.8, 80.6, 24.6, 47.4, 21.9),
  },
  {
    setting: 'disjoint-normal',
    group: 'Disjoint-normal',
    semSeg: full(57.1),
    drivable: full(null, 82.0),
    det: full(null, null, 20.9, 41.9, 17.8),
    selfTraining: full(60.3, 83.1, 24.9, 48.1, 22.2),
    lvAdapter: full(62.2, 83.7, 26.4, 50.5, 23.7),
  },
];

/** Table 3: single-task models, self-training and the LV-Adapter in the three settings. */
export const table3: ExperimentDefinition = (scale) => ({
  name: 'table3',
  title: 'Table 3: single-task baselines and multi-task models in three settings',
  metrics: FULL_METRICS,
  differences: differences(scale),
  rows: SETTINGS.flatMap(({ setting, group, semSeg, drivable, det, selfTraining, lvAdapter }): Row[] => [
    { group, label: headNames(scale).masks, job: teacherOf(setting, 'sem_seg'), paper: semSeg },
    { group, label: headNames(scale).masks, job: teacherOf(setting, 'drivable'), paper: drivable },
    { group, label: headNames(scale).boxes, job: teacherOf(setting, 'det'), paper: det },
    { group, label: 'Self-training', job: `self-training-${setting}`, paper: selfTraining },
    { group, label: 'LV-Adapter', job: `lv-adapter-${setting}`, paper: lvAdapter },
  ]),
  jobs: [
    ...pretraining(scale, 'resnet'),
    ...SETTINGS.flatMap(({ setting }): Job[] => {
      const shared = { setting, pseudoLabels: pseudoLabelsOf(setting) };
      return [
        ...teachers(scale, setting),
        run(scale, `self-training-${setting}`, shared),
        run(scale, `lv-adapter-${setting}`, { ...shared, adapter: 'l2v', epochs: ADAPT_FINETUNE[scale] }),
      ];
    }),
  ],
});
