// What a caller gets when something fails, by kind.
import { freemem } from 'node:os';
import type { DType } from '../values/dtype.js';
import type { Device } from '../values/types.js';

export interface TensorSummary {
  shape: number[];
  dtype: DType;
  device: Device;
}

/**
 * What every error of cotrain is. `message` is for people and may be reworded; `code` is for programs and
 * stays.
 */
export abstract class CotrainError extends Error {
  /** What happened, `E_SHAPE`: docs/errors.md lists the codes. */
  abstract readonly code: `E_${string}`;
}

/** An operator failed. `message` names it, LibTorch's reason, and the tensors that it was given. */
export class TorchError extends CotrainError {
  override readonly name = 'TorchError';
  override readonly code = 'E_OPERATOR';
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
    // Operators of ours begin with their name themselves, since Python shows nothing else.
    // LibTorch lists every backend that it knows where one lacks an operator; the cause has the list.
    const why = reason.message.replace(/ This could be because the operator doesn't exist for[\s\S]*/, '');
    const text = why.startsWith(`${op}: `) ? why : `${op}: ${why}`;
    super(`${text}${list.length > 0 ? ` (inputs: ${list.join(', ')})` : ''}`, { cause: reason });
    this.inputs = inputs;
  }
}

/**
 * The native addon, LibTorch or an operator library cannot be loaded. `message` says why, and what to do
 * where that is known.
 */
export class NativeLoadError extends CotrainError {
  override readonly name = 'NativeLoadError';
  override readonly code = 'E_NATIVE_LOAD';
  /** What is wrong. */
  readonly problem: string;
  /** What to do about it, if that is known: `run \`npm run setup\` in ...`. */
  readonly fix: string | undefined;

  constructor(problem: string, { fix, ...options }: ErrorOptions & { fix?: string } = {}) {
    super(fix === undefined ? problem : `${problem}. What to do: ${fix}.`, options);
    this.problem = problem;
    this.fix = fix;
  }
}

/** A device that this process cannot use: without CUDA, without a GPU, or with fewer GPUs. */
export class DeviceError extends CotrainError {
  override readonly name = 'DeviceError';
  override readonly code = 'E_DEVICE';

  constructor(
    /** The device as the caller named it, such as `cuda:1`. */
    readonly device: Device,
    /** What stands in the way. */
    readonly problem: string,
    /** What to do about it. */
    readonly fix: string,
  ) {
    super(`device '${device}' cannot be used: ${problem}. What to do: ${fix}; or compute on 'cpu'`);
  }
}

/** A tensor was used after it was freed, by `dispose()` or at the end of its scope. */
export class DisposedTensorError extends CotrainError {
  override readonly name = 'DisposedTensorError';
  override readonly code = 'E_TENSOR_DISPOSED';
}

/**
 * A call that cannot be meant: arguments that fit no signature, misspelt options, an index out of range, or a
 * function that is not to be called there.
 */
export class ArgumentError extends CotrainError {
  override readonly name = 'ArgumentError';
  override readonly code = 'E_ARGUMENT';
}

/** A file that is not what it claims to be: truncated, overlapping, oversized or of an unknown format. */
export class FileFormatError extends CotrainError {
  override readonly name = 'FileFormatError';
  override readonly code = 'E_FILE_FORMAT';

