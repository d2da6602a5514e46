export type Point3 = readonly [x: number, y: number, z: number];

/** Near plane in metres; nothing closer is drawn. */
export const NEAR = 0.6;

/**
 * A pinhole camera looking along z. x is right and y is up, in metres, with the origin on the road below the
 * lens. u = cx + f x / z, v = horizon + f (eye - y) / z.
 */
export interface Camera {
  width: number;
  height: number;
  focal: number;
  cx: number;
  horizon: number;
  /** Height of the lens above the road in metres. */
  eye: number;
}

/** Clips a polygon at the near plane; empty if all of it is behind. */
export function clipNear(points: readonly Point3[]): Point3[] {
  if (points.every(([, , z]) => z >= NEAR)) return [...points];
  const kept: Point3[] = [];
  for (const [i, a] of points.entries()) {
    const b = points[(i + 1) % points.length]!;
    if (a[2] >= NEAR) kept.push(a);
    if (a[2] >= NEAR === b[2] >= NEAR) continue;
    const t = (NEAR - a[2]) / (b[2] - a[2]);
    kept.push([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), NEAR]);
  }
  return kept;
}

export function projectX(camera: Camera, x: number, z: number): number {
  return camera.cx + (camera.focal * x) / z;
}

export function projectY(camera: Camera, y: number, z: number): number {
  return camera.horizon + (camera.focal * (camera.eye - y)) / z;
}

/** Position and heading of an object. `right`, `up` and `ahead` are its local axes. */
export class Frame {
  readonly #sin: number;
  readonly #cos: number;

  /** @param heading in radians: 0 faces away from the camera, positive values turn to the right. */
  constructor(
    readonly x: number,
    readonly z: number,
    heading: number,
    readonly y = 0,
  ) {
    this.#sin = Math.sin(heading);
    this.#cos = Math.cos(heading);
  }

  at(right: number, up: number, ahead: number): Point3 {
    return [
      this.x + right * this.#cos + ahead * this.#sin,
      this.y + up,
      this.z - right * this.#sin + ahead * this.#cos,
    ];
  }
}
