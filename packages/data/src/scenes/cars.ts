import type { Rng } from '../rng.js';
import type { Frame } from './camera.js';
import { type Color, scale } from './color.js';
import type { Rectangle, Stage } from './stage.js';
import { type Body, bumperAndLamps, DARK, glassColor, PAINTS, type Vehicle, wheels } from './vehicleParts.js';

export function car({ rng }: Stage): Vehicle {
  const shape = drawShape(rng);
  return {
    ...shape,
    draw(stage, frame) {
      const { length, width, tall, clearance, waist, paint } = shape;
      stage.thing('car', 'car');
      wheels(stage, frame, width, tall ? 0.36 : 0.32, [-length / 2 + 0.75, length / 2 - 0.8]);
      drawBody(stage, frame, shape);
      const cabin = drawCabin(stage, frame, shape);
      for (const side of [-1, 1]) drawSide(stage, frame, side, shape, cabin);
      bumperAndLamps(stage, frame, { length, width }, waist, clearance, paint);
    },
  };
}

type Shape = ReturnType<typeof drawShape>;

function drawShape(rng: Rng) {
  const kind = rng.pick(['sedan', 'hatchback', 'suv', 'coupe'] as const);
  const tall = kind === 'suv';
  const length = kind === 'hatchback' ? rng.uniform(3.7, 4.1) : rng.uniform(4.3, 4.9);
  const width = rng.uniform(1.72, 1.9) + (tall ? 0.08 : 0);
  const height = tall ? rng.uniform(1.65, 1.8) : kind === 'coupe' ? 1.32 : rng.uniform(1.4, 1.52);
  const shoulder = height * (tall ? 0.6 : 0.62);
  return {
    ...{ length, width, height, tall, shoulder },
    clearance: tall ? 0.32 : 0.22,
    /** Upper end of the lower body. */
    waist: shoulder * 0.72,
    paint: rng.weighted(PAINTS),
    trunk: kind === 'sedan' || kind === 'coupe' ? 0.75 : 0.06,
    hood: rng.uniform(0.9, 1.15),
    rake: kind === 'hatchback' || tall ? 0.25 : 0.6,
  };
}

function drawBody(
  stage: Stage,
  frame: Frame,
  { length, width, clearance, waist, shoulder, paint }: Shape,
): void {
  const [w, half] = [width / 2, length / 2];
  const floor: Rectangle = [-w, w, -half, half];
  const top: Rectangle = [-w * 0.96, w * 0.96, -half + 0.05, half - 0.1];
  stage.block(frame, floor, clearance, floor, waist, scale(paint, 0.92));
  stage.block(frame, floor, waist, top, shoulder, paint);
}

/**
 * Glass on all sides below the roof. Given are the heights of shoulder and roof, and the rear and front ends
 * of both.
 */
interface Cabin {
  widths: [shoulder: number, roof: number];
  back: [shoulder: number, roof: number];
  front: [shoulder: number, roof: number];
}

function drawCabin(stage: Stage, frame: Frame, shape: Shape): Cabin {
  const { length, width, height, shoulder, paint, trunk, hood, rake } = shape;
  const [w, half] = [width / 2, length / 2];
  const [back, front] = [-half + trunk, half - hood];
  const [roofBack, roofFront] = [back + rake, front - 0.75];
  const roofWidth = w * 0.76;
  const windows: Rectangle = [-w * 0.93, w * 0.93, back, front];
  const roof: Rectangle = [-roofWidth, roofWidth, roofBack, roofFront];
  stage.block(frame, windows, shoulder, roof, height, glassColor(stage));
  stage.canvas.polygon(
    [
      frame.at(-roofWidth, height, roofBack),
      frame.at(roofWidth, height, roofBack),
      frame.at(roofWidth, height, roofFront),
      frame.at(-roofWidth, height, roofFront),
    ],
    scale(paint, 1.1),
    1,
  );
  return { widths: [w * 0.93, roofWidth], back: [back, roofBack], front: [front, roofFront] };
}

/** Draws pillars, sill and the gaps of the doors. */
function drawSide(
  stage: Stage,
  frame: Frame,
  side: number,
  shape: Shape,
  { widths, back, front }: Cabin,
): void {
  const { length, width, height, shoulder, clearance, waist, paint } = shape;
  const [w, half] = [width / 2, length / 2];
  pillars(stage, frame, side, widths, back, front, [shoulder, height], paint);
  stage.along(frame, side * w, -half + 0.15, half - 0.15, clearance, clearance + 0.1, DARK);
  stage.along(frame, side * w, 0.05, 0.09, clearance + 0.12, waist, scale(paint, 0.6));
}

