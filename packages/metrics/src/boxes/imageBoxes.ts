import { MetricsError } from '../errors.js';
import type { SizedBoxes, TrueBoxes } from './matching.js';

/**
 * How four numbers mean a box.
 * - `bdd100k`: [x1, y1, x2, y2], both corners inside: width = x2 - x1 + 1 (scalabel/label/transforms.py)
 * - `coco`: [x1, y1, x2, y2] as edges: width = x2 - x1
 * - `xywh`: [x, y, width, height], the `bbox` of COCO's files
 */
export const BOX_FORMATS = ['bdd100k', 'coco', 'xywh'] as const;
/** Meaning of a box's four numbers. */
export type BoxFormat = (typeof BOX_FORMATS)[number];

/** Boxes of one image, column by column. */
export interface ImageBoxes {
  /** [N, 4], one after the other, in the metric's format. */
  boxes: ArrayLike<number>;
  /** Class ids. */
  classes: ArrayLike<number>; // [N]
  /**
   * Widths and heights as the official tool has them, for boxes that are given by their edges. Default:
   * differences of the edges, of which the last bit may be another.
   */
  sizes?: ArrayLike<number>; // [N, 2]
}

/** The true boxes of one image. */
export interface TruthBoxes extends ImageBoxes {
  /**
   * Areas in pixels that decide between small, medium and large, where they are masks'. Default: the boxes'
   * own.
   */
  areas?: ArrayLike<number>; // [G]
  /** True for crowds: what is found there counts neither as right nor as wrong. Default: none is. */
  crowd?: ArrayLike<number | boolean>; // [G]
  /** True for boxes that need not be found. They count as crowds do. Default: none is. */
  ignored?: ArrayLike<number | boolean>; // [G]
  /**
   * Ids of the classes that were annotated in this image. What is found of others is neither right nor wrong.
   * Default: all were.
   */
  annotated?: readonly number[];
  /**
   * True for annotations whose id is 0 in COCO's file: pycocotools takes a match with one for no match.
   * Default: none is.
   */
  zeroIds?: ArrayLike<number | boolean>; // [G]
}

/** The boxes that were found in one image, in any order. */
export interface FoundBoxes extends ImageBoxes {
  /** Higher is surer; any finite numbers. */
  scores: ArrayLike<number>; // [D]
  /** Areas in pixels, where they are masks' (COCO's results may have no boxes). Default: the boxes' own. */
  maskAreas?: ArrayLike<number>; // [D]
}

export interface BoxReading {
  /** Names of the classes. */
  classes: readonly string[];
  format: BoxFormat;
  /** Whether numbers that are not finite, and boxes of negative size, are refused. */
  check: boolean;
}

/**
 * @throws MetricsError naming the box by `place`: columns of other lengths, ids that are no class, and what
 *   `check` refuses
 */
export function readTruth(truth: TruthBoxes, reading: BoxReading, place: string): TrueBoxes {
  const sized = sizedBoxes(truth, truth.areas, reading, place);
  const count = truth.classes.length;
  const crowd = readFlags(truth.crowd, count, `${place}: crowd`);
  const ignored = readFlags(truth.ignored, count, `${place}: ignored`);
  const zeroIds = readFlags(truth.zeroIds, count, `${place}: zeroIds`);
  return { ...sized, crowd: crowd.map((flag, i) => flag | ignored[i]!), zeroIds };
}

/** @throws as {@link readTruth} */
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
    // Written so that NaN fails as well; two infinite corners make a NaN.
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

/** @throws MetricsError for an id that is no class, naming the box by `place` */
function assertClasses(classes: ArrayLike<number>, names: readonly string[], place: string): void {
  for (let i = 0; i < classes.length; i++) {
    const id = classes[i]!;
    if (Number.isInteger(id) && id >= 0 && id < names.length) continue;
    throw new MetricsError(
      `${place}, box ${i} is of class ${id}; class ids are 0-${names.length - 1} (${names[0]} ... ${names.at(-1)})`,
    );
  }
}

/** @throws MetricsError for a number that is not finite, naming the box by `place` */
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
