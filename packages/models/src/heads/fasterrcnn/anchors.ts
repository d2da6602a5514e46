import { scope, type Tensor, torch } from '@cotrain/torch';
import type { FasterRcnnSettings } from './options.js';

/**
 * Anchor boxes around every cell of the maps: by row, by column, by ratio (detectron2
 * `modeling/anchor_generator.py`: `DefaultAnchorGenerator` with offset 0, so that the first anchor is centred
 * on the corner of the image).
 *
 * @param maps [B, C, H, W], the finest first
 * @param strides strides of the maps
 * @returns for each map [H * W * ratios, 4], in pixels, at least float32
 */
export function makeAnchors(
  maps: readonly Tensor[],
  strides: readonly number[],
  { anchorSizes, aspectRatios }: Pick<FasterRcnnSettings, 'anchorSizes' | 'aspectRatios'>,
): Tensor[] {
  return scope(() =>
    maps.map((map, level) => {
      const { device } = map;
      const dtype = map.dtype === 'float64' ? 'float64' : 'float32';
      const [height, width] = map.shape.slice(2) as [number, number];
      const stride = strides[level]!;
      const xs = torch.arange(width, { dtype, device }).mul(stride);
      const ys = torch.arange(height, { dtype, device }).mul(stride);
      const [y, x] = torch.meshgrid([ys, xs], { indexing: 'ij' }) as [Tensor, Tensor];
      const shifts = torch.stack([x, y, x, y], { dim: 2 }).view([height * width, 1, 4]);
      const cell = torch.tensor(cellAnchors(anchorSizes[level]!, aspectRatios), { dtype, device });
      return shifts.add(cell).view([-1, 4]);
    }),
  );
}

function cellAnchors(size: number, aspectRatios: readonly number[]): number[][] {
  return aspectRatios.map((ratio) => {
    const width = Math.sqrt(size ** 2 / ratio);
    const height = ratio * width;
    return [-width / 2, -height / 2, width / 2, height / 2];
  });
}