  constructor(
    readonly path: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${reason}`, options);
  }
}

/** What to do about an error of the file system, by its code. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'free space on this disk, and run the same command again',
  EDQUOT: 'free some of your quota on this disk, and run the same command again',
  EFBIG: 'raise the limit for the size of files (ulimit -f), and run the same command again',
  EROFS: 'make the file system writable, or choose another folder',
  EACCES: 'allow this user to write there, or choose another folder',
  EPERM: 'allow this user to write there, or choose another folder',
  ENOENT: 'restore the folder, and run the same command again',
  ENOTDIR: 'a file stands where a folder should be: move it away',
  EISDIR: 'a folder stands where the file should be: move it away',
  EIO: 'check the disk, and run the same command again',
  ERR_WORKER_INIT_FAILED: 'free memory or raise the limits (ulimit -v, -u), and run the same command again',
  ERR_WORKER_OUT_OF_MEMORY: 'free memory, and run the same command again',
  EMFILE: 'raise the limit of open files (ulimit -n)',
};

/** A file could not be written, for want of space or rights. What stood under `path` before still does. */
export class FileWriteError extends CotrainError {
  override readonly name = 'FileWriteError';
  override readonly code = 'E_FILE_WRITE';
  /** The file system's code: `ENOSPC`, `EACCES`, ... */
  readonly systemCode: string | undefined;

  constructor(
    readonly path: string,
    reason: NodeJS.ErrnoException,
  ) {
    const remedy = REMEDIES[reason.code ?? ''];
    super(`could not write ${path}: ${reason.message}${remedy ? `. What to do: ${remedy}` : ''}`, {
      cause: reason,
    });
    this.systemCode = reason.code;
  }
}

/**
 * Another process writes into a folder. The message says which one, where it runs, and what to do if it does
 * not.
 */
export class FolderInUseError extends CotrainError {
  override readonly name = 'FolderInUseError';
  override readonly code = 'E_FOLDER_IN_USE';

  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

/** A module cannot be traced, or the traced program does not do what the module does. */
export class TraceError extends CotrainError {
  override readonly name = 'TraceError';
  override readonly code = 'E_TRACE';

  constructor(
    message: string,
    /**
     * Path of the module that is to blame, `heads.det`; empty for the traced module or if it is not known.
     */
    readonly where: string = '',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Processes of a group did not come together, or a collective failed. The message names the collective and
 * the ranks that are missing.
 */
export class DistributedError extends CotrainError {
  override readonly name = 'DistributedError';
  override readonly code = 'E_DISTRIBUTED';
}

/** A size as LibTorch's messages have it, in bytes. */
function bytesIn(message: string, pattern: RegExp): number | undefined {
  const [, number, unit = 'bytes'] = pattern.exec(message) ?? [];
  if (number === undefined) return undefined;
  return Math.round(Number(number) * 1024 ** ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'].indexOf(unit));
}

/**
 * Memory ran out, of the host or of a device. Nothing was changed, and the process can go on with less: what
 * scopes hold is freed on the way to the `catch`, and `releaseMemory()` gives back
 * what LibTorch keeps.
 */
export class OutOfMemoryError extends CotrainError {
  override readonly name = 'OutOfMemoryError';
  override readonly code = 'E_OUT_OF_MEMORY';
  /** `cpu`, or the device's name: `cuda:0`. */
  readonly device: Device;
  /** Bytes that were asked for at once. On CUDA, LibTorch rounds this and the others to three digits. */
  readonly requested: number | undefined;
  /** Bytes that tensors held: of this thread, or on the device. */
  readonly held: number | undefined;
  /** Bytes that were free: on the device, or for this process on the host. */
  readonly free: number | undefined;
  /** The tensors among the arguments, in order. */
  readonly inputs: TensorSummary[];

  /**
   * @param reason LibTorch's error, which becomes the `cause`
   * @param held Bytes that tensors hold, where the message does not say
   */
  constructor(
    /** The operator as LibTorch names it, `aten::empty`. */
    readonly op: string,
    reason: Error,
    tensors: readonly TensorSummary[],
    held?: number,
  ) {
    const { message } = reason;
    const [, gpu] = /\bGPU (\d+) has a total capacity/.exec(message) ?? [];
    const free = gpu === undefined ? availableMemory() : bytesIn(message, /of which ([\d.]+) (\w+) is free/);
    super(
      `${message.startsWith(`${op}: `) ? '' : `${op}: `}${message}${gpu === undefined ? ` (${free} bytes are free)` : ''}`,
      { cause: reason },
    );
    this.device = gpu === undefined ? 'cpu' : `cuda:${gpu}`;
    this.requested =
      bytesIn(message, /(?:not enough memory for|tried to allocate) (\d+) bytes/) ??
      bytesIn(message, /Tried to allocate ([\d.]+) (\w+)/);
    this.held = bytesIn(message, /Of the allocated memory ([\d.]+) (\w+) is allocated by PyTorch/) ?? held;
    this.free = free;
    this.inputs = tensors.map(({ shape, dtype, device }) => ({ shape, dtype, device }));
  }
}

/** Bytes that this process can still take, within the limits of its container where Node knows them. */
const availableMemory = (): number =>
  (process as { availableMemory?: () => number }).availableMemory?.() ?? freemem();
