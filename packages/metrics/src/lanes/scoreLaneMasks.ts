import { MaskFileError } from '../errors.js';
import { countMaskPairs, describeSizes, type MaskFolders, type PairedMasks } from '../maskPairs.js';
import { LaneMetrics, type LaneMetricsOptions } from './laneMetrics.js';

/** As in the toolkit, `missing` frames count as masks of zeros: a parallel solid crosswalk everywhere. */
export interface LaneMaskScores extends PairedMasks {
  metrics: LaneMetrics;
}

/**
 * Scores a folder of predicted lane masks against a folder of ground-truth masks in BDD100K's byte format,
 * paired as in `countMaskPairs`.
 *
 * @throws MaskFileError if a folder is missing or has no ground truth, no prediction matches any ground
 *   truth, a mask is broken, or the sizes of a pair differ
 */
export async function scoreLaneMasks(options: MaskFolders & LaneMetricsOptions): Promise<LaneMaskScores> {
  const metrics = new LaneMetrics(options);
  /** Files with markings that have unused bits set. */
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
    const text = `bits 6 and 7 of markings are set; they are unused and ignored, as in the toolkit (number of such files: ${odd.length})`;
    if (options.strict) throw new MaskFileError(first, text);
    paired.notes.push(`${first}: ${text}`);
  }
  return { metrics, ...paired };
}

/** Whether a byte without the background bit is above 63. */
function hasUnusedBits(data: Uint8Array): boolean {
  for (let i = 0; i < data.length; i++) if (data[i]! > 63 && (data[i]! & 8) === 0) return true;
  return false;
}
