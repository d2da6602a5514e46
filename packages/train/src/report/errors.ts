import { CotrainError } from '@cotrain/torch';

/** A report or one of its pictures cannot be made of what was given. */
export class ReportError extends CotrainError {
  override readonly name = 'ReportError';
  override readonly code = 'E_REPORT';
}
