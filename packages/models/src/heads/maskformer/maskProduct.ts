import type { Conv2d } from '@cotrain/nn';
import { isGradEnabled, scope, type Tensor, torch } from '@cotrain/torch';

/**
 * Mask logits [L, B, Q, h, w] of all decoder layers as what they are the product of. Most of them are needed
 * for the matching only, one layer and image at a time, and only the matched ones' gradients: the whole
 * product is never made.
 */
export class MaskProduct {
  constructor(
    /** Of the queries, [L, B, Q, C]. */
    readonly embeddings: Tensor,
    /** Of the pixels, [B, C, h, w]; with `source` they carry no gradient. */
    readonly features: Tensor,
    /** What `features` are computed from. */
    readonly source: MaskSource | null = null,
  ) {}
}

/** Features are `projection`'s output for `map` [B, D, h, w]. */
export interface MaskSource {
  map: Tensor;
  projection: Conv2d;
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
  return scope(() => {
    const embeddings = masks.embeddings.at(layer, image);
    return masks.source && isGradEnabled()
      ? project(embeddings, masks.source, image)
      : multiply(embeddings, masks.features.at(image));
  });
}

/** Mask logits [N, h, w] of one image by rows of [L * Q], int64 [N], with gradients to all they come from. */
export function selectMasks(masks: MaskLogits, image: number, rows: Tensor): Tensor {
  return scope(() => {
    const all = masks instanceof MaskProduct ? masks.embeddings : masks;
    const selected = all.select(1, image).flatten({ startDim: 0, endDim: 1 }).indexSelect(0, rows);
    if (!(masks instanceof MaskProduct)) return selected;
    return masks.source
      ? project(selected, masks.source, image)
      : multiply(selected, masks.features.at(image));
  });
}

/** [N, C] by [C, h, w]: [N, h, w]. */
function multiply(embeddings: Tensor, features: Tensor): Tensor {
  const size = features.shape.slice(1);
  return embeddings.matmul(features.flatten({ startDim: 1 })).view([-1, ...size]);
}

/**
 * The same from what the features are computed from. A product of embeddings with a convolution's output is a
 * convolution whose filters are products: with fewer filters than the features have channels it costs less,
 * its gradients above all, and none of the features' size is made.
 *
 * @param embeddings [N, C]
 * @returns [N, h, w]
 */
export function project(embeddings: Tensor, { map, projection }: MaskSource, image: number): Tensor {
  return scope(() => {
    const { weight, bias, padding } = projection;
    const [, channels, kernelHeight, kernelWidth] = weight.shape as [number, number, number, number];
    const count = embeddings.size(0);
    const rows = weight.permute([0, 2, 3, 1]).flatten({ startDim: 1 }); // [C, kH * kW * D]
    const filters = embeddings.matmul(rows);
    const offsets = bias ? embeddings.matmul(bias) : null; // [N]
    const pixels = map.size(0) === 1 ? map : map.narrow(0, image, 1); // [1, D, h, w]
    if (count === 0) {
      // No convolution has no filters; the sum keeps gradients of 0.
      const nothing = filters.sum().add(pixels.sum().mul(0));
      return (offsets ? nothing.add(offsets.sum()) : nothing).expand([0, ...pixels.shape.slice(2)]);
    }
    const shaped = filters.view([count, kernelHeight, kernelWidth, channels]).permute([0, 3, 1, 2]);
    const options = { bias: offsets, padding: padding as readonly number[] };
    return torch.conv2d(pixels, shaped, options).squeeze(0).contiguous();
  });
}
