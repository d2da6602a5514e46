import type { FieldMap, TaskLabel } from '@cotrain/data';
import { orNull, type Scorer, type Scores } from '../scorer.js';

/**
 * Errors of a field over all pixels with known ground truth: `R2`, the fraction of the ground truth's
 * variance that is explained, in percent; `RMSE` and `MAE` in the field's own unit.
 */
export class FieldScorer implements Scorer<TaskLabel<FieldMap>, FieldMap> {
  #pixels = 0;
  #squares = 0;
  #absolute = 0;
  /** Mean of the ground truth, and the sum of squared deviations (Welford, 1962). */
  #mean = 0;
  #spread = 0;

  constructor(readonly task: string) {}

  add(label: TaskLabel<FieldMap>, found: FieldMap): void {
    if (label.state !== 'present') return;
    for (const [i, truth] of label.value.data.entries()) {
      if (Number.isNaN(truth)) continue;
      const error = found.data[i]! - truth;
      this.#pixels++;
      this.#squares += error * error;
      this.#absolute += Math.abs(error);
      const delta = truth - this.#mean;
      this.#mean += delta / this.#pixels;
      this.#spread += delta * (truth - this.#mean);
    }
  }

  compute(): Scores {
    const mean = (sum: number) => orNull(sum / this.#pixels);
    return {
      [`${this.task}/R2`]: this.#spread > 0 ? orNull(100 * (1 - this.#squares / this.#spread)) : null,
      [`${this.task}/RMSE`]: orNull(Math.sqrt(this.#squares / this.#pixels)),
      [`${this.task}/MAE`]: mean(this.#absolute),
    };
  }
}
