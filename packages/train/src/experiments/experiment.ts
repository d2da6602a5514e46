// An experiment: runs that depend on each other, and the table of their scores.
import type { Bdd100kTask } from '@cotrain/data';
import type { TrainConfigInput } from '../config/config.js';

/**
 * Scales of the paper's tables. `paper`: the paper's hyper-parameters, for GPUs and BDD100K. `small`: the
 * same comparisons on two cores.
 */
export const TABLE_SCALES = ['small', 'paper'] as const;
export type TableScale = (typeof TABLE_SCALES)[number];
/**
 * All scales. `camvid` is that of our own questions: a pretrained MobileNetV2 on a few hundred real frames.
 */
export const SCALES = [...TABLE_SCALES, 'camvid'] as const;
/** Scale of an experiment: `small`, `paper`, or `camvid` for our own questions. */
export type Scale = (typeof SCALES)[number];

/** Scores that the tables show, by their names in an evaluation. */
export const METRICS = {
  'sem_seg/mIoU': 'mIoU (SS)',
  'sem_seg/pAcc': 'pACC (SS)',
  'drivable/mIoU': 'mIoU (DA)',
  'drivable/pAcc': 'pACC (DA)',
  'det/AP': 'mAP',
  'det/AP50': 'AP50',
  'det/AP75': 'AP75',
} as const;
/** Column of an experiment's table. */
export type Metric = keyof typeof METRICS;

/** Values that a job's configuration may use. */
export interface JobContext {
  /** Data without a split. */
  data: TrainConfigInput['data'];
  /** Seed of this repetition. */
  seed: number;
  /** Device, such as `cpu` or `cuda`. */
  device: string;
  /** Folder of published checkpoints (`--weights`). */
  weights: string;
  /** Folder of another job of the same repetition. */
  folder(job: string): string;
}

/** A training run. */
export interface TrainJob {
  kind: 'train';
  id: string;
  /** Whether other experiments have the same run. If so, it is stored where they find it. */
  shared: boolean;
  config(context: JobContext): TrainConfigInput;
}

/** Pseudo labels from a teacher, for labels of one task that the split hides. */
export interface PseudoLabelJob {
  kind: 'pseudoLabel';
  id: string;
  shared: boolean;
  /** The job whose model makes the labels. */
  teacher: string;
  task: Bdd100kTask;
}

/** One piece of work of an experiment: a training run, or pseudo labels. */
export type Job = TrainJob | PseudoLabelJob;

/** Row of an experiment's table. */
export interface Row {
  /** Heading of a block of rows, if it differs from the previous row's. */
  group?: string;
  label: string;
  /** The training job whose scores the row shows. */
  job: string;
  /** The paper's scores in this row. Default: the paper has no such row. */
  paper?: Partial<Record<Metric, number>>;
}

/** A difference between two rows, seed by seed. */
export interface Comparison {
  label: string;
  /** The training job whose scores are better if the answer is yes. */
  job: string;
  against: string;
}

/** A table: its rows, its runs, and the paper's own figures if there are any. */
export interface Experiment {
  /** Name of the experiment, such as `table4`. */
  name: string;
  title: string;
  metrics: readonly Metric[];
  rows: readonly Row[];
  /** Differences to report. Default: none. */
  comparisons?: readonly Comparison[];
  /** Default number of repetitions. Default 1. */
  seeds?: number;
  /** Jobs, each after those that it depends on. */
  jobs: readonly Job[];
  /** How the runs were made and how they differ from the paper, in a sentence or two. */
  differences: string;
}

/** A table at each scale. */
export type ExperimentDefinition = (scale: TableScale) => Experiment;
