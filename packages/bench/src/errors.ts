import { CotrainError } from '@cotrain/torch';

/** A benchmark cannot run, its sides disagree, or a file of results cannot be read. */
export class BenchError extends CotrainError {
  override readonly name = 'BenchError';
  override readonly code = 'E_BENCH';
}
