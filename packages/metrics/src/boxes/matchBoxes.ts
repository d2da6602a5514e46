import { type BoxFormat, type FoundBoxes, readFound, readTruth, type TruthBoxes } from './imageBoxes.js';
import { Matcher } from './matching.js';
import { ALL, AREAS, IGNORED_SHIFT, MAX_DETECTIONS } from './protocol.js';

/** How the boxes that were found in one image fare at IoU 0.5. */
export interface MatchedBoxes {
  /**
   * 1: it is a true box's, 0: it is nobody's, -1: it does not count (a crowd's, or none of the 100 best of
   * its class).
   */
  outcomes: Int8Array; // [D]
  /** True boxes that count, by class. */
  truths: Uint32Array; // [C]
}

const matcher = new Matcher();

/**
 * Matches found and true boxes of one image by COCO's rules at IoU 0.5, as `BoxMetrics` does. Since better
 * boxes choose first, leaving out all below some score does not change what becomes of the others.
 *
 * @throws MetricsError as `BoxMetrics.update`
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
    const best = indicesOf(found.classes, id)
      .sort((a, b) => found.scores[b]! - found.scores[a]! || a - b)
      .subarray(0, MAX_DETECTIONS);
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
