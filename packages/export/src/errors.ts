import { CotrainError } from '@cotrain/torch';

/** Call of an operator that an export cannot express. */
export interface ExportProblem {
  /** Operator, `aten::svd`. */
  op: string;
  /** Schema of the overload that was called. */
  schema: string;
  /** Each input as traced, `float32[1, 3, ?, 8]`; `?` is a size that may differ. */
  inputs: string[];
  /** Path of the module that made the call; empty for the traced module itself. */
  scope: string;
  /** Why the call cannot be exported, and what to do. */
  reason: string;
}

/** A model cannot be exported. `problems` has every call that is in the way, not only the first. */
export class ExportError extends CotrainError {
  override readonly name = 'ExportError';
  override readonly code = 'E_EXPORT';

  constructor(
    message: string,
    /** Calls of operators that are in the way. Default: none, the options are wrong. */
    readonly problems: ExportProblem[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
