import { NORMALIZATION_CONSTANTS } from '@cotrain/data';

const BLOCKS = 4;

/** Means of 4 x 4 blocks of every channel of a normalised batch [B, 3, H, W], in grey levels of 0 to 255. */
export function greyLevels(
  name: string,
  { data, height, width }: { data: Float32Array; height: number; width: number },
): Record<string, number> {
  const { std } = NORMALIZATION_CONSTANTS.imagenet;
  const plane = height * width;
  const levels: Record<string, number> = {};
  for (let at = 0; at * plane < data.length; at++) {
    for (let row = 0; row < BLOCKS; row++) {
      for (let column = 0; column < BLOCKS; column++) {
        let sum = 0;
        const [top, left] = [(row * height) / BLOCKS, (column * width) / BLOCKS];
        for (let y = top; y < top + height / BLOCKS; y++)
          for (let x = left; x < left + width / BLOCKS; x++) sum += data[at * plane + y * width + x]!;
        const mean = sum / (plane / BLOCKS ** 2);
        levels[`${name}, image ${Math.floor(at / 3)}, channel ${at % 3}, block ${row},${column}`] =
          mean * std[at % 3]!;
      }
    }
  }
  return levels;
}
