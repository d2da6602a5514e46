import type { Frame, Point3 } from './camera.js';
import { type Color, scale } from './color.js';
import { hashNoise, noiseAt } from './noise.js';
import type { Stage } from './stage.js';
import { lit } from './style.js';

const STEEL: Color = [122, 126, 130];
const DARK: Color = [36, 38, 40];
const LAMP: Color = [255, 226, 168];
const WHITE: Color = [236, 236, 232];
const RED: Color = [196, 32, 36];
const BLUE: Color = [34, 78, 160];
const YELLOW: Color = [238, 192, 40];
const GREEN: Color = [24, 104, 68];

/** Draws a street lamp whose arm reaches over the road. */
export function drawLamp(stage: Stage, frame: Frame, toRoad: number): void {
  const { canvas, rng } = stage;
  stage.stuff('pole');
  const height = rng.uniform(6.5, 9);
  const reach = rng.uniform(1.2, 2.4) * toRoad;
  canvas.capsule(frame.at(0, 0, 0), frame.at(0, height, 0), 0.1, STEEL, 0.06);
  canvas.capsule(frame.at(0, height, 0), frame.at(reach, height + 0.35, 0), 0.05, STEEL);
  const head = [
    frame.at(reach - 0.1 * toRoad, height + 0.35, 0),
    frame.at(reach + 0.6 * toRoad, height + 0.38, 0),
  ] as const;
  if (!stage.style.lampsLit) canvas.capsule(...head, 0.1, scale(STEEL, 1.2));
  else stage.shine(() => canvas.capsule(...head, 0.12, LAMP));
  stage.glow(frame.at(reach + 0.3 * toRoad, height + 0.3, -0.2), 1.6, LAMP);
}

export function drawPost(stage: Stage, frame: Frame, height: number): void {
  stage.stuff('pole');
  stage.canvas.capsule(frame.at(0, 0, 0), frame.at(0, height, 0), 0.06, scale(STEEL, 0.8));
}

/** Draws a traffic light on its own post, or on an arm reaching `reach` metres over the road. */
export function drawTrafficLight(
  stage: Stage,
  frame: Frame,
  reach: number,
  state: 'red' | 'yellow' | 'green',
): void {
  const { canvas } = stage;
  stage.stuff('pole');
  const hanging = Math.abs(reach) > 0.5;
  const height = hanging ? 5.6 : 2.5;
  canvas.capsule(frame.at(0, 0, 0), frame.at(0, height, 0), 0.09, scale(STEEL, 0.75));
  if (hanging) canvas.capsule(frame.at(0, height, 0), frame.at(reach, height, 0), 0.06, scale(STEEL, 0.75));
  drawSignal(stage, frame, hanging ? reach : 0, height + (hanging ? 0.1 : 0.45), state);
}

function drawSignal(
  stage: Stage,
  frame: Frame,
  right: number,
  middle: number,
  state: 'red' | 'yellow' | 'green',
): void {
  const { canvas } = stage;
  stage.thing('traffic light', 'traffic light');
  const box = [right - 0.19, right + 0.19, -0.32, -0.08] as const;
  stage.block(frame, box, middle - 0.52, box, middle + 0.52, DARK);
  const lamps = [
    ['red', [255, 54, 44], 0.33],
    ['yellow', [255, 190, 40], 0],
    ['green', [60, 240, 130], -0.33],
  ] as const;
  for (const [name, color, up] of lamps) {
    const at = frame.at(right, middle + up, -0.36);
    const burning = name === state;
    const draw = () =>
      canvas.disc(at, 0.13, (dx, dy) =>
        dx * dx + dy * dy > 1 ? null : burning ? color : scale(color, 0.16),
      );
    if (burning) stage.shine(draw);
    else draw();
    if (burning) stage.glow(at, 0.7, color);
  }
}

/** Draws a sign on a post. */
export function drawSign(stage: Stage, frame: Frame): void {
  const { rng } = stage;
  const height = rng.uniform(2, 2.6);
  drawPost(stage, frame, height + 0.2);
  stage.thing('traffic sign', 'traffic sign');
  const kind = rng.pick(['stop', 'speed', 'warning', 'yield', 'information', 'parking'] as const);
  const panel = (sides: number, radius: number, turn: number, color: Color, lift: number) => {
    const points = Array.from({ length: sides }, (_, i): Point3 => {
      const angle = turn + (i * 2 * Math.PI) / sides;
      return frame.at(radius * Math.cos(angle), height + radius * Math.sin(angle), -0.08);
    });
    stage.canvas.polygon(points, color, lift);
  };
  const bar = (l: number, r: number, b: number, t: number, color: Color) =>
    stage.across(frame, -0.08, l, r, height + b, height + t, color, 4);
  switch (kind) {
    case 'stop':
      panel(8, 0.4, Math.PI / 8, WHITE, 1);
      panel(8, 0.36, Math.PI / 8, RED, 2);
      bar(-0.24, 0.24, -0.07, 0.07, WHITE);
      return;
    case 'speed':
      panel(18, 0.36, 0, RED, 1);
      panel(18, 0.28, 0, WHITE, 2);
      bar(-0.15, -0.03, -0.13, 0.13, DARK);
      bar(0.03, 0.15, -0.13, 0.13, DARK);
      return;
    case 'warning':
      panel(4, 0.46, 0, DARK, 1);
      panel(4, 0.43, 0, YELLOW, 2);
      bar(-0.04, 0.04, -0.2, 0.2, DARK);
      return;
    case 'yield':
      panel(3, 0.46, -Math.PI / 2, RED, 1);
      panel(3, 0.28, -Math.PI / 2, WHITE, 2);
      return;
    case 'information':
      bar(-0.55, 0.55, -0.34, 0.34, rng.pick([GREEN, BLUE]));
      stage.across(frame, -0.08, -0.42, 0.42, height + 0.08, height + 0.18, WHITE, 6);
      stage.across(frame, -0.08, -0.42, 0.2, height - 0.18, height - 0.08, WHITE, 6);
      return;
    case 'parking':
      bar(-0.3, 0.3, -0.3, 0.3, BLUE);
      stage.across(frame, -0.08, -0.1, 0.14, height - 0.2, height + 0.2, WHITE, 6);
      return;
  }
}

