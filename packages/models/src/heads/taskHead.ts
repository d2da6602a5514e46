import type { Module } from '@cotrain/nn';
import type { Tensor } from '@cotrain/torch';
import type { FeatureMaps } from '../features.js';
import type { Divisors } from './divisors.js';

/** Height and width of an image in pixels. */
export interface ImageSize {
  height: number;
  width: number;
}

/** A size as `[height, width]`, which operators take. */
export const pair = ({ height, width }: ImageSize) => [height, width] as const;

/** The sizes of a batch's images, in pixels. */
export interface BatchSizes {
  /** Size of the input, to which all images are padded. */
  padded: ImageSize;
  /** Size of each image without padding, from the top left corner. */
  sizes: readonly ImageSize[];
  /** Size in which predictions are given for each image: its size before it was resized. */
  outputs: readonly ImageSize[];
}

/** Objects of one image: the ground truth for a detection head. */
export interface BoxTarget {
  /** `[x1, y1, x2, y2]` in pixels of the input, [N, 4]. */
  boxes: Tensor;
  /** Class ids, int64 [N]. */
  classes: Tensor;
  /** Annotated classes, bool [K]; absent: all. Other classes may or may not be in the image. */
  annotated?: Tensor;
  /**
   * Ignored regions, such as crowds and categories that are not evaluated, `[x1, y1, x2, y2]` in pixels of
   * the input, [M, 4]; absent: none. Detections of any class inside them count neither as correct nor as
   * wrong.
   */
  ignored?: Tensor;
}

/** Detections in one image, by descending score. */
export interface BoxPrediction {
  /** `[x1, y1, x2, y2]` in pixels of `BatchSizes.outputs`, [N, 4]. */
  boxes: Tensor;
  /** Scores [N], 0..1. */
  scores: Tensor;
  /** Class ids, int64 [N]. */
  classes: Tensor;
}

/**
 * Interface between the multi-task model and its heads: raw outputs from features, losses from outputs and
 * ground truth, predictions from outputs. A head gets only the images of a batch that are labelled for it.
 *
 * `Target` is the ground truth of one image: a `BoxTarget`, or a map of class indices (`MapTarget`).
 */
export interface TaskHead<Outputs, Target, Prediction>
  extends Module<[maps: FeatureMaps, batch: BatchSizes], Outputs> {
  /**
   * Whether `forward` in training keeps little for the backward pass, which computes it again
   * (`MultiTaskModel.recomputeParts` sets it). A head without this property cannot.
   */
  recompute?: boolean;
  /**
   * Losses by name, as scalars already multiplied by the head's own weights (but not by the task's weight,
   * Eq. 1).
   *
   * @param divisors sums of {@link divisors} over the whole batch of a step, of which these images are a
   *   part: the losses of all parts then add up to the loss of the whole batch. Absent: these images are the
   *   whole batch
   */
  losses(
    outputs: Outputs,
    targets: readonly Target[],
    batch: BatchSizes,
    divisors?: Divisors,
  ): Record<string, Tensor>;
  /**
   * The counts by which `losses` divides its sums, as far as they follow from the targets: objects, labelled
   * pixels, images. They are raw, without a lower bound, and 0 for an empty list of targets. Of a head
   * without this method, each loss counts as a mean over the images.
   */
  divisors?(targets: readonly Target[], batch: BatchSizes): Divisors;
  /** One prediction for each image. */
  predict(outputs: Outputs, batch: BatchSizes): Prediction[];
  /**
   * The predictions for all images as tensors [B, ...], for exported models: a single tensor, or several by
   * name. Their shapes follow from the shapes of the outputs, and no value is read on the host. The images
   * have no padding, and predictions are in pixels of the input. Without this method, a model with the head
   * cannot be exported.
   */
  predictTensors?(outputs: Outputs, batch: BatchSizes): Tensor | Readonly<Record<string, Tensor>>;
}
