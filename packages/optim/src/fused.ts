import type { Tensor } from '@cotrain/torch';

const DEVICES = ['cpu', 'cuda', 'mps', 'xpu'];
// Complex parameters come as pairs of real numbers.
const DTYPES = ['float64', 'float32', 'float16', 'bfloat16', 'complex64', 'complex128'];

/** Whether LibTorch's fused optimizers have a kernel for this parameter (`torch/utils/_foreach_utils.py`). */
export function hasFusedKernel(param: Tensor): boolean {
  return DEVICES.includes(param.device.split(':')[0]!) && DTYPES.includes(param.dtype);
}

/**
 * Whether the elements fill their memory without gaps, in whatever order: the fused kernels walk it, and no
 * strides.
 */
export function isDense(tensor: Tensor): boolean {
  const strides = tensor.stride();
  const dimensions = tensor.shape.map((size, i) => ({ size, stride: strides[i]! }));
  if (dimensions.some(({ size }) => size === 0)) return true;
  let expected = 1;
  for (const { size, stride } of dimensions.sort((a, b) => a.stride - b.stride)) {
    if (size === 1) continue;
    if (stride !== expected) return false;
    expected *= size;
  }
  return true;
}

/**
 * Counts a change of each parameter. The fused operators write into them without this, and autograd would not
 * see that a graph which was recorded before a step does not fit its parameters any more.
 */
export function countVersions(params: readonly Tensor[]): void {
  // Every operator in place counts, and this one does nothing else.
  for (const param of params) param.transpose_(0, 0);
}