/** Draws a gantry over the whole road with direction signs. */
export function drawGantry(stage: Stage, z: number): void {
  const { road, rng } = stage;
  const frame = stage.place(0, z);
  stage.stuff('pole');
  const [left, right] = [road.median?.centre ?? road.left.curb, road.right.curb + 1];
  const height = rng.uniform(6, 6.8);
  for (const s of [left, right])
    stage.canvas.capsule(frame.at(s, 0, 0), frame.at(s, height + 1, 0), 0.16, STEEL);
  for (const up of [0.2, 0.9])
    stage.canvas.capsule(frame.at(left, height + up, 0), frame.at(right, height + up, 0), 0.1, STEEL);
  for (let s = left + 2; s + 3.2 < right; s += rng.uniform(4.5, 6)) {
    stage.thing('traffic sign', 'traffic sign');
    const [w, h] = [rng.uniform(2.6, 3.6), rng.uniform(1.6, 2.2)];
    const back = rng.pick([GREEN, BLUE]);
    stage.across(frame, -0.25, s, s + w, height - 0.5, height - 0.5 + h, WHITE, 1);
    stage.across(frame, -0.25, s + 0.06, s + w - 0.06, height - 0.44, height - 0.56 + h, back, 2);
    stage.across(frame, -0.25, s + 0.3, s + w * 0.75, height + h * 0.4, height + h * 0.55, WHITE, 3);
    stage.across(frame, -0.25, s + 0.3, s + w * 0.6, height - 0.1, height + 0.15, WHITE, 3);
  }
}

/**
 * Draws pickets, mesh or a guard rail. One can see through it, but it is labelled as a whole, as in
 * Cityscapes.
 */
export function drawFence(
  stage: Stage,
  s: number,
  from: number,
  to: number,
  kind: 'pickets' | 'mesh' | 'rail',
): void {
  const { canvas, style, rng } = stage;
  stage.stuff('fence');
  const height = kind === 'mesh' ? rng.uniform(1.4, 2.2) : kind === 'rail' ? 0.8 : rng.uniform(0.9, 1.4);
  const paint: Color =
    kind === 'pickets'
      ? rng.pick<Color>([
          [226, 224, 216],
          [130, 92, 62],
          [52, 54, 56],
        ])
      : [150, 154, 158];
  const gap = scale(paint, kind === 'rail' ? 0.55 : 0.42);
  canvas.wall(stage.ground(s, from), stage.ground(s, to), 0, height, (along, up, depth) => {
    const post = along % 2.4 < 0.1;
    const fine = depth > 30 ? 0.5 : 0;
    if (kind === 'rail') {
      const beam = up > 0.42 && up < 0.74;
      if (!beam && !post) return up < 0.42 ? null : lit(style, gap, depth);
      return lit(style, scale(paint, beam ? 0.85 + 0.3 * Math.abs(Math.sin(up * 20)) : 0.8), depth);
    }
    if (kind === 'mesh') {
      const wire = (along + up) % 0.16 < 0.035 || (along - up + 40) % 0.16 < 0.035 || up > height - 0.06;
      return lit(style, scale(paint, post || wire ? 1 : 0.5 + fine * 0.4), depth);
    }
    const picket =
      along % 0.2 < 0.12 || Math.abs(up - height * 0.3) < 0.05 || Math.abs(up - height * 0.8) < 0.05;
    return lit(
      style,
      picket || post ? scale(paint, 0.9 + 0.15 * hashNoise(along * 5, 3)) : fine ? scale(paint, 0.7) : gap,
      depth,
    );
  });
}

/** Draws a free-standing wall: concrete, brick or a noise barrier. */
export function drawWall(
  stage: Stage,
  s: number,
  from: number,
  to: number,
  height: number,
  brick: boolean,
): void {
  const { canvas, style, rng } = stage;
  stage.stuff('wall');
  const paint: Color = brick ? [146, 92, 74] : [164, 162, 158];
  const seed = rng.int(0, 255);
  canvas.wall(stage.ground(s, from), stage.ground(s, to), 0, height, (along, up, depth) => {
    const course = Math.floor(up / 0.2);
    const joint = brick
      ? depth < 25 && (up % 0.2 < 0.025 || (along + (course % 2) * 0.25) % 0.5 < 0.025)
      : along % 3 < 0.05;
    const cap = up > height - 0.14 ? 1.15 : 1;
    const tone = (joint ? 0.72 : 0.92 + 0.25 * (noiseAt(seed + along * 8, up * 8) - 0.4)) * cap;
    return lit(style, scale(paint, tone), depth);
  });
  const end = stage.ground(s, from);
  canvas.wall(end, [end[0] + 0.3 * Math.sign(s), end[1]], 0, height, (_, __, depth) =>
    lit(style, scale(paint, 0.7), depth),
  );
}
