import type { Split } from '../bdd100k/layout.js';
import type { LabelState, TaskSpecs } from '../types.js';

/** Kinds of problems that an inspection of a data set finds. */
export const PROBLEM_KINDS = [
  'label without image',
  'image without label',
  'same frame in two splits',
  'broken link',
  'unreadable image',
  'image size',
  'unreadable mask',
  'bad mask ids',
  'mask size',
  'invalid JSON',
  'bad frame',
  'repeated frame',
  'unknown category',
  'degenerate box',
  'box outside image',
] as const;
/** Kind of a problem in a data set. */
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** Problem in a data set, with its file. */
export interface Problem {
  kind: ProblemKind;
  split: Split;
  file: string;
  message: string;
}

/** The tasks that a group of frames is labelled for. A task that is not listed has absent labels. */
export interface Coverage {
  tasks: string[];
  images: Record<Split, number>;
}

/** How often a class of masks occurs. */
export interface ClassStatistics {
  name: string;
  /** Pixels in all splits together. */
  pixels: number;
  images: number;
}

/** How often a detection class occurs. */
export interface CategoryStatistics {
  name: string;
  boxes: number;
  images: number;
  occluded: number;
  truncated: number;
  crowd: number;
  ignored: number;
}

/** Counts, statistics and problems of a data set. */
export interface Inspection {
  root: string;
  /** Tasks whose labels were inspected. */
  tasks: TaskSpecs;
  /** Number of images by split. */
  images: Record<Split, number>;
  /** All combinations of labelled tasks that occur, most frequent first. */
  coverage: Coverage[];
  /** Number of frames by label state. An empty label says "nothing here"; an absent label says nothing. */
  states: Record<string, Record<Split, Record<LabelState, number>>>;
  sizes: { width: number; height: number; images: number }[];
  /** Class statistics of each task whose labels are class maps. */
  masks: Record<string, ClassStatistics[]>;
  /** Number of "ignore" pixels (255) by task. */
  ignoredPixels: Record<string, number>;
  /** Category statistics of each task whose labels are boxes. */
  boxes: Record<string, CategoryStatistics[]>;
  problems: Problem[];
}
