import { scope, type Tensor, usesPlainOperators } from '@cotrain/torch';
import { cotrain, type SemanticInferenceOptions as FullOptions } from './gen/cotrain.js';
import { plainSemanticInference } from './plain/semanticInference.js';

/** Sizes and output of `semanticInference`. */
export interface SemanticInferenceOptions extends Pick<FullOptions, 'padded' | 'scores'> {
  /** Size of this image within the batch's, from the top left corner. Default: `padded`. */
  valid?: FullOptions['valid'];
  /** Size of the result, e.g. the image's before it was resized for the network. Default: `valid`. */
  output?: FullOptions['output'];
}

/**
 * MaskFormer's semantic inference for one image (Cheng et al., 2021, section 3.4): mask logits are resized to
 * the padded size, each pixel's score of a class is the sum over queries of softmax(class) * sigmoid(mask),
 * scores are cropped and resized to the output, and the best class is taken. As the official
 * `MaskFormer.forward` (mask_former_model.py), with SEM_SEG_POSTPROCESSING_BEFORE_INFERENCE off; both
 * resizings are bilinear with align_corners off.
 *
 * Neither the masks nor the scores exist at full size. A pixel with a score that is not a number gets class
 * 0. Not differentiable.
 *
 * @param classLogits [Q, K + 1], the last class being "no object"
 * @param maskLogits [Q, h, w]
 * @param options.padded size `[height, width]` of the batch that the network saw: the masks are resized to it
 * @param options.valid size of this image within it, from the top left corner
 * @param options.output size of the result, e.g. the image's before it was resized for the network
 * @param options.scores also return the highest score
 * @returns `labels` [H, W] of the output, uint8 for up to 255 classes, int64 for more; `scores` [H, W], empty
 *   unless asked for
 * @throws {TorchError} where shapes, sizes, dtypes or devices do not fit
 */
export function semanticInference(
  classLogits: Tensor,
  maskLogits: Tensor,
  { padded, valid = padded, output = valid, scores = false }: SemanticInferenceOptions,
): { labels: Tensor; scores: Tensor } {
  const sizes = { padded, valid, output };
  const [labels, best] = usesPlainOperators()
    ? scope(() => plainSemanticInference(classLogits, maskLogits, sizes, scores))
    : cotrain.semantic_inference(classLogits, maskLogits, { ...sizes, scores });
  return { labels, scores: best };
}
