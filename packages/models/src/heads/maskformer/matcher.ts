import { maskCosts } from '@cotrain/ops';
import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import { fullPrecision } from '../../precision.js';
import { assignFinite } from '../assignment.js';
import { type MaskLogits, maskShape, masksOf } from './maskProduct.js';
import type { MaskTarget } from './maskTargets.js';

/** Matched pairs of one image in one layer: query `queries[i]` has to predict object `objects[i]`. */
export interface Match {
  /** Ascending, int64 [min(Q, T)]. */
  queries: Tensor;
  /** int64 [min(Q, T)] */
  objects: Tensor;
}

/** Weights of classes, focal losses and dice losses, in the matching and in the loss. */
export interface LossWeights {
  class: number;
  mask: number;
  dice: number;
}

/**
 * Matches queries and objects one-to-one at minimum cost, for all layers and images in one call. Targets are
 * reduced to the resolution of the mask logits by taking the nearest pixel
 * (`mask_former/modeling/matcher.py`).
 *
 * @param logits [L, B, Q, K + 1]
 * @param masks [L, B, Q, h, w]
 * @returns matches by layer and image. If there are more objects than queries, the remaining objects are not
 *   matched
 * @throws NonFiniteOutputError for an image with non-finite predictions
 */
export function matchMasks(
  logits: Tensor,
  masks: MaskLogits,
  targets: readonly MaskTarget[],
  weights: LossWeights,
): Match[][] {
  return noGrad(() =>
    scope(() => {
      const [layers, , , height, width] = maskShape(masks) as [number, number, number, number, number];
      const reduced = targets.map((target) => reduceTarget(target, height, width));
      const indices = Array.from({ length: layers }, (_, layer) => layer);
      const costs = indices.flatMap((layer) =>
        reduced.map((target, image) =>
          scope(() => matchingCosts(logits.at(layer, image), masksOf(masks, layer, image), target, weights)),
        ),
      );
      const matches = assignFinite('MaskFormerCriterion', costs, targets.length).map(({ rows, columns }) => ({
        queries: rows,
        objects: columns,
      }));
      return indices.map((layer) => matches.slice(layer * targets.length, (layer + 1) * targets.length));
    }),
  );
}

/** A target at the resolution of the mask logits. */
export interface ReducedTarget {
  /** int64 [T] */
  classes: Tensor;
  /** Masks of all pixels, or of those that count: uint8 [T, P]. */
  masks: Tensor;
  /** Indices of the pixels that count, int64 [P]; null if all count. */
  pixels: Tensor | null;
}

function reduceTarget({ classes, masks, valid }: MaskTarget, h: number, w: number): ReducedTarget {
  return scope(() => {
    const nearest = (maps: Tensor) =>
      torch.upsampleNearest2d(maps.unsqueeze(1), [h, w]).flatten({ startDim: 1 });
    const reduced = nearest(masks); // [T, h * w]
    if (!valid) return { classes, masks: reduced, pixels: null };
    const pixels = nearest(valid.unsqueeze(0)).squeeze(0).nonzero().squeeze(1); // [P] If no labelled pixel is left at this resolution, all pixels are used instead.
    if (pixels.numel() === 0) return { classes, masks: reduced, pixels: null };
    return { classes, masks: reduced.indexSelect(1, pixels), pixels };
  });
}

/**
 * Costs [Q, T] of one image in one layer: the negative probability of the object's class, plus focal and dice
 * loss of the masks.
 *
 * @param logits [Q, K + 1]
 * @param masks [Q, h, w]
 */
function matchingCosts(logits: Tensor, masks: Tensor, target: ReducedTarget, weights: LossWeights): Tensor {
  return scope(() => {
    const flat = masks.flatten({ startDim: 1 }); // [Q, h * w]
    const x = target.pixels ? flat.indexSelect(1, target.pixels) : flat; // [Q, P]
    const { focal, dice } = maskCosts(x, target.masks);
    const probabilities = fullPrecision(logits).softmax(-1).indexSelect(1, target.classes); // [Q, T]
    return focal
      .mul(weights.mask)
      .sub(probabilities, { alpha: weights.class })
      .add(dice, { alpha: weights.dice });
  });
}
