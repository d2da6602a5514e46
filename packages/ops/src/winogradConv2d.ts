import { type Tensor, torch, usesPlainOperators } from '@cotrain/torch';
import { cotrain, type WinogradConv2dOptions } from './gen/cotrain.js';

export type { WinogradConv2dOptions };

/**
 * A 3x3 convolution with padding 1 by Winograd's minimal filtering F(4x4, 3x3) (Lavin and Gray, 2016): a
 * quarter of the multiplications of `torch.conv2d`, for which filters, input and output are transformed. The
 * rounding error is two to three times that of the plain sums. It pays where the map is large enough for the
 * transformation of the filters, which each call makes. The `Conv2d` of `@cotrain/nn` chooses it from 12
 * tiles of 4x4 cells an image and 17 channels on.
 *
 * With a stride of 2, only the gradient to the weight is computed this way, by F(3x3, 2x2): two thirds of the
 * multiplications, at the error of plain sums. Output and other gradients are those of `torch.conv2d`.
 *
 * Memory format as `torch.conv2d`'s; channels_last is the faster one. What is computed this way does not
 * depend on the number of threads. Gradients can be differentiated again. On the CPU only; under autocast it
 * is `torch.conv2d`.
 *
 * @param input [B, C, H, W]
 * @param weight [C', C, 3, 3]
 * @param options.bias [C']
 * @param options.stride 1 or 2
 * @returns [B, C', H, W], with a stride of 2 half as high and wide, rounded up
 * @throws {TorchError} where shapes, dtypes or devices do not fit, and for another stride
 */
export function winogradConv2d(input: Tensor, weight: Tensor, options: WinogradConv2dOptions = {}): Tensor {
  if (usesPlainOperators()) return torch.conv2d(input, weight, { ...options, padding: 1 });
  return cotrain.winograd_conv2d(input, weight, options);
}
