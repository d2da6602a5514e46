import type { Bdd100kTask } from '@cotrain/data';
import type { ExperimentDefinition, Job, Row } from '../experiment.js';
import { type Figures, THREE_METRICS, three } from '../figures.js';
import { differences, headNames, pretraining, run, SINGLE_TASK_EPOCHS } from '../recipes.js';

const TASKS: readonly {
  task: Bdd100kTask;
  kind: 'boxes' | 'masks';
  alone: Figures;
  withLanguage: Figures;
}[] = [
  { task: 'sem_seg', kind: 'masks', alone: three(57.1), withLanguage: three(61.3) },
  { task: 'drivable', kind: 'masks', alone: three(null, 78.1), withLanguage: three(null, 81.6) },
  {
    task: 'det',
    kind: 'boxes',
    alone: three(null, null, 18.6),
    withLanguage: three(null, null, 22.4),
  },
];

/** Table 10: the LV-Adapter in single-task models, Disjoint-balance. */
export const table10: ExperimentDefinition = (scale) => {
  const setting = 'disjoint-balance';
  const epochs = SINGLE_TASK_EPOCHS[scale][setting];
  return {
    name: 'table10',
    title: 'Table 10: the LV-Adapter in single-task models, Disjoint-balance',
    metrics: THREE_METRICS,
    differences: differences(scale),
    rows: TASKS.flatMap(({ task, kind, alone, withLanguage }): Row[] => [
      { group: task, label: headNames(scale)[kind], job: task, paper: alone },
      { group: task, label: '+ LV-Adapter', job: `${task}-language`, paper: withLanguage },
    ]),
    jobs: [
      ...pretraining(scale, 'resnet'),
      ...TASKS.flatMap(({ task }): Job[] => [
        run(scale, task, { setting, tasks: [task], epochs: { adapt: 0, finetune: epochs } }),
        run(scale, `${task}-language`, {
          setting,
          tasks: [task],
          adapter: 'l2v',
          epochs: { adapt: 1, finetune: epochs - 1 },
        }),
      ]),
    ],
  };
};
