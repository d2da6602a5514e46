import { MetricsError } from '../errors.js';
import { compareFrames, type FrameKey } from '../frameKey.js';
import type { Mask } from '../maskFile.js';
import { countNear } from './near.js';
import { thin } from './thin.js';

/** F-measures by distance, in percent: `F1_pix1`, `F1_pix2`, ... */
export type LaneF1 = Record<`F1_pix${number}`, number>;

/** Attributes stored in each byte of a lane mask, in the toolkit's order. */
export const LANE_ATTRIBUTES = ['direction', 'style', 'category'] as const;
/** Attribute of a lane marking: direction, style or category. */
export type LaneAttribute = (typeof LANE_ATTRIBUTES)[number];

/**
 * `F1_pix1`, ... at the top level are means over the three attributes; each attribute is the mean over its
 * classes. NaN if there are no frames.
 */
export interface LaneScores extends Record<LaneAttribute, LaneF1> {
  [distance: `F1_pix${number}`]: number;
  /** F-measures by class name, in the order of the attributes and their classes. */
  perClass: Record<string, LaneF1>;
}

/** Classes, distances and thinning of `LaneMetrics`. */
export interface LaneMetricsOptions {
  /** Class names of each attribute; the index is the class id. */
  classes: Readonly<Record<LaneAttribute, readonly string[]>>;
  /** Tolerances in whole pixels. Default [1, 2, 5, 10]; the toolkit prints the first three. */
  distances?: readonly number[];
  /**
   * Thins each class of ground truth and prediction first, as the toolkit did until July 2021. Default false,
   * as in the current toolkit.
   */
  thin?: boolean;
}

/** Position of each attribute in a byte (bdd100k/eval/lane.py). */
const BITS: Readonly<Record<LaneAttribute, { shift: number; width: number }>> = {
  direction: { shift: 5, width: 1 },
  style: { shift: 4, width: 1 },
  category: { shift: 0, width: 3 },
};
/** Set if there is no marking, whatever the other bits are. */
const BACKGROUND = 1 << 3;

const MAX_DISTANCE = 100;

/** The byte values of one class. */
interface LaneClass {
  name: string;
  attribute: LaneAttribute;
  /** 1 for each byte value that belongs to the class: [256]. */
  members: Uint8Array;
}

/**
 * F-measure of lane markings in BDD100K's byte masks, equal to the toolkit's (bdd100k/eval/lane.py) to the
 * last digit.
 *
 * For each image and class, precision is the fraction of predicted pixels with a ground-truth pixel within
 * the distance, and recall the fraction of ground-truth pixels with a predicted pixel within it. A class
 * scores 100 in an image if it is in neither mask, and 0 if it is in only one. F-measures are averaged over
 * the images, then over the classes of an attribute, then over the attributes.
 *
 * As in the toolkit, images are summed in the order of their names, so the order of updates and merges does
 * not change a digit.
 */
export class LaneMetrics {
  readonly distances: readonly number[];
  readonly thin: boolean;

  readonly #classes: LaneClass[];
  /** F-measures of each image, from 0 to 1: [C, D]. */
  readonly #frames = new Map<FrameKey, Float64Array>();

  /**
   * @throws MetricsError if an attribute has no classes, more classes than its bits can hold, or a repeated
   *   class, or if distances are not whole numbers from 1 to 100
   */
  constructor({ classes, distances = [1, 2, 5, 10], thin = false }: LaneMetricsOptions) {
    const wrong = distances.find((d) => !Number.isInteger(d) || d < 1 || d > MAX_DISTANCE);
    if (wrong !== undefined || distances.length === 0 || new Set(distances).size < distances.length) {
      throw new MetricsError(
        `distances must be different whole numbers of pixels from 1 to ${MAX_DISTANCE}, got [${distances.join(', ')}]`,
      );
    }
    this.#classes = LANE_ATTRIBUTES.flatMap((attribute) => classesOf(attribute, classes[attribute]));
    const names = this.#classes.map(({ name }) => name);
    const repeated = names.find((name, i) => names.indexOf(name) !== i);
    if (repeated !== undefined) throw new MetricsError(`the class '${repeated}' is listed twice`);
    this.distances = [...distances];
    this.thin = thin;
  }

