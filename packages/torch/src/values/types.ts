// The values that operators take, as the generated signatures name them.
import type { DType } from './dtype.js';

export type { DType } from './dtype.js';

/** `cpu`, `cuda`, `cuda:1`, `meta`, ... as LibTorch spells devices. */
export type Device = 'cpu' | 'cuda' | 'meta' | `cuda:${number}` | (string & {});

/** An integer; bigints are exact beyond 2^53. */
export type Int = number | bigint;

/**
 * An integral JavaScript number is an integer, so that `int64Tensor.add(1)` stays int64; any other is a
 * float.
 */
export type Scalar = number | bigint | boolean;

export const MEMORY_FORMATS = { contiguous: 0, preserve: 1, channels_last: 2, channels_last_3d: 3 } as const;
/** Order of a dense tensor's dimensions in memory, such as `channels_last`. */
export type MemoryFormat = keyof typeof MEMORY_FORMATS;

export const LAYOUTS = {
  strided: 0,
  sparse_coo: 1,
  sparse_csr: 2,
  mkldnn: 3,
  sparse_csc: 4,
  sparse_bsr: 5,
  sparse_bsc: 6,
} as const;
/** Memory layout of a tensor: dense (`strided`) or one of the sparse layouts. */
export type Layout = keyof typeof LAYOUTS;

/** What every factory takes. */
export interface TensorOptions {
  /** Default: that of the values or the tensor that are given; otherwise `getDefaultDtype()`. */
  dtype?: DType;
  /** Default: that of the tensor that is given; otherwise 'cpu'. */
  device?: Device;
  /** Whether gradients reach the new tensor. Default false. */
  requiresGrad?: boolean;
}
