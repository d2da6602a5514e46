import type { ExperimentDefinition } from '../experiment.js';
import { boxesAndMasks } from '../figures.js';
import { ADAPT_FINETUNE, differences, headNames, pretraining, run } from '../recipes.js';

/** Table 11: nuImages, which is fully labelled for detection and semantic segmentation (appendix E). */
export const table11: ExperimentDefinition = (scale) => {
  const shared = { setting: 'full', tasks: ['det', 'sem_seg'] } as const;
  return {
    name: 'table11',
    title: 'Table 11: single-task and multi-task models on nuImages',
    metrics: ['det/AP', 'det/AP50', 'det/AP75', 'sem_seg/mIoU'],
    differences:
      scale === 'paper'
        ? `${differences(scale)} Give the nuImages folder with --data.`
        : `${differences(scale)} The data are those of the other small tables unless --data is a nuImages folder.`,
    rows: [
      { label: headNames(scale).boxes, job: 'det', paper: boxesAndMasks(46.6, 72.8, 49.4) },
      { label: headNames(scale).masks, job: 'sem_seg', paper: boxesAndMasks(null, null, null, 55.8) },
      { label: 'Multi-task', job: 'multi-task', paper: boxesAndMasks(47.1, 73.5, 49.9, 53.3) },
      { label: 'LV-Adapter', job: 'lv-adapter', paper: boxesAndMasks(50.3, 76.8, 54.3, 56.0) },
    ],
    jobs: [
      ...pretraining(scale, 'resnet'),
      run(scale, 'det', { ...shared, tasks: ['det'] }),
      run(scale, 'sem_seg', { ...shared, tasks: ['sem_seg'] }),
      run(scale, 'multi-task', shared),
      run(scale, 'lv-adapter', { ...shared, adapter: 'l2v', epochs: ADAPT_FINETUNE[scale] }),
    ],
  };
};
