import { functional } from '@cotrain/nn';
import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import type { ImageSize } from '../taskHead.js';

export interface InferenceSizes {
  padded: ImageSize;
  valid: ImageSize;
  output: ImageSize;
  scores: boolean;
}

export interface ClassMap<Scores = Tensor | null> {
  /** uint8 [height, width] */
  labels: Tensor;
  /** Of the best class, [height, width]; null where they were not asked for. */
  scores: Scores;
}

/** Queries of which the masks are enlarged at once. */
const CHUNK = 4;

/**
 * Semantic inference (`mask_former/mask_former_model.py`: `semantic_inference`): class probabilities times mask probabilities at the padded
 * input's resolution, summed over the queries, cropped to the valid part, resized to the output; then the best class.
 *
 * @param classLogits [Q, K + 1]
 * @param maskLogits [Q, h, w]
 */
export function semanticInference(classLogits: Tensor, maskLogits: Tensor, sizes: InferenceSizes): ClassMap {
  const { padded, valid, output } = sizes;
  return noGrad(() =>
    scope(() => {
      const classes = classLogits.softmax(-1).narrow(1, 0, classLogits.size(1) - 1); // [Q, K]
      const sum = torch.zeros([classes.size(1), padded.height * padded.width], { dtype: maskLogits.dtype });
      for (let query = 0; query < maskLogits.size(0); query += CHUNK) {
        scope(() => {
          const size = Math.min(CHUNK, maskLogits.size(0) - query);
          const masks = functional
            .interpolate(maskLogits.narrow(0, query, size).unsqueeze(1), {
              size: [padded.height, padded.width],
              mode: 'bilinear',
            })
            .sigmoid_();
          sum.addmm_(classes.narrow(0, query, size).t(), masks.flatten({ startDim: 1 }));
        });
      }
      const cropped = sum
        .view([1, -1, padded.height, padded.width])
        .at('...', `0:${valid.height}`, `0:${valid.width}`);
      const resized =
        output.height === valid.height && output.width === valid.width
          ? cropped
          : functional.interpolate(cropped, { size: [output.height, output.width], mode: 'bilinear' });
      const [scores, labels] = resized.squeeze(0).max(0) as [Tensor, Tensor];
      return { labels: labels.to({ dtype: 'uint8' }), scores: sizes.scores ? scores : null };
    }),
  );
}
