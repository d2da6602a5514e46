import { linearSumAssignment, maskCosts } from '@cotrain/ops';
import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import { fullPrecision } from '../../precision.js';
import { expectFinite } from '../boxTargets.js';
import { type MaskLogits, maskShape, masksOf } from './maskProduct.js';
import type { MaskTarget } from './maskTargets.js';

/** Pairs of one image in one layer: the query `queries[i]` has to find the object `objects[i]`. */
export interface Match {
  /** Ascending, int64 [min(Q, T)]. */
  queries: Tensor;
  /** int64 [min(Q, T)] */
  objects: Tensor;
}

/** How much classes, focal losses and dice losses count, in the matching and in the loss. */
export interface LossWeights {
  class: number;
  mask: number;
  dice: number;
}

/**
 * The one-to-one pairs of queries and objects of least cost, for all layers and images in one call; at the
 * resolution of the mask logits, to which the targets are reduced by taking the nearest pixel
 * (`mask_former/modeling/matcher.py`).
 *
 * @param logits [L, B, Q, K + 1]
 * @param masks [L, B, Q, h, w]
 * @returns by layer and image; with more objects than queries, each query has one and the other objects none
 * @throws NonFiniteOutputError for an image whose predictions are not finite
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
      expectFinite('MaskFormerCriterion', costs, targets.length);
      const matches = linearSumAssignment(costs).map(({ rows, columns }) => ({
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
  /** uint8 [T, P]: of all pixels, or of those that count. */
  masks: Tensor;
  /** Which pixels count, int64 [P]; null where all do. */
  pixels: Tensor | null;
}

function reduceTarget({ classes, masks, valid }: MaskTarget, h: number, w: number): ReducedTarget {
  return scope(() => {
    const nearest = (maps: Tensor) =>
      torch.upsampleNearest2d(maps.unsqueeze(1), [h, w]).flatten({ startDim: 1 });
    const reduced = nearest(masks); // [T, h * w]
    if (!valid) return { classes, masks: reduced, pixels: null };
    const pixels = nearest(valid.unsqueeze(0)).squeeze(0).nonzero().squeeze(1); // [P]
    // Where no labelled pixel is left at this resolution, all pixels are as good a base as any.
    if (pixels.numel() === 0) return { classes, masks: reduced, pixels: null };
    return { classes, masks: reduced.indexSelect(1, pixels), pixels };
  });
}

/**
 * Costs [Q, T] of one image in one layer: the negative probability of the object's class, focal and dice loss
 * of the masks.
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
