import { CotrainError } from '@cotrain/torch';

/** A metric received input that it cannot count. The message gives the sizes or the file. */
export class MetricsError extends CotrainError {
  override readonly name: string = 'MetricsError';
  override readonly code: 'E_METRICS' | 'E_MASK_FILE' = 'E_METRICS';
}

/** A mask file or a folder of masks cannot be read, or does not fit its counterpart. */
export class MaskFileError extends MetricsError {
  override readonly name = 'MaskFileError';
  override readonly code = 'E_MASK_FILE';
  /** Path of the file or folder that caused the error. */
  readonly path: string;

  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(`${path}: ${problem}`, options);
    this.path = path;
  }
}
