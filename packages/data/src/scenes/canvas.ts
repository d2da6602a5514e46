import { LANE_BACKGROUND } from '../bdd100k/laneByte.js';
import { SEMANTIC_ID } from '../classes.js';
import { type Camera, clipNear, NEAR, type Point3, projectX, projectY } from './camera.js';
import type { Color } from './color.js';
import { inverseDepthPlane, pixelsInside, scanConvex } from './raster.js';

const BACKGROUND = 2;

/** Attributes of the pixels drawn next. */
export interface Brush {
  /** Semantic train id. */
  semantic: number;
  /** Instance number from 1, or 0 for stuff classes. */
  instance: number;
  /** Applies light and haze: maps a surface colour at a depth to the visible colour. */
  light: (color: Color, depth: number) => Color;
}

/**
 * Visible colour of a wall at `along` metres from its start and `up` metres above the ground; null = nothing
 * there.
 */
export type WallShader = (along: number, up: number, depth: number) => Color | null;

export interface InstanceExtent {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  /** Number of pixels in which the instance is visible. */
  visible: number;
  /** Number of pixels that it would cover without occlusion. */
  covered: number;
  /** Whether it extends beyond the image. */
  truncated: boolean;
}

/**
 * Image, labels and instances of one scene, drawn in any order. A depth buffer (of 1 / z, so that larger is
 * nearer and planes are linear in the image) resolves occlusion. One function writes all three buffers, which
 * makes masks and boxes exact.
 */
export class Canvas {
  readonly rgb: Uint8ClampedArray; // [H, W, 3]
  readonly semantic: Uint8Array; // [H, W]
  readonly drivable: Uint8Array; // [H, W]
  /** Lane mask in BDD100K's format (`encodeLane`). */
  readonly lane: Uint8Array; // [H, W]
  readonly instance: Uint16Array; // [H, W]
  readonly #inverseDepth: Float32Array; // [H, W]
  readonly #coveredBy: Uint16Array; // [H, W]
  readonly #covered: number[] = [0];
  readonly #truncated: boolean[] = [false];
  brush: Brush;

  constructor(readonly camera: Camera) {
    const pixels = camera.width * camera.height;
    this.rgb = new Uint8ClampedArray(pixels * 3);
    this.semantic = new Uint8Array(pixels).fill(SEMANTIC_ID.sky);
    this.drivable = new Uint8Array(pixels).fill(BACKGROUND);
    this.lane = new Uint8Array(pixels).fill(LANE_BACKGROUND);
    this.instance = new Uint16Array(pixels);
    this.#inverseDepth = new Float32Array(pixels);
    this.#coveredBy = new Uint16Array(pixels);
    this.brush = { semantic: SEMANTIC_ID.sky, instance: 0, light: (color) => color };
  }

  /** Returns a new instance number. Draw all of an instance before the next one. */
  addInstance(): number {
    this.#truncated.push(false);
    return this.#covered.push(0) - 1;
  }

