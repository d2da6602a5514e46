import type { ReadImageOptions } from './imageIo.js';

/** How a data set on disk is read, whatever its format. */
export interface ReadingOptions {
  /**
   * Bring photographs from their own colour profiles to sRGB (default false: read as PIL and cv2 do, which
   * ignore profiles).
   */
  applyProfiles?: boolean | undefined;
  /**
   * Stop at the first thing that would be left out (default false: it is left out, as by the official tools,
   * and a line on stderr for each kind tells how often and where first).
   */
  strict?: boolean | undefined;
}

/** What frames carry of the options; nothing by default, since every frame goes to a worker thread. */
export function readingOf({ applyProfiles = false }: ReadingOptions): { reading?: ReadImageOptions } {
  return applyProfiles ? { reading: { applyProfile: true } } : {};
}
