import type { Frame } from './camera.js';
import { type Color, scale } from './color.js';
import type { Stage } from './stage.js';
import { bumperAndLamps, DARK, glassColor, PAINTS, type Vehicle, wheels } from './vehicleParts.js';

export function car({ rng }: Stage): Vehicle {
  const shape = rng.pick(['sedan', 'hatchback', 'suv', 'coupe'] as const);
  const tall = shape === 'suv';
  const length = shape === 'hatchback' ? rng.uniform(3.7, 4.1) : rng.uniform(4.3, 4.9);
  const width = rng.uniform(1.72, 1.9) + (tall ? 0.08 : 0);
  const height = tall ? rng.uniform(1.65, 1.8) : shape === 'coupe' ? 1.32 : rng.uniform(1.4, 1.52);
  const shoulder = height * (tall ? 0.6 : 0.62);
  const clearance = tall ? 0.32 : 0.22;
  const paint = rng.weighted(PAINTS);
  const half = length / 2;
  const trunk = shape === 'sedan' || shape === 'coupe' ? 0.75 : 0.06;
  const hood = rng.uniform(0.9, 1.15);
  const rake = shape === 'hatchback' || tall ? 0.25 : 0.6;
  return {
    ...{ length, width, height },
    draw(stage, frame) {
      stage.thing('car', 'car');
      const w = width / 2;
      wheels(stage, frame, width, tall ? 0.36 : 0.32, [-half + 0.75, half - 0.8]);
      stage.block(
        frame,
        [-w, w, -half, half],
        clearance,
        [-w, w, -half, half],
        shoulder * 0.72,
        scale(paint, 0.92),
      );
      const waist: [number, number, number, number] = [-w * 0.96, w * 0.96, -half + 0.05, half - 0.1];
      stage.block(frame, [-w, w, -half, half], shoulder * 0.72, waist, shoulder, paint);
      const [back, front] = [-half + trunk, half - hood];
      const [roofBack, roofFront] = [back + rake, front - 0.75];
      const roofWidth = w * 0.76;
      const glass = glassColor(stage);
      stage.block(
        frame,
        [-w * 0.93, w * 0.93, back, front],
        shoulder,
        [-roofWidth, roofWidth, roofBack, roofFront],
        height,
        glass,
      );
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
      for (const side of [-1, 1]) {
        pillars(
          stage,
          frame,
          side,
          [w * 0.93, roofWidth],
          [back, roofBack],
          [front, roofFront],
          [shoulder, height],
          paint,
        );
        stage.along(frame, side * w, -half + 0.15, half - 0.15, clearance, clearance + 0.1, DARK);
        stage.along(frame, side * w, 0.05, 0.09, clearance + 0.12, shoulder * 0.72, scale(paint, 0.6));
      }
      bumperAndLamps(stage, frame, { length, width }, shoulder * 0.72, clearance, paint);
    },
  };
}

/** The frame of the side windows: in the paint's colour, over the glass. */
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

export function van(stage: Stage): Vehicle {
  const { rng } = stage;
  const [length, width, height] = [rng.uniform(4.8, 5.6), rng.uniform(1.9, 2.02), rng.uniform(1.95, 2.35)];
  const paint = rng.weighted(PAINTS);
  const half = length / 2;
  const passenger = rng.chance(0.5);
  return {
    ...{ length, width, height },
    draw(stage, frame) {
      stage.thing('car', 'car');
      const w = width / 2;
      const glass = glassColor(stage);
      wheels(stage, frame, width, 0.34, [-half + 0.8, half - 0.85]);
      stage.block(frame, [-w, w, -half, half], 0.25, [-w, w, -half, half - 0.15], 1.05, paint);
      stage.block(
        frame,
        [-w, w, -half, half - 0.15],
        1.05,
        [-w * 0.9, w * 0.9, -half + 0.08, half - 1.3],
        height,
        paint,
      );
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
      const windowTop = 1.05 + (height - 1.05) * 0.78;
      stage.canvas.polygon(
        [
          frame.at(-w * 0.82, 1.2, -half + 0.02),
          frame.at(w * 0.82, 1.2, -half + 0.02),
          frame.at(w * 0.78, windowTop, -half + 0.06),
          frame.at(-w * 0.78, windowTop, -half + 0.06),
        ],
        glass,
        2,
      );
      for (const side of [-1, 1]) {
        const panes: [number, number][] = passenger
          ? [
              [-half + 0.3, -half + 1.4],
              [-half + 1.6, half - 2.5],
              [half - 2.3, half - 1.2],
            ]
          : [[half - 2.2, half - 1.1]];
        for (const [b, f] of panes) {
          const leaning = (up: number) => side * w * (1 - (0.1 * (up - 1.05)) / (height - 1.05));
          const points = [
            frame.at(leaning(1.15), 1.15, b),
            frame.at(leaning(1.15), 1.15, f),
            frame.at(leaning(windowTop), windowTop, f),
            frame.at(leaning(windowTop), windowTop, b),
          ];
          stage.canvas.polygon(points, glass, 2);
        }
      }
      bumperAndLamps(stage, frame, { length, width }, 1.05, 0.25, paint);
    },
  };
}