/** Draws the frame of the side windows in the paint's colour, over the glass. */
function pillars(
  stage: Stage,
  frame: Frame,
  side: number,
  [low, high]: [number, number],
  [back, roofBack]: [number, number],
  [front, roofFront]: [number, number],
  [bottom, top]: [number, number],
  paint: Color,
): void {
  const color = scale(paint, 0.8);
  const at = (t: number, u: number) =>
    frame.at(
      side * (low + (high - low) * u),
      bottom + (top - bottom) * u,
      back + (roofBack - back) * u + (front + (roofFront - front) * u - back - (roofBack - back) * u) * t,
    );
  for (const [from, to] of [
    [0, 0.08],
    [0.5, 0.55],
    [0.94, 1],
  ] as const) {
    stage.canvas.polygon([at(from, 0), at(to, 0), at(to, 1), at(from, 1)], color, 1);
  }
  stage.canvas.polygon([at(0, 0.88), at(1, 0.88), at(1, 1), at(0, 1)], color, 1);
}

export function van({ rng }: Stage): Vehicle {
  const [length, width, height] = [rng.uniform(4.8, 5.6), rng.uniform(1.9, 2.02), rng.uniform(1.95, 2.35)];
  const shape = { length, width, height };
  const paint = rng.weighted(PAINTS);
  const passenger = rng.chance(0.5);
  return {
    ...shape,
    draw(stage, frame) {
      const [w, half] = [width / 2, length / 2];
      stage.thing('car', 'car');
      const glass = glassColor(stage);
      wheels(stage, frame, width, 0.34, [-half + 0.8, half - 0.85]);
      const floor: Rectangle = [-w, w, -half, half];
      const middle: Rectangle = [-w, w, -half, half - 0.15];
      const roof: Rectangle = [-w * 0.9, w * 0.9, -half + 0.08, half - 1.3];
      stage.block(frame, floor, 0.25, middle, VAN_WAIST, paint);
      stage.block(frame, middle, VAN_WAIST, roof, height, paint);
      drawVanEnds(stage, frame, shape, glass);
      for (const side of [-1, 1]) drawVanPanes(stage, frame, side, shape, passenger, glass);
      bumperAndLamps(stage, frame, { length, width }, VAN_WAIST, 0.25, paint);
    },
  };
}

/** Height above which the walls lean inwards, in metres. */
const VAN_WAIST = 1.05;
const vanWindowTop = (height: number): number => VAN_WAIST + (height - VAN_WAIST) * 0.78;

/** Draws windscreen and rear window. */
function drawVanEnds(stage: Stage, frame: Frame, { length, width, height }: Body, glass: Color): void {
  const [w, half] = [width / 2, length / 2];
  stage.canvas.polygon(
    [
      frame.at(-w * 0.95, 1.1, half - 0.2),
      frame.at(w * 0.95, 1.1, half - 0.2),
      frame.at(w * 0.86, height * 0.94, half - 1.22),
      frame.at(-w * 0.86, height * 0.94, half - 1.22),
    ],
    glass,
    2,
  );
  const top = vanWindowTop(height);
  stage.canvas.polygon(
    [
      frame.at(-w * 0.82, 1.2, -half + 0.02),
      frame.at(w * 0.82, 1.2, -half + 0.02),
      frame.at(w * 0.78, top, -half + 0.06),
      frame.at(-w * 0.78, top, -half + 0.06),
    ],
    glass,
    2,
  );
}

function drawVanPanes(
  stage: Stage,
  frame: Frame,
  side: number,
  { length, width, height }: Body,
  passenger: boolean,
  glass: Color,
): void {
  const [w, half] = [width / 2, length / 2];
  const top = vanWindowTop(height);
  const leaning = (up: number) => side * w * (1 - (0.1 * (up - VAN_WAIST)) / (height - VAN_WAIST));
  const panes: [number, number][] = passenger
    ? [
        [-half + 0.3, -half + 1.4],
        [-half + 1.6, half - 2.5],
        [half - 2.3, half - 1.2],
      ]
    : [[half - 2.2, half - 1.1]];
  for (const [back, front] of panes) {
    const points = [
      frame.at(leaning(1.15), 1.15, back),
      frame.at(leaning(1.15), 1.15, front),
      frame.at(leaning(top), top, front),
      frame.at(leaning(top), top, back),
    ];
    stage.canvas.polygon(points, glass, 2);
  }
}
