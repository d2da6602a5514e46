import { annotatedClasses } from './annotated.js';
import { accumulate, type BoxScores, type ClassDetections, summarize } from './boxes/accumulate.js';
import { float64Column, uint32Column } from './boxes/columns.js';
import {
  BOX_FORMATS,
  type BoxFormat,
  type BoxReading,
  type FoundBoxes,
  readFound,
  readTruth,
  type TruthBoxes,
} from './boxes/imageBoxes.js';
import { Matcher, type SizedBoxes, type TrueBoxes } from './boxes/matching.js';
import { ALL, AREAS, byScore, MAX_DETECTIONS } from './boxes/protocol.js';
import { MetricsError } from './errors.js';
import { compareFrames, type FrameKey } from './frameKey.js';

/** Box scores of one class in percent. */
export interface ClassBoxScores extends BoxScores {
  /** Truth boxes that count. 0: the class is absent from the truth, NaN and left out of the means. */
  boxes: number;
}

/** Box scores in percent, over all classes and by class. */
export interface BoxResult extends BoxScores {
  /** By class name, in the order of the class list. */
  perClass: Record<string, ClassBoxScores>;
}

/** Classes, box format and protocol of `BoxMetrics`. */
export interface BoxMetricsOptions {
  /** Class names; the index is the class id. */
  classes: readonly string[];
  /** What the four numbers of a box mean. */
  format: BoxFormat;
  /**
   * Boxes of negative size, and numbers that are not finite: `refuse` throws (the default), `count` does with
   * them what the official code's arithmetic does.
   */
  degenerate?: 'refuse' | 'count';
  /**
   * Whose rule holds where nothing was found in any image. `pycocotools` (the default): a class without truth
   * is NaN. `scalabel`: all scores of a class that occurs are 0, if only as a crowd or of another size.
   */
  tool?: 'pycocotools' | 'scalabel';
}

const NOTHING: FoundBoxes = { boxes: [], classes: [], scores: [] };

/** Columns of a row of `#segments`. */
const [CLASS, START, COUNT, SEGMENT] = [0, 1, 2, 3] as const;

/**
 * Box AP and AR over a set of images, equal to pycocotools' `COCOeval` (and so to the BDD100K toolkit's,
 * which calls it) to the last digit: the same operations on doubles in the same order.
 *
 * Images are matched as they come; they are put in the order of their names (numbers as numbers) in
 * `compute`, because detections of equal score count in that order. So neither the order of updates nor of
 * merges matters.
 */
export class BoxMetrics {
  readonly classes: readonly string[];
  readonly format: BoxFormat;

  readonly #reading: BoxReading;
  readonly #tool: 'pycocotools' | 'scalabel';
  #frames = new Map<FrameKey, number>();
  #matcher = new Matcher();
  /** Truth boxes that count, by class and area range: [C, AREAS]. */
  #truths: Float64Array;
  /** Whether a class occurs in the truth, crowds included: [C]. */
  #occurs: Uint8Array;
  #found = 0;
  /** Every detection that was kept, image by image, class by class, best first. */
  #scores = float64Column(); // [N]
  #outcomes = uint32Column(); // [N, AREAS]
  /**
   * Runs of detections of one class and image: [S, SEGMENT]; those of an image begin at
   * `#firstSegments[image]`.
   */
  #segments = uint32Column();
  #firstSegments = uint32Column();

  /**
   * @throws MetricsError on an empty or repeating class list, or an unknown format
   */
  constructor(options: BoxMetricsOptions) {
    const { classes, format, degenerate = 'refuse', tool = 'pycocotools' } = options;
    if (classes.length === 0) throw new MetricsError('classes must name at least one class');
    const repeated = classes.find((name, id) => classes.indexOf(name) !== id);
    if (repeated !== undefined) throw new MetricsError(`the class '${repeated}' is listed twice`);
    if (!BOX_FORMATS.includes(format)) {
      throw new MetricsError(`format is '${format}'; it is one of ${BOX_FORMATS.join(', ')}`);
    }
    this.classes = [...classes];
    this.format = format;
    this.#reading = { classes: this.classes, format, check: degenerate === 'refuse' };
    this.#tool = tool;
    this.#occurs = new Uint8Array(classes.length);
    this.#truths = new Float64Array(classes.length * AREAS);
  }

