// Row-wise operations on maps for geometric transforms and batches.
import type { Size } from '../types.js';
import type { Window } from './kind.js';

type Rows = Uint8Array | Float32Array;

const like = <T extends Rows>(data: T, length: number): T =>
  new (data.constructor as new (length: number) => T)(length);

/** Mirrors horizontally. @param channels values per pixel */
export function flipRows<T extends Rows>(data: T, width: number, channels: number): T {
  const out = like(data, data.length);
  const stride = width * channels;
  for (let row = 0; row < data.length; row += stride) {
    for (let x = 0; x < width; x++) {
      const from = row + x * channels;
      const to = row + (width - 1 - x) * channels;
      for (let c = 0; c < channels; c++) out[to + c] = data[from + c]!;
    }
  }
  return out;
}

/** Cuts out a window. @param stride pixels per row of `data` */
export function cropRows<T extends Rows>(
  data: T,
  stride: number,
  channels: number,
  { x, y, height, width }: Window,
): T {
  const out = like(data, height * width * channels);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * stride + x) * channels;
    out.set(data.subarray(from, from + width * channels), row * width * channels);
  }
  return out;
}

/** Copies rows of `length` values to the beginning of rows of `outLength` values. */
export function copyRowsInto<T extends Rows>(out: T, outLength: number, rows: T, length: number): void {
  if (length === outLength) {
    out.set(rows); // thousands of views of rows would take eight times as long
    return;
  }
  for (let from = 0, to = 0; from < rows.length; from += length, to += outLength) {
    out.set(rows.subarray(from, from + length), to);
  }
}

/** Stacks maps [B, H, W], each in the top left corner of its plane. Missing maps are null. */
export function stackMaps<T extends Rows>(
  out: T,
  maps: readonly ((Size & { data: T }) | null)[],
  { height, width }: Size,
): T {
  const plane = height * width;
  for (const [i, map] of maps.entries())
    if (map) copyRowsInto(out.subarray(i * plane, (i + 1) * plane) as T, width, map.data, map.width);
  return out;
}
