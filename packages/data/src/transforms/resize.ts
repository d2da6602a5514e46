import { callAsync, scope, type Tensor, torch } from '@cotrain/torch';
import type { RgbImage, Size } from '../types.js';

const KERNEL = 'aten::_upsample_bilinear2d_aa';

/**
 * Resizes like PIL's BILINEAR, antialiased when shrinking, within one grey level: LibTorch's kernel for bytes
 * follows PIL (aten/src/ATen/native/cpu/UpSampleKernelAVXAntialias.h). Runs on a thread of libuv's pool.
 */
export async function resizeBilinear(image: RgbImage, { height, width }: Size): Promise<RgbImage> {
  if (image.width === width && image.height === height) return image;
  const data = await scope(async () => {
    const pixels = torch.tensor(image.data, { shape: [1, image.height, image.width, 3] });
    const planes = pixels.permute([0, 3, 1, 2]); // [1, 3, H, W] of interleaved pixels
    const resized = await callAsync<Tensor>(KERNEL, planes, [height, width], false);
    return resized.permute([0, 2, 3, 1]).data() as Uint8Array; // [1, height, width, 3]
  });
  return { width, height, data };
}

/** Resizes like PIL's NEAREST: output pixel x takes input pixel floor((x + 0.5) * in / out). */
export function resizeNearest<T extends Uint8Array | Float32Array>(
  map: Size & { data: T },
  { height, width }: Size,
): Size & { data: T } {
  if (map.width === width && map.height === height) return map;
  const columns = nearest(map.width, width);
  const rows = nearest(map.height, height);
  const data = new (map.data.constructor as new (length: number) => T)(height * width);
  for (let y = 0; y < height; y++) {
    const from = rows[y]! * map.width;
    const to = y * width;
    for (let x = 0; x < width; x++) data[to + x] = map.data[from + columns[x]!]!;
  }
  return { height, width, data };
}

/**
 * Accumulates the step as PIL does (libImaging/Geometry.c, ImagingScaleAffine), because rounding of the sum
 * decides between two pixels.
 */
function nearest(from: number, to: number): Int32Array {
  const step = from / to;
  const indices = new Int32Array(to);
  for (let i = 0, at = step * 0.5; i < to; i++, at += step) indices[i] = Math.floor(at);
  return indices;
}
