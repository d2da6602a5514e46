import { drawCycle } from './people.js';
import type { Draw, ShadowCaster } from './shadows.js';
import { MAX_DEPTH, type Stage } from './stage.js';
import { drawVehicle, type VehicleKind } from './vehicles.js';

/**
 * Plans vehicles and riders in the lanes, along the kerb and in the side road. Casts their shadows
 * immediately.
 */
export function planTraffic(stage: Stage, shadows: ShadowCaster): Draw[] {
  const { road, rng, style } = stage;
  const traffic: Traffic = { stage, shadows, draws: [] };
  const density = rng.uniform(0.3, 1.4);
  for (const lane of road.lanes) planLane(traffic, lane, density);
  for (const s of road.parking) planParked(traffic, s);
  if (road.crossing) planSideRoad(traffic, road.crossing);
  if (style.setting !== 'highway') planCyclists(traffic);
  return traffic.draws;
}

interface Traffic {
  stage: Stage;
  shadows: ShadowCaster;
  draws: Draw[];
}

/** @param density density of the traffic; higher values give smaller gaps */
function planLane(traffic: Traffic, lane: Stage['road']['lanes'][number], density: number): void {
  const { road, rng, style } = traffic.stage;
  const turn = lane.direction === 'same' ? 0 : Math.PI;
  let z = lane.centre === 0 ? rng.uniform(6, 26) : rng.uniform(-1, 22);
  while (z < MAX_DEPTH) {
    if (road.tramTrack !== null && Math.abs(lane.centre - road.tramTrack) < 1 && rng.chance(0.6)) {
      z += putVehicle(traffic, 'train', road.tramTrack, Math.max(4, z), Math.PI) + rng.uniform(10, 30);
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
      putRider(traffic, s, Math.max(3.5, z), turn, 'motorcycle');
      z += 3;
    } else z += putVehicle(traffic, kind, s, z, turn);
    z += rng.uniform(2.5, 9) + rng.uniform(0, 26 / density);
  }
}

/** Plans parked cars along the kerb, except near the crossing. */
function planParked(traffic: Traffic, s: number): void {
  const { road, rng } = traffic.stage;
  const turn = s < 0 && road.lanes.some(({ direction }) => direction === 'opposite') ? Math.PI : 0;
  const busy = rng.uniform(0.2, 0.95);
  for (let z = rng.uniform(1, 5); z < 70; ) {
    const { crossing } = road;
    const clear = crossing && z + 6 > crossing.from - 5 && z < crossing.to + 3;
    if (!clear && rng.chance(busy)) {
      const kind = rng.chance(0.14) ? 'van' : 'car';
      z += putVehicle(traffic, kind, s + rng.uniform(-0.12, 0.12), z, turn) + rng.uniform(0.7, 1.6);
    } else z += 5.6;
  }
}

/** Plans vehicles on the side road, one lane in each direction. */
function planSideRoad({ stage, shadows, draws }: Traffic, { from, to }: { from: number; to: number }): void {
  const { road, rng } = stage;
  for (const [turn, z] of [
    [Math.PI / 2, from + (to - from) * 0.3],
    [-Math.PI / 2, from + (to - from) * 0.7],
  ] as const) {
    for (let s = rng.uniform(-40, -10); s < 40; s += rng.uniform(7, 40)) {
      // Keeps the junction itself clear in front of the ego car.
      if (s > road.left.curb - 3 && s < road.right.curb + 3 && rng.chance(0.7)) continue;
      const kind = rng.weighted([
        ['car', 0.8],
        ['van', 0.1],
        ['bus', 0.05],
        ['truck', 0.05],
      ] as const);
      const vehicle = drawVehicle(stage, kind);
      shadows.cast(s, z, vehicle.width, vehicle.length, turn);
      draws.push(() => vehicle.draw(stage, stage.place(s, z, turn)));
      s += vehicle.length;
    }
  }
}

/** Plans cyclists at the edges of the road, and one crossing it. */
function planCyclists(traffic: Traffic): void {
  const { road, rng } = traffic.stage;
  for (let i = rng.int(0, 3); i > 0; i--) {
    const right = rng.chance(0.6);
    // Next to the parked cars, if there are any.
    const parked = road.parking.some((at) => at > 0 === right) ? 2.2 : 0;
    const off = parked + rng.uniform(0.5, 1);
    const s = right ? road.right.curb - off : road.left.curb + off;
    putRider(traffic, s, rng.uniform(5, 40), right ? 0 : Math.PI, 'bicycle');
  }
  if (road.crossing && rng.chance(0.4)) {
    const z = rng.uniform(road.crossing.from, road.crossing.to);
    putRider(traffic, rng.uniform(-6, 6), z, rng.pick([-1, 1]) * (Math.PI / 2), 'bicycle');
  }
}

/** @param z near end of the vehicle @returns its length */
function putVehicle(
  { stage, shadows, draws }: Traffic,
  kind: VehicleKind,
  s: number,
  z: number,
  turn: number,
): number {
  const vehicle = drawVehicle(stage, kind);
  const middle = z + vehicle.length / 2;
  shadows.cast(s, middle, vehicle.width, vehicle.length, turn);
  draws.push(() => vehicle.draw(stage, stage.place(s, middle, turn)));
  return vehicle.length;
}

function putRider(
  { stage, shadows, draws }: Traffic,
  s: number,
  z: number,
  turn: number,
  kind: 'bicycle' | 'motorcycle',
): void {
  shadows.cast(s, z, 0.6, 1.7, turn);
  const lean = stage.rng.uniform(-0.15, 0.15);
  draws.push(() => drawCycle(stage, stage.place(s, z, turn + lean), kind, true));
}
