import { MaskFileError } from '../errors.js';
import { countMaskPairs, describeSizes, type MaskFolders, type PairedMasks } from '../maskPairs.js';
import { LaneMetrics, type LaneMetricsOptions } from './laneMetrics.js';

/**
 * The `missing` frames count as masks of zeros, which is the toolkit's way: a parallel solid crosswalk
 * everywhere.
 */
export interface LaneMaskScores extends PairedMasks {
  metrics: LaneMetrics;
}

/**
 * Scores a folder of predicted lane masks against a folder of truth masks in BDD100K's byte format, paired as
 * `countMaskPairs` does.
 *
 * @throws MaskFileError when a folder is missing or has no truth, no prediction belongs to any truth, a mask
 *   is broken, or a pair has other sizes
 */
export async function scoreLaneMasks(options: MaskFolders & LaneMetricsOptions): Promise<LaneMaskScores> {
  const metrics = new LaneMetrics(options);
  /** Files whose markings have bits set that mean nothing. */
  const odd: string[] = [];
  const paired = await countMaskPairs(options, (pair) => {
    const { name, truthPath, truth, prediction } = pair;
    if (prediction && (prediction.mask.width !== truth.width || prediction.mask.height !== truth.height)) {
      throw new MaskFileError(
        prediction.path,
        `the prediction is ${describeSizes(pair)}; resize the prediction to the truth with nearest neighbour`,
      );
    }
    if (hasUnusedBits(truth.data)) odd.push(truthPath);
    if (prediction && hasUnusedBits(prediction.mask.data)) odd.push(prediction.path);
    metrics.update(name, truth, prediction?.mask ?? null);
  });
  const [first] = odd.sort();
  if (first !== undefined) {
    const text = `bits 6 and 7 of markings are set; they mean nothing and are ignored, as in the toolkit (files like this: ${odd.length})`;
    if (options.strict) throw new MaskFileError(first, text);
    paired.notes.push(`${first}: ${text}`);
  }
  return { metrics, ...paired };
}

/** Whether there is a byte above 63 without the background bit. */
function hasUnusedBits(data: Uint8Array): boolean {
  for (let i = 0; i < data.length; i++) if (data[i]! > 63 && (data[i]! & 8) === 0) return true;
  return false;
}
