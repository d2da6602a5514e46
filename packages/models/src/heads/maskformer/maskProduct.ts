import { scope, type Tensor } from '@cotrain/torch';

/**
 * Mask logits [L, B, Q, h, w] of all decoder layers as what they are the product of. Most of them are needed for the matching
 * only, one layer and image at a time, and only the matched ones' gradients: the whole product is never made.
 */
export class MaskProduct {
  constructor(
    /** Of the queries, [L, B, Q, C]. */
    readonly embeddings: Tensor,
    /** Of the pixels, [B, C, h, w]. */
    readonly features: Tensor,
  ) {}
}

/** Mask logits, [L, B, Q, h, w]. */
export type MaskLogits = Tensor | MaskProduct;

/** Sizes [L, B, Q, h, w]. */
export function maskShape(masks: MaskLogits): number[] {
  if (!(masks instanceof MaskProduct)) return masks.shape;
  return [...masks.embeddings.shape.slice(0, 3), ...masks.features.shape.slice(2)];
}

/** Mask logits of one image in one layer (the last one: -1), [Q, h, w]. */
export function masksOf(masks: MaskLogits, layer: number, image: number): Tensor {
  if (!(masks instanceof MaskProduct)) return masks.at(layer, image);
  return scope(() => multiply(masks.embeddings.at(layer, image), masks.features.at(image)));
}

/** Mask logits [N, h, w] of one image by rows of [L * Q], int64 [N]. */
export function selectMasks(masks: MaskLogits, image: number, rows: Tensor): Tensor {
  return scope(() => {
    const source = masks instanceof MaskProduct ? masks.embeddings : masks;
    const selected = source.select(1, image).flatten({ startDim: 0, endDim: 1 }).indexSelect(0, rows);
    return masks instanceof MaskProduct ? multiply(selected, masks.features.at(image)) : selected;
  });
}

/** [N, C] by [C, h, w]: [N, h, w]. */
function multiply(embeddings: Tensor, features: Tensor): Tensor {
  const size = features.shape.slice(1);
  return embeddings.matmul(features.flatten({ startDim: 1 })).view([-1, ...size]);
}
