import { ALL_IGNORED, AREAS, IGNORED_SHIFT, IOU_THRESHOLDS, isOutside, MAX_DETECTIONS } from './protocol.js';

/** Boxes as [x, y, width, height], flattened, with their areas. */
export interface SizedBoxes {
  xywh: Float64Array; // [N, 4]
  areas: Float64Array; // [N]
}

export interface TrueBoxes extends SizedBoxes {
  /** 1 for crowds, and for ignored boxes, which are treated like crowds. */
  crowd: Uint8Array; // [G]
  /**
   * 1 for boxes that are matched like any other but whose match counts as none, because `dtMatches` in
   * cocoeval.py stores ids.
   */
  zeroIds: Uint8Array; // [G]
}

/**
 * IoU that a detection must reach. The bound just below 1 keeps a threshold of 1 reachable (cocoeval.py,
 * `evaluateImg`).
 */
const REQUIRED = IOU_THRESHOLDS.map((threshold) => Math.min(threshold, 1 - 1e-10));

/**
 * Matches the detections of one class in one image with the ground truth, at every IoU threshold and in every
 * area range (cocoeval.py, `evaluateImg`). A detection takes the free box with the highest IoU (the last one
 * of equals), and an ignored box only if no other box matches. Boxes outside the area range are ignored too,
 * and so is an unmatched detection outside the range. A crowd can be matched many times, and IoU with a crowd
 * is relative to the detection's area.
 */
export class Matcher {
  #ious = new Float64Array(0); // [D, G]
  /** Bit t: already matched at IoU threshold t. */
  #taken = new Uint16Array(0); // [G]
  /** Ground-truth boxes, with those that count before the ignored ones. */
  #order = new Uint32Array(0); // [G]

  /**
   * @param truth indices into `truthBoxes`, in the order of the annotations
   * @param found indices into `foundBoxes` by descending score, at most MAX_DETECTIONS
   * @param outcomes receives the bits of each detection and area range, [D, AREAS], starting at row `row`
   * @returns the number of ground-truth boxes that count, by area range
   */
  match(
    truthBoxes: TrueBoxes,
    truth: Uint32Array,
    foundBoxes: SizedBoxes,
    found: Uint32Array,
    outcomes: Uint32Array,
    row: number,
  ): readonly number[] {
    const { areas, crowd, zeroIds } = truthBoxes;
    this.#reserve(truth.length);
    this.#computeIous(truthBoxes, truth, foundBoxes, found);
    const counts: number[] = [];
    for (let range = 0; range < AREAS; range++) {
      const counting = this.#sortTruth(areas, crowd, truth, range);
      counts.push(counting);
      this.#taken.fill(0, 0, truth.length);
      for (let d = 0; d < found.length; d++) {
        const unmatched = isOutside(foundBoxes.areas[found[d]!]!, range) ? ALL_IGNORED : 0;
        outcomes[(row + d) * AREAS + range] = this.#find(d, crowd, zeroIds, truth, counting, unmatched);
      }
    }
    return counts;
  }

  #reserve(count: number): void {
    if (count <= this.#taken.length) return;
    const size = 2 * count;
    this.#ious = new Float64Array(size * MAX_DETECTIONS);
    this.#taken = new Uint16Array(size);
    this.#order = new Uint32Array(size);
  }

  /** IoU of all pairs (pycocotools/common/maskApi.c, `bbIou`). */
  #computeIous(
    { xywh: gt, crowd }: TrueBoxes,
    truth: Uint32Array,
    { xywh: dt }: SizedBoxes,
    found: Uint32Array,
  ): void {
    let at = 0;
    for (let d = 0; d < found.length; d++) {
      const i = 4 * found[d]!;
      const x = dt[i]!;
      const y = dt[i + 1]!;
      const w = dt[i + 2]!;
      const h = dt[i + 3]!;
      for (let g = 0; g < truth.length; g++, at++) {
        const j = 4 * truth[g]!;
        this.#ious[at] = 0;
        const width = overlap(x, w, gt[j]!, gt[j + 2]!);
        if (width <= 0) continue;
        const height = overlap(y, h, gt[j + 1]!, gt[j + 3]!);
        if (height <= 0) continue;
        const both = width * height;
        const area = w * h;
        this.#ious[at] = both / (crowd[truth[g]!] ? area : area + gt[j + 2]! * gt[j + 3]! - both);
      }
    }
  }

  #sortTruth(areas: Float64Array, crowd: Uint8Array, truth: Uint32Array, range: number): number {
    let counting = 0;
    for (let g = 0; g < truth.length; g++) {
      if (!crowd[truth[g]!] && !isOutside(areas[truth[g]!]!, range)) this.#order[counting++] = g;
    }
    let next = counting;
    for (let g = 0; g < truth.length; g++) {
      if (crowd[truth[g]!] || isOutside(areas[truth[g]!]!, range)) this.#order[next++] = g;
    }
    return counting;
  }

  #find(
    d: number,
    crowd: Uint8Array,
    zeroIds: Uint8Array,
    truth: Uint32Array,
    counting: number,
    unmatched: number,
  ): number {
    const first = d * truth.length;
    let highest = 0;
    for (let g = 0; g < truth.length; g++) highest = Math.max(highest, this.#ious[first + g]!);
    let bits = unmatched;
    // As in the original, a NaN IoU reaches every threshold, because NaN comparisons are false.
    for (let t = 0; t < REQUIRED.length && !(highest < REQUIRED[t]!); t++) {
      let best = this.#best(first, t, 0, counting, crowd, truth);
      const ignored = best < 0;
      if (ignored) best = this.#best(first, t, counting, truth.length, crowd, truth);
      if (best < 0) continue;
      this.#taken[best]! |= 1 << t;
      if (zeroIds[truth[best]!] && !ignored) continue;
      bits &= ~(1 << (IGNORED_SHIFT + t));
      bits |= 1 << (ignored ? IGNORED_SHIFT + t : t);
    }
    return bits;
  }

  /** The box among `#order[from..to)` that the detection matches at threshold t, or -1. */
  #best(first: number, t: number, from: number, to: number, crowd: Uint8Array, truth: Uint32Array): number {
    let best = -1;
    let iou = REQUIRED[t]!;
    for (let k = from; k < to; k++) {
      const g = this.#order[k]!;
      if ((this.#taken[g]! >> t) & 1 && !crowd[truth[g]!]) continue;
      if (this.#ious[first + g]! < iou) continue;
      iou = this.#ious[first + g]!;
      best = g;
    }
    return best;
  }
}

/**
 * Length of the intersection of two intervals. As with C's `fmin` and `fmax`, a number takes precedence over
 * NaN.
 */
function overlap(a: number, aLength: number, b: number, bLength: number): number {
  const length = Math.min(aLength + a, bLength + b) - Math.max(a, b);
  if (!Number.isNaN(length)) return length;
  const or = (value: number, other: number) => (Number.isNaN(value) ? other : value);
  const [aEnd, bEnd] = [aLength + a, bLength + b];
  return Math.min(or(aEnd, bEnd), or(bEnd, aEnd)) - Math.max(or(a, b), or(b, a));
}
