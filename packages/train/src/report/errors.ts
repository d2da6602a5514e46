/** A report or one of its pictures cannot be made of what was given. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}
