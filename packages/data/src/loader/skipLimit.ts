import { DataError } from '../errors.js';
import type { SkippedSample } from './batch.js';

/** Default fraction of the samples that may be skipped. */
export const MAX_SKIPPED = 0.01;

/** Counts samples that could not be read, each once, and limits their share of the data set. */
export class SkipLimit {
  readonly #skipped = new Set<number>();

  /**
   * @param images number of samples in the data set
   * @param maxSkipped maximum fraction of samples that may be skipped, rounded up to whole samples. Default
   *   0.01.
   */
  constructor(
    readonly images: number,
    readonly maxSkipped: number = MAX_SKIPPED,
  ) {}

  /** Counts samples. @throws DataError naming the sample that was one too many */
  add(skipped: readonly SkippedSample[]): void {
    const { images, maxSkipped } = this;
    for (const { index, name, reason } of skipped) {
      this.#skipped.add(index);
      if (this.#skipped.size <= Math.ceil(maxSkipped * images)) continue;
      throw new DataError(
        `${this.#skipped.size} of ${images} samples cannot be read, more than maxSkipped (${maxSkipped}) allows; the last is "${name}": ${reason}`,
        { sample: name },
      );
    }
  }
}
