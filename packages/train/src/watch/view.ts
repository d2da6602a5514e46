// What the page shows of a run, as plain data. The page's scripts read the same types.

/** Values by step: one row for each step, one column for each number that was logged. */
export interface Table {
  /** Steps [N], ascending. */
  step: number[];
  /** By name, such as `losses/det/loss_giou`: [N], null in steps without the number. */
  columns: Record<string, (number | null)[]>;
}

/** Label, and what stands beside it. */
export type Row = readonly string[];

/** A picture as an address: a data URI in a file, or a path on the server. */
export interface Picture {
  name: string;
  src: string;
}

/** A validation frame as the model saw it over time. */
export interface FrameHistory {
  name: string;
  versions: { step: number; src: string }[];
}

/** What one evaluation found, in addition to its scores. */
export interface EvaluationDetails {
  step: number;
  tasks: TaskDetails[];
}

/** Confusions and curves of one task. */
export interface TaskDetails {
  task: string;
  title: string;
  confusion?: Confusion;
  /** Precision at the recalls 0, 0.01, ... 1, by class; IoU 0.5. */
  precision?: Record<string, number[]>;
}

/** How often each class was taken for each other one. */
export interface Confusion {
  classes: string[];
  /** What is counted. */
  unit: 'pixels' | 'boxes';
  /** Label of the last column: pixels without a class, or objects that were not found. */
  none: string;
  /**
   * Counts [R, C + 1]: a row for each true class, a column for each predicted one and for `none`. Boxes have
   * a further row of detections that match no object.
   */
  counts: number[][];
}

/** Scores of one task. */
export interface TaskScores {
  task: string;
  title: string;
  overall: { name: string; value: number | null }[];
  /** Names of the scores by class: columns of the class table. */
  kinds: string[];
  classes: { name: string; values: (number | null)[] }[];
}

/** Where a run comes from. */
export interface Origin {
  /** Command line. */
  command: string;
  /** Version of cotrain. */
  version: string;
  /** Commit of the repository in which the command ran; `+` marks files that differ from it. */
  commit: string | null;
}

export type RunStatus = 'running' | 'finished' | 'aborted' | 'not ended' | 'missing';

/** A run without its tables. */
export interface RunSummary {
  /** Unique on the page. */
  id: string;
  name: string;
  title: string;
  status: RunStatus;
  origin: Origin | null;
  facts: Row[];
  timing: Row[];
  warnings: Row[];
  changes: Row[];
  skipped: Row[];
  scores: TaskScores[];
  /** Step of `scores`; null before the first evaluation. */
  scoredAt: number | null;
  /** The configuration by key, such as `train.lr`, as JSON. */
  config: Record<string, string>;
  /** The configuration as YAML. */
  configText: string;
  details: EvaluationDetails | null;
  frames: FrameHistory[];
  batches: Picture[];
}

/** A run, whole or what is new of it. */
export interface RunUpdate {
  run: RunSummary;
  /** Whether the tables are whole. Otherwise their rows follow those that the page has. */
  whole: boolean;
  steps: Table;
  evaluations: Table;
}

/** Data of a page that is a file. */
export interface PageData {
  title: string;
  /** Whether the page asks its server for runs. */
  live: boolean;
  runs: RunUpdate[];
}
