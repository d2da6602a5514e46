import { CotrainError } from '@cotrain/torch';

export interface DataErrorPlace {
  /** The file that is wrong. */
  file?: string;
  /** The name of the sample that was being made. */
  sample?: string;
  cause?: unknown;
}

/** Something in a data set is wrong; the message says what and where, and what to do. */
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

/** A label mask holds a value that is no class. */
export class MaskIdError extends DataError {
  override name = 'MaskIdError';
  override readonly code = 'E_MASK_ID';
}

/** A description of transforms or a loader option that cannot be meant as it stands. */
export class DataConfigError extends CotrainError {
  override name = 'DataConfigError';
  override readonly code = 'E_DATA_CONFIG';
}

/** The first line of what any thrown value says. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n')[0] ?? '';
}
