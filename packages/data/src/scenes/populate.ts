import { drawBuildings } from './buildings.js';
import {
  drawFence,
  drawGantry,
  drawLamp,
  drawPost,
  drawSign,
  drawTrafficLight,
  drawWall,
} from './furniture.js';
import { drawCycle, drawPedestrian } from './people.js';
import type { Stage } from './stage.js';
import { drawBush, drawHedge, drawTree } from './vegetation.js';
import { drawVehicle, type VehicleKind } from './vehicles.js';

const MAX_DEPTH = 110;

/** Puts everything that stands on the ground into the scene. The depth buffer makes any order right; what covers much of the
 * picture comes last, so that little of it has to be coloured. */
export function populate(stage: Stage): void {
  const shadows = new ShadowCaster(stage);
  const roadside = planRoadside(stage);
  for (const draw of roadside) draw(shadows);
  const traffic = planTraffic(stage, shadows);
  for (const draw of traffic) draw();
  for (const draw of shadows.objects) draw();
  drawBoundaries(stage);
  drawBuildings(stage);
}

/** Shadows darken the ground only, so all of them are cast before any object is drawn. */
class ShadowCaster {
  readonly objects: (() => void)[] = [];

  constructor(private readonly stage: Stage) {}

  /** A soft patch under something of the given size, shifted away from the sun. */
  cast(s: number, z: number, width: number, length: number, turn = 0): void {
    const { canvas, style } = this.stage;
    const frame = this.stage.place(s, z, turn);
    const shift = -style.sunSide * 0.25;
    for (const grow of [1.25, 1.08]) {
      const points = Array.from({ length: 12 }, (_, i) => {
        const angle = (i * Math.PI) / 6;
        // A superellipse: a rectangle with round corners.
        const right = Math.sign(Math.cos(angle)) * Math.abs(Math.cos(angle)) ** 0.5;
        const ahead = Math.sign(Math.sin(angle)) * Math.abs(Math.sin(angle)) ** 0.5;
        const [x, , depth] = frame.at((right * width * grow) / 2 + shift, 0, (ahead * length * grow) / 2);
        return [x, depth] as const;
      });
      canvas.shadow(points, Math.sqrt(style.shadow));
    }
  }

  /** The long shadow of something slim, away from the sun. */
  castLong(s: number, z: number, width: number, length: number): void {
    const { canvas, style } = this.stage;
    if (style.timeOfDay === 'night' || style.cloudCover > 0.8) return;
    const away = -Math.sign(style.sunSide);
    const points = [
      [s - width / 4, z - width / 4],
      [s + away * length, z + length * 0.3 - width / 2],
      [s + away * (length + width / 2), z + length * 0.3],
      [s + away * length, z + length * 0.3 + width / 2],
      [s + width / 4, z + width / 4],
    ].map(([at, depth]) => this.stage.ground(at!, depth!));
    canvas.shadow(points, style.shadow);
  }
}

type Draw = () => void;

/** Vehicles and riders in the lanes, along the kerb and in the side road. Casts their shadows at once. */
function planTraffic(stage: Stage, shadows: ShadowCaster): Draw[] {
  const { road, rng, style } = stage;
  const draws: Draw[] = [];
  const density = rng.uniform(0.3, 1.4);
  const put = (kind: VehicleKind, s: number, z: number, turn: number): number => {
    const vehicle = drawVehicle(stage, kind);
    const middle = z + vehicle.length / 2;
    shadows.cast(s, middle, vehicle.width, vehicle.length, turn);
    draws.push(() => vehicle.draw(stage, stage.place(s, middle, turn)));
    return vehicle.length;
  };
  for (const lane of road.lanes) {
    const turn = lane.direction === 'same' ? 0 : Math.PI;
    let z = lane.centre === 0 ? rng.uniform(6, 26) : rng.uniform(-1, 22);
    while (z < MAX_DEPTH) {
      if (road.tramTrack !== null && Math.abs(lane.centre - road.tramTrack) < 1 && rng.chance(0.6)) {
        z += put('train', road.tramTrack, Math.max(4, z), Math.PI) + rng.uniform(10, 30);
        continue;
      }
      const kind = rng.weighted([
        ['car', 0.68],
        ['van', 0.1],
        ['truck', style.setting === 'highway' ? 0.18 : 0.08],
        ['bus', 0.07],
        ['cycle', style.setting === 'highway' ? 0.03 : 0.08],
      ] as const);
      const s = lane.centre + rng.uniform(-0.25, 0.25);
      if (kind === 'cycle') {
        putRider(stage, shadows, draws, s, Math.max(3.5, z), turn, 'motorcycle');
        z += 3;
      } else z += put(kind, s, z, turn);
      z += rng.uniform(2.5, 9) + rng.uniform(0, 26 / density);
    }
  }
  for (const s of road.parking) {
    const turn = s < 0 && road.lanes.some(({ direction }) => direction === 'opposite') ? Math.PI : 0;
    const busy = rng.uniform(0.2, 0.95);
    for (let z = rng.uniform(1, 5); z < 70; ) {
      const { crossing } = road;
      const clear = crossing && z + 6 > crossing.from - 5 && z < crossing.to + 3;
      if (!clear && rng.chance(busy))
        z +=
          put(rng.chance(0.14) ? 'van' : 'car', s + rng.uniform(-0.12, 0.12), z, turn) +
          rng.uniform(0.7, 1.6);
      else z += 5.6;
    }
  }
  if (road.crossing) {
    const { from, to } = road.crossing;
    for (const [turn, z] of [
      [Math.PI / 2, from + (to - from) * 0.3],
      [-Math.PI / 2, from + (to - from) * 0.7],
    ] as const) {
      for (let s = rng.uniform(-40, -10); s < 40; s += rng.uniform(7, 40)) {
        // The junction itself stays free ahead of the ego car.
        if (s > road.left.curb - 3 && s < road.right.curb + 3 && rng.chance(0.7)) continue;
        const vehicle = drawVehicle(
          stage,
          rng.weighted([
            ['car', 0.8],
            ['van', 0.1],
            ['bus', 0.05],
            ['truck', 0.05],
          ] as const),
        );
        shadows.cast(s, z, vehicle.width, vehicle.length, turn);
        draws.push(() => vehicle.draw(stage, stage.place(s, z, turn)));
        s += vehicle.length;
      }
    }
  }
  if (style.setting === 'highway') return draws;
  for (let i = rng.int(0, 3); i > 0; i--) {
    const right = rng.chance(0.6);
    // Beside the parked cars, where there are any.
    const parked = road.parking.some((at) => at > 0 === right) ? 2.2 : 0;
    const off = parked + rng.uniform(0.5, 1);
    const s = right ? road.right.curb - off : road.left.curb + off;
    putRider(stage, shadows, draws, s, rng.uniform(5, 40), right ? 0 : Math.PI, 'bicycle');
  }
  if (road.crossing && rng.chance(0.4)) {
    const z = rng.uniform(road.crossing.from, road.crossing.to);
    putRider(stage, shadows, draws, rng.uniform(-6, 6), z, rng.pick([-1, 1]) * (Math.PI / 2), 'bicycle');
  }
  return draws;
}

