// Resizing of bytes, to the last bit as `cotrain predict` does it: a canvas scales differently in every
// browser.

/** 8-bit colours in row-major order, red, green and blue first: `data[(y * width + x) * channels + c]`. */
export interface Pixels {
  height: number;
  width: number;
  /** 3, or 4 with alpha, which is ignored. */
  channels: 3 | 4;
  data: Uint8Array | Uint8ClampedArray; // [H, W, channels]
}

/** One number for each pixel. */
export interface NumberMap<T extends Uint8Array | Float32Array = Uint8Array> {
  height: number;
  width: number;
  data: T; // [H, W]
}

interface Size {
  height: number;
  width: number;
}

/**
 * Resizes like PIL's BILINEAR, antialiased when shrinking. Equal to LibTorch's kernel for bytes, whose
 * weights are 16-bit integers (aten/src/ATen/native/cpu/UpSampleKernel.cpp,
 * `_compute_indices_int16_weights_aa`): first along rows, then along columns, rounded to bytes after each.
 *
 * @returns the colours one after the other, [3, height, width]
 */
export function resizeBilinear(image: Pixels, { height, width }: Size): Uint8Array {
  const rows = image.width === width ? planesOf(image) : resizeRows(image, width);
  return image.height === height ? rows : resizeColumns(rows, image.height, height, width);
}

/** [H, W, channels] to [3, H, W] */
function planesOf({ height, width, channels, data }: Pixels): Uint8Array {
  const plane = height * width;
  const planes = new Uint8Array(3 * plane);
  for (let i = 0, from = 0; i < plane; i++, from += channels) {
    planes[i] = data[from]!;
    planes[plane + i] = data[from + 1]!;
    planes[2 * plane + i] = data[from + 2]!;
  }
  return planes;
}

/** [H, W, channels] to [3, H, width] */
function resizeRows({ height, width: from, channels, data }: Pixels, width: number): Uint8Array {
  const { first, counts, weights, stride, shift } = windowsOf(from, width);
  const plane = height * width;
  const planes = new Uint8Array(3 * plane);
  const half = 1 << (shift - 1);
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++, to++) {
      let red = half;
      let green = half;
      let blue = half;
      let at = channels * (y * from + first[x]!);
      const start = x * stride;
      const end = start + counts[x]!;
      for (let k = start; k < end; k++, at += channels) {
        const weight = weights[k]!;
        red += weight * data[at]!;
        green += weight * data[at + 1]!;
        blue += weight * data[at + 2]!;
      }
      planes[to] = byteOf(red >> shift);
      planes[plane + to] = byteOf(green >> shift);
      planes[2 * plane + to] = byteOf(blue >> shift);
    }
  return planes;
}

/** [3, from, width] to [3, height, width] */
function resizeColumns(planes: Uint8Array, from: number, height: number, width: number): Uint8Array {
  const { first, counts, weights, stride, shift } = windowsOf(from, height);
  const result = new Uint8Array(3 * height * width);
  const sums = new Int32Array(width);
  for (let row = 0, to = 0; row < 3 * height; row++, to += width) {
    const y = row % height;
    const plane = Math.floor(row / height) * from;
    sums.fill(1 << (shift - 1));
    for (let k = 0; k < counts[y]!; k++) {
      const weight = weights[y * stride + k]!;
      const at = (plane + first[y]! + k) * width;
      for (let x = 0; x < width; x++) sums[x]! += weight * planes[at + x]!;
    }
    for (let x = 0; x < width; x++) result[to + x] = byteOf(sums[x]! >> shift);
  }
  return result;
}

/** Rounded weights may add up to slightly more than 1. */
const byteOf = (value: number): number => Math.min(value, 255);

/** Which inputs each output is a mean of. */
interface Windows {
  first: Int32Array;
  counts: Int32Array;
  /** `stride` weights for each output, in units of 2^-shift. */
  weights: Int32Array;
  stride: number;
  shift: number;
}

function windowsOf(from: number, to: number): Windows {
  const scale = from / to;
  const support = Math.max(scale, 1);
  const stride = Math.ceil(support) * 2 + 1;
  const exact = new Float64Array(to * stride);
  const [first, counts] = [new Int32Array(to), new Int32Array(to)];
  let greatest = 0;
  for (let i = 0; i < to; i++) {
    const center = scale * (i + 0.5);
    const low = Math.max(Math.trunc(center - support + 0.5), 0);
    const count = Math.min(Math.min(Math.trunc(center + support + 0.5), from) - low, stride);
    let total = 0;
    for (let k = 0; k < count; k++) {
      const weight = Math.max(0, 1 - Math.abs((k + low - center + 0.5) * (1 / support)));
      exact[i * stride + k] = weight;
      total += weight;
    }
    for (let k = 0; k < count; k++) {
      if (total !== 0) exact[i * stride + k]! /= total;
      greatest = Math.max(greatest, exact[i * stride + k]!);
    }
    first[i] = low;
    counts[i] = count;
  }
  let shift = 0;
  while (shift < 22 && Math.trunc(0.5 + greatest * 2 ** (shift + 1)) < 1 << 15) shift++;
  const weights = Int32Array.from(exact, (weight) => Math.trunc(0.5 + weight * 2 ** shift));
  return { first, counts, weights, stride, shift };
}

/** Resizes like PIL's NEAREST, whose sum of steps decides between two pixels (libImaging/Geometry.c). */
export function resizeNearest<T extends Uint8Array | Float32Array>(
  map: NumberMap<T>,
  { height, width }: Size,
): NumberMap<T> {
  if (map.width === width && map.height === height) return map;
  const columns = nearest(map.width, width);
  const rows = nearest(map.height, height);
  const data = new (map.data.constructor as new (length: number) => T)(height * width);
  for (let y = 0; y < height; y++) {
    const from = rows[y]! * map.width;
    for (let x = 0; x < width; x++) data[y * width + x] = map.data[from + columns[x]!]!;
  }
  return { height, width, data };
}

function nearest(from: number, to: number): Int32Array {
  const step = from / to;
  const indices = new Int32Array(to);
  for (let i = 0, at = step * 0.5; i < to; i++, at += step) indices[i] = Math.floor(at);
  return indices;
}
