import { isGradEnabled, scope, type Tensor, torch, usesPlainOperators } from '@cotrain/torch';
import { cotrain, type DynamicConvOptions } from './gen/cotrain.js';

/** Weights of a dynamic convolution, under the names of their modules in Sparse R-CNN's `DynamicConv`. */
export interface DynamicConvWeights {
  /** The linear layer `dynamic_layer`: a proposal's features to its parameters, [2 * C * D, C]. */
  weight: Tensor;
  /** [2 * C * D] */
  bias: Tensor;
  /** LayerNorm between the products, [D] both. */
  norm1: { weight: Tensor; bias: Tensor };
  /** LayerNorm after the second, [C] both. */
  norm2: { weight: Tensor; bias: Tensor };
}

/**
 * The dynamic instance interaction of Sparse R-CNN (Sun et al., 2021, section 3.3): each proposal's features
 * are turned into two matrices, param1 [C, D] and param2 [D, C], through which the bins of its region pass:
 *
 *     relu(norm2(relu(norm1(roiFeatures @ param1)) @ param2))
 *
 * The parameters of all proposals are never stored, in training neither: they are made again in the backward
 * pass, unless they are to be kept. On the CPU results and gradients do not depend on the number of threads.
 *
 * @param proposals features of the proposals, [N, C]
 * @param roiFeatures bins of their regions, [N, P, C]
 * @param options.eps added to the variance by both norms
 * @param options.keepParameters keeps the parameters, [N, 2 * C * D], for the backward pass, as eager PyTorch
 *   does: a quarter less time for forward and backward (benchmarks/results/figures.md#dynamic_conv). Without
 *   gradients it does nothing
 * @returns [N, P, C], contiguous
 * @throws {TorchError} where shapes, dtypes or devices do not fit; second derivatives are not implemented
 */
export function dynamicConv(
  proposals: Tensor,
  roiFeatures: Tensor,
  { weight, bias, norm1, norm2 }: DynamicConvWeights,
  { eps = 1e-5, keepParameters = false }: DynamicConvOptions = {},
): Tensor {
  // On CUDA the operator keeps them. On the CPU, plain operators, which keep what they are given, are faster.
  const keepsOnCpu = keepParameters && isGradEnabled() && proposals.device === 'cpu';
  if (keepsOnCpu || usesPlainOperators())
    return composed(proposals, roiFeatures, { weight, bias, norm1, norm2 }, eps);
  const norms = [norm1.weight, norm1.bias, norm2.weight, norm2.bias] as const;
  return cotrain.dynamic_conv(proposals, roiFeatures, weight, bias, ...norms, { eps, keepParameters });
}

/** The same of differentiable operators, which keep what they are given. */
function composed(
  proposals: Tensor,
  roiFeatures: Tensor,
  { weight, bias, norm1, norm2 }: DynamicConvWeights,
  eps: number,
): Tensor {
  return scope(() => {
    const [count, , channels] = roiFeatures.shape as [number, number, number];
    const dynamic = weight.size(0) / (2 * channels);
    const [first, second] = torch.linear(proposals, weight, { bias }).chunk(2, { dim: 1 });
    const hidden = roiFeatures.bmm(first!.reshape([count, channels, dynamic])); // [N, P, D]
    const filtered = torch.layerNorm(hidden, [dynamic], { ...norm1, eps }).relu_();
    const last = filtered.bmm(second!.reshape([count, dynamic, channels])); // [N, P, C]
    return torch.layerNorm(last, [channels], { ...norm2, eps }).relu_();
  });
}