function putRider(
  stage: Stage,
  shadows: ShadowCaster,
  draws: Draw[],
  s: number,
  z: number,
  turn: number,
  kind: 'bicycle' | 'motorcycle',
): void {
  shadows.cast(s, z, 0.6, 1.7, turn);
  const lean = stage.rng.uniform(-0.15, 0.15);
  draws.push(() => drawCycle(stage, stage.place(s, z, turn + lean), kind, true));
}

/** Everything beside the road, as functions that cast a shadow now and leave the object to be drawn later. */
function planRoadside(stage: Stage): ((shadows: ShadowCaster) => void)[] {
  const { road, rng, style } = stage;
  const plans: ((shadows: ShadowCaster) => void)[] = [];
  const at = (s: number, z: number, shadow: [width: number, length: number], draw: Draw) =>
    plans.push((shadows) => {
      if (shadow[1] > 1.5) shadows.castLong(s, z, shadow[0], shadow[1]);
      else if (shadow[0] > 0) shadows.cast(s, z, shadow[0], shadow[1]);
      shadows.objects.push(draw);
    });
  const inCrossing = (z: number) =>
    road.crossing !== null && z > road.crossing.from - 1 && z < road.crossing.to + 1;
  const highway = style.setting === 'highway';
  const pedestrians = rng.uniform(0, style.setting === 'city street' ? 1 : 0.35);
  for (const side of [-1, 1]) {
    const { curb, lot } = side < 0 ? road.left : road.right;
    const pavement = Math.abs(lot - curb);
    const beside = curb + side * 0.55;
    const lampGap = rng.uniform(16, 34);
    const hasLamps = rng.chance(0.75);
    for (let z = rng.uniform(3, lampGap); z < MAX_DEPTH; z += lampGap) {
      const depth = z;
      if (hasLamps && !inCrossing(z))
        at(beside, depth, [0.3, 5], () => drawLamp(stage, stage.place(beside, depth), -side));
      else if (rng.chance(0.3))
        at(beside, depth, [0.3, 4], () => drawPost(stage, stage.place(beside, depth), 6.5));
    }
    for (let z = rng.uniform(4, 18); z < 80; z += rng.uniform(8, 30)) {
      const depth = z;
      if (!inCrossing(z))
        at(beside, depth, [0, 0], () =>
          drawSign(stage, stage.place(beside, depth, rng.uniform(-0.15, 0.15))),
        );
    }
    const treeGap = style.setting === 'city street' ? rng.uniform(9, 40) : rng.uniform(6, 18);
    const treeLine = highway
      ? lot + side * 5
      : rng.chance(0.5)
        ? beside + side * 0.4
        : lot + side * rng.uniform(0.8, 2.5);
    for (let z = rng.uniform(4, 14); z < MAX_DEPTH; z += treeGap * rng.uniform(0.6, 1.5)) {
      const [s, depth, height] = [
        treeLine + side * rng.uniform(0, highway ? 12 : 0.6),
        z,
        rng.uniform(3.8, highway ? 10 : 7.5),
      ];
      if (!inCrossing(z))
        at(s, depth, [height * 0.5, height * 0.8], () => drawTree(stage, stage.place(s, depth), height));
    }
    if (style.setting !== 'city street') {
      for (let z = rng.uniform(4, 10); z < 70; z += rng.uniform(3, 16)) {
        const [s, depth] = [lot + side * rng.uniform(1.2, 6), z];
        if (!inCrossing(z)) at(s, depth, [1.6, 1], () => drawBush(stage, stage.place(s, depth)));
      }
    }
    if (highway) continue;
    for (let z = rng.uniform(4, 14); z < 60; z += rng.uniform(1, 12) / (pedestrians + 0.08)) {
      const turn = rng.chance(0.5) ? 0 : Math.PI;
      for (
        let i = rng.weighted([
          [1, 0.6],
          [2, 0.3],
          [3, 0.1],
        ] as const);
        i > 0;
        i--
      ) {
        const s = curb + side * (0.5 + rng.uniform(0.1, Math.max(0.3, pavement - 0.8)));
        const depth = z + rng.uniform(0, 1.5);
        at(s, depth, [0.5, 0.5], () =>
          drawPedestrian(stage, stage.place(s, depth, turn + rng.uniform(-0.4, 0.4))),
        );
      }
    }
    if (rng.chance(0.35)) {
      const start = rng.uniform(5, 30);
      for (let i = rng.int(1, 4); i > 0; i--) {
        const [s, depth] = [curb + side * rng.uniform(0.8, 1.2), start + i * 0.9];
        const kind = rng.chance(0.65) ? 'bicycle' : 'motorcycle';
        at(s, depth, [1.6, 0.5], () =>
          drawCycle(stage, stage.place(s, depth, Math.PI / 2 + rng.uniform(-0.3, 0.3)), kind, false),
        );
      }
    }
  }
  if (highway && rng.chance(0.75)) {
    const z = rng.uniform(18, 60);
    at(road.right.curb + 1, z, [0, 0], () => drawGantry(stage, z));
  }
  if (road.crossing) planCrossing(stage, road.crossing, at);
  return plans;
}

