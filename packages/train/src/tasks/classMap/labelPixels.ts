// Converts a class map with scores to a label in which uncertain pixels are ignored.
import { DataError, IGNORE_LABEL, type LabelMask } from '@cotrain/data';
import { binOf, emptyStats, type ScoreStats } from '../../pseudoLabel/stats.js';

/** A class for each pixel, with the model's score. */
export interface ScoredMask {
  mask: LabelMask;
  scores: Float32Array; // [H, W]
}

/**
 * Sets pixels with a score below `threshold` to "ignore" (section 3.2 of the paper), and counts.
 *
 * @param truth ground truth; null if the frame is not labelled
 * @throws DataError for a ground truth of another size
 */
export function labelPixels(
  { mask, scores }: ScoredMask,
  threshold: number,
  classes: number,
  truth: LabelMask | null,
): { mask: LabelMask; stats: ScoreStats } {
  if (truth && (truth.width !== mask.width || truth.height !== mask.height))
    throw new DataError(
      `the truth is ${truth.width}x${truth.height}, but the pseudo label is ${mask.width}x${mask.height}`,
    );
  const stats = emptyStats(classes, truth !== null);
  const data = Uint8Array.from(mask.data);
  for (let i = 0; i < data.length; i++) {
    const id = data[i]!;
    const bin = binOf(scores[i]!);
    const isKept = scores[i]! >= threshold;
    stats.all[bin]!++;
    if (isKept) stats.kept[id]!++;
    else data[i] = IGNORE_LABEL;
    const real = truth ? truth.data[i]! : IGNORE_LABEL;
    if (!stats.truth || real === IGNORE_LABEL) continue;
    const isRight = real === id;
    stats.truth.counted[bin]!++;
    stats.truth.classes[real]!.present++;
    if (isRight) stats.truth.correct[bin]!++;
    if (isKept) stats.truth.classes[id]!.kept++;
    if (isKept && isRight) stats.truth.classes[id]!.correct++;
  }
  return { mask: { ...mask, data }, stats };
}
