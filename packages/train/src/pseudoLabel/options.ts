import type { Dataset, Split } from '@cotrain/data';

/** Teacher, data, task and output folder of pseudo-labelling. */
export interface PseudoLabelOptions {
  /** Folder of the teacher's run. */
  run: string;
  /**
   * A folder in BDD100K's layout or nuImages, of which all images are taken, labelled or not; or any data
   * set.
   */
  data: string | Dataset;
  task: string;
  /** Folder for labels, `provenance.json` and the audit; several tasks may share it. */
  out: string;
  /** Which part of the folder, and under which name the labels are filed (default `train`). */
  split?: Split;
  /** Which of the teacher's checkpoints labels. Default 'best'. */
  checkpoint?: 'last' | 'best';
  /**
   * Least score of a box, or of a pixel that is not ignored (default: 0.5 and 0.3, section 3.2 of the paper).
   */
  threshold?: number;
  /**
   * `unlabelled`: leave out the frames that are labelled for the task (default `all`: the audit knows how
   * right the teacher is).
   */
  frames?: 'all' | 'unlabelled';
  /** Where the audit finds the truth, by the frames' names (default: the labels of `data`). */
  truth?: Dataset;
  /** Frames drawn into the audit page (default 12). */
  pictures?: number;
  /** Frames that are predicted at a time. Default: the run's `evaluation.batchSize`. */
  batchSize?: number;
  /** Threads that decode and transform images. Default: the run's `train.workers`. */
  workers?: number;
  /**
   * What becomes of a frame that cannot be read: `skip` leaves it without labels (default: the run's
   * `data.onError`).
   */
  onError?: 'stop' | 'skip';
  /** Stops after the frame in progress. Default: none. */
  signal?: AbortSignal;
}

/** What pseudo-labelling reports while it runs. */
export type PseudoLabelEvent =
  /** `done` of the `frames` were labelled before, by a call that was stopped. */
  | { type: 'start'; task: string; frames: number; done: number }
  | { type: 'frame'; name: string; done: number; frames: number }
  /** The frame cannot be read and gets no labels. */
  | { type: 'skip'; name: string; reason: string }
  | {
      type: 'end';
      reason: 'finished' | 'aborted';
      done: number;
      frames: number;
      /** Frames that cannot be read and have no labels; absent: none. */
      skipped?: number;
      audit: string | null;
    };
