import type { Tensor } from '@cotrain/torch';

// Complex parameters are stored as pairs of real numbers.
const DTYPES = ['float64', 'float32', 'float16', 'bfloat16', 'complex64', 'complex128'];

/** Whether LibTorch's fused optimizers have a kernel for this parameter (`torch/utils/_foreach_utils.py`). */
export function hasFusedKernel(param: Tensor): boolean {
  return param.device !== 'meta' && DTYPES.includes(param.dtype);
}

/**
 * Whether the elements fill their memory without gaps, in any order. The fused kernels traverse memory
 * linearly and ignore strides.
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
 * Gradients of dense parameters as a fused operator takes them fastest. On the CPU it first copies a gradient
 * that is not contiguous, for nothing, because it then reads the memory of the original in order. A view with
 * the dimensions in the order of the memory has the same memory, and is not copied.
 */
export const inMemoryOrder = (grads: readonly Tensor[]): Tensor[] =>
  grads.map((grad) => {
    if (grad.device !== 'cpu' || grad.isContiguous()) return grad;
    const strides = grad.stride();
    const order = strides.map((_, dimension) => dimension).sort((a, b) => strides[b]! - strides[a]!);
    return grad.permute(order);
  });

/**
 * Increments each parameter's autograd version. The fused operators modify parameters without doing so, and
 * autograd could not detect that a graph recorded before the step is out of date.
 */
export function countVersions(params: readonly Tensor[]): void {
  // Every in-place operator increments the version; this one has no other effect.
  for (const param of params) param.transpose_(0, 0);
}
