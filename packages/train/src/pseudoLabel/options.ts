import type { Dataset, Split } from '@cotrain/data';
import type { Device } from '@cotrain/torch';
import type { Group } from '../group/exchange.js';

/** Teacher, data, task and output folder of pseudo-labelling. */
export interface PseudoLabelOptions {
  /** Folder of the teacher's run. */
  run: string;
  /**
   * A folder in BDD100K's layout or nuImages, of which all images are used, labelled or not; or any data set.
   */
  data: string | Dataset;
  task: string;
  /** Folder for labels, `provenance.json` and the audit. Several tasks may share it. */
  out: string;
  /** Part of the folder, which is also the name under which the labels are stored. Default `train`. */
  split?: Split;
  /** The teacher's checkpoint to use. Default 'best'. */
  checkpoint?: 'last' | 'best';
  /** Where to compute. Default: the device that the run was trained on. */
  device?: Device;
  /**
   * Minimum score of a box, or of a pixel that is not ignored. Default: 0.5 and 0.3 (section 3.2 of the
   * paper).
   */
  threshold?: number;
  /**
   * Frames to label: `unlabelled` skips those that are labelled for the task; `all` (the default) lets the
   * audit measure the teacher's accuracy.
   */
  frames?: 'all' | 'unlabelled';
  /** Source of the ground truth for the audit, by frame name. Default: the labels of `data`. */
  truth?: Dataset;
  /** Number of frames drawn in the audit page. Default 12. */
  pictures?: number;
  /** Number of frames predicted at once. Default: the run's `evaluation.batchSize`. */
  batchSize?: number;
  /** Number of threads that decode and transform images. Default: the run's `train.workers`. */
  workers?: number;
  /**
   * What to do with a frame that cannot be read; `skip` leaves it without labels. Default: the run's
   * `data.onError`.
   */
  onError?: 'stop' | 'skip';
  /** Stops after the current frame, or with several ranks after the current batch. Default: none. */
  signal?: AbortSignal;
  /**
   * Ranks that share out the batches; rank 0 writes the files. Every rank yields all events. Default: none.
   */
  group?: Group;
}

/** What pseudo-labelling reports while it runs. */
export type PseudoLabelEvent =
  /** `done` of the `frames` were already labelled by an earlier call that was stopped. */
  | { type: 'start'; task: string; frames: number; done: number }
  | { type: 'frame'; name: string; done: number; frames: number }
  /** The frame cannot be read and gets no labels. */
  | { type: 'skip'; name: string; reason: string }
  | {
      type: 'end';
      reason: 'finished' | 'aborted';
      done: number;
      frames: number;
      /** Number of frames without labels because they cannot be read; absent: none. */
      skipped?: number;
      audit: string | null;
    };