  /** Number of images counted so far. */
  get images(): number {
    return this.#frames.size;
  }

  /**
   * Counts one image.
   *
   * @param frame unique name or number of the image
   * @param truth ground-truth bytes [H, W]: direction << 5 | style << 4 | category, or bit 3 set for no
   *   marking. Bits 6 and 7 are ignored
   * @param prediction bytes of the same size, or null if nothing was predicted. As in the toolkit, null
   *   counts as zeros, which mean a parallel solid crosswalk everywhere
   * @throws MetricsError for an image that was already counted, or if sizes do not match. The image is not
   *   counted then.
   */
  update(frame: FrameKey, truth: Mask, prediction: Mask | null): void {
    this.#assertNew(frame);
    assertMask(truth, `frame ${frame}, truth`);
    const found = prediction ?? { ...truth, data: new Uint8Array(truth.data.length) };
    assertMask(found, `frame ${frame}, prediction`);
    if (found.width !== truth.width || found.height !== truth.height) {
      throw new MetricsError(
        `frame ${frame}: truth and prediction must have the same size, got ${truth.width}x${truth.height} and ${found.width}x${found.height}`,
      );
    }
    const present = [bytesOf(truth.data), bytesOf(found.data)] as const;
    const scores = new Float64Array(this.#classes.length * this.distances.length);
    for (const [c, { members }] of this.#classes.entries()) {
      const [inTruth, inFound] = present.map((bytes) => bytes.some((byte) => members[byte]));
      const f1 =
        inTruth && inFound ? this.#score(members, truth, found) : none(inTruth === inFound, this.distances);
      scores.set(f1, c * this.distances.length);
    }
    this.#frames.set(frame, scores);
  }

  /**
   * Adds the images of another instance with the same options, as if they had been counted here.
   *
   * @throws MetricsError if options differ, or if an image was counted in both
   */
  merge(other: LaneMetrics): void {
    if (this.#describe() !== other.#describe()) {
      throw new MetricsError(
        `only metrics with the same options can be merged, got ${this.#describe()} and ${other.#describe()}`,
      );
    }
    for (const frame of other.#frames.keys()) this.#assertNew(frame);
    for (const [frame, scores] of other.#frames) this.#frames.set(frame, scores);
  }

  /** Discards all counted images. */
  reset(): void {
    this.#frames.clear();
  }

  /** Scores of everything counted so far. */
  compute(): LaneScores {
    const images = [...this.#frames].sort(([a], [b]) => compareFrames(a, b)).map(([, scores]) => scores);
    const size = this.#classes.length * this.distances.length;
    const ofClasses = meanRows(images, size).map((score) => score * 100); // [C, D]
    const rows = this.#classes.map((_, c) =>
      ofClasses.subarray(c * this.distances.length, (c + 1) * this.distances.length),
    );
    const ofAttributes = LANE_ATTRIBUTES.map((attribute) =>
      meanRows(
        rows.filter((_, c) => this.#classes[c]!.attribute === attribute),
        this.distances.length,
      ),
    );
    const [direction, style, category] = ofAttributes.map((scores) => this.#named(scores)) as [
      LaneF1,
      LaneF1,
      LaneF1,
    ];
    return {
      ...this.#named(meanRows(ofAttributes, this.distances.length)),
      direction,
      style,
      category,
      perClass: Object.fromEntries(this.#classes.map(({ name }, c) => [name, this.#named(rows[c]!)])),
    };
  }

  /** F-measures of a class that is in both masks: [D]. */
  #score(members: Uint8Array, truth: Mask, prediction: Mask): number[] {
    const { width } = truth;
    const masks = [truth, prediction].map(({ data }) => select(data, members));
    const height = cutRows(masks, width);
    const [gt, pd] = (this.thin ? masks.map((mask) => thin(mask, width, height)) : masks) as [
      Uint8Array,
      Uint8Array,
    ];
    const [gtPixels, pdPixels] = [count(gt), count(pd)];
    // Thinning can erase a square of four pixels completely.
    if (gtPixels === 0 || pdPixels === 0) return none(gtPixels === pdPixels, this.distances);
    const gtNear = countNear(gt, pd, width, height, this.distances);
    const pdNear = countNear(pd, gt, width, height, this.distances);
    return this.distances.map((_, d) => {
      const precision = pdNear[d]! / pdPixels;
      const recall = gtNear[d]! / gtPixels;
      return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    });
  }

  #named(scores: Float64Array): LaneF1 {
    return Object.fromEntries(this.distances.map((distance, d) => [`F1_pix${distance}`, scores[d]!]));
  }

  #describe(): string {
    const names = this.#classes.map(({ name }) => name).join(', ');
    return `[${names}] within [${this.distances.join(', ')}] pixels, ${this.thin ? '' : 'not '}thinned`;
  }

  #assertNew(frame: FrameKey): void {
    if (!this.#frames.has(frame)) return;
    throw new MetricsError(`frame ${frame} was already counted; each image counts once`);
  }
}

function classesOf(attribute: LaneAttribute, names: readonly string[]): LaneClass[] {
  const { shift, width } = BITS[attribute];
  const most = 1 << width;
  if (names.length === 0 || names.length > most) {
    throw new MetricsError(`${attribute} must have 1 to ${most} classes, got ${names.length}`);
  }
  return names.map((name, id) => ({
    name,
    attribute,
    members: Uint8Array.from({ length: 256 }, (_, byte) =>
      (byte & BACKGROUND) === 0 && ((byte >> shift) & (most - 1)) === id ? 1 : 0,
    ),
  }));
}

function assertMask({ width, height, data }: Mask, place: string): void {
  if (data instanceof Uint8Array && data.length === width * height) return;
  throw new MetricsError(
    `${place}: a mask of ${width}x${height} has ${width * height} bytes, got ${data?.length}`,
  );
}

/** Byte values that occur. */
function bytesOf(data: Uint8Array): number[] {
  const occurs = new Uint8Array(256);
  for (let i = 0; i < data.length; i++) occurs[data[i]!] = 1;
  return [...occurs.keys()].filter((byte) => occurs[byte]);
}

/** Scores of a class that is missing in at least one mask: 100 if it is missing in both, otherwise 0. */
function none(inBoth: boolean, distances: readonly number[]): number[] {
  return distances.map(() => (inBoth ? 1 : 0));
}

/** 1 where a byte is of a class, 0 elsewhere: [H, W]. */
function select(data: Uint8Array, members: Uint8Array): Uint8Array {
  const mask = new Uint8Array(data.length);
  for (let i = 0; i < mask.length; i++) mask[i] = members[data[i]!]!;
  return mask;
}

/**
 * Crops all masks to the rows between the first and the last with pixels in any of them. Returns the number
 * of rows.
 */
function cutRows(masks: Uint8Array[], width: number): number {
  const first = Math.min(...masks.map((mask) => Math.floor(mask.indexOf(1) / width)));
  const end = Math.max(...masks.map((mask) => Math.floor(mask.lastIndexOf(1) / width))) + 1;
  for (const [i, mask] of masks.entries()) masks[i] = mask.subarray(first * width, end * width);
  return end - first;
}

function count(mask: Uint8Array): number {
  let pixels = 0;
  for (let i = 0; i < mask.length; i++) pixels += mask[i]!;
  return pixels;
}

/**
 * Mean of rows [size], added one after the other as numpy does along the first axis. NaN if there are no
 * rows.
 */
function meanRows(rows: readonly Float64Array[], size: number): Float64Array {
  const sums = new Float64Array(size);
  for (const row of rows) for (let i = 0; i < size; i++) sums[i]! += row[i]!;
  return sums.map((sum) => sum / rows.length);
}
