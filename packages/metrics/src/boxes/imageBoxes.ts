import { MetricsError } from '../errors.js';
import type { SizedBoxes, TrueBoxes } from './matching.js';

/**
 * Meaning of the four numbers of a box.
 * - `bdd100k`: [x1, y1, x2, y2], both corners inclusive: width = x2 - x1 + 1 (scalabel/label/transforms.py)
 * - `coco`: [x1, y1, x2, y2] as edges: width = x2 - x1
 * - `xywh`: [x, y, width, height], the `bbox` of COCO's files
 */
export const BOX_FORMATS = ['bdd100k', 'coco', 'xywh'] as const;
/** Meaning of a box's four numbers. */
export type BoxFormat = (typeof BOX_FORMATS)[number];

/** Boxes of one image, in columns. */
export interface ImageBoxes {
  /** Box coordinates [N, 4], flattened, in the metric's format. */
  boxes: ArrayLike<number>;
  /** Class ids. */
  classes: ArrayLike<number>; // [N]
  /**
   * Widths and heights as computed by the official tool, for boxes given by their edges. Default: differences
   * of the edges, which can differ in the last bit.
   */
  sizes?: ArrayLike<number>; // [N, 2]
}

/** Ground-truth boxes of one image. */
export interface TruthBoxes extends ImageBoxes {
  /**
   * Areas in pixels that decide between small, medium and large, such as mask areas. Default: the areas of
   * the boxes.
   */
  areas?: ArrayLike<number>; // [G]
  /**
   * True for crowds. Detections that match a crowd count neither as correct nor as wrong. Default: no crowds.
   */
  crowd?: ArrayLike<number | boolean>; // [G]
  /** True for boxes that do not have to be found. They are treated like crowds. Default: none. */
  ignored?: ArrayLike<number | boolean>; // [G]
  /**
   * Ids of the classes that were annotated in this image. Detections of other classes count neither as
   * correct nor as wrong. Default: all classes.
   */
  annotated?: readonly number[];
  /**
   * True for annotations with id 0 in COCO's file, because pycocotools treats a match with id 0 as no match.
   * Default: none.
   */
  zeroIds?: ArrayLike<number | boolean>; // [G]
}

/** Detected boxes of one image, in any order. */
export interface FoundBoxes extends ImageBoxes {
  /** Confidence scores, higher is more confident. Any finite numbers. */
  scores: ArrayLike<number>; // [D]
  /**
   * Mask areas in pixels, for results that are masks (COCO results may lack boxes). Default: the areas of the
   * boxes.
   */
  maskAreas?: ArrayLike<number>; // [D]
}

export interface BoxReading {
  /** Class names. */
  classes: readonly string[];
  format: BoxFormat;
  /** Whether to refuse non-finite numbers and boxes of negative size. */
  check: boolean;
}

/**
 * @throws MetricsError naming the box by `place`, for columns of different lengths, ids that are not a class,
 *   and values that `check` refuses
 */
export function readTruth(truth: TruthBoxes, reading: BoxReading, place: string): TrueBoxes {
  const sized = sizedBoxes(truth, truth.areas, reading, place);
  const count = truth.classes.length;
  const crowd = readFlags(truth.crowd, count, `${place}: crowd`);
  const ignored = readFlags(truth.ignored, count, `${place}: ignored`);
  const zeroIds = readFlags(truth.zeroIds, count, `${place}: zeroIds`);
  return { ...sized, crowd: crowd.map((flag, i) => flag | ignored[i]!), zeroIds };
}

/** @throws MetricsError under the same conditions as {@link readTruth} */
export function readFound(found: FoundBoxes, reading: BoxReading, place: string): SizedBoxes {
  const sized = sizedBoxes(found, found.maskAreas, reading, place);
  assertLength(found.scores, found.classes.length, `${place}: scores`);
  if (reading.check) assertFinite(found.scores, 'score', place);
  return sized;
}

function readFlags(flags: ArrayLike<number | boolean> | undefined, count: number, what: string): Uint8Array {
  if (flags) assertLength(flags, count, what);
  return Uint8Array.from({ length: count }, (_, i) => (flags?.[i] ? 1 : 0));
}

function sizedBoxes(
  { boxes, classes, sizes }: ImageBoxes,
  ownAreas: ArrayLike<number> | undefined,
  { classes: names, format, check }: BoxReading,
  place: string,
): SizedBoxes {
  const count = classes.length;
  assertLength(boxes, 4 * count, `${place}: boxes`);
  if (sizes) assertLength(sizes, 2 * count, `${place}: sizes`);
  const xywh = new Float64Array(4 * count);
  const areas = new Float64Array(count);
  const more = format === 'bdd100k' ? 1 : 0;
  for (let i = 0; i < count; i++) {
    const x = boxes[4 * i]!;
    const y = boxes[4 * i + 1]!;
    let width = boxes[4 * i + 2]!;
    let height = boxes[4 * i + 3]!;
    if (format !== 'xywh') {
      width = sizes ? sizes[2 * i]! : width - x + more;
      height = sizes ? sizes[2 * i + 1]! : height - y + more;
    }
    // Written so that NaN fails too; two infinite corners also result in NaN.
    if (check && !(width >= 0 && height >= 0 && Number.isFinite(x + y + width + height))) {
      throw new MetricsError(
        badBox(
          `${place}, box ${i}`,
          Array.from({ length: 4 }, (_, k) => boxes[4 * i + k]!),
          format,
        ),
      );
    }
    xywh[4 * i] = x;
    xywh[4 * i + 1] = y;
    xywh[4 * i + 2] = width;
    xywh[4 * i + 3] = height;
    areas[i] = width * height;
  }
  assertClasses(classes, names, place);
  if (ownAreas) {
    assertLength(ownAreas, count, `${place}: areas`);
    if (check) assertFinite(ownAreas, 'area', place);
    areas.set(ownAreas);
  }
  return { xywh, areas };
}

function badBox(place: string, box: readonly number[], format: BoxFormat): string {
  const what = `${place} is [${box.join(', ')}]`;
  if (!box.every(Number.isFinite)) return `${what}: its numbers must be finite`;
  if (format === 'xywh') return `${what}: width and height must not be negative ([x, y, width, height])`;
  return `${what}: x2 and y2 must not be below x1 and y1 ([x1, y1, x2, y2])`;
}

/** @throws MetricsError for an id that is not a class, naming the box by `place` */
function assertClasses(classes: ArrayLike<number>, names: readonly string[], place: string): void {
  for (let i = 0; i < classes.length; i++) {
    const id = classes[i]!;
    if (Number.isInteger(id) && id >= 0 && id < names.length) continue;
    throw new MetricsError(
      `${place}, box ${i} has the class id ${id}; class ids are 0-${names.length - 1} (${names[0]} ... ${names.at(-1)})`,
    );
  }
}

/** @throws MetricsError for a non-finite number, naming the box by `place` */
function assertFinite(values: ArrayLike<number>, what: string, place: string): void {
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) continue;
    throw new MetricsError(`${place}, box ${i} has the ${what} ${values[i]}; it must be a finite number`);
  }
}

function assertLength(values: ArrayLike<unknown>, expected: number, what: string): void {
  if (values?.length === expected) return;
  throw new MetricsError(`${what} must have ${expected} values, got ${values?.length ?? values}`);
}
