import { MetricsError } from '../errors.js';
import type { SizedBoxes } from './matching.js';

/**
 * How four numbers mean a box.
 * - `bdd100k`: [x1, y1, x2, y2], both corners inside: width = x2 - x1 + 1 (scalabel/label/transforms.py)
 * - `coco`: [x1, y1, x2, y2] as edges: width = x2 - x1
 * - `xywh`: [x, y, width, height], the `bbox` of COCO's files
 */
export const BOX_FORMATS = ['bdd100k', 'coco', 'xywh'] as const;
export type BoxFormat = (typeof BOX_FORMATS)[number];

/** The true boxes of one image. */
export interface TruthBoxes {
  /** [G, 4], one after the other, in the metric's format. */
  boxes: ArrayLike<number>;
  /** Class ids. */
  classes: ArrayLike<number>; // [G]
  /** True for crowds and ignored boxes: what is found there counts neither as right nor as wrong. Default: none is. */
  crowd?: ArrayLike<number | boolean>; // [G]
  /** Areas in pixels that decide between small, medium and large, where they are not the boxes' own (COCO's are masks'). */
  areas?: ArrayLike<number>; // [G]
  /** Ids of the classes that were annotated in this image. What is found of others is neither right nor wrong. Default: all were. */
  annotated?: readonly number[];
  /** True for annotations whose id is 0 in COCO's file: pycocotools takes a match with one for no match. Default: none is. */
  zeroIds?: ArrayLike<number | boolean>; // [G]
}

/** The boxes that were found in one image, in any order. */
export interface FoundBoxes {
  /** [D, 4], one after the other, in the metric's format. */
  boxes: ArrayLike<number>;
  /** Class ids. */
  classes: ArrayLike<number>; // [D]
  /** Higher is surer; any finite numbers. */
  scores: ArrayLike<number>; // [D]
  /** Areas in pixels, where they are not the boxes' own (COCO's results may have masks alone). */
  maskAreas?: ArrayLike<number>; // [D]
}

/**
 * @param check whether boxes are refused that have a coordinate that is not finite, or a negative size
 * @throws MetricsError for a coordinate that is not finite or a negative size, naming the box by `place`
 */
export function sizedBoxes(
  boxes: ArrayLike<number>,
  count: number,
  format: BoxFormat,
  place: string,
  check = true,
): SizedBoxes {
  assertLength(boxes, 4 * count, `${place}: boxes`);
  const xywh = new Float64Array(4 * count);
  const areas = new Float64Array(count);
  const more = format === 'bdd100k' ? 1 : 0;
  for (let i = 0; i < count; i++) {
    const x = boxes[4 * i]!;
    const y = boxes[4 * i + 1]!;
    let width = boxes[4 * i + 2]!;
    let height = boxes[4 * i + 3]!;
    if (format !== 'xywh') {
      width = width - x + more;
      height = height - y + more;
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
  return { xywh, areas };
}

function badBox(place: string, box: readonly number[], format: BoxFormat): string {
  const what = `${place} is [${box.join(', ')}]`;
  if (!box.every(Number.isFinite)) return `${what}: its numbers must be finite`;
  if (format === 'xywh') return `${what}: width and height must not be negative ([x, y, width, height])`;
  return `${what}: x2 and y2 must not be below x1 and y1 ([x1, y1, x2, y2])`;
}

/** @throws MetricsError for an id that is no class, naming the box by `place` */
export function assertClasses(classes: ArrayLike<number>, names: readonly string[], place: string): void {
  for (let i = 0; i < classes.length; i++) {
    const id = classes[i]!;
    if (Number.isInteger(id) && id >= 0 && id < names.length) continue;
    throw new MetricsError(
      `${place}, box ${i} is of class ${id}; class ids are 0-${names.length - 1} (${names[0]} ... ${names.at(-1)})`,
    );
  }
}

/** @throws MetricsError for a number that is not finite, naming the box by `place` */
export function assertFinite(values: ArrayLike<number>, what: string, place: string): void {
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) continue;
    throw new MetricsError(`${place}, box ${i} has the ${what} ${values[i]}; it must be a finite number`);
  }
}

export function assertLength(values: ArrayLike<unknown>, expected: number, what: string): void {
  if (values?.length === expected) return;
  throw new MetricsError(`${what} must have ${expected} values, got ${values?.length ?? values}`);
}
