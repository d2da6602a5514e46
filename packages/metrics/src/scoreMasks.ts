import { MaskFileError } from './errors.js';
import { countMaskPairs, describeSizes, type MaskFolders, type PairedMasks } from './maskPairs.js';
import { SegmentationMetrics } from './segmentation.js';

/** Folders and classes for `scoreMasks`. */
export interface ScoreMasksOptions extends MaskFolders {
  /** Class names; the index is the class id. */
  classes: readonly string[];
}

/** Every pixel of the `missing` frames counts as wrong. */
export interface MaskScores extends PairedMasks {
  metrics: SegmentationMetrics;
}

/**
 * Scores a folder of predicted masks against a folder of ground-truth masks, paired as in `countMaskPairs`.
 *
 * @throws MaskFileError if a folder is missing or has no ground truth, no prediction matches any ground
 *   truth, a mask is broken, or the pixel counts of a pair differ
 */
export async function scoreMasks({ classes, ...folders }: ScoreMasksOptions): Promise<MaskScores> {
  const metrics = new SegmentationMetrics({ classes });
  const paired = await countMaskPairs(folders, (pair, note) => {
    const { truth, prediction } = pair;
    if (prediction) {
      const { path, mask } = prediction;
      if (mask.data.length !== truth.data.length) {
        throw new MaskFileError(
          path,
          `the prediction is ${describeSizes(pair)}; resize the prediction to the truth with nearest neighbour`,
        );
      }
      // The toolkit compares pixels in file order.
      if (mask.width !== truth.width)
        note(`${path} is ${describeSizes(pair)}: as in the toolkit, pixels are compared in file order`);
    }
    metrics.update(truth.data, prediction?.mask.data ?? null);
  });
  return { metrics, ...paired };
}
