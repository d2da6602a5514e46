import type { Frame } from './camera.js';
import type { Color } from './color.js';
import type { Stage } from './stage.js';

const SKINS: readonly Color[] = [
  [226, 182, 152],
  [198, 148, 112],
  [146, 100, 72],
  [96, 66, 50],
];
const CLOTHES: readonly Color[] = [
  [40, 44, 60],
  [28, 28, 32],
  [120, 30, 36],
  [206, 204, 198],
  [60, 92, 140],
  [96, 104, 84],
  [198, 150, 60],
  [112, 76, 120],
  [190, 80, 60],
  [70, 130, 120],
];
const TROUSERS: readonly Color[] = [
  [36, 42, 62],
  [30, 30, 34],
  [70, 74, 92],
  [122, 108, 86],
  [60, 56, 54],
];
const HAIR: readonly Color[] = [
  [30, 24, 22],
  [72, 48, 30],
  [150, 116, 66],
  [140, 140, 142],
];
const METAL: Color = [60, 62, 68];
const TYRE: Color = [30, 30, 32];

/** Draws a person walking in the direction of the frame. */
export function drawPedestrian(stage: Stage, frame: Frame): void {
  const { canvas, rng } = stage;
  stage.thing('person', 'pedestrian');
  const h = rng.chance(0.12) ? rng.uniform(1.05, 1.35) : rng.uniform(1.55, 1.9);
  const k = h / 1.75;
  const [skin, shirt, trousers, hair] = [
    rng.pick(SKINS),
    rng.pick(CLOTHES),
    rng.pick(TROUSERS),
    rng.pick(HAIR),
  ];
  const stride = rng.chance(0.25) ? 0.03 : rng.uniform(0.12, 0.34) * k;
  const [hip, shoulder] = [0.9 * k, 1.42 * k];
  for (const side of [-1, 1]) {
    const knee = frame.at(side * 0.1 * k, 0.48 * k, side * stride * 0.45 + 0.04);
    const foot = frame.at(side * 0.1 * k, 0.06, side * stride);
    canvas.capsule(frame.at(side * 0.09 * k, hip, 0), knee, 0.095 * k, trousers, 0.075 * k);
    canvas.capsule(knee, foot, 0.07 * k, trousers, 0.05 * k);
    canvas.capsule(foot, frame.at(side * 0.1 * k, 0.04, side * stride + 0.14 * k), 0.045 * k, [36, 32, 30]);
    const hand = frame.at(side * 0.26 * k, 0.86 * k, -side * stride * 0.8);
    canvas.capsule(frame.at(side * 0.21 * k, shoulder - 0.03, 0), hand, 0.055 * k, shirt, 0.045 * k);
    canvas.capsule(hand, hand, 0.05 * k, skin);
  }
  for (const side of [-1, 1]) {
    canvas.capsule(
      frame.at(side * 0.08 * k, hip, 0),
      frame.at(side * 0.11 * k, shoulder - 0.05, 0),
      0.12 * k,
      shirt,
    );
  }
  if (rng.chance(0.25))
    canvas.capsule(
      frame.at(0, 1.08 * k, -0.18 * k),
      frame.at(0, 1.35 * k, -0.18 * k),
      0.14 * k,
      rng.pick(CLOTHES),
    );
  drawHead(stage, frame, 1.62 * k, 0, 0.115 * k, skin, hair);
}

function drawHead(
  { canvas }: Stage,
  frame: Frame,
  up: number,
  ahead: number,
  radius: number,
  skin: Color,
  top: Color,
): void {
  canvas.capsule(frame.at(0, up - radius * 1.5, ahead), frame.at(0, up, ahead), radius * 0.5, skin);
  canvas.capsule(frame.at(0, up, ahead), frame.at(0, up + radius * 0.2, ahead), radius, skin);
  // The face looks ahead, so the hair covers the back and the top of the head.
  canvas.capsule(
    frame.at(0, up + radius * 0.35, ahead - radius * 0.45),
    frame.at(0, up + radius * 0.5, ahead - radius * 0.1),
    radius * 0.95,
    top,
  );
}

/** Draws a two-wheeler. A person on it is a separate rider instance. */
export function drawCycle(stage: Stage, frame: Frame, kind: 'bicycle' | 'motorcycle', ridden: boolean): void {
  if (kind === 'bicycle') drawBicycle(stage, frame);
  else drawMotorcycle(stage, frame);
  if (ridden) drawRider(stage, frame, kind);
}

