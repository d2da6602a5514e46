// When a run ends before its last epoch.

/** Limit that ends a run before its last epoch. */
export type StopLimit = 'maxSteps' | 'maxMinutes' | 'earlyStopping';

/** Why training ends before its last epoch: someone stopped it, or it reached a limit. */
export type StopReason = 'aborted' | StopLimit;

/** Ends a run whose score no longer improves. */
export interface EarlyStopping {
  /** Name of the score, such as `sem_seg/mIoU`; null: the mean of the tasks' first scores. */
  metric: string | null;
  /** Whether a higher (`max`) or a lower (`min`) value is better. Default `max`. */
  mode?: 'max' | 'min';
  /** Number of evaluations in a row without an improvement after which the run ends. */
  patience: number;
  /** Smallest change that counts as an improvement. Default 0. */
  minDelta?: number;
}

/** Limits of a run, and its signal. */
export interface StopOptions {
  signal?: AbortSignal | undefined;
  /** Total number of steps. Default null: no limit. */
  maxSteps?: number | null;
  /** Minutes that the run takes in total, without pauses between its processes. Default null: no limit. */
  maxMinutes?: number | null;
  /** Number of evaluations in a row without an improvement. Default null: no limit. */
  patience?: number | null;
  minDelta?: number;
  /** Scores of earlier evaluations, higher is better. Default: none. */
  scores?: readonly number[];
}

/** Decides when a run ends before its last epoch. Limits in minutes and signals differ between ranks. */
export class StopPolicy {
  readonly #options: StopOptions;
  readonly #isAlone: boolean;
  #agreed: StopReason | null = null;
  #best = Number.NEGATIVE_INFINITY;
  #waited = 0;

  /** @param isAlone whether no other ranks take part, so that nothing has to be agreed on */
  constructor(options: StopOptions, isAlone: boolean) {
    this.#options = options;
    this.#isAlone = isAlone;
    for (const score of options.scores ?? []) this.scored(score);
  }

  get isAborted(): boolean {
    return this.#options.signal?.aborted ?? false;
  }

  /**
   * Why this rank wants to stop; null: it does not.
   *
   * @param steps number of steps done
   * @param time seconds that the run has taken
   */
  wish(steps: number, time: number): StopReason | null {
    if (this.isAborted) return 'aborted';
    if (time >= (this.#options.maxMinutes ?? Number.POSITIVE_INFINITY) * 60) return 'maxMinutes';
    return this.#limit(steps);
  }

  /** Why all ranks stop; null: they continue. */
  reason(steps: number, time: number): StopReason | null {
    this.#agreed ??= this.#isAlone ? this.wish(steps, time) : this.#limit(steps);
    return this.#agreed;
  }

  /** All ranks have agreed to stop. */
  agree(reason: StopReason): void {
    this.#agreed = reason;
  }

  /** An evaluation has ended. @param score higher is better */
  scored(score: number): void {
    const { minDelta = 0 } = this.#options;
    const isBetter = score > this.#best + minDelta;
    if (isBetter) this.#best = score;
    this.#waited = isBetter ? 0 : this.#waited + 1;
  }

  /** Limits that every rank reaches after the same step. */
  #limit(steps: number): StopLimit | null {
    const { maxSteps, patience } = this.#options;
    if (steps >= (maxSteps ?? Number.POSITIVE_INFINITY)) return 'maxSteps';
    return this.#waited >= (patience ?? Number.POSITIVE_INFINITY) ? 'earlyStopping' : null;
  }
}
