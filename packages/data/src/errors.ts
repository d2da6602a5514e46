import { CotrainError } from '@cotrain/torch';

export interface DataErrorPlace {
  /** Path of the file that caused the error. */
  file?: string;
  /** Name of the sample being made. */
  sample?: string;
  cause?: unknown;
}

/** A data set contains an error. The message says what is wrong, where, and what to do. */
export class DataError extends CotrainError {
  override name = 'DataError';
  override readonly code: 'E_DATA' | 'E_MASK_ID' | 'E_SPLIT' = 'E_DATA';
  readonly file: string | undefined;
  readonly sample: string | undefined;

  constructor(message: string, { file, sample, cause }: DataErrorPlace = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.file = file;
    this.sample = sample;
  }
}

/** A label mask contains a value that is not a class. */
export class MaskIdError extends DataError {
  override name = 'MaskIdError';
  override readonly code = 'E_MASK_ID';
}

/** Invalid transforms or loader options. */
export class DataConfigError extends CotrainError {
  override name = 'DataConfigError';
  override readonly code = 'E_DATA_CONFIG';
}

/** The first line of any thrown value's message. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n')[0] ?? '';
}