  /** Draws one pixel unless something nearer is there. The caller keeps x and y inside the image. */
  plot(x: number, y: number, inverseDepth: number, r: number, g: number, b: number): void {
    const i = y * this.camera.width + x;
    const { instance } = this.brush;
    if (instance > 0 && this.#coveredBy[i] !== instance) {
      this.#coveredBy[i] = instance;
      this.#covered[instance]!++;
    }
    if (inverseDepth < this.#inverseDepth[i]!) return;
    this.#inverseDepth[i] = inverseDepth;
    this.semantic[i] = this.brush.semantic;
    this.instance[i] = instance;
    this.drivable[i] = BACKGROUND;
    this.lane[i] = LANE_BACKGROUND;
    const j = i * 3;
    this.rgb[j] = r;
    this.rgb[j + 1] = g;
    this.rgb[j + 2] = b;
  }

  /** Stores a ground or sky pixel, before any object is drawn. */
  base(
    i: number,
    inverseDepth: number,
    semantic: number,
    drivable: number,
    r: number,
    g: number,
    b: number,
  ): void {
    this.#inverseDepth[i] = inverseDepth;
    this.semantic[i] = semantic;
    this.drivable[i] = drivable;
    const j = i * 3;
    this.rgb[j] = r;
    this.rgb[j + 1] = g;
    this.rgb[j + 2] = b;
  }

  /**
   * Distance in metres along the camera's axis; NaN for the sky and for the skyline of roofs and trees in
   * front of it.
   */
  depth(): Float32Array {
    return this.#inverseDepth.map((inverse) => (inverse > 0 ? 1 / inverse : Number.NaN));
  }

  /** Darkens the pixels inside a ground polygon without changing labels, to draw shadows. */
  shadow(points: readonly (readonly [x: number, z: number])[], factor: number): void {
    const clipped = clipNear(points.map(([x, z]) => [x, 0, z]));
    if (clipped.length < 3) return;
    const xs = clipped.map(([x, , z]) => projectX(this.camera, x, z));
    const ys = clipped.map(([, y, z]) => projectY(this.camera, y, z));
    scanConvex(this.camera, xs, ys, (y, from, to) => {
      const start = (y * this.camera.width + from) * 3;
      const end = (y * this.camera.width + to + 1) * 3;
      for (let j = start; j < end; j++) this.rgb[j]! *= factor;
    });
  }

  /** Whether a point in space is visible. */
  sees([x, y, z]: Point3): boolean {
    if (z < NEAR) return false;
    const u = Math.floor(projectX(this.camera, x, z));
    const v = Math.floor(projectY(this.camera, y, z));
    const { width, height } = this.camera;
    if (u < 0 || v < 0 || u >= width || v >= height) return false;
    return this.#inverseDepth[v * width + u]! <= 1.03 / z;
  }

  /**
   * Draws a convex, planar polygon in one colour.
   * @param lift moves details that lie on another surface slightly closer; each step is a small amount.
   */
  polygon(points: readonly Point3[], color: Color, lift = 0): void {
    const clipped = clipNear(points);
    if (clipped.length < 3) return;
    this.#noteNear(clipped.length !== points.length || points.some(([, , z]) => z < NEAR));
    const { camera } = this;
    const xs = clipped.map(([x, , z]) => projectX(camera, x, z));
    const ys = clipped.map(([, y, z]) => projectY(camera, y, z));
    this.#noteExtent(Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys));
    const plane = inverseDepthPlane(camera, clipped);
    if (!plane) return;
    const [a, b, c] = plane;
    const depth = clipped.reduce((sum, [, , z]) => sum + z, 0) / clipped.length;
    const [red, green, blue] = this.brush.light(color, depth);
    const bias = 1 + 0.004 * lift;
    scanConvex(this.camera, xs, ys, (y, from, to) => {
      const py = y + 0.5;
      for (let x = from; x <= to; x++) this.plot(x, y, (a * (x + 0.5) + b * py + c) * bias, red, green, blue);
    });
  }

  /**
   * Draws a rounded bar between two points (limbs, poles, tubes). Radii are in metres; the bar is at least
   * about one pixel wide.
   */
  capsule(from: Point3, to: Point3, radius: number, color: Color, endRadius = radius): void {
    if (from[2] < NEAR || to[2] < NEAR) {
      this.#noteNear(true);
      return;
    }
    const { camera } = this;
    const x0 = projectX(camera, from[0], from[2]);
    const y0 = projectY(camera, from[1], from[2]);
    const x1 = projectX(camera, to[0], to[2]);
    const y1 = projectY(camera, to[1], to[2]);
    const r0 = Math.max(0.55, (camera.focal * radius) / from[2]);
    const r1 = Math.max(0.55, (camera.focal * endRadius) / to[2]);
    const left = Math.min(x0 - r0, x1 - r1);
    const right = Math.max(x0 + r0, x1 + r1);
    const top = Math.min(y0 - r0, y1 - r1);
    const bottom = Math.max(y0 + r0, y1 + r1);
    this.#noteExtent(left, right, top, bottom);
    const lit = this.brush.light(color, (from[2] + to[2]) / 2);
    const dx = x1 - x0;
    const dy = y1 - y0;
    const length2 = dx * dx + dy * dy || 1;
    const w0 = 1 / from[2];
    const w1 = 1 / to[2];
    const { x: xFrom, X: xTo, y: yFrom, Y: yTo } = pixelsInside(camera, left, right, top, bottom);
    for (let y = yFrom; y <= yTo; y++) {
      for (let x = xFrom; x <= xTo; x++) {
        const px = x + 0.5 - x0;
        const py = y + 0.5 - y0;
        const t = Math.min(1, Math.max(0, (px * dx + py * dy) / length2));
        const r = r0 + (r1 - r0) * t;
        const ox = px - t * dx;
        const oy = py - t * dy;
        const d2 = ox * ox + oy * oy;
        if (d2 > r * r) continue;
        // Shaded as round: lit from the upper left, darker towards the lower right.
        const shade = 1 - 0.22 * ((ox + oy) / (r * 1.42));
        this.plot(x, y, w0 + (w1 - w0) * t, lit[0] * shade, lit[1] * shade, lit[2] * shade);
      }
    }
  }

  /**
   * Draws a flat disc facing the camera. `shade` returns the colour at a position, from -1 to 1 along both
   * axes, or leaves it out.
   */
  disc(
    centre: Point3,
    radius: number,
    shade: (dx: number, dy: number, x: number, y: number) => Color | null,
    squash = 1,
  ): void {
    const [cx, cy, z] = centre;
    if (z < NEAR) return;
    const { camera } = this;
    const u = projectX(camera, cx, z);
    const v = projectY(camera, cy, z);
    const rx = (camera.focal * radius) / z;
    const ry = rx * squash;
    this.#noteExtent(u - rx, u + rx, v - ry, v + ry);
    const { x: xFrom, X: xTo, y: yFrom, Y: yTo } = pixelsInside(camera, u - rx, u + rx, v - ry, v + ry);
    for (let y = yFrom; y <= yTo; y++) {
      const dy = (y + 0.5 - v) / ry;
      for (let x = xFrom; x <= xTo; x++) {
        if (this.#isStuffHidden(y * camera.width + x, 1 / z)) continue;
        const color = shade((x + 0.5 - u) / rx, dy, x, y);
        if (color) this.plot(x, y, 1 / z, color[0], color[1], color[2]);
      }
    }
  }

  /**
   * Draws an upright wall above the line from `a` to `b` (ground points). Its shader gets positions in
   * metres.
   */
  wall(
    a: readonly [x: number, z: number],
    b: readonly [x: number, z: number],
    bottom: number,
    top: number,
    shader: WallShader,
    lift = 0,
  ): void {
    const { camera } = this;
    const dx = b[0] - a[0];
    const dz = b[1] - a[1];
    const length = Math.hypot(dx, dz);
    let t0 = 0;
    let t1 = 1;
    if (a[1] < NEAR) t0 = (NEAR - a[1]) / dz;
    if (b[1] < NEAR) t1 = (NEAR - a[1]) / dz;
    if (!(t1 > t0)) return;
    this.#noteNear(t0 > 0 || t1 < 1);
    const [z0, z1] = [a[1] + t0 * dz, a[1] + t1 * dz];
    const [u0, u1] = [projectX(camera, a[0] + t0 * dx, z0), projectX(camera, a[0] + t1 * dx, z1)];
    const [left, right] = [Math.min(u0, u1), Math.max(u0, u1)];
    const nearest = Math.min(z0, z1);
    this.#noteExtent(left, right, projectY(camera, top, nearest), projectY(camera, bottom, nearest));
    const { x: xFrom, X: xTo } = pixelsInside(camera, left, right, 0, 1);
    const bias = 1 + 0.004 * lift;
    for (let x = xFrom; x <= xTo; x++) {
      const slope = (x + 0.5 - camera.cx) / camera.focal;
      const t = Math.min(t1, Math.max(t0, (slope * a[1] - a[0]) / (dx - slope * dz)));
      const z = a[1] + t * dz;
      if (!(z >= NEAR)) continue;
      const metres = z / camera.focal;
      const yTop = Math.max(0, Math.ceil(projectY(camera, top, z) - 0.5));
      const yBottom = Math.min(camera.height - 1, Math.ceil(projectY(camera, bottom, z) - 0.5) - 1);
      const along = t * length;
      for (let y = yTop; y <= yBottom; y++) {
        if (this.#isStuffHidden(y * camera.width + x, bias / z)) continue;
        const color = shader(along, camera.eye - (y + 0.5 - camera.horizon) * metres, z);
        if (color) this.plot(x, y, bias / z, color[0], color[1], color[2]);
      }
    }
  }

  /** Visible extent of each instance by its number, in one pass over the image. Index 0 is unused. */
  extents(): InstanceExtent[] {
    const { width, height } = this.camera;
    const extents: InstanceExtent[] = this.#covered.map((covered, id) => ({
      x1: width,
      y1: height,
      x2: -1,
      y2: -1,
      visible: 0,
      covered,
      truncated: this.#truncated[id]!,
    }));
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        const id = this.instance[i]!;
        if (id === 0) continue;
        const extent = extents[id]!;
        extent.visible++;
        if (x < extent.x1) extent.x1 = x;
        if (x > extent.x2) extent.x2 = x;
        if (y < extent.y1) extent.y1 = y;
        extent.y2 = y;
      }
    }
    return extents;
  }

  /** Avoids computing the colour of hidden pixels. Hidden pixels of an instance must still be counted. */
  #isStuffHidden(i: number, inverseDepth: number): boolean {
    return this.brush.instance === 0 && inverseDepth < this.#inverseDepth[i]!;
  }

  #noteNear(cut: boolean): void {
    if (cut) this.#truncated[this.brush.instance] = true;
  }

  #noteExtent(left: number, right: number, top: number, bottom: number): void {
    const { width, height } = this.camera;
    if (left < -0.5 || top < -0.5 || right > width + 0.5 || bottom > height + 0.5) this.#noteNear(true);
  }
}
