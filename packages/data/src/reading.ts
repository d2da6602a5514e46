import type { ReadImageOptions } from './imageIo.js';

/** How to read a data set from disk, whatever its format. */
export interface ReadingOptions {
  /**
   * Converts images from their embedded colour profiles to sRGB. Default false: profiles are ignored, as in
   * PIL and cv2.
   */
  applyProfiles?: boolean | undefined;
  /**
   * Throws at the first entry that would be skipped. Default false: entries are skipped as by the official
   * tools, and one line on stderr for each kind gives the number of occurrences and the first place.
   */
  strict?: boolean | undefined;
}

/** The options that each frame carries to a worker thread. Defaults are omitted to keep frames small. */
export function readingOf({ applyProfiles = false }: ReadingOptions): { reading?: ReadImageOptions } {
  return applyProfiles ? { reading: { applyProfile: true } } : {};
}
