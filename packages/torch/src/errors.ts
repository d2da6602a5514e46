// What a caller of LibTorch gets when an operator fails.
import type { DType } from './dtype.js';
import type { Device } from './types.js';

export interface TensorSummary {
  shape: number[];
  dtype: DType;
  device: Device;
}

/** An operator failed. `message` names it, LibTorch's reason, and the tensors that it was given. */
export class TorchError extends Error {
  override readonly name = 'TorchError';

  constructor(
    /** The operator as LibTorch names it, `aten::conv2d`. */
    readonly op: string,
    reason: string,
    /** The tensors among the arguments, in order. */
    readonly inputs: TensorSummary[],
    options?: ErrorOptions,
  ) {
    const tensors = inputs.map(
      (t) => `${t.dtype}[${t.shape.join(', ')}]${t.device === 'cpu' ? '' : ` on ${t.device}`}`,
    );
    super(`${op}: ${reason}${tensors.length > 0 ? ` (inputs: ${tensors.join(', ')})` : ''}`, options);
  }
}

/** A tensor was used after it was freed, by `dispose()` or at the end of its scope. */
export class DisposedTensorError extends Error {
  override readonly name = 'DisposedTensorError';
}

/** Arguments that fit no signature of an operator: types, counts, or misspelt options. */
export class ArgumentError extends TypeError {
  override readonly name = 'ArgumentError';
}

/** A file that is not what it claims to be: truncated, overlapping, oversized or of an unknown format. */
export class FileFormatError extends Error {
  override readonly name = 'FileFormatError';

  constructor(
    readonly path: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${reason}`, options);
  }
}
