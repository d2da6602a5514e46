import { MetricsError } from './errors.js';

/**
 * The parts of @cotrain/torch's `Tensor` that are needed here. Declared structurally, so that counting does
 * not require the native addon.
 */
export interface MaskTensor {
  readonly shape: readonly number[];
  readonly dtype: string;
  /** A copy of the values on the host, in row-major order. */
  data(): ArrayBufferView;
}

/** Class ids, one for each pixel: bytes, or a uint8 or int64 tensor of any shape (argmax returns int64). */
export type MaskValues = Uint8Array | Uint8ClampedArray | MaskTensor;

const OUTSIDE = 255;

/**
 * Converts class ids to bytes. An id that does not fit in a byte becomes 255, which is outside every class
 * list.
 */
export function maskBytes(mask: MaskValues, role: string): Uint8Array | Uint8ClampedArray {
  if (mask instanceof Uint8Array || mask instanceof Uint8ClampedArray) return mask;
  if (typeof mask?.data !== 'function' || !Array.isArray(mask.shape)) {
    throw new MetricsError(
      `the ${role} must be a Uint8Array or a tensor of class ids, got ${describe(mask)}`,
    );
  }
  const values = mask.data();
  if (values instanceof Uint8Array) return values;
  if (values instanceof BigInt64Array) return narrow(values);
  throw new MetricsError(
    `the ${role} must hold class ids as uint8 or int64, got a ${mask.dtype} tensor of shape ` +
      `[${mask.shape.join(', ')}]; take argmax over the class dimension first`,
  );
}

/** `[2, 360, 640]` for a tensor, `460800 values` for an array: how messages name a mask's size. */
export function maskSize(mask: MaskValues): string {
  return 'shape' in mask ? `[${mask.shape.join(', ')}]` : `${mask.length} values`;
}

function narrow(values: BigInt64Array): Uint8Array {
  // Reads the low and high words of each little-endian int64, because bigint arithmetic on every pixel is
  // twenty times slower.
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < bytes.length; i++) {
    const low = words[2 * i]!;
    bytes[i] = words[2 * i + 1] === 0 && low >= 0 && low < OUTSIDE ? low : OUTSIDE;
  }
  return bytes;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return typeof value === 'object' ? (value.constructor?.name ?? 'an object') : typeof value;
}
