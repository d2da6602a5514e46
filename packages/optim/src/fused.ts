import type { Tensor } from '@cotrain/torch';

const DEVICES = ['cpu', 'cuda', 'mps', 'xpu'];
const DTYPES = ['float64', 'float32', 'float16', 'bfloat16'];

/** Whether LibTorch's fused optimizers have a kernel for this parameter (`torch/utils/_foreach_utils.py`). */
export function isFusible(param: Tensor): boolean {
  return DEVICES.includes(param.device.split(':')[0]!) && DTYPES.includes(param.dtype);
}
