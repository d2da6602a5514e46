import { type Tensor, torch } from '@cotrain/torch';

/**
 * The state of a tensor when it was read, to check later whether results computed from it are still current.
 */
export interface TensorSource {
  tensor: Tensor;
  version: number;
  device: string;
  dtype: string;
}

export function sourceOf(tensor: Tensor): TensorSource {
  // Inference tensors have no version counter, so results computed from them are never current.
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
