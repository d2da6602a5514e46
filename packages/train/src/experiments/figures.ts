// The paper's scores as its tables print them, row by row.
import type { Metric } from './experiment.js';

export type Figures = Partial<Record<Metric, number>>;

const figures =
  (...metrics: Metric[]) =>
  (...values: (number | null)[]): Figures =>
    Object.fromEntries(metrics.flatMap((metric, i) => (values[i] == null ? [] : [[metric, values[i]]])));

/** Tables 1, 3, 6 and 7 use different orders; here scores have names. */
export const full = figures('sem_seg/mIoU', 'drivable/mIoU', 'det/AP', 'det/AP50', 'det/AP75');
export const withAccuracy = figures(
  'sem_seg/mIoU',
  'sem_seg/pAcc',
  'drivable/mIoU',
  'drivable/pAcc',
  'det/AP',
  'det/AP50',
  'det/AP75',
);
export const three = figures('sem_seg/mIoU', 'drivable/mIoU', 'det/AP');
export const masks = figures('sem_seg/mIoU', 'drivable/mIoU');
export const boxesAndMasks = figures('det/AP', 'det/AP50', 'det/AP75', 'sem_seg/mIoU');
/** Tables 6 and 7 start with the boxes. */
export const boxesFirst = figures('det/AP', 'det/AP50', 'det/AP75', 'sem_seg/mIoU', 'drivable/mIoU');

export const FULL_METRICS = ['sem_seg/mIoU', 'drivable/mIoU', 'det/AP', 'det/AP50', 'det/AP75'] as const;
export const THREE_METRICS = ['sem_seg/mIoU', 'drivable/mIoU', 'det/AP'] as const;
