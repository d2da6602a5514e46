/**
 * The COCO protocol's constants (pycocotools/cocoeval.py, `Params.setDetParams`), in double precision as
 * numpy's `linspace` makes them: the comparisons at the thresholds depend on their last bits.
 */

/** .50, .55, ... .95; `IOU_THRESHOLDS[0]` is that of AP50, `[5]` that of AP75. */
export const IOU_THRESHOLDS: readonly number[] = linspace(0.5, 0.95, 10);
/** 0, .01, ... 1: where the precision-recall curve is read. */
export const RECALL_THRESHOLDS: readonly number[] = linspace(0, 1, 101);

/** Least and greatest area in pixels, both inclusive: a box of exactly 32 x 32 is small and medium. */
const AREA_RANGES = [
  [0, 1e5 ** 2],
  [0, 32 ** 2],
  [32 ** 2, 96 ** 2],
  [96 ** 2, 1e5 ** 2],
] as const;
export const [ALL, SMALL, MEDIUM, LARGE] = [0, 1, 2, 3] as const;
export const AREAS = AREA_RANGES.length;

/** Only this many detections of a class and image are looked at, the best ones. */
export const MAX_DETECTIONS = 100;

/**
 * How a detection fared in one area range, as bits: bit t is set when it found a box at IoU threshold t, bit
 * `IGNORED_SHIFT + t` when it counts neither as right nor as wrong there. Neither bit: wrong.
 */
export const IGNORED_SHIFT = IOU_THRESHOLDS.length;
/** Ignored at every threshold. */
export const ALL_IGNORED = ((1 << IOU_THRESHOLDS.length) - 1) << IGNORED_SHIFT;

export function isOutside(area: number, range: number): boolean {
  return area < AREA_RANGES[range]![0] || area > AREA_RANGES[range]![1];
}

/** Descending, NaN last: numpy's stable sort of the negated scores. */
export function byScore(a: number, b: number): number {
  if (a > b) return -1;
  if (a < b) return 1;
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

function linspace(first: number, last: number, count: number): number[] {
  const step = (last - first) / (count - 1);
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? last : i * step + first));
}
