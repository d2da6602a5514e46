import { type DetectionCategory, SEMANTIC_ID, type SemanticClass } from '../classes.js';
import type { Rng } from '../rng.js';
import { Frame, type Point3 } from './camera.js';
import type { Canvas } from './canvas.js';
import { type Color, scale } from './color.js';
import type { Road } from './road.js';
import { lit, type Style, shining } from './style.js';

/** Largest distance in metres at which objects are placed. */
export const MAX_DEPTH = 110;

/** The halo of a lamp, added to the finished image if the lamp is visible. */
export interface Glow {
  at: Point3;
  /** Radius in metres at the lamp's depth. */
  radius: number;
  color: Color;
}

/** Shared context for drawing the parts of a scene: the canvas, the light and the road. */
export class Stage {
  readonly glows: Glow[] = [];
  /** Category of each instance; number 0 is unused. */
  readonly categories: (DetectionCategory | null)[] = [null];

  constructor(
    readonly canvas: Canvas,
    readonly style: Style,
    readonly road: Road,
    readonly rng: Rng,
  ) {}

  /**
   * A position on or beside the road: `s` metres right of the ego lane, `z` ahead, turned relative to the
   * road's direction.
   */
  place(s: number, z: number, turn = 0, y = 0): Frame {
    return new Frame(s + this.road.shift(z), z, this.road.heading(z) + turn, y);
  }

  ground(s: number, z: number): [x: number, z: number] {
    return [s + this.road.shift(z), z];
  }

  /** Assigns the next pixels to a class without instances. */
  stuff(semantic: SemanticClass): void {
    this.#brush(semantic, 0);
  }

  /** Assigns the next pixels to a new object. */
  thing(semantic: SemanticClass, category: DetectionCategory): void {
    this.categories.push(category);
    this.#brush(semantic, this.canvas.addInstance());
  }

  #brush(semantic: SemanticClass, instance: number): void {
    const light = (color: Color, depth: number) => lit(this.style, color, depth);
    this.canvas.brush = { semantic: SEMANTIC_ID[semantic], instance, light };
  }

  /** Draws with self-luminous colours. */
  shine(draw: () => void): void {
    const { brush } = this.canvas;
    this.canvas.brush = { ...brush, light: (color, depth) => shining(this.style, color, depth) };
    draw();
    this.canvas.brush = brush;
  }

  glow(at: Point3, radius: number, color: Color): void {
    if (this.style.lampsLit) this.glows.push({ at, radius, color });
  }

  /**
   * Draws a solid with a rectangular floor and a rectangular roof, which may be smaller: body, cabin, box.
   * Each rectangle is `[left, right, back, front]`.
   */
  block(frame: Frame, floor: Rectangle, bottom: number, roof: Rectangle, top: number, color: Color): void {
    const [l, r, b, f] = floor;
    const [L, R, B, F] = roof;
    const low = [
      frame.at(l, bottom, b),
      frame.at(r, bottom, b),
      frame.at(r, bottom, f),
      frame.at(l, bottom, f),
    ];
    const high = [frame.at(L, top, B), frame.at(R, top, B), frame.at(R, top, F), frame.at(L, top, F)];
    const sunny = this.style.sunSide > 0;
    const shades = [0.86, sunny ? 0.95 : 0.7, 0.9, sunny ? 0.7 : 0.95];
    for (let i = 0; i < 4; i++) {
      const j = (i + 1) % 4;
      this.canvas.polygon([low[i]!, low[j]!, high[j]!, high[i]!], scale(color, shades[i]!));
    }
    this.canvas.polygon(high, scale(color, 1.12));
  }

  /** Draws a rectangle across the frame, at `ahead`: the back or front of an object. */
  across(
    frame: Frame,
    ahead: number,
    l: number,
    r: number,
    bottom: number,
    top: number,
    color: Color,
    lift = 1,
  ): void {
    const points = [
      frame.at(l, bottom, ahead),
      frame.at(r, bottom, ahead),
      frame.at(r, top, ahead),
      frame.at(l, top, ahead),
    ];
    this.canvas.polygon(points, color, lift);
  }

  /** Draws a rectangle along the frame, at `right`: a side of an object. */
  along(
    frame: Frame,
    right: number,
    b: number,
    f: number,
    bottom: number,
    top: number,
    color: Color,
    lift = 1,
  ): void {
    const points = [
      frame.at(right, bottom, b),
      frame.at(right, bottom, f),
      frame.at(right, top, f),
      frame.at(right, top, b),
    ];
    this.canvas.polygon(points, color, lift);
  }
}

export type Rectangle = readonly [left: number, right: number, back: number, front: number];