function drawBicycle(stage: Stage, frame: Frame): void {
  const { canvas, rng } = stage;
  stage.thing('bicycle', 'bicycle');
  const paint = rng.pick(CLOTHES);
  for (const middle of [-0.52, 0.52]) drawWheel(stage, frame, middle, 0.34, 0.025);
  const joint = {
    rear: frame.at(0, 0.34, -0.52),
    front: frame.at(0, 0.34, 0.52),
    pedals: frame.at(0, 0.3, -0.08),
    saddle: frame.at(0, 0.92, -0.24),
    head: frame.at(0, 0.88, 0.36),
  };
  const tubes = [
    [joint.rear, joint.pedals],
    [joint.pedals, joint.saddle],
    [joint.pedals, joint.head],
    [joint.saddle, joint.head],
    [joint.rear, joint.saddle],
    [joint.head, joint.front],
  ] as const;
  for (const [a, b] of tubes) canvas.capsule(a, b, 0.024, paint);
  canvas.capsule(frame.at(0, 0.95, -0.34), frame.at(0, 0.95, -0.14), 0.05, TYRE);
  canvas.capsule(frame.at(-0.26, 1.02, 0.36), frame.at(0.26, 1.02, 0.36), 0.025, METAL);
  canvas.capsule(joint.head, frame.at(0, 1.02, 0.36), 0.025, METAL);
}

function drawMotorcycle(stage: Stage, frame: Frame): void {
  const { canvas, rng } = stage;
  stage.thing('motorcycle', 'motorcycle');
  const paint = rng.pick(CLOTHES);
  for (const middle of [-0.66, 0.68]) drawWheel(stage, frame, middle, 0.31, 0.07);
  canvas.capsule(frame.at(0, 0.48, -0.3), frame.at(0, 0.46, 0.28), 0.19, METAL);
  canvas.capsule(frame.at(0, 0.78, -0.7), frame.at(0, 0.76, -0.1), 0.11, TYRE);
  canvas.capsule(frame.at(0, 0.84, 0), frame.at(0, 0.86, 0.3), 0.17, paint);
  canvas.capsule(frame.at(0, 0.9, 0.42), frame.at(0, 0.34, 0.68), 0.05, METAL);
  canvas.capsule(frame.at(-0.36, 1.05, 0.36), frame.at(0.36, 1.05, 0.36), 0.03, METAL);
  canvas.capsule(frame.at(0, 0.64, 0.66), frame.at(0, 0.66, 0.5), 0.1, paint);
  stage.shine(() => {
    canvas.capsule(frame.at(0, 0.72, -0.82), frame.at(0, 0.72, -0.8), 0.05, [210, 40, 36]);
    canvas.capsule(frame.at(0, 0.92, 0.56), frame.at(0, 0.92, 0.54), 0.08, [240, 238, 220]);
  });
}

function drawWheel({ canvas }: Stage, frame: Frame, middle: number, radius: number, tube: number): void {
  const steps = 14;
  for (let i = 0; i < steps; i++) {
    const [a, b] = [(i * 2 * Math.PI) / steps, ((i + 1) * 2 * Math.PI) / steps];
    canvas.capsule(
      frame.at(0, radius + radius * Math.sin(a), middle + radius * Math.cos(a)),
      frame.at(0, radius + radius * Math.sin(b), middle + radius * Math.cos(b)),
      tube,
      TYRE,
    );
  }
  canvas.capsule(frame.at(0, radius, middle), frame.at(0, radius, middle), tube * 1.6, METAL);
}

function drawRider(stage: Stage, frame: Frame, kind: 'bicycle' | 'motorcycle'): void {
  const { canvas, rng } = stage;
  stage.thing('rider', 'rider');
  const upright = kind === 'bicycle' ? 0 : -0.16;
  const [skin, shirt, trousers] = [rng.pick(SKINS), rng.pick(CLOTHES), rng.pick(TROUSERS)];
  const [hip, neck] = [1.0 + upright, 1.5 + upright];
  const lean = kind === 'bicycle' ? 0.12 : 0.02;
  for (const side of [-1, 1]) {
    const pedal = side * 0.13;
    const knee = frame.at(side * 0.14, 0.72 + upright * 0.6 + pedal * 0.6, 0.14);
    canvas.capsule(frame.at(side * 0.1, hip, -0.24), knee, 0.095, trousers, 0.075);
    canvas.capsule(knee, frame.at(side * 0.13, 0.3 + pedal, -0.06), 0.07, trousers, 0.05);
    canvas.capsule(
      frame.at(side * 0.2, neck - 0.08, lean - 0.1),
      frame.at(side * 0.27, 1.06, 0.34),
      0.06,
      shirt,
      0.045,
    );
    canvas.capsule(
      frame.at(side * 0.08, hip, -0.24),
      frame.at(side * 0.11, neck - 0.08, lean - 0.1),
      0.125,
      shirt,
    );
  }
  const helmet = kind === 'motorcycle' || rng.chance(0.6) ? rng.pick(CLOTHES) : rng.pick(HAIR);
  drawHead(stage, frame, neck + 0.17, lean - 0.04, kind === 'motorcycle' ? 0.14 : 0.115, skin, helmet);
}
