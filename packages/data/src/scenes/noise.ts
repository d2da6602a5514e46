import { Rng } from '../rng.js';

const SIZE = 256;
const MASK = SIZE - 1;

/** Made when it is first needed, since most programs draw no scene. */
let tile: Float32Array | undefined;

/** A seamlessly repeating tile of smooth noise in [0, 1]: four octaves of value noise. */
function makeTile(): Float32Array {
  const tile = new Float32Array(SIZE * SIZE);
  const rng = new Rng(0x5eed);
  let amplitude = 0.5;
  for (let cells = 16; cells <= 128; cells *= 2, amplitude *= 0.55) {
    const grid = Float32Array.from({ length: cells * cells }, () => rng.uniform());
    const step = SIZE / cells;
    for (let y = 0; y < SIZE; y++) {
      const gy = Math.floor(y / step);
      const ty = smooth(y / step - gy);
      const row0 = gy * cells;
      const row1 = ((gy + 1) % cells) * cells;
      for (let x = 0; x < SIZE; x++) {
        const gx = Math.floor(x / step);
        const gx1 = (gx + 1) % cells;
        const tx = smooth(x / step - gx);
        const top = grid[row0 + gx]! * (1 - tx) + grid[row0 + gx1]! * tx;
        const bottom = grid[row1 + gx]! * (1 - tx) + grid[row1 + gx1]! * tx;
        tile[y * SIZE + x]! += amplitude * (top * (1 - ty) + bottom * ty);
      }
    }
  }
  let low = Infinity;
  let high = -Infinity;
  for (const value of tile) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return tile.map((value) => (value - low) / (high - low));
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

/** Noise at an integer position (fractions are truncated). Fast, for use on every pixel. */
export function noiseAt(x: number, y: number): number {
  tile ??= makeTile();
  return tile[((y & MASK) << 8) | (x & MASK)]!;
}

/** Interpolated noise, for surfaces seen enlarged. */
export function smoothNoise(x: number, y: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const tx = x - x0;
  const ty = y - y0;
  const top = noiseAt(x0, y0) * (1 - tx) + noiseAt(x0 + 1, y0) * tx;
  const bottom = noiseAt(x0, y0 + 1) * (1 - tx) + noiseAt(x0 + 1, y0 + 1) * tx;
  return top * (1 - ty) + bottom * ty;
}

/** White noise in [0, 1): one value for each integer position. */
export function hashNoise(x: number, y: number): number {
  let h = Math.imul(x | 0, 0x27d4eb2d) ^ Math.imul(y | 0, 0x165667b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return ((h ^ (h >>> 13)) >>> 0) / 0x1_0000_0000;
}
