/**
 * Constants of the COCO protocol (pycocotools/cocoeval.py, `Params.setDetParams`), in double precision as
 * computed by numpy's `linspace`: the threshold comparisons depend on the last bits.
 */

/** .50, .55, ... .95. `IOU_THRESHOLDS[0]` belongs to AP50, `[5]` to AP75. */
export const IOU_THRESHOLDS: readonly number[] = linspace(0.5, 0.95, 10);
/** Recall values 0, .01, ... 1 at which the precision-recall curve is sampled. */
export const RECALL_THRESHOLDS: readonly number[] = linspace(0, 1, 101);

/** Smallest and largest area in pixels, both inclusive: a box of exactly 32 x 32 is both small and medium. */
const AREA_RANGES = [
  [0, 1e5 ** 2],
  [0, 32 ** 2],
  [32 ** 2, 96 ** 2],
  [96 ** 2, 1e5 ** 2],
] as const;
export const [ALL, SMALL, MEDIUM, LARGE] = [0, 1, 2, 3] as const;
export const AREAS = AREA_RANGES.length;

/** Maximum number of detections considered for a class in an image, those with the highest scores. */
export const MAX_DETECTIONS = 100;

/**
 * Outcome of a detection in one area range, as bits. Bit t is set if it matches a box at IoU threshold t; bit
 * `IGNORED_SHIFT + t` is set if it counts neither as correct nor as wrong there. If neither bit is set, it is
 * wrong.
 */
export const IGNORED_SHIFT = IOU_THRESHOLDS.length;
/** Ignored at every threshold. */
export const ALL_IGNORED = ((1 << IOU_THRESHOLDS.length) - 1) << IGNORED_SHIFT;

export function isOutside(area: number, range: number): boolean {
  return area < AREA_RANGES[range]![0] || area > AREA_RANGES[range]![1];
}

/** Descending, with NaN last, like numpy's stable sort of the negated scores. */
export function byScore(a: number, b: number): number {
  if (a > b) return -1;
  if (a < b) return 1;
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

/** More indices than this are sorted faster by V8. */
const FEW = 32;

/** Sorts indices in place by descending score. Equal scores keep their order. */
export function sortByScore(indices: Uint32Array, scores: ArrayLike<number>): Uint32Array {
  if (indices.length > FEW) return indices.sort((a, b) => byScore(scores[a]!, scores[b]!) || a - b);
  for (let i = 1; i < indices.length; i++) {
    const index = indices[i]!;
    let at = i;
    for (; at > 0 && byScore(scores[indices[at - 1]!]!, scores[index]!) > 0; at--)
      indices[at] = indices[at - 1]!;
    indices[at] = index;
  }
  return indices;
}

function linspace(first: number, last: number, count: number): number[] {
  const step = (last - first) / (count - 1);
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? last : i * step + first));
}
