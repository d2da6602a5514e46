import { functional } from '@cotrain/nn';
import { scope, type Tensor } from '@cotrain/torch';
import type { BatchSizes } from './taskHead.js';

/**
 * Maps of each image at its output size: resized bilinearly to the padded input, then as in
 * {@link cropToOutputs}.
 *
 * @param maps [B, C, h, w] of the padded images
 * @returns [C, height, width] for each image
 */
export function resizeToOutputs(maps: Tensor, batch: BatchSizes): Tensor[] {
  const { height, width } = batch.padded;
  return scope(() =>
    cropToOutputs(functional.interpolate(maps, { size: [height, width], mode: 'bilinear' }), batch),
  );
}

/**
 * Maps of each image at its output size: cropped to remove padding, then resized bilinearly to `outputs`
 * (detectron2 `modeling/postprocessing.py`: `sem_seg_postprocess`).
 *
 * @param maps [B, C, H, W] of the padded input's size
 * @returns [C, height, width] for each image
 */
export function cropToOutputs(maps: Tensor, { sizes, outputs }: BatchSizes): Tensor[] {
  return scope(() =>
    sizes.map((size, i) => {
      const output = outputs[i]!;
      const cropped = maps.at(i, '...', `0:${size.height}`, `0:${size.width}`);
      if (output.height === size.height && output.width === size.width) return cropped;
      const scaled = { size: [output.height, output.width], mode: 'bilinear' } as const;
      return functional.interpolate(cropped.unsqueeze(0), scaled).squeeze(0);
    }),
  );
}
