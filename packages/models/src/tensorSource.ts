import { type Tensor, torch } from '@cotrain/torch';

/** A tensor as it was when it was read, to know later whether what was made from it is current. */
export interface TensorSource {
  tensor: Tensor;
  version: number;
  device: string;
  dtype: string;
}

export function sourceOf(tensor: Tensor): TensorSource {
  // Inference tensors count no versions: what is made from them is never current.
  const version = tensor.isInference() ? Number.NaN : torch.unchecked._version(tensor);
  return { tensor, version, device: tensor.device, dtype: tensor.dtype };
}

export function isUnchanged(source: TensorSource, tensor: Tensor): boolean {
  const now = sourceOf(tensor);
  return (
    now.tensor === source.tensor &&
    now.version === source.version &&
    now.device === source.device &&
    now.dtype === source.dtype
  );
}
