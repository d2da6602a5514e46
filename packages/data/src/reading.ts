import type { ReadImageOptions } from './imageIo.js';
import type { Size } from './types.js';

/** How to read a data set from disk, whatever its format. */
export interface ReadingOptions {
  /**
   * Converts images from their embedded colour profiles to sRGB. Default false: profiles are ignored, as in
   * PIL and cv2.
   */
  applyProfiles?: boolean | undefined;
  /**
   * Decodes JPEGs at a half, a quarter or an eighth of their size: the least that is not below this one and
   * divides both sides (`draft` of {@link readImage}). Labels are scaled with the images, and the data set is
   * one of smaller images for everybody who reads it: for training, not for scores. Default: the full size.
   */
  scaledDecoding?: Size | undefined;
  /**
   * Throws at the first entry that would be skipped. Default false: entries are skipped as by the official
   * tools, and one line on stderr for each kind gives the number of occurrences and the first place.
   */
  strict?: boolean | undefined;
}

/** The options that each frame carries to a worker thread. Defaults are omitted to keep frames small. */
export function readingOf({ applyProfiles = false, scaledDecoding }: ReadingOptions): {
  reading?: ReadImageOptions;
} {
  const reading = {
    ...(applyProfiles && { applyProfile: true }),
    ...(scaledDecoding && { draft: scaledDecoding }),
  };
  return Object.keys(reading).length > 0 ? { reading } : {};
}
