// Selects the teacher's boxes that become labels.
import { type Boxes, type FoundBoxes, filterBoxes } from '@cotrain/data';
import { matchBoxes } from '@cotrain/metrics';
import { binOf, emptyStats, type ScoreStats } from '../../pseudoLabel/stats.js';

/** Boxes with lower scores are not counted, because a set of proposals always has hundreds of them. */
const LEAST_SCORE = 0.05;

/**
 * Keeps the boxes with a score of at least `threshold` (section 3.2 of the paper), and counts. Boxes narrower
 * than a pixel are dropped, because BDD100K's files cannot represent them.
 *
 * @param truth ground truth; null if the frame is not labelled
 */
export function labelBoxes(
  found: FoundBoxes,
  threshold: number,
  classes: readonly string[],
  truth: Boxes | null,
): { boxes: FoundBoxes; stats: ScoreStats } {
  const least = Math.min(LEAST_SCORE, threshold);
  const length = (row: number, axis: 0 | 1) =>
    found.boxes[4 * row + axis + 2]! - found.boxes[4 * row + axis]!;
  const seen = filterBoxes(
    found,
    (row) => found.scores[row]! >= least && length(row, 0) >= 1 && length(row, 1) >= 1,
  );
  const boxes = filterBoxes(seen, (row) => seen.scores[row]! >= threshold);
  const stats = emptyStats(classes.length, truth !== null);
  for (const score of seen.scores) stats.all[binOf(score)]!++;
  for (const id of boxes.classes) stats.kept[id]!++;
  if (truth) countTruth(stats.truth!, seen, threshold, classes, truth);
  return { boxes, stats };
}

function countTruth(
  stats: NonNullable<ScoreStats['truth']>,
  seen: FoundBoxes,
  threshold: number,
  classes: readonly string[],
  truth: Boxes,
): void {
  const { outcomes, truths } = matchBoxes({ classes, format: 'coco' }, truth, seen);
  for (const [id, count] of truths.entries()) stats.classes[id]!.present += count;
  for (const [i, score] of seen.scores.entries()) {
    if (outcomes[i] === -1) continue;
    const own = stats.classes[seen.classes[i]!]!;
    const isRight = outcomes[i] === 1;
    stats.counted[binOf(score)]!++;
    if (isRight) stats.correct[binOf(score)]!++;
    if (score < threshold) continue;
    own.kept++;
    if (isRight) own.correct++;
  }
}
