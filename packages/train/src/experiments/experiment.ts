// What an experiment is: runs that depend on each other, and the table that their scores fill.
import type { Bdd100kTask } from '@cotrain/data';
import type { TrainConfigInput } from '../config/config.js';

/**
 * Of the paper's tables. `paper`: the paper's hyper-parameters, for GPUs and BDD100K. `small`: the same
 * comparisons on two cores.
 */
export const TABLE_SCALES = ['small', 'paper'] as const;
export type TableScale = (typeof TABLE_SCALES)[number];
/** `camvid`: that of our own questions, a pretrained MobileNetV2 on a few hundred real frames. */
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

/** What a job's configuration may refer to. */
export interface JobContext {
  /** The data, without a split. */
  data: TrainConfigInput['data'];
  /** Of this repetition. */
  seed: number;
  /** `cpu`, `cuda`. */
  device: string;
  /** Folder of published checkpoints (`--weights`). */
  weights: string;
  /** Folder of another job of the same repetition. */
  folder(job: string): string;
}

/** One run. */
export interface TrainJob {
  kind: 'train';
  id: string;
  /** Whether other experiments have the same run: it is kept where they find it. */
  shared: boolean;
  config(context: JobContext): TrainConfigInput;
}

/** A teacher labels what the split hides of one task. */
export interface PseudoLabelJob {
  kind: 'pseudoLabel';
  id: string;
  shared: boolean;
  /** The job whose model labels. */
  teacher: string;
  task: Bdd100kTask;
}

/** One piece of work of an experiment: a training run, or pseudo labels. */
export type Job = TrainJob | PseudoLabelJob;

/** Row of an experiment's table. */
export interface Row {
  /** Heading of a block of rows, where it differs from the row before. */
  group?: string;
  label: string;
  /** The training job whose scores these are. */
  job: string;
  /** What the paper's table says in this row. Default: there is no such row. */
  paper?: Partial<Record<Metric, number>>;
}

/** A difference of two rows, seed by seed. */
export interface Comparison {
  label: string;
  /** The training job whose scores are better if the answer is yes. */
  job: string;
  against: string;
}

/** A table: its rows, its runs, and the paper's own figures if there are any. */
export interface Experiment {
  /** `table4`. */
  name: string;
  title: string;
  metrics: readonly Metric[];
  rows: readonly Row[];
  /** Default: none. */
  comparisons?: readonly Comparison[];
  /** Repetitions where nobody says how many. Default 1. */
  seeds?: number;
  /** In an order in which each follows those that it depends on. */
  jobs: readonly Job[];
  /** How the runs were made and what differs from the paper, in a sentence or two. */
  differences: string;
}

/** A table at each scale. */
export type ExperimentDefinition = (scale: TableScale) => Experiment;
