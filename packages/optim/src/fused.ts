import type { Tensor } from '@cotrain/torch';

const DEVICES = ['cpu', 'cuda', 'mps', 'xpu'];
const DTYPES = ['float64', 'float32', 'float16', 'bfloat16'];

/** Whether LibTorch's fused optimizers have a kernel for this parameter (`torch/utils/_foreach_utils.py`). */
export function isFusible(param: Tensor): boolean {
  return DEVICES.includes(param.device.split(':')[0]!) && DTYPES.includes(param.dtype);
}

/**
 * Counts a change of each parameter. The fused operators write into them without this, and autograd would not see that a graph which
 * was recorded before a step does not fit its parameters any more.
 */
export function countVersions(params: readonly Tensor[]): void {
  // Every operator in place counts, and this one does nothing else.
  for (const param of params) param.transpose_(0, 0);
}
