import type { Tensor } from '@cotrain/torch';

/** A tensor's elements in little-endian order, row by row. */
export function rawBytes(tensor: Tensor): Uint8Array {
  const { buffer, byteOffset, byteLength } = tensor.detach().to({ device: 'cpu' }).contiguous().data();
  return new Uint8Array(buffer, byteOffset, byteLength);
}
