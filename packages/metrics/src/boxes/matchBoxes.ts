import { type BoxFormat, type FoundBoxes, readFound, readTruth, type TruthBoxes } from './imageBoxes.js';
import { Matcher } from './matching.js';
import { ALL, AREAS, IGNORED_SHIFT, MAX_DETECTIONS, sortByScore } from './protocol.js';

/** Result of matching the detections of one image at IoU 0.5. */
export interface MatchedBoxes {
  /**
   * 1: matches a ground-truth box. 0: matches none. -1: does not count, because it matches a crowd or is not
   * among the 100 highest-scoring detections of its class.
   */
  outcomes: Int8Array; // [D]
  /** Number of ground-truth boxes that count, by class. */
  truths: Uint32Array; // [C]
}

const matcher = new Matcher();

/**
 * Matches detections and ground-truth boxes of one image by COCO's rules at IoU 0.5, as `BoxMetrics` does.
 * Detections with higher scores are matched first, so removing all detections below a score does not change
 * the other matches.
 *
 * @throws MetricsError under the same conditions as `BoxMetrics.update`
 */
export function matchBoxes(
  options: { classes: readonly string[]; format: BoxFormat },
  truth: TruthBoxes,
  found: FoundBoxes,
): MatchedBoxes {
  const { classes } = options;
  const reading = { ...options, check: true };
  const truthBoxes = readTruth(truth, reading, 'truth');
  const foundBoxes = readFound(found, reading, 'prediction');
  const outcomes = new Int8Array(found.classes.length).fill(-1);
  const truths = new Uint32Array(classes.length);
  for (let id = 0; id < classes.length; id++) {
    const own = indicesOf(truth.classes, id);
    const best = sortByScore(indicesOf(found.classes, id), found.scores).subarray(0, MAX_DETECTIONS);
    const bits = new Uint32Array(best.length * AREAS);
    truths[id] = matcher.match(truthBoxes, own, foundBoxes, best, bits, 0)[ALL]!;
    for (const [row, box] of best.entries()) {
      const mark = bits[row * AREAS + ALL]!;
      outcomes[box] = (mark >> IGNORED_SHIFT) & 1 ? -1 : mark & 1;
    }
  }
  return { outcomes, truths };
}

const indicesOf = (classes: ArrayLike<number>, id: number): Uint32Array =>
  Uint32Array.from(Array.from(classes, (own, i) => (own === id ? i : -1)).filter((i) => i >= 0));
