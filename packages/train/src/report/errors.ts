import { CotrainError } from '@cotrain/torch';

/** A report or one of its images cannot be created from the given data. */
export class ReportError extends CotrainError {
  override readonly name = 'ReportError';
  override readonly code = 'E_REPORT';
}
