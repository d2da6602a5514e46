import { scope, type Tensor, usesPlainOperators } from '@cotrain/torch';
import { cotrain, type DeformConv2dOptions } from './gen/cotrain.js';
import { plainDeformConv2d } from './plain/deformConv2d.js';

export type { DeformConv2dOptions };

/**
 * Deformable convolution (Dai et al., 2017; with a mask, Zhu et al., 2019), as torchvision's `deform_conv2d`:
 * each tap of the kernel samples the input bilinearly at its place plus an offset. What lies outside the
 * input counts as 0, and so does a sample whose position is not a number. Convolution groups and offset
 * groups follow from the shapes.
 *
 * Memory format as the input's; channels_last is the faster one. On the CPU results and gradients (to
 * everything) do not depend on the number of threads.
 *
 * @param input [B, C, H, W]
 * @param offset y and x for each tap in turn, in cells, [B, 2 * offset groups * kh * kw, H', W']
 * @param weight [C', C / groups, kh, kw]
 * @param options.mask factors of the samples, [B, offset groups * kh * kw, H', W']: the modulated form (Zhu
 *   et al., 2019)
 * @param options.bias [C']
 * @param options.stride one number, or `[height, width]`
 * @param options.padding one number, or `[height, width]`
 * @param options.dilation one number, or `[height, width]`
 * @returns [B, C', H', W']
 * @throws {TorchError} where shapes, dtypes or devices do not fit; second derivatives are not implemented
 */
export function deformConv2d(
  input: Tensor,
  offset: Tensor,
  weight: Tensor,
  options: DeformConv2dOptions = {},
): Tensor {
  if (usesPlainOperators()) return scope(() => plainDeformConv2d(input, offset, weight, options));
  return cotrain.deform_conv2d(input, offset, weight, options);
}
