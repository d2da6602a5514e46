import { generalizedBoxIou } from '@cotrain/ops';
import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import { sizesAsBoxes } from '../../boxes.js';
import { assignFinite } from '../assignment.js';
import type { BoxTarget, ImageSize } from '../taskHead.js';
import type { SparseRcnnOutputs } from './dynamicHead.js';
import type { SparseRcnnCriterionOptions } from './options.js';

/** Weights of the matching costs, and the parameters of the focal loss. */
export type MatchWeights = Pick<
  Required<SparseRcnnCriterionOptions>,
  'classWeight' | 'l1Weight' | 'giouWeight' | 'focalAlpha' | 'focalGamma'
>;

/** Matched proposals and objects of an image, int64 [min(Q, N)] each, with proposals in ascending order. */
export interface ProposalMatch {
  proposals: Tensor;
  objects: Tensor;
}

/**
 * One-to-one assignment at minimum cost for each stage and image (`sparsercnn/loss.py`: `HungarianMatcher`).
 *
 * @throws NonFiniteOutputError for an image with non-finite outputs
 */
export function matchProposals(
  outputs: SparseRcnnOutputs,
  objects: readonly BoxTarget[],
  sizes: readonly ImageSize[],
  weights: MatchWeights,
): ProposalMatch[][] {
  return noGrad(() =>
    scope(() => {
      const [stages, images] = outputs.logits.shape as [number, number];
      const costs = Array.from({ length: images }, (_, i) =>
        matchCosts(
          { logits: outputs.logits.select(1, i), boxes: outputs.boxes.select(1, i) },
          objects[i]!,
          sizes[i]!,
          weights,
        ),
      );
      // All assignment problems of a step in one call, ordered by stage, then by image.
      const problems = Array.from({ length: stages }, (_, s) =>
        costs.map((cost) => cost.select(0, s)),
      ).flat();
      const assignments = assignFinite('SparseRcnnCriterion', problems, images).map(({ rows, columns }) => ({
        proposals: rows,
        objects: columns,
      }));
      return Array.from({ length: stages }, (_, s) => assignments.slice(s * images, (s + 1) * images));
    }),
  );
}

/**
 * Cost of matching each proposal with each object of one image.
 *
 * @param outputs logits [S, Q, K] and boxes [S, Q, 4]
 * @returns [S, Q, N]
 */
export function matchCosts(
  { logits, boxes }: SparseRcnnOutputs,
  objects: BoxTarget,
  size: ImageSize,
  { classWeight, l1Weight, giouWeight, focalAlpha, focalGamma }: MatchWeights,
): Tensor {
  return scope(() => {
    const [stages, proposals] = logits.shape as [number, number];
    const p = logits.sigmoid();
    const q = p.neg().add(1);
    // The small constant is from the official matcher.
    const ifPresent = q.pow(focalGamma).mul(p.add(1e-8).log()).mul(-focalAlpha);
    const ifAbsent = p
      .pow(focalGamma)
      .mul(q.add(1e-8).log())
      .mul(focalAlpha - 1);
    const classCost = ifPresent.sub(ifAbsent).indexSelect(2, objects.classes); // [S, Q, N]
    const image = sizesAsBoxes([size], boxes); // [1, 4]
    const truth = objects.boxes.to({ dtype: boxes.dtype });
    const flat = boxes.reshape([stages * proposals, 4]);
    const l1 = torch.cdist(flat.div(image), truth.div(image), { p: 1 }); // [S * Q, N]
    const boxCost = l1.mul(l1Weight).sub(generalizedBoxIou(flat, truth).mul(giouWeight));
    return classCost.mul(classWeight).add(boxCost.view(classCost.shape));
  });
}
