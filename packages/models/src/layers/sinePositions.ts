import { scope, type Tensor, torch } from '@cotrain/torch';

/**
 * Temperature of MaskFormer's `PositionEmbeddingSine`
 * (`mask_former/modeling/transformer/position_encoding.py`).
 */
const TEMPERATURE = 10000;
const EPSILON = 1e-6;

/**
 * Sines and cosines of a map's rows (the first half of the channels) and columns, both normalised to 2 pi:
 * DETR's position embedding (Carion et al., 2020) as in MaskFormer, for images without masked parts.
 *
 * @param like tensor that determines dtype and device
 * @param channels a multiple of 4
 * @returns [1, height * width, channels]
 */
export function sinePositions(like: Tensor, height: number, width: number, channels: number): Tensor {
  return scope(() => {
    const rows = encode(like, height, channels / 2); // [height, channels / 2]
    const columns = encode(like, width, channels / 2); // [width, channels / 2]
    const grid = [height, width, channels / 2];
    return torch
      .cat([rows.unsqueeze(1).expand(grid), columns.unsqueeze(0).expand(grid)], { dim: 2 })
      .view([1, height * width, channels])
      .to({ dtype: like.dtype });
  });
}

function encode(like: Tensor, length: number, channels: number): Tensor {
  const frequencies = Float32Array.from(
    { length: channels / 2 },
    (_, i) => TEMPERATURE ** ((-2 * i) / channels),
  );
  const angles = torch
    .arange(1, length + 1, { dtype: 'float32', device: like.device })
    .mul((2 * Math.PI) / (length + EPSILON))
    .unsqueeze(1)
    .mul(torch.tensor(frequencies, { device: like.device })); // [length, channels / 2]
  return torch.stack([angles.sin(), angles.cos()], { dim: 2 }).flatten({ startDim: 1 }); // alternating sine and cosine
}
