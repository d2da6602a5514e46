import { scope, Tensor, torch } from '@cotrain/torch';
import type { ImageSize } from './heads/taskHead.js';
import { fullPrecision } from './precision.js';

// Boxes are [x1, y1, x2, y2] in pixels in the last dimension, unless a name says otherwise.

/** Scale of each delta: dx, dy, dw, dh are multiplied by it when encoding and divided by it when decoding. */
export type DeltaWeights = readonly [dx: number, dy: number, dw: number, dh: number];

/** Weights and limit of the offsets that encode a box relative to another. */
export interface DeltaCoding {
  weights: DeltaWeights;
  /** Upper bound on dw and dh, so that `exp` cannot overflow. */
  scaleClamp: number;
}

/** Converts `[cx, cy, w, h]` to `[x1, y1, x2, y2]`. */
export function cxcywhToXyxy(boxes: Tensor): Tensor {
  return scope(() => {
    const [centres, sizes] = boxes.chunk(2, { dim: -1 }) as [Tensor, Tensor];
    const half = sizes.mul(0.5);
    return torch.cat([centres.sub(half), centres.add(half)], { dim: -1 });
  });
}

/** Converts `[x1, y1, x2, y2]` to `[cx, cy, w, h]`. */
export function xyxyToCxcywh(boxes: Tensor): Tensor {
  return scope(() => torch.cat(centresAndSizes(boxes), { dim: -1 }));
}

function centresAndSizes(boxes: Tensor): [centres: Tensor, sizes: Tensor] {
  const [low, high] = boxes.chunk(2, { dim: -1 }) as [Tensor, Tensor];
  const sizes = high.sub(low);
  return [low.add(sizes.mul(0.5)), sizes];
}

/**
 * Deltas that transform `references` into `boxes`: shifts of the centre relative to the reference's size, and
 * logarithms of the size ratio (Girshick et al., 2014, appendix C; detectron2 `modeling/box_regression.py`:
 * `Box2BoxTransform.get_deltas`).
 *
 * @param references [..., 4], of positive width and height
 * @param boxes [..., 4]
 */
export function encodeBoxes(references: Tensor, boxes: Tensor, weights: DeltaWeights): Tensor {
  return scope(() => {
    const [centres, sizes] = centresAndSizes(references);
    const [targetCentres, targetSizes] = centresAndSizes(boxes);
    const shifts = targetCentres.sub(centres).div(sizes);
    const deltas = torch.cat([shifts, targetSizes.div(sizes).log()], { dim: -1 });
    return deltas.mul(asTensor(weights, deltas));
  });
}

/**
 * The inverse of `encodeBoxes`. Boxes are not clipped and are at least float32.
 *
 * @param deltas [..., 4]
 * @param references [..., 4], broadcast
 */
export function decodeBoxes(
  deltas: Tensor,
  references: Tensor,
  { weights, scaleClamp }: DeltaCoding,
): Tensor {
  return scope(() => {
    const [centres, sizes] = centresAndSizes(fullPrecision(references));
    const given = fullPrecision(deltas);
    const [shifts, logScales] = given.div(asTensor(weights, given)).chunk(2, { dim: -1 }) as [Tensor, Tensor];
    const newCentres = shifts.mul(sizes).add(centres);
    const half = logScales.clamp({ max: scaleClamp }).exp().mul(sizes).mul(0.5);
    return torch.cat([newCentres.sub(half), newCentres.add(half)], { dim: -1 });
  });
}

const asTensor = (values: readonly number[], like: Tensor): Tensor =>
  torch.tensor([...values], { dtype: like.dtype, device: like.device });

/** Generalised IoU (Rezatofighi et al., 2019) of corresponding boxes, [N], with gradients for both inputs. */
export function pairedGeneralizedIou(a: Tensor, b: Tensor): Tensor {
  return scope(() => {
    const [aLow, aHigh] = a.chunk(2, { dim: -1 }) as [Tensor, Tensor];
    const [bLow, bHigh] = b.chunk(2, { dim: -1 }) as [Tensor, Tensor];
    const overlap = area(aHigh.minimum(bHigh).sub(aLow.maximum(bLow)).clampMin(0));
    const union = area(aHigh.sub(aLow))
      .add(area(bHigh.sub(bLow)))
      .sub(overlap);
    const hull = area(aHigh.maximum(bHigh).sub(aLow.minimum(bLow)).clampMin(0));
    return overlap.div(union).sub(hull.sub(union).div(hull));
  });
}

const area = (sizes: Tensor): Tensor => sizes.select(-1, 0).mul(sizes.select(-1, 1));

/**
 * Marks boxes that lie in one of the regions: the fraction of the box's area covered by the region is above
 * `threshold` (mmdetection's `ignore_iof_thr`, `core/bbox/assigners/max_iou_assigner.py`).
 *
 * @param boxes [N, 4]
 * @param regions [M, 4]
 * @returns bool [N]
 */
export function liesIn(boxes: Tensor, regions: Tensor, threshold: number): Tensor {
  return scope(() => {
    const own = boxes.unsqueeze(1); // [N, 1, 4]
    const [low, high] = own.chunk(2, { dim: -1 }) as [Tensor, Tensor];
    const [regionLow, regionHigh] = regions.to({ dtype: boxes.dtype }).chunk(2, { dim: -1 }) as [
      Tensor,
      Tensor,
    ];
    const covered = area(high.minimum(regionHigh).sub(low.maximum(regionLow)).clampMin(0)); // [N, M]
    return covered.gt(area(high.sub(low)).mul(threshold)).any(1);
  });
}

/** `[width, height, width, height]` of each image, [B, 4]. */
export function sizesAsBoxes(sizes: readonly ImageSize[], like: Tensor): Tensor {
  const values = Float64Array.from(sizes.flatMap(({ height, width }) => [width, height, width, height]));
  return torch.tensor(values, { shape: [sizes.length, 4], dtype: like.dtype, device: like.device });
}

/**
 * Clips boxes to the image, [..., 4]; with the sizes of several images, boxes [B, N, 4] to their own image.
 */
export function clipBoxes(boxes: Tensor, size: ImageSize | readonly ImageSize[]): Tensor {
  return scope(() => {
    const limits =
      'height' in size
        ? sizesAsBoxes([size], boxes).squeeze(0) // [4]
        : sizesAsBoxes(size, boxes).unsqueeze(1); // [B, 1, 4]
    return boxes.clampMin(0).minimum(limits);
  });
}

/** Marks boxes that are wider and higher than `threshold`, bool [...]. */
export function isNonEmpty(boxes: Tensor, threshold = 0): Tensor {
  return scope(() => {
    const [low, high] = boxes.chunk(2, { dim: -1 }) as [Tensor, Tensor];
    return high.sub(low).gt(threshold).all(-1);
  });
}

/**
 * Converts the boxes of each image to the format of ROI operators: rows `[image, x1, y1, x2, y2]`.
 *
 * @param boxes [B, N, 4], or [N_i, 4] of each image
 * @returns [B * N or sum of N_i, 5]
 */
export function asRois(boxes: Tensor | readonly Tensor[]): Tensor {
  return scope(() => {
    if (!(boxes instanceof Tensor))
      return torch.cat(boxes.map((own, image) => torch.constantPadNd(own, [1, 0], { value: image })));
    const [images, count] = boxes.shape as [number, number];
    const { dtype, device } = boxes;
    const image = torch.arange(images, { dtype, device }).view([-1, 1, 1]).expand([-1, count, 1]);
    return torch.cat([image, boxes], { dim: 2 }).view([-1, 5]);
  });
}
