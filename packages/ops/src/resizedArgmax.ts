import { isTracing, scope, type Tensor, usesPlainOperators } from '@cotrain/torch';
import { cotrain, type ResizedArgmaxOptions as FullOptions } from './gen/cotrain.js';
import { plainResizedArgmax } from './plain/resizedArgmax.js';

/** Sizes and output of `resizedArgmax`. */
export interface ResizedArgmaxOptions extends Pick<FullOptions, 'padded' | 'scores'> {
  /** Size of this image within the batch's, from the top left corner. Default: `padded`. */
  valid?: FullOptions['valid'];
  /** Size of the result, e.g. the image's before it was resized for the network. Default: `valid`. */
  output?: FullOptions['output'];
}

/**
 * Classes of an image's pixels by the logits of a segmentation network: logits are resized to the padded
 * size, cropped and resized to the output (`sem_seg_postprocess` of detectron2, modeling/postprocessing.py),
 * and the class with the highest is taken. Both resizings are bilinear with align_corners off.
 *
 * On the CPU, logits never exist at full size. On other devices, and in traced programs, it consists of
 * LibTorch's operators. Not differentiable.
 *
 * @param logits [K, h, w]
 * @param options.padded size `[height, width]` of the batch that the network saw: the logits are resized to
 *   it
 * @param options.valid size of this image within it, from the top left corner
 * @param options.output size of the result, e.g. the image's before it was resized for the network
 * @param options.scores also return the softmax of the highest logit
 * @returns `labels` [H, W] of the output, uint8 for up to 255 classes, int64 for more; `scores` [H, W], empty
 *   unless asked for
 * @throws {TorchError} where shape, sizes or dtype do not fit
 */
export function resizedArgmax(
  logits: Tensor,
  { padded, valid = padded, output = valid, scores = false }: ResizedArgmaxOptions,
): { labels: Tensor; scores: Tensor } {
  const sizes = { padded, valid, output };
  const [labels, best] =
    logits.device !== 'cpu' || usesPlainOperators() || isTracing()
      ? scope(() => plainResizedArgmax(logits, sizes, scores))
      : cotrain.resized_argmax(logits, { ...sizes, scores });
  return { labels, scores: best };
}
