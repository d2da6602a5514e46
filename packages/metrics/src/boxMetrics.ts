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
import { ALL, AREAS, MAX_DETECTIONS, RECALL_THRESHOLDS, sortByScore } from './boxes/protocol.js';
import { MetricsError } from './errors.js';
import { compareFrames, type FrameKey } from './frameKey.js';

/** Box scores of one class in percent. */
export interface ClassBoxScores extends BoxScores {
  /**
   * Number of ground-truth boxes that count. If 0, the class is absent from the ground truth: its scores are
   * NaN and it is left out of the means.
   */
  boxes: number;
}

/** Box scores in percent, over all classes and by class. */
export interface BoxResult extends BoxScores {
  /** Scores by class name, in the order of the class list. */
  perClass: Record<string, ClassBoxScores>;
}

/** Classes, box format and protocol of `BoxMetrics`. */
export interface BoxMetricsOptions {
  /** Class names; the index is the class id. */
  classes: readonly string[];
  /** Meaning of the four numbers of a box. */
  format: BoxFormat;
  /**
   * How to treat boxes of negative size and non-finite numbers. `refuse` throws (the default); `count`
   * computes with them exactly as the official code does.
   */
  degenerate?: 'refuse' | 'count';
  /**
   * Toolkit whose convention applies if there are no detections in any image. With `pycocotools` (the
   * default), a class without ground truth is NaN. With `scalabel`, all scores of a class that occurs in the
   * ground truth are 0, even if it occurs only as a crowd or in another size range.
   */
  tool?: 'pycocotools' | 'scalabel';
}

const NOTHING: FoundBoxes = { boxes: [], classes: [], scores: [] };

/** Columns of a row of `#segments`. */
const [CLASS, START, COUNT, SEGMENT] = [0, 1, 2, 3] as const;

/**
 * Box AP and AR over a set of images. The results equal those of pycocotools' `COCOeval`, which the BDD100K
 * toolkit calls, to the last digit: the same operations on doubles in the same order.
 *
 * Images are matched as they arrive. `compute` sorts them by name (numbers as numbers), because that order
 * decides between detections of equal score. The order of updates and merges therefore does not matter.
 */
export class BoxMetrics {
  readonly classes: readonly string[];
  readonly format: BoxFormat;

  readonly #reading: BoxReading;
  readonly #tool: 'pycocotools' | 'scalabel';
  #frames = new Map<FrameKey, number>();
  #matcher = new Matcher();
  /** Ground-truth boxes that count, by class and area range: [C, AREAS]. */
  #truths: Float64Array;
  /** Whether a class occurs in the ground truth, crowds included: [C]. */
  #occurs: Uint8Array;
  #found = 0;
  /** All detections kept, by image, then by class, then by descending score. */
  #scores = float64Column(); // [N]
  #outcomes = uint32Column(); // [N, AREAS]
  /**
   * Runs of detections of one class in one image: [S, SEGMENT]. The runs of an image begin at
   * `#firstSegments[image]`.
   */
  #segments = uint32Column();
  #firstSegments = uint32Column();

  /** @throws MetricsError for an empty class list, a repeated class or an unknown format */
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

  /** Number of images counted so far. */
  get images(): number {
    return this.#frames.size;
  }

  /**
   * Counts one image.
   *
   * Boxes of zero width or height are allowed and overlap nothing. At most 100 detections of each class are
   * considered, those with the highest scores.
   *
   * @param frame unique name or number of the image. Images are sorted by it, as in the official code, to
   *   order detections of equal score
   * @param truth ground truth; for an image without objects the arrays are empty, and every detection is
   *   wrong
   * @param found detections, or null if nothing was predicted
   * @throws MetricsError for an image that was already counted, arrays of different lengths, non-finite
   *   numbers, boxes of negative size, and ids that are not a class. The image is not counted then.
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
      // For a class that was not annotated, the image does not exist.
      if (!annotated[id]) continue;
      const best = sortByScore(foundOf(id), given.scores).subarray(0, MAX_DETECTIONS);
      this.#count(id, trueBoxes, truthOf(id), foundBoxes, best, given.scores);
    }
  }

  /** Counts one class of an image: the listed boxes, with detections by descending score. */
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
   * @throws MetricsError if classes or format differ, or if an image was counted in both
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

  /** Discards all counted images. */
  reset(): void {
    this.#frames.clear();
    this.#truths.fill(0);
    this.#occurs.fill(0);
    this.#found = 0;
    for (const column of [this.#scores, this.#outcomes, this.#segments, this.#firstSegments])
      column.length = 0;
  }

  /**
   * Scores of everything counted so far, in percent. A class without ground truth is NaN and left out of the
   * means; if there is no ground truth at all, every score is NaN. Perfect detections score 100, or 100 -
   * 2e-14 for a class with a single box, because the original adds 2^-52 to the denominator of each
   * precision.
   */
  compute(): BoxResult {
    if (this.#tool === 'scalabel' && this.#found === 0) return this.#nothingFound();
    const curves = this.#detections().map(accumulate);
    return this.#result(summarize(curves), (id) => summarize([curves[id]!]));
  }

  /**
   * Precision at the recalls 0, 0.01, ... 1 at IoU 0.5 over boxes of all sizes, by class: the curves whose
   * mean is AP50. Values are 0 to 1, and 0 at recalls that are not reached. Classes without ground truth are
   * left out.
   */
  precisionCurves(): Record<string, Float64Array> {
    const curves = this.#detections().map((own) => accumulate(own)[ALL]);
    const known = this.classes.flatMap((name, id) => {
      const curve = curves[id];
      return curve ? [[name, curve.precision.slice(0, RECALL_THRESHOLDS.length)] as const] : []; // [R]
    });
    return Object.fromEntries(known);
  }

  /** Scores without any detection (scalabel/eval/detect.py, `DetResult.empty`). */
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
    throw new MetricsError(`frame ${frame} was already counted; each image counts once`);
  }

  #begin(frame: FrameKey): void {
    this.#frames.set(frame, this.#frames.size);
    this.#firstSegments.append(Uint32Array.of(this.#segments.length / SEGMENT));
  }

  /** Detections by class, with images sorted by name. */
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

/** Indices of the boxes of each class, in their original order. */
function groupByClass(classes: ArrayLike<number>, count: number): (id: number) => Uint32Array {
  const ends = new Uint32Array(count + 1);
  for (let i = 0; i < classes.length; i++) ends[classes[i]! + 1]!++;
  for (let id = 0; id < count; id++) ends[id + 1]! += ends[id]!;
  const indices = new Uint32Array(classes.length);
  const next = ends.slice(0, count);
  for (let i = 0; i < classes.length; i++) indices[next[classes[i]!]!++] = i;
  return (id) => indices.subarray(ends[id]!, ends[id + 1]!);
}
