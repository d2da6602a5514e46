import type { Frame } from './camera.js';
import { type Color, scale } from './color.js';
import { hashNoise, noiseAt } from './noise.js';
import type { Stage } from './stage.js';
import { lightAt, lit } from './style.js';

const LEAVES: readonly Color[] = [
  [74, 108, 46],
  [96, 122, 52],
  [58, 92, 50],
  [112, 130, 66],
  [136, 126, 58],
  [150, 104, 50],
];
const BARK: Color = [84, 68, 54];

export function drawTree(stage: Stage, frame: Frame, height: number): void {
  const { canvas, rng } = stage;
  stage.stuff('vegetation');
  const leaf = scale(rng.pick(LEAVES), rng.uniform(0.85, 1.1));
  const crown = height * rng.uniform(0.26, 0.36);
  const trunk = Math.max(0.6, height - 2 * crown);
  canvas.capsule(frame.at(0, 0, 0), frame.at(0, trunk + crown * 0.4, 0), 0.03 * height, BARK, 0.018 * height);
  const conifer = rng.chance(0.16);
  const blobs = conifer ? 13 : rng.int(7, 11);
  for (let i = 0; i < blobs; i++) {
    const t = i / (blobs - 1);
    if (conifer) {
      const radius = crown * (0.8 - 0.6 * t);
      leaves(stage, frame, 0, height * (0.2 + 0.78 * t), -0.1 - 0.02 * i, radius, scale(leaf, 0.75), 0.75);
      continue;
    }
    const angle = rng.uniform(0, 2 * Math.PI);
    const reach = crown * rng.uniform(0.15, 0.75);
    const up = trunk + crown * (0.5 + 0.9 * t);
    leaves(
      stage,
      frame,
      Math.cos(angle) * reach,
      up,
      Math.sin(angle) * 0.3 - 0.15,
      crown * rng.uniform(0.45, 0.7),
      leaf,
      0.85,
    );
  }
}

export function drawBush(stage: Stage, frame: Frame): void {
  const { rng } = stage;
  stage.stuff('vegetation');
  const leaf = scale(rng.pick(LEAVES), rng.uniform(0.8, 1.05));
  const size = rng.uniform(0.4, 1);
  for (let i = 0; i < 3; i++) {
    leaves(
      stage,
      frame,
      (i - 1) * size * 0.8,
      size * rng.uniform(0.4, 0.7),
      0,
      size * rng.uniform(0.7, 1),
      leaf,
      0.8,
    );
  }
}

/**
 * Draws a clump of leaves: a disc with a ragged rim, lit from above, with a grain that depends on the
 * distance.
 */
function leaves(
  stage: Stage,
  frame: Frame,
  right: number,
  up: number,
  ahead: number,
  radius: number,
  color: Color,
  squash: number,
): void {
  const { canvas, style, rng } = stage;
  const centre = frame.at(right, up, ahead);
  const { gain, add } = lightAt(style, Math.max(1, centre[2]));
  const pixels = (canvas.camera.focal * radius) / Math.max(1, centre[2]);
  const ragged = Math.min(24, 4 + pixels * 0.35);
  const [ox, oy] = [rng.int(0, 255), rng.int(0, 255)];
  const sun = style.sunSide > 0 ? 0.18 : -0.18;
  canvas.disc(
    centre,
    radius,
    (dx, dy, x, y) => {
      const rim = 0.6 + 0.62 * noiseAt(ox + dx * ragged + 64, oy + dy * ragged + 64);
      if (dx * dx + dy * dy > rim * rim) return null;
      const grain = noiseAt(ox + dx * ragged * 2.3 + 64, oy + dy * ragged * 2.3 + 64);
      const shade = 0.86 - 0.3 * dy + sun * dx + 0.75 * (grain - 0.5) + 0.2 * (hashNoise(x, y) - 0.5);
      return [
        color[0] * shade * gain[0] + add[0],
        color[1] * shade * gain[1] + add[1],
        color[2] * shade * gain[2] + add[2],
      ];
    },
    squash,
  );
}

/** Draws a clipped hedge along the road. */
export function drawHedge(stage: Stage, s: number, from: number, to: number, height: number): void {
  const { canvas, style, rng } = stage;
  stage.stuff('vegetation');
  const leaf = scale(rng.pick(LEAVES.slice(0, 3)), 0.85);
  const seed = rng.int(0, 255);
  canvas.wall(stage.ground(s, from), stage.ground(s, to), 0, height, (along, up, depth) => {
    if (up > height - 0.3 * noiseAt(seed + along * 14, 9)) return null;
    const grain = noiseAt(seed + along * 30, up * 30) - 0.5 + 0.5 * (hashNoise(along * 40, up * 40) - 0.5);
    return lit(style, scale(leaf, 0.7 + 0.35 * (up / height) + 0.7 * grain), depth);
  });
}
