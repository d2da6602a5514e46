import type { RgbImage } from '../types.js';

export interface ColorFactors {
  brightness: number;
  contrast: number;
  saturation: number;
}

// ITU-R 601 luma as in PIL's convert("L"), with which torchvision's ColorJitter blends.
const LUMA = [0.299, 0.587, 0.114] as const;

/**
 * Multiplies brightness, then contrast (around the mean grey), then saturation (around each pixel's grey). A
 * factor of 1 changes nothing.
 */
export function adjustColor(image: RgbImage, { brightness, contrast, saturation }: ColorFactors): RgbImage {
  const { data } = image;
  const pixels = data.length / 3;
  const gain = brightness * contrast;
  const offset = (1 - contrast) * brightness * meanGrey(data);
  const out = new Uint8ClampedArray(data.length);
  for (let i = 0; i < pixels * 3; i += 3) {
    const red = data[i]! * gain + offset;
    const green = data[i + 1]! * gain + offset;
    const blue = data[i + 2]! * gain + offset;
    const grey = (1 - saturation) * (LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue);
    out[i] = red * saturation + grey;
    out[i + 1] = green * saturation + grey;
    out[i + 2] = blue * saturation + grey;
  }
  return { ...image, data: new Uint8Array(out.buffer) };
}

function meanGrey(data: Uint8Array): number {
  const sums = [0, 0, 0];
  for (let i = 0; i < data.length; i += 3) {
    for (let c = 0; c < 3; c++) sums[c]! += data[i + c]!;
  }
  return LUMA.reduce((grey, weight, c) => grey + weight * sums[c]!, 0) / (data.length / 3);
}
