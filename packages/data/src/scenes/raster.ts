// Coverage of shapes in the image: pixels whose centres are inside, and depths over them.
import type { Camera, Point3 } from './camera.js';

/** Pixels whose centres lie in the rectangle, clipped to the image. */
export function pixelsInside(
  { width, height }: Camera,
  left: number,
  right: number,
  top: number,
  bottom: number,
) {
  return {
    x: Math.max(0, Math.ceil(left - 0.5)),
    X: Math.min(width - 1, Math.ceil(right - 0.5) - 1),
    y: Math.max(0, Math.ceil(top - 0.5)),
    Y: Math.min(height - 1, Math.ceil(bottom - 0.5) - 1),
  };
}

/**
 * Coefficients of 1 / z over the image, which is a x + b y + c for any plane that does not pass through the
 * lens.
 */
export function inverseDepthPlane(
  { cx, horizon, focal, eye }: Camera,
  points: readonly Point3[],
): readonly [number, number, number] | null {
  // Newell's normal is exact for triangles and stable for slightly bent quads.
  let nx = 0;
  let ny = 0;
  let nz = 0;
  for (const [i, p] of points.entries()) {
    const q = points[(i + 1) % points.length]!;
    nx += (p[1] - q[1]) * (p[2] + q[2]);
    ny += (p[2] - q[2]) * (p[0] + q[0]);
    nz += (p[0] - q[0]) * (p[1] + q[1]);
  }
  let d = 0;
  for (const [x, y, z] of points) d += nx * x + ny * (y - eye) + nz * z;
  d /= points.length;
  if (Math.abs(d) < 1e-9) return null;
  const a = nx / (focal * d);
  const b = -ny / (focal * d);
  return [a, b, nz / d - a * cx - b * horizon];
}

/** Calls back with the runs of pixels whose centres are inside the convex outline. */
export function scanConvex(
  { width, height }: Camera,
  xs: number[],
  ys: number[],
  span: (y: number, from: number, to: number) => void,
): void {
  const yFrom = Math.max(0, Math.ceil(Math.min(...ys) - 0.5));
  const yTo = Math.min(height - 1, Math.ceil(Math.max(...ys) - 0.5) - 1);
  const n = xs.length;
  for (let y = yFrom; y <= yTo; y++) {
    const py = y + 0.5;
    let left = Infinity;
    let right = -Infinity;
    for (let i = 0, j = n - 1; i < n; j = i++) {
      const yi = ys[i]!;
      const yj = ys[j]!;
      if (yi > py === yj > py) continue;
      const x = xs[i]! + ((py - yi) / (yj - yi)) * (xs[j]! - xs[i]!);
      if (x < left) left = x;
      if (x > right) right = x;
    }
    const from = Math.max(0, Math.ceil(left - 0.5));
    const to = Math.min(width - 1, Math.ceil(right - 0.5) - 1);
    if (from <= to) span(y, from, to);
  }
}
