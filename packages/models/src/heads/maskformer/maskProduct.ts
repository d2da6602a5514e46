import { type Conv2d, functional } from '@cotrain/nn';
import { isGradEnabled, scope, type Tensor } from '@cotrain/torch';

/**
 * Mask logits [L, B, Q, h, w] of all decoder layers, stored as the factors of their product. Most logits are
 * needed only for matching, one layer and image at a time, and only the matched ones need gradients. The
 * whole product is never computed.
 */
export class MaskProduct {
  constructor(
    /** Embeddings of the queries, [L, B, Q, C]. */
    readonly embeddings: Tensor,
    /** Embeddings of the pixels, [B, C, h, w]. They carry no gradient if `source` is given. */
    readonly features: Tensor,
    /** Input from which `features` are computed. */
    readonly source: MaskSource | null = null,
  ) {}
}

/** Source of the features: the output of `projection` for `map` [B, D, h, w]. */
export interface MaskSource {
  map: Tensor;
  projection: Conv2d;
}

/** Mask logits, [L, B, Q, h, w]. */
export type MaskLogits = Tensor | MaskProduct;

/** Shape [L, B, Q, h, w] of the logits. */
export function maskShape(masks: MaskLogits): number[] {
  if (!(masks instanceof MaskProduct)) return masks.shape;
  return [...masks.embeddings.shape.slice(0, 3), ...masks.features.shape.slice(2)];
}

/** Mask logits [Q, h, w] of one image in one layer; -1 is the last layer. */
export function masksOf(masks: MaskLogits, layer: number, image: number): Tensor {
  if (!(masks instanceof MaskProduct)) return masks.at(layer, image);
  return scope(() => {
    const embeddings = masks.embeddings.at(layer, image);
    return masks.source && isGradEnabled()
      ? project(embeddings, masks.source, image)
      : multiply(embeddings, masks.features.at(image));
  });
}

/** Mask logits [N, h, w] of one image for rows int64 [N] of [L * Q], with gradients for all inputs. */
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

/** Product of [N, C] and [C, h, w]: [N, h, w]. */
function multiply(embeddings: Tensor, features: Tensor): Tensor {
  const size = features.shape.slice(1);
  return embeddings.matmul(features.flatten({ startDim: 1 })).view([-1, ...size]);
}

/**
 * Mask logits computed from the source of the features. The product of embeddings and a convolution's output
 * equals a convolution whose filters are products. With fewer filters than feature channels, this is cheaper,
 * especially its gradients, and needs no tensor of the features' size.
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
      // A convolution cannot have zero filters. The sum keeps gradients of 0.
      const nothing = filters.sum().add(pixels.sum().mul(0));
      return (offsets ? nothing.add(offsets.sum()) : nothing).expand([0, ...pixels.shape.slice(2)]);
    }
    const shaped = filters.view([count, kernelHeight, kernelWidth, channels]).permute([0, 3, 1, 2]);
    const options = { bias: offsets, padding };
    return functional.conv2d(pixels, shaped, options).squeeze(0).contiguous();
  });
}
