/** A metric was given something it cannot count: the message says what, with the sizes or the file. */
export class MetricsError extends Error {
  override readonly name = 'MetricsError';
}

/** A mask file or a folder of masks cannot be read or does not fit its partner. */
export class MaskFileError extends MetricsError {
  /** The file or folder at fault. */
  readonly path: string;

  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(`${path}: ${problem}`, options);
    this.path = path;
  }
}
