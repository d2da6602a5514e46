import type { Frame } from './camera.js';
import { type Color, mix, scale } from './color.js';
import type { Stage } from './stage.js';

const TYRE: Color = [28, 28, 30];
const HUB: Color = [128, 130, 134];
const DARK: Color = [34, 35, 38];
const PLATE: Color = [222, 222, 214];
const TAIL_LAMP: Color = [150, 22, 24];
const TAIL_LAMP_LIT: Color = [255, 52, 44];
const HEAD_LAMP: Color = [224, 226, 220];
const HEAD_LAMP_LIT: Color = [255, 250, 228];

const PAINTS: readonly (readonly [Color, number])[] = [
  [[232, 232, 230], 5],
  [[178, 182, 186], 5],
  [[106, 110, 116], 4],
  [[34, 36, 40], 4],
  [[38, 66, 128], 2],
  [[150, 30, 34], 2],
  [[92, 22, 30], 1],
  [[196, 182, 152], 1],
  [[44, 92, 78], 1],
  [[204, 128, 40], 0.6],
  [[86, 132, 176], 1],
  [[226, 190, 52], 0.5],
];

export type VehicleKind = 'car' | 'van' | 'truck' | 'bus' | 'train';

interface Body {
  length: number;
  width: number;
  height: number;
}

/** Draws the vehicle with its middle on the frame. */
export interface Vehicle extends Body {
  draw(stage: Stage, frame: Frame): void;
}

export function drawVehicle(stage: Stage, kind: VehicleKind): Vehicle {
  switch (kind) {
    case 'car':
      return car(stage);
    case 'van':
      return van(stage);
    case 'truck':
      return truck(stage);
    case 'bus':
      return bus(stage);
    case 'train':
      return tram(stage);
  }
}

function car({ rng }: Stage): Vehicle {
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
        stage.along(frame, side * w * 1.0, 0.05, 0.09, clearance + 0.12, shoulder * 0.72, scale(paint, 0.6));
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

function van(stage: Stage): Vehicle {
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

function truck(stage: Stage): Vehicle {
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

function bus(stage: Stage): Vehicle {
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

function tram(stage: Stage): Vehicle {
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
        const w = width * 0.42;
        const next = carLength / 2 + 0.7;
        stage.block(own, [-w, w, -next, next], 0.5, [-w, w, -next, next], height - 0.3, DARK);
        stage.canvas.capsule(own.at(0, height, 0), own.at(0, height + 0.7, 0.8), 0.05, DARK);
        bumperAndLamps(stage, own, { length: carLength, width }, 1.1, 0.3, paint);
      }
    },
  };
}

/** A long box with a band of windows all around: buses and trams. */
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

function bumperAndLamps(
  stage: Stage,
  frame: Frame,
  { length, width }: Pick<Body, 'length' | 'width'>,
  shoulder: number,
  clearance: number,
  paint: Color,
): void {
  const half = length / 2;
  const w = width / 2;
  const lampBottom = shoulder * 0.72;
  for (const [end, litColor, color] of [
    [-half, TAIL_LAMP_LIT, TAIL_LAMP],
    [half, HEAD_LAMP_LIT, HEAD_LAMP],
  ] as const) {
    stage.across(frame, end, -w, w, clearance, clearance + 0.18, scale(mix(paint, DARK, 0.65), 0.9));
    stage.across(frame, end, -0.26, 0.26, clearance + 0.2, clearance + 0.32, PLATE, 2);
    if (end > 0) stage.across(frame, end, -w * 0.5, w * 0.5, lampBottom - 0.12, lampBottom + 0.05, DARK, 2);
    const lamps = () => {
      for (const side of [-1, 1]) {
        const [inner, outer] = [side * w * 0.66, side * w * 0.98];
        const lamp = stage.style.lampsLit ? litColor : color;
        stage.across(
          frame,
          end,
          Math.min(inner, outer),
          Math.max(inner, outer),
          lampBottom,
          shoulder * 0.97,
          lamp,
          3,
        );
        const [x, y, z] = frame.at(side * w * 0.82, shoulder * 0.85, end + Math.sign(end) * 0.1);
        const facesCamera = z < frame.z;
        if (facesCamera) stage.glow([x, y, z], end > 0 ? 1.1 : 0.45, litColor);
      }
    };
    if (stage.style.lampsLit) stage.shine(lamps);
    else lamps();
  }
}

function wheels(stage: Stage, frame: Frame, width: number, radius: number, places: readonly number[]): void {
  const circle = Array.from({ length: 12 }, (_, i) => (i * Math.PI) / 6);
  for (const place of places) {
    for (const side of [-1, 1]) {
      const outer = (side * width) / 2 + side * 0.01;
      const inner = outer - side * 0.22;
      const tread: [number, number, number, number] = [
        Math.min(inner, outer),
        Math.max(inner, outer),
        place - radius * 0.7,
        place + radius * 0.7,
      ];
      stage.block(frame, tread, 0, tread, radius * 1.5, TYRE);
      const ring = (r: number) =>
        circle.map((angle) => frame.at(outer, radius + r * Math.sin(angle), place + r * Math.cos(angle)));
      stage.canvas.polygon(ring(radius), TYRE, 2);
      stage.canvas.polygon(ring(radius * 0.58), HUB, 3);
    }
  }
}

function glassColor({ style }: Stage): Color {
  return style.timeOfDay === 'night' ? [40, 44, 54] : mix([34, 42, 50], style.skyBottom, 0.22);
}
