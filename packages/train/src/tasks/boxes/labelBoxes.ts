// Which of the boxes that a teacher found become labels.
import { type Box, boxEdges } from '@cotrain/data';
import { matchBoxes } from '@cotrain/metrics';
import { binOf, emptyStats, type ScoreStats } from '../../pseudoLabel/stats.js';
import type { FoundBox } from './found.js';

/** Boxes below are not even counted: a set of proposals always has hundreds of them. */
const LEAST_SCORE = 0.05;

/**
 * Keeps the boxes of a score of at least `threshold` (section 3.2 of the paper), and counts. Boxes narrower than a pixel are left
 * out: BDD100K's files cannot say them.
 *
 * @param truth null where the frame is not labelled
 */
export function labelBoxes(
  found: readonly FoundBox[],
  threshold: number,
  classes: readonly string[],
  truth: readonly Box[] | null,
): { boxes: FoundBox[]; stats: ScoreStats } {
  const seen = found.filter(
    ({ score, x1, y1, x2, y2 }) => score >= Math.min(LEAST_SCORE, threshold) && x2 - x1 >= 1 && y2 - y1 >= 1,
  );
  const boxes = seen.filter(({ score }) => score >= threshold);
  const stats = emptyStats(classes.length, truth !== null);
  for (const { score } of seen) stats.all[binOf(score)]!++;
  for (const { category } of boxes) stats.kept[category]!++;
  if (truth) countTruth(stats.truth!, seen, threshold, classes, truth);
  return { boxes, stats };
}

function countTruth(
  stats: NonNullable<ScoreStats['truth']>,
  seen: readonly FoundBox[],
  threshold: number,
  classes: readonly string[],
  truth: readonly Box[],
): void {
  // Edges, whose widths are those of BDD100K's boxes with both corners inside.
  const { outcomes, truths } = matchBoxes(
    { classes, format: 'coco' },
    {
      boxes: truth.flatMap(boxEdges),
      classes: truth.map(({ category }) => category),
      crowd: truth.map(({ ignored, crowd }) => ignored || crowd),
    },
    {
      boxes: seen.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2]),
      classes: seen.map(({ category }) => category),
      scores: seen.map(({ score }) => score),
    },
  );
  for (const [id, count] of truths.entries()) stats.classes[id]!.present += count;
  for (const [i, { score, category }] of seen.entries()) {
    if (outcomes[i] === -1) continue;
    const own = stats.classes[category]!;
    const isRight = outcomes[i] === 1;
    stats.counted[binOf(score)]!++;
    if (isRight) stats.correct[binOf(score)]!++;
    if (score < threshold) continue;
    own.kept++;
    if (isRight) own.correct++;
  }
}
