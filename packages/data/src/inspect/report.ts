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

/** Which tasks a group of frames is labelled for (absent from the list = absent as a label). */
export interface Coverage {
  tasks: string[];
  images: Record<Split, number>;
}

/** How often a class of masks occurs. */
export interface ClassStatistics {
  name: string;
  /** Of all splits together. */
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
  /** Those that labels were looked for of. */
  tasks: TaskSpecs;
  /** Images by split. */
  images: Record<Split, number>;
  /** Every combination of tasks that occurs, the most frequent first. */
  coverage: Coverage[];
  /** Frames in each state: an empty label is there and says "nothing here", an absent one says nothing. */
  states: Record<string, Record<Split, Record<LabelState, number>>>;
  sizes: { width: number; height: number; images: number }[];
  /** By task whose labels are class maps. */
  masks: Record<string, ClassStatistics[]>;
  /** Pixels that are "ignore" (255), by task. */
  ignoredPixels: Record<string, number>;
  /** By task whose labels are boxes. */
  boxes: Record<string, CategoryStatistics[]>;
  problems: Problem[];
}
