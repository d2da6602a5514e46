import type { Frame } from './camera.js';
import { type Color, scale } from './color.js';
import type { Stage } from './stage.js';
import { type Body, bumperAndLamps, DARK, glassColor, PAINTS, type Vehicle, wheels } from './vehicleParts.js';

export function truck(stage: Stage): Vehicle {
  const { rng } = stage;
  const [length, width, height] = [rng.uniform(6.5, 10.5), rng.uniform(2.3, 2.5), rng.uniform(2.9, 3.7)];
  const cab = rng.weighted(PAINTS);
  const cargo = rng.pick<Color>([
    [226, 226, 222],
    [202, 204, 208],
    [182, 150, 92],
    [70, 98, 140],
    [150, 60, 52],
    [96, 120, 90],
  ]);
  const half = length / 2;
  const cabBack = half - 2.1;
  const flatbed = rng.chance(0.2);
  const stripe = rng.chance(0.5) ? rng.weighted(PAINTS) : null;
  return {
    ...{ length, width, height },
    draw(stage, frame) {
      stage.thing('truck', 'truck');
      const w = width / 2;
      wheels(stage, frame, width, 0.48, [-half + 1.1, -half + 2.2, half - 1.2]);
      stage.block(frame, [-w * 0.8, w * 0.8, -half, half], 0.55, [-w * 0.8, w * 0.8, -half, half], 1, DARK);
      const cabTop = Math.min(height, 2.75);
      stage.block(
        frame,
        [-w * 0.95, w * 0.95, cabBack, half],
        0.5,
        [-w * 0.92, w * 0.92, cabBack, half - 0.2],
        cabTop,
        cab,
      );
      const glass = glassColor(stage);
      stage.across(frame, half - 0.05, -w * 0.85, w * 0.85, cabTop * 0.58, cabTop * 0.9, glass, 3);
      for (const side of [-1, 1])
        stage.along(frame, side * w * 0.95, half - 1.4, half - 0.4, cabTop * 0.58, cabTop * 0.88, glass, 2);
      const cargoTop = flatbed ? 1.5 : height;
      stage.block(
        frame,
        [-w, w, -half, cabBack - 0.15],
        0.95,
        [-w, w, -half, cabBack - 0.15],
        cargoTop,
        cargo,
      );
      const seam = scale(cargo, 0.6);
      stage.across(frame, -half, -0.03, 0.03, 1, cargoTop - 0.05, seam);
      stage.across(frame, -half, -w, w, 0.95, 1.06, seam);
      stage.across(frame, -half, -w, w, cargoTop - 0.1, cargoTop, seam);
      if (stripe) {
        for (const side of [-1, 1]) {
          stage.along(frame, side * w, -half + 0.3, cabBack - 0.4, 1.3, cargoTop - 0.5, stripe);
        }
      }
      bumperAndLamps(stage, frame, { length, width }, 1.0, 0.5, cab);
    },
  };
}

export function bus(stage: Stage): Vehicle {
  const { rng } = stage;
  const [length, width, height] = [rng.uniform(10, 12.5), rng.uniform(2.45, 2.55), rng.uniform(2.95, 3.3)];
  const paint = rng.pick<Color>([
    [214, 60, 48],
    [226, 226, 222],
    [236, 176, 44],
    [52, 104, 168],
    [66, 140, 90],
    [190, 190, 196],
  ]);
  const skirt = rng.chance(0.5) ? rng.weighted(PAINTS) : scale(paint, 0.75);
  return {
    ...{ length, width, height },
    draw(stage, frame) {
      stage.thing('bus', 'bus');
      carriage(stage, frame, { length, width, height }, paint, skirt);
      wheels(stage, frame, width, 0.5, [-length / 2 + 2.6, length / 2 - 2.6]);
      stage.shine(() => {
        const sign: Color = stage.style.lampsLit ? [255, 190, 70] : [214, 150, 50];
        for (const [end, lift] of [
          [length / 2, 3],
          [-length / 2, 3],
        ] as const) {
          stage.across(frame, end, -width * 0.28, width * 0.28, height * 0.88, height * 0.95, sign, lift);
        }
      });
      bumperAndLamps(stage, frame, { length, width }, 1.0, 0.35, paint);
    },
  };
}

export function tram(stage: Stage): Vehicle {
  const { rng } = stage;
  const cars = rng.int(2, 3);
  const carLength = rng.uniform(8, 11);
  const [width, height] = [2.45, rng.uniform(3.2, 3.5)];
  const paint = rng.pick<Color>([
    [224, 208, 160],
    [196, 48, 44],
    [230, 230, 228],
    [66, 118, 84],
    [44, 84, 150],
  ]);
  const skirt = rng.weighted(PAINTS);
  const length = cars * carLength + (cars - 1) * 0.6;
  return {
    ...{ length, width, height },
    draw(stage, frame) {
      stage.thing('train', 'train');
      for (let i = 0; i < cars; i++) {
        const middle = -length / 2 + carLength / 2 + i * (carLength + 0.6);
        const [x, , z] = frame.at(0, 0, middle);
        const own = stage.place(x - stage.road.shift(z), z, Math.PI);
        carriage(stage, own, { length: carLength, width, height }, paint, skirt);
        if (i + 1 < cars) {
          // The bellows before the next car.
          const [w, end] = [width * 0.42, carLength / 2];
          stage.block(own, [-w, w, end, end + 0.7], 0.5, [-w, w, end, end + 0.7], height - 0.3, DARK);
        }
        stage.canvas.capsule(own.at(0, height, 0), own.at(0, height + 0.7, 0.8), 0.05, DARK);
        bumperAndLamps(stage, own, { length: carLength, width }, 1.1, 0.3, paint);
      }
    },
  };
}

/** Draws a long box with a band of windows all around, for buses and trams. */
function carriage(
  stage: Stage,
  frame: Frame,
  { length, width, height }: Body,
  paint: Color,
  skirt: Color,
): void {
  const half = length / 2;
  const w = width / 2;
  stage.block(frame, [-w, w, -half, half], 0.32, [-w, w, -half, half], 1.1, skirt);
  stage.block(
    frame,
    [-w, w, -half, half],
    1.1,
    [-w * 0.97, w * 0.97, -half + 0.08, half - 0.08],
    height,
    paint,
  );
  const glass = stage.style.lampsLit ? ([206, 190, 140] as const) : glassColor(stage);
  const [sill, lintel] = [height * 0.45, height * 0.8];
  const draw = () => {
    for (const side of [-1, 1]) {
      for (let from = -half + 0.5; from + 1.15 < half - 0.2; from += 1.35) {
        stage.along(frame, side * w, from, from + 1.15, sill, lintel, glass, 2);
      }
    }
    for (const end of [-half, half])
      stage.across(frame, end, -w * 0.85, w * 0.85, sill * 0.95, lintel * 1.05, glass, 2);
  };
  if (stage.style.lampsLit) stage.shine(draw);
  else draw();
}
