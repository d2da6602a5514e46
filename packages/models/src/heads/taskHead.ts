import type { Module } from '@cotrain/nn';
import type { Tensor } from '@cotrain/torch';
import type { FeatureMaps } from '../features.js';

/** Height and width of an image in pixels. */
export interface ImageSize {
  height: number;
  width: number;
}

/** The sizes of a batch's images, in pixels. */
export interface BatchSizes {
  /** Of the input: all images padded to it. */
  padded: ImageSize;
  /** Of each image's valid part, from the top left corner. */
  sizes: readonly ImageSize[];
  /** In which predictions are given, for each image: its size before it was resized. */
  outputs: readonly ImageSize[];
}

/** Objects of one image: the truth that a detection head learns from. */
export interface BoxTarget {
  /** `[x1, y1, x2, y2]` in pixels of the input, [N, 4]. */
  boxes: Tensor;
  /** Class ids, int64 [N]. */
  classes: Tensor;
  /**
   * Which classes were annotated, bool [K]; absent: all. Of the others nobody knows whether they are in the
   * image.
   */
  annotated?: Tensor;
  /**
   * Regions of which nobody says what is in them, such as crowds and categories that are not evaluated,
   * `[x1, y1, x2, y2]` in pixels of the input, [M, 4]; absent: none. What a detector finds there is neither
   * right nor wrong, of whatever class it is.
   */
  ignored?: Tensor;
}

/** Objects found in one image, the most certain first. */
export interface BoxPrediction {
  /** `[x1, y1, x2, y2]` in pixels of `BatchSizes.outputs`, [N, 4]. */
  boxes: Tensor;
  /** 0..1, [N]. */
  scores: Tensor;
  /** Class ids, int64 [N]. */
  classes: Tensor;
}

/**
 * What the multi-task model needs of a head: features in, raw outputs out; losses from outputs and truth;
 * predictions from outputs. A head sees only the images of a batch that are labelled for it.
 *
 * `Target` is the truth of one image: a `BoxTarget`, or a map of class indices (`MapTarget`).
 */
export interface TaskHead<Outputs, Target, Prediction>
  extends Module<[maps: FeatureMaps, batch: BatchSizes], Outputs> {
  /** Losses by name, scalars, already multiplied by the head's own weights (not by the task's, Eq. 1). */
  losses(outputs: Outputs, targets: readonly Target[], batch: BatchSizes): Record<string, Tensor>;
  /** One prediction for each image. */
  predict(outputs: Outputs, batch: BatchSizes): Prediction[];
}
