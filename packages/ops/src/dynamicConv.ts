import { type Tensor, torch } from '@cotrain/torch';

const { cotrain } = torch.ops;

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
 * The dynamic instance interaction of Sparse R-CNN (Sun et al., 2021, section 3.3): each proposal's features are turned
 * into two matrices, param1 [C, D] and param2 [D, C], through which the bins of its region pass:
 *
 *     relu(norm2(relu(norm1(roiFeatures @ param1)) @ param2))
 *
 * The parameters of all proposals are never stored, in training neither: they are made again in the backward pass.
 * On the CPU results and gradients do not depend on the number of threads.
 *
 * @param proposals features of the proposals, [N, C]
 * @param roiFeatures bins of their regions, [N, P, C]
 * @param options.eps of both norms (default 1e-5)
 * @returns [N, P, C], contiguous
 * @throws {TorchError} where shapes, dtypes or devices do not fit; second derivatives are not implemented
 */
export function dynamicConv(
  proposals: Tensor,
  roiFeatures: Tensor,
  { weight, bias, norm1, norm2 }: DynamicConvWeights,
  options: { eps?: number } = {},
): Tensor {
  const norms = [norm1.weight, norm1.bias, norm2.weight, norm2.bias] as const;
  return cotrain!.dynamic_conv!(proposals, roiFeatures, weight, bias, ...norms, options) as Tensor;
}
