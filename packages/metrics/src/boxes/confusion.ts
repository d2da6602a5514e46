// Which classes detections confuse.
import type { FoundBoxes, TruthBoxes } from './imageBoxes.js';

/** Limits of a {@link BoxConfusion}. */
export interface BoxConfusionOptions {
  classes: readonly string[];
  /** Detections below this score are left out. Default 0.3. */
  minScore?: number;
  /** Overlap from which a detection and an object belong together, whatever their classes. Default 0.5. */
  minIou?: number;
}

/**
 * Confusion matrix of detection. A detection and an object are matched by their overlap alone, the best
 * overlap first, each at most once, as Ultralytics' `ConfusionMatrix` does. Objects that do not have to be
 * found and classes that were not annotated in an image are left out, with the detections that overlap them.
 */
export class BoxConfusion {
  /**
   * Counts [C + 1, C + 1]: a row for each true class, a column for each predicted one. The last row holds
   * detections without an object, the last column objects that were not found.
   */
  readonly counts: Float64Array;
  readonly #classes: number;
  readonly #minScore: number;
  readonly #minIou: number;

  constructor({ classes, minScore = 0.3, minIou = 0.5 }: BoxConfusionOptions) {
    this.#classes = classes.length;
    this.counts = new Float64Array((classes.length + 1) ** 2);
    this.#minScore = minScore;
    this.#minIou = minIou;
  }

  /** Counts one image. Boxes are half-open edges [x1, y1, x2, y2]. */
  add(truth: TruthBoxes, found: FoundBoxes): void {
    const none = this.#classes;
    const annotated = truth.annotated && new Set(truth.annotated);
    const isCounted = (id: number) => annotated === undefined || annotated.has(id);
    const shown = rows(found).filter(
      (row) => found.scores[row]! >= this.#minScore && isCounted(found.classes[row]!),
    );
    const partners = new Map<number, number>();
    const matched = new Set<number>();
    for (const { object, detection } of this.#overlaps(truth, found, shown))
      if (!partners.has(detection) && !matched.has(object)) {
        partners.set(detection, object);
        matched.add(object);
      }
    const isLeftOut = (object: number) =>
      Boolean(truth.crowd?.[object]) ||
      Boolean(truth.ignored?.[object]) ||
      !isCounted(truth.classes[object]!);
    for (const detection of shown) {
      const object = partners.get(detection);
      if (object === undefined) this.#count(none, found.classes[detection]!);
      else if (!isLeftOut(object)) this.#count(truth.classes[object]!, found.classes[detection]!);
    }
    for (const object of rows(truth))
      if (!matched.has(object) && !isLeftOut(object)) this.#count(truth.classes[object]!, none);
  }

  #count(row: number, column: number): void {
    this.counts[row * (this.#classes + 1) + column]!++;
  }

  /** Pairs that overlap enough, the best first; of equal ones, that with the higher score. */
  #overlaps(truth: TruthBoxes, found: FoundBoxes, shown: readonly number[]) {
    const pairs = shown.flatMap((detection) =>
      rows(truth).flatMap((object) => {
        const iou = overlap(truth.boxes, object, found.boxes, detection);
        return iou >= this.#minIou ? [{ object, detection, iou }] : [];
      }),
    );
    return pairs.sort((a, b) => b.iou - a.iou || found.scores[b.detection]! - found.scores[a.detection]!);
  }
}

const rows = ({ classes }: { classes: ArrayLike<number> }): number[] => [...Array(classes.length).keys()];

/** Intersection over union; 0 for boxes without area. */
function overlap(a: ArrayLike<number>, i: number, b: ArrayLike<number>, j: number): number {
  const side = (axis: number) =>
    Math.max(
      0,
      Math.min(a[4 * i + axis + 2]!, b[4 * j + axis + 2]!) - Math.max(a[4 * i + axis]!, b[4 * j + axis]!),
    );
  const area = (boxes: ArrayLike<number>, row: number) =>
    (boxes[4 * row + 2]! - boxes[4 * row]!) * (boxes[4 * row + 3]! - boxes[4 * row + 1]!);
  const common = side(0) * side(1);
  const union = area(a, i) + area(b, j) - common;
  return union > 0 ? common / union : 0;
}
