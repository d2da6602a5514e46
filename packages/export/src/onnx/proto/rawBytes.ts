import type { DType, Tensor } from '@cotrain/torch';

/** A tensor's elements in little-endian order, row by row. */
export function rawBytes(tensor: Tensor): Uint8Array {
  const { buffer, byteOffset, byteLength } = tensor.detach().to({ device: 'cpu' }).contiguous().data();
  return new Uint8Array(buffer, byteOffset, byteLength);
}

const BYTES: Partial<Record<DType, number>> = {
  float64: 8,
  int64: 8,
  uint64: 8,
  float32: 4,
  int32: 4,
  uint32: 4,
};

/** Size of a tensor's elements in bytes. */
export function bytesOf({ dtype, shape }: Tensor): number {
  const size = BYTES[dtype] ?? (dtype.endsWith('16') ? 2 : 1);
  return shape.reduce((product, own) => product * own, size);
}
