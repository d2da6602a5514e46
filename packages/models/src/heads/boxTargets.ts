import { formatShape } from '@cotrain/nn';
import { ArgumentError, CotrainError, hostValues, noGrad, scope, Tensor, torch } from '@cotrain/torch';
import { z } from 'zod';
import { checkAnnotated } from './partialLabels.js';
import type { BatchSizes, BoxTarget } from './taskHead.js';

/** An error in one image of a batch. */
abstract class BatchImageError extends CotrainError {
  constructor(
    private readonly where: string,
    /** Index of the image in the batch. */
    readonly image: number,
    private readonly problem: string,
    /** Task of the head, in a model with several tasks. */
    readonly task: string | null = null,
  ) {
    super(`${task === null ? '' : `${task}: `}${where}: image ${image} of the batch: ${problem}`);
  }

  protected abstract make(where: string, image: number, problem: string, task: string): BatchImageError;

  /**
   * The same error with the model's task and image index. @param rows batch indices of the images that the
   * head processed
   */
  inTask(task: string, rows: readonly number[]): BatchImageError {
    return this.make(this.where, rows[this.image] ?? this.image, this.problem, task);
  }
}

/** The ground truth of one image of a batch is invalid. */
export class BoxTargetError extends BatchImageError {
  override readonly name = 'BoxTargetError';
  override readonly code = 'E_BOX_TARGET';

  protected override make(where: string, image: number, problem: string, task: string): BoxTargetError {
    return new BoxTargetError(where, image, problem, task);
  }
}

const NOT_FINITE =
  'outputs are not finite. Training has diverged (lower the learning rate, clip gradients), or the inputs were not finite';

/** The predictions of a head for one image of a batch are NaN or infinite. */
export class NonFiniteOutputError extends BatchImageError {
  override readonly name = 'NonFiniteOutputError';
  override readonly code = 'E_OUTPUT_NOT_FINITE';

  constructor(where: string, image: number, problem = NOT_FINITE, task: string | null = null) {
    super(where, image, problem, task);
  }

  protected override make(where: string, image: number, problem: string, task: string): NonFiniteOutputError {
    return new NonFiniteOutputError(where, image, problem, task);
  }
}

/**
 * Checks all images in one read. Matching copies the costs to the host anyway.
 *
 * @param costs costs of each image, or of its layers in the order of the images
 * @throws NonFiniteOutputError naming the image
 */
export function expectFinite(where: string, costs: readonly Tensor[], images = costs.length): void {
  const wrong = scope(() =>
    torch
      .stack(costs.map((cost) => cost.isfinite().all()))
      .data<'bool'>()
      .indexOf(0),
  );
  if (wrong >= 0) throw new NonFiniteOutputError(where, wrong % images);
}

/**
 * Converts an error of a head that processed the images in `rows` of a batch to one of the model. Other
 * errors are returned unchanged.
 */
export const errorOfTask = (error: unknown, task: string, rows: readonly number[]): unknown =>
  error instanceof BatchImageError ? error.inTask(task, rows) : error;

/**
 * The objects that a detector is trained on. As in detectron2's `filter_empty_instances`
 * (`data/detection_utils.py`), boxes without width or height are dropped, and boxes that leave the image stay
 * unchanged. Nothing is read from the device if the values are known on the host (`hostValues`).
 *
 * @throws BoxTargetError for wrong shapes, corners in the wrong order, non-finite coordinates, and class ids
 *   that are outside 0..numClasses - 1 or not annotated; ShapeError if `annotated` is not bool [K]
 */
export function checkBoxTargets(
  where: string,
  targets: readonly BoxTarget[],
  numClasses: number,
): BoxTarget[] {
  return noGrad(() =>
    scope(() => targets.map((target, image) => checkTarget(where, image, target, numClasses))),
  );
}

function checkTarget(where: string, image: number, target: BoxTarget, numClasses: number): BoxTarget {
  const fail = (problem: string) => new BoxTargetError(where, image, problem);
  const { boxes, classes, annotated, ignored } = target;
  if (!(boxes instanceof Tensor && classes instanceof Tensor))
    throw fail(
      `the target must have the tensors boxes and classes, but has ${Object.keys(target).join(', ')}`,
    );
  const corners = readCorners(boxes, 'box', fail);
  const count = corners.length;
  if (ignored) readCorners(ignored, 'ignored box', fail);
  if (classes.ndim !== 1 || classes.size(0) !== count || classes.dtype !== 'int64')
    throw fail(`classes are ${classes.dtype} ${formatShape(classes.shape)}, expected int64 [${count}]`);
  const ids = hostValues(classes) as BigInt64Array;
  if (annotated) checkAnnotated(`${where}: image ${image} of the batch`, annotated, numClasses);
  const known = annotated && (hostValues(annotated) as ArrayLike<number>);
  const kept: number[] = [];
  for (const [i, { x1, y1, x2, y2 }] of corners.entries()) {
    if (ids[i]! < 0n || ids[i]! >= BigInt(numClasses))
      throw fail(`box ${i} has the class id ${ids[i]}, expected 0 to ${numClasses - 1}`);
    if (known && !known[Number(ids[i])])
      throw fail(`box ${i} has the class id ${ids[i]}, which was not annotated in this image`);
    if (x2 > x1 && y2 > y1) kept.push(i);
  }
  if (kept.length === count) return target;
  const index = torch.tensor(BigInt64Array.from(kept, BigInt), { device: boxes.device });
  return { ...target, boxes: boxes.indexSelect(0, index), classes: classes.indexSelect(0, index) };
}

/** A fraction of an area, or null. */
export const ignoreIofThreshold = z.number().min(0).max(1).nullable();

interface Corners {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** @param name name of a single box, for errors */
function readCorners(boxes: Tensor, name: string, fail: (problem: string) => Error): Corners[] {
  if (boxes.ndim !== 2 || boxes.size(1) !== 4)
    throw fail(`${name}es are ${formatShape(boxes.shape)}, not [N, 4]`);
  const isPlain = boxes.dtype === 'float32' || boxes.dtype === 'float64';
  const edges = hostValues(isPlain ? boxes : boxes.to({ dtype: 'float64' })) as Float32Array | Float64Array;
  return Array.from({ length: boxes.size(0) }, (_, i) => {
    const corners = edges.subarray(4 * i, 4 * i + 4);
    const [x1, y1, x2, y2] = corners as unknown as [number, number, number, number];
    const text = `${name} ${i} is [${corners.join(', ')}]`;
    if (!corners.every(Number.isFinite)) throw fail(`${text}, which is not finite`);
    if (x2 < x1 || y2 < y1) throw fail(`${text}: corners must satisfy x1 <= x2 and y1 <= y2`);
    return { x1, y1, x2, y2 };
  });
}

/**
 * @throws ArgumentError if the batch is empty, or if the numbers of sizes, outputs or targets (if given)
 *   differ from the number of images.
 */
export function checkBatch(
  where: string,
  images: number,
  batch: Partial<BatchSizes>,
  targets?: readonly BoxTarget[],
): void {
  if (images === 0) throw new ArgumentError(`${where}: a batch needs at least one image`);
  for (const [name, list] of Object.entries({ sizes: batch.sizes, outputs: batch.outputs, targets })) {
    if (list && list.length !== images)
      throw new ArgumentError(`${where}: ${images} images, but ${list.length} ${name}`);
  }
}