  /** Images counted so far. */
  get images(): number {
    return this.#frames.size;
  }

  /**
   * Counts one image.
   *
   * Boxes of no width or height are allowed: they overlap with nothing. At most 100 detections of a class are
   * looked at, those of the highest scores.
   *
   * @param frame its name or number, which no other image has; the official code's order of images, which
   *   decides among equal scores, is theirs
   * @param truth an image without objects has empty arrays: what is found there is wrong
   * @param found null where nothing was predicted
   * @throws MetricsError for an image that was counted before, arrays of other lengths, numbers that are not
   *   finite, boxes of negative size, ids that are no class; nothing is counted then
   */
  update(frame: FrameKey, truth: TruthBoxes, found: FoundBoxes | null): void {
    this.#assertNew(frame);
    const truthPlace = `frame ${frame}, truth`;
    const trueBoxes = readTruth(truth, this.#reading, truthPlace);
    const annotated = annotatedClasses(truth.annotated, this.classes, truthPlace);
    const given = found ?? NOTHING;
    const foundBoxes = readFound(given, this.#reading, `frame ${frame}, prediction`);

    this.#begin(frame);
    this.#found += given.classes.length;
    for (let i = 0; i < truth.classes.length; i++) this.#occurs[truth.classes[i]!] = 1;
    const truthOf = groupByClass(truth.classes, this.classes.length);
    const foundOf = groupByClass(given.classes, this.classes.length);
    for (let id = 0; id < this.classes.length; id++) {
      // For a class that nobody looked for, the image is as good as not there.
      if (!annotated[id]) continue;
      const best = foundOf(id)
        .sort((a, b) => byScore(given.scores[a]!, given.scores[b]!) || a - b)
        .subarray(0, MAX_DETECTIONS);
      this.#count(id, trueBoxes, truthOf(id), foundBoxes, best, given.scores);
    }
  }

  /** Counts one class of an image: the boxes that are listed, those that were found best first. */
  #count(
    id: number,
    trueBoxes: TrueBoxes,
    truth: Uint32Array,
    foundBoxes: SizedBoxes,
    best: Uint32Array,
    scores: ArrayLike<number>,
  ): void {
    if (best.length === 0 && truth.length === 0) return;
    const start = this.#scores.length;
    const kept = this.#scores.extend(best.length);
    for (let i = 0; i < best.length; i++) kept[start + i] = scores[best[i]!]!;
    const outcomes = this.#outcomes.extend(best.length * AREAS);
    const counts = this.#matcher.match(trueBoxes, truth, foundBoxes, best, outcomes, start);
    for (let range = 0; range < AREAS; range++) this.#truths[id * AREAS + range]! += counts[range]!;
    if (best.length > 0) this.#segments.append(Uint32Array.of(id, start, best.length));
  }

  /**
   * Adds the images of another instance over the same classes, as if they had been counted here.
   *
   * @throws MetricsError for other classes or another format, or an image that both have counted
   */
  merge(other: BoxMetrics): void {
    if (this.classes.join('\0') !== other.classes.join('\0') || this.format !== other.format) {
      throw new MetricsError(
        `only metrics over the same classes and format can be merged, got ${this.format} [${this.classes.join(', ')}] ` +
          `and ${other.format} [${other.classes.join(', ')}]`,
      );
    }
    for (const frame of other.#frames.keys()) this.#assertNew(frame);
    this.#found += other.#found;
    for (let id = 0; id < this.#occurs.length; id++) this.#occurs[id]! |= other.#occurs[id]!;
    const rows = this.#scores.length;
    const firstSegment = this.#segments.length / SEGMENT;
    for (const frame of other.#frames.keys()) this.#frames.set(frame, this.#frames.size);
    this.#firstSegments.append(other.#firstSegments.values.map((first) => first + firstSegment));
    this.#segments.append(
      other.#segments.values.map((value, i) => (i % SEGMENT === START ? value + rows : value)),
    );
    this.#scores.append(other.#scores.values);
    this.#outcomes.append(other.#outcomes.values);
    other.#truths.forEach((count, i) => {
      this.#truths[i]! += count;
    });
  }

  /** Forgets all images. */
  reset(): void {
    this.#frames.clear();
    this.#truths.fill(0);
    this.#occurs.fill(0);
    this.#found = 0;
    for (const column of [this.#scores, this.#outcomes, this.#segments, this.#firstSegments])
      column.length = 0;
  }

  /**
   * The scores of everything counted so far, in percent. A class without truth is NaN and left out of the
   * means; without any truth all is NaN. Perfect detections give 100, or 100 - 2e-14 where a class has a
   * single box: the original adds 2^-52 to the denominator of each precision.
   */
  compute(): BoxResult {
    if (this.#tool === 'scalabel' && this.#found === 0) return this.#nothingFound();
    const curves = this.#detections().map(accumulate);
    return this.#result(summarize(curves), (id) => summarize([curves[id]!]));
  }

  /** scalabel/eval/detect.py, `DetResult.empty`. */
  #nothingFound(): BoxResult {
    const scores = (occurs: boolean) => {
      const undefinedScores = summarize([]);
      const zeros = Object.keys(undefinedScores).map((name) => [name, 0]);
      return occurs ? (Object.fromEntries(zeros) as unknown as BoxScores) : undefinedScores;
    };
    return this.#result(scores(this.#occurs.includes(1)), (id) => scores(this.#occurs[id] === 1));
  }

  #result(overall: BoxScores, ofClass: (id: number) => BoxScores): BoxResult {
    const perClass = this.classes.map((name, id) => [
      name,
      { ...ofClass(id), boxes: this.#truths[id * AREAS + ALL]! },
    ]);
    return { ...overall, perClass: Object.fromEntries(perClass) };
  }

  #assertNew(frame: FrameKey): void {
    if (!this.#frames.has(frame)) return;
    throw new MetricsError(`frame ${frame} was counted before; each image counts once`);
  }

  #begin(frame: FrameKey): void {
    this.#frames.set(frame, this.#frames.size);
    this.#firstSegments.append(Uint32Array.of(this.#segments.length / SEGMENT));
  }

  /** The detections by class, images in the order of their names. */
  #detections(): ClassDetections[] {
    const segments = this.#segments.values;
    const [scores, outcomes] = [this.#scores.values, this.#outcomes.values];
    const sizes = new Uint32Array(this.classes.length);
    for (let s = 0; s < segments.length; s += SEGMENT) sizes[segments[s + CLASS]!]! += segments[s + COUNT]!;
    const byClass = this.classes.map((_, id) => ({
      scores: new Float64Array(sizes[id]!),
      ranks: new Uint8Array(sizes[id]!),
      outcomes: new Uint32Array(sizes[id]! * AREAS),
      truths: this.#truths.subarray(id * AREAS, (id + 1) * AREAS),
    }));
    const filled = new Uint32Array(this.classes.length);
    for (const s of this.#segmentsInOrder()) {
      const id = segments[s + CLASS]!;
      const [start, count] = [segments[s + START]!, segments[s + COUNT]!];
      const at = filled[id]!;
      const target = byClass[id]!;
      target.scores.set(scores.subarray(start, start + count), at);
      target.outcomes.set(outcomes.subarray(start * AREAS, (start + count) * AREAS), at * AREAS);
      for (let i = 0; i < count; i++) target.ranks[at + i] = i;
      filled[id] = at + count;
    }
    return byClass;
  }

  *#segmentsInOrder(): Generator<number> {
    const first = this.#firstSegments.values;
    const end = this.#segments.length / SEGMENT;
    for (const [, image] of [...this.#frames].sort(([a], [b]) => compareFrames(a, b))) {
      const next = image + 1 < first.length ? first[image + 1]! : end;
      for (let s = first[image]!; s < next; s++) yield s * SEGMENT;
    }
  }
}

/** The indices of each class, in their order. */
function groupByClass(classes: ArrayLike<number>, count: number): (id: number) => Uint32Array {
  const ends = new Uint32Array(count + 1);
  for (let i = 0; i < classes.length; i++) ends[classes[i]! + 1]!++;
  for (let id = 0; id < count; id++) ends[id + 1]! += ends[id]!;
  const indices = new Uint32Array(classes.length);
  const next = ends.slice(0, count);
  for (let i = 0; i < classes.length; i++) indices[next[classes[i]!]!++] = i;
  return (id) => indices.subarray(ends[id]!, ends[id + 1]!);
}
