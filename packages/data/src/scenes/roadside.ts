import { drawGantry, drawLamp, drawPost, drawSign, drawTrafficLight } from './furniture.js';
import { drawCycle, drawPedestrian } from './people.js';
import type { Draw, ShadowCaster } from './shadows.js';
import { MAX_DEPTH, type Stage } from './stage.js';
import { drawBush, drawTree } from './vegetation.js';

/** Plans everything beside the road. Casts its shadows immediately. */
export function planRoadside(stage: Stage, shadows: ShadowCaster): Draw[] {
  const { road, rng, style } = stage;
  const draws: Draw[] = [];
  const at: Place = (s, z, [width, length], draw) => {
    if (length > 1.5) shadows.castLong(s, z, width, length);
    else if (width > 0) shadows.cast(s, z, width, length);
    draws.push(draw);
  };
  const highway = style.setting === 'highway';
  const density = rng.uniform(0, style.setting === 'city street' ? 1 : 0.35);
  for (const side of [-1, 1]) {
    const verge: Verge = { stage, at, side, ...(side < 0 ? road.left : road.right) };
    planLamps(verge);
    planSigns(verge);
    planTrees(verge);
    if (style.setting !== 'city street') planBushes(verge);
    if (highway) continue;
    planPedestrians(verge, density);
    if (rng.chance(0.35)) planParkedCycles(verge);
  }
  if (highway && rng.chance(0.75)) {
    const z = rng.uniform(18, 60);
    at(road.right.curb + 1, z, [0, 0], () => drawGantry(stage, z));
  }
  if (road.crossing) planCrossing(stage, road.crossing, at);
  return draws;
}

/** One side of the road. */
interface Verge {
  stage: Stage;
  at: Place;
  /** -1: left, 1: right. */
  side: number;
  curb: number;
  lot: number;
}

/** Lateral position of lamps and signs. */
const beside = ({ curb, side }: Verge): number => curb + side * 0.55;

function inCrossing({ stage: { road } }: Verge, z: number): boolean {
  return road.crossing !== null && z > road.crossing.from - 1 && z < road.crossing.to + 1;
}

function planLamps(verge: Verge): void {
  const { stage, at, side } = verge;
  const { rng } = stage;
  const s = beside(verge);
  const gap = rng.uniform(16, 34);
  const hasLamps = rng.chance(0.75);
  for (let z = rng.uniform(3, gap); z < MAX_DEPTH; z += gap) {
    const depth = z;
    if (hasLamps && !inCrossing(verge, z))
      at(s, depth, [0.3, 5], () => drawLamp(stage, stage.place(s, depth), -side));
    else if (rng.chance(0.3)) at(s, depth, [0.3, 4], () => drawPost(stage, stage.place(s, depth), 6.5));
  }
}

function planSigns(verge: Verge): void {
  const { stage, at } = verge;
  const { rng } = stage;
  const s = beside(verge);
  for (let z = rng.uniform(4, 18); z < 80; z += rng.uniform(8, 30)) {
    const depth = z;
    if (!inCrossing(verge, z))
      at(s, depth, [0, 0], () => drawSign(stage, stage.place(s, depth, rng.uniform(-0.15, 0.15))));
  }
}

function planTrees(verge: Verge): void {
  const { stage, at, side, lot } = verge;
  const { rng, style } = stage;
  const highway = style.setting === 'highway';
  const gap = style.setting === 'city street' ? rng.uniform(9, 40) : rng.uniform(6, 18);
  const line = highway
    ? lot + side * 5
    : rng.chance(0.5)
      ? beside(verge) + side * 0.4
      : lot + side * rng.uniform(0.8, 2.5);
  for (let z = rng.uniform(4, 14); z < MAX_DEPTH; z += gap * rng.uniform(0.6, 1.5)) {
    const s = line + side * rng.uniform(0, highway ? 12 : 0.6);
    const [depth, height] = [z, rng.uniform(3.8, highway ? 10 : 7.5)];
    if (!inCrossing(verge, z))
      at(s, depth, [height * 0.5, height * 0.8], () => drawTree(stage, stage.place(s, depth), height));
  }
}

function planBushes(verge: Verge): void {
  const { stage, at, side, lot } = verge;
  const { rng } = stage;
  for (let z = rng.uniform(4, 10); z < 70; z += rng.uniform(3, 16)) {
    const [s, depth] = [lot + side * rng.uniform(1.2, 6), z];
    if (!inCrossing(verge, z)) at(s, depth, [1.6, 1], () => drawBush(stage, stage.place(s, depth)));
  }
}

/** Plans pedestrians on the pavement, alone or in small groups. */
function planPedestrians({ stage, at, side, curb, lot }: Verge, density: number): void {
  const { rng } = stage;
  const pavement = Math.abs(lot - curb);
  for (let z = rng.uniform(4, 14); z < 60; z += rng.uniform(1, 12) / (density + 0.08)) {
    const turn = rng.chance(0.5) ? 0 : Math.PI;
    let group = rng.weighted([
      [1, 0.6],
      [2, 0.3],
      [3, 0.1],
    ] as const) as number;
    for (; group > 0; group--) {
      const s = curb + side * (0.5 + rng.uniform(0.1, Math.max(0.3, pavement - 0.8)));
      const depth = z + rng.uniform(0, 1.5);
      at(s, depth, [0.5, 0.5], () =>
        drawPedestrian(stage, stage.place(s, depth, turn + rng.uniform(-0.4, 0.4))),
      );
    }
  }
}

function planParkedCycles({ stage, at, side, curb }: Verge): void {
  const { rng } = stage;
  const start = rng.uniform(5, 30);
  for (let i = rng.int(1, 4); i > 0; i--) {
    const [s, depth] = [curb + side * rng.uniform(0.8, 1.2), start + i * 0.9];
    const kind = rng.chance(0.65) ? 'bicycle' : 'motorcycle';
    at(s, depth, [1.6, 0.5], () =>
      drawCycle(stage, stage.place(s, depth, Math.PI / 2 + rng.uniform(-0.3, 0.3)), kind, false),
    );
  }
}

/** Plans an object at a position, with the size of its shadow. */
type Place = (s: number, z: number, shadow: [width: number, length: number], draw: Draw) => void;

function planCrossing(stage: Stage, crossing: { from: number; to: number }, at: Place): void {
  const { road, rng } = stage;
  if (rng.chance(0.75)) {
    const state = rng.weighted([
      ['green', 0.5],
      ['red', 0.4],
      ['yellow', 0.1],
    ] as const);
    const [near, far] = [crossing.from - 0.8, crossing.to + 1];
    const [left, right] = [road.left.curb - 0.4, road.right.curb + 0.4];
    at(right, near, [0, 0], () => drawTrafficLight(stage, stage.place(right, near), 0, state));
    at(right, far, [0, 0], () => drawTrafficLight(stage, stage.place(right, far), -(right - 0.5), state));
    at(left, far, [0, 0], () => drawTrafficLight(stage, stage.place(left, far), 0, state));
  }
  for (
    let i = rng.weighted([
      [0, 0.4],
      [1, 0.25],
      [2, 0.2],
      [4, 0.15],
    ] as const);
    i > 0;
    i--
  ) {
    const s = rng.uniform(road.left.curb, road.right.curb);
    const z = crossing.from - rng.uniform(1, 3.4);
    const turn = rng.pick([-1, 1]) * (Math.PI / 2);
    at(s, z, [0.5, 0.5], () => drawPedestrian(stage, stage.place(s, z, turn)));
  }
}