type Place = (s: number, z: number, shadow: [number, number], draw: Draw) => void;

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

/** Fences, walls, hedges and the barrier between the directions. */
function drawBoundaries(stage: Stage): void {
  const { road, rng, style } = stage;
  const highway = style.setting === 'highway';
  const runs = road.crossing
    ? [
        [0, road.crossing.from - 2],
        [road.crossing.to + 2, 90],
      ]
    : [[0, 90]];
  for (const side of [-1, 1]) {
    const { curb, lot } = side < 0 ? road.left : road.right;
    for (const [from, to] of runs as [number, number][]) {
      if (highway) {
        const outer = rng.weighted([
          ['rail', 0.5],
          ['wall', 0.3],
          ['none', 0.2],
        ] as const);
        if (outer === 'rail')
          drawPieces(from, to, (a, b) => drawFence(stage, curb + side * 0.6, a, b, 'rail'));
        else if (outer === 'wall') {
          const [height, brick] = [rng.uniform(1, 4), rng.chance(0.3)];
          drawPieces(from, to, (a, b) => drawWall(stage, curb + side * 1.2, a, b, height, brick));
        }
        continue;
      }
      for (let z = from; z < to - 6; ) {
        const end = Math.min(to, z + rng.uniform(8, 24));
        const open = style.setting === 'city street' ? 0.66 : 0.3;
        const kind = rng.weighted([
          ['none', open],
          ['fence', 0.25],
          ['wall', 0.2],
          ['hedge', 0.2],
        ] as const);
        const s = lot + side * 0.12;
        if (kind === 'fence') drawFence(stage, s, z, end, rng.pick(['pickets', 'mesh'] as const));
        else if (kind === 'wall') drawWall(stage, s, z, end, rng.uniform(0.8, 2.2), rng.chance(0.5));
        else if (kind === 'hedge') drawHedge(stage, s, z, end, rng.uniform(0.9, 1.8));
        z = end + rng.uniform(0, 3);
      }
    }
  }
  if (!road.median) return;
  const { centre } = road.median;
  const kind = highway ? rng.pick(['wall', 'rail'] as const) : rng.pick(['none', 'mesh', 'trees'] as const);
  for (const [from, to] of runs as [number, number][]) {
    if (kind === 'wall') drawPieces(from, to, (a, b) => drawWall(stage, centre, a, b, 0.85, false));
    else if (kind === 'rail' || kind === 'mesh')
      drawPieces(from, to, (a, b) => drawFence(stage, centre, a, b, kind));
    else if (kind === 'trees') {
      for (let z = from + 6; z < to; z += rng.uniform(7, 14))
        drawTree(stage, stage.place(centre, z), rng.uniform(3, 5));
    }
  }
}

/** Cuts a long run into straight pieces, so that it follows the road's bend. */
function drawPieces(from: number, to: number, draw: (from: number, to: number) => void): void {
  const step = 7.2;
  for (let z = from; z < to; z += step) draw(z, Math.min(to, z + step));
}
