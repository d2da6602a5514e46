// What a caller gets when something fails, by kind.
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
  /** The tensors among the arguments, in order. */
  readonly inputs: TensorSummary[];

  /** @param reason LibTorch's error, which becomes the `cause` */
  constructor(
    /** The operator as LibTorch names it, `aten::conv2d`. */
    readonly op: string,
    reason: Error,
    tensors: readonly TensorSummary[],
  ) {
    const inputs = tensors.map(({ shape, dtype, device }) => ({ shape, dtype, device }));
    const list = inputs.map(
      ({ shape, dtype, device }) => `${dtype}[${shape.join(', ')}]${device === 'cpu' ? '' : ` on ${device}`}`,
    );
    super(`${op}: ${reason.message}${list.length > 0 ? ` (inputs: ${list.join(', ')})` : ''}`, {
      cause: reason,
    });
    this.inputs = inputs;
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

/** A file could not be written, for want of space or rights. What stood under `path` before still does. */
export class FileWriteError extends Error {
  override readonly name = 'FileWriteError';
  /** The file system's code: `ENOSPC`, `EACCES`, ... */
  readonly code: string | undefined;

  constructor(
    readonly path: string,
    reason: NodeJS.ErrnoException,
  ) {
    super(`could not write ${path}: ${reason.message}`, { cause: reason });
    this.code = reason.code;
  }
}

/** Another process writes into a folder. The message says which one, where it runs, and what to do if it does not. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';

  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}
