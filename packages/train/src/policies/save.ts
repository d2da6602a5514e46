// When a run is saved in the middle of an epoch.

/** How often a run is saved, in addition to the end of each epoch. */
export interface SaveInterval {
  /** Saves after each multiple of this number of steps. Default null: not by steps. */
  everySteps?: number | null;
  /** Saves when this many minutes have passed since the last checkpoint. Default null: not by time. */
  everyMinutes?: number | null;
}

/** Decides after which steps a run is saved. */
export class SavePolicy {
  readonly #everySteps: number;
  readonly #everyMs: number;
  #last = performance.now();

  constructor({ everySteps = null, everyMinutes = null }: SaveInterval = {}) {
    this.#everySteps = everySteps ?? Number.POSITIVE_INFINITY;
    this.#everyMs = (everyMinutes ?? Number.POSITIVE_INFINITY) * 60_000;
  }

  /**
   * Whether to save after a step.
   *
   * @param step number of the step, counted from 1, so that a resumed run saves after the same ones
   * @param isBusy whether the previous checkpoint is still being written: a save by time then comes later
   */
  isDue(step: number, isBusy: boolean): boolean {
    if (step % this.#everySteps === 0) return true;
    return !isBusy && performance.now() - this.#last >= this.#everyMs;
  }

  /** The run has been saved. */
  saved(): void {
    this.#last = performance.now();
  }
}
