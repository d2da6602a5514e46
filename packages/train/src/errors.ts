/** A configuration that cannot be meant; the message names the key. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** A run folder or checkpoint that is missing, of another run, or in use. */
export class RunError extends Error {
  override readonly name = 'RunError';
}

/** Training cannot go on: a loss or a gradient is no longer a number. The weights are those of the last good step. */
export class DivergenceError extends Error {
  override readonly name = 'DivergenceError';

  constructor(
    readonly step: number,
    /** Frames of the batch. */
    readonly frames: readonly string[],
    what: string,
  ) {
    super(
      `step ${step}: ${what} on the frames ${frames.join(', ')}. The weights were not touched; lower train.lr, or look at these frames' labels`,
    );
  }
}
