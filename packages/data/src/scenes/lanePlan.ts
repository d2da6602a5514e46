// The lanes of a road and what lies beside them. All positions are lateral, in metres to the right of the
// middle of the ego lane.
import type { Rng } from '../rng.js';
import type { Setting } from './style.js';

export interface Lane {
  /** Lateral position of its middle in metres; the ego lane is at about 0. */
  centre: number;
  direction: 'same' | 'opposite';
}

export interface LanePlan {
  setting: Setting;
  highway: boolean;
  laneWidth: number;
  /** Number of lanes beside the ego lane in its own direction, and in the other direction. */
  sameLeft: number;
  sameRight: number;
  opposite: number;
  medianWidth: number;
  /** Where the lanes of the ego lane's direction end on the left, and where the others begin. */
  divide: number;
  oppositeEdge: number;
  /** Outer edges of all lanes. */
  leftLanes: number;
  rightLanes: number;
  tramTrack: number | null;
}

export function drawLanes(rng: Rng, setting: Setting): LanePlan {
  const highway = setting === 'highway';
  const laneWidth = highway ? rng.uniform(3.4, 3.8) : rng.uniform(3, 3.5);
  const weighted = (...values: [number, number][]) => (highway ? rng.int(0, 2) : rng.weighted(values));
  const sameLeft = weighted([0, 0.65], [1, 0.35]);
  const sameRight = weighted([0, 0.6], [1, 0.4]);
  const oneWay = !highway && rng.chance(0.15);
  const opposite = oneWay ? 0 : drawOpposite(rng, highway);
  const medianWidth = oneWay ? 0 : drawMedian(rng, highway);
  const hasTram = setting === 'city street' && !oneWay && rng.chance(0.3);
  const divide = -(sameLeft + 0.5) * laneWidth;
  const oppositeEdge = divide - medianWidth;
  return {
    ...{ setting, highway, laneWidth, sameLeft, sameRight, opposite, medianWidth, divide, oppositeEdge },
    leftLanes: oppositeEdge - opposite * laneWidth,
    rightLanes: (sameRight + 0.5) * laneWidth,
    tramTrack: hasTram ? oppositeEdge - laneWidth / 2 : null,
  };
}

function drawOpposite(rng: Rng, highway: boolean): number {
  if (highway) return rng.int(2, 3);
  return rng.weighted([
    [1, 0.65],
    [2, 0.35],
  ]);
}

function drawMedian(rng: Rng, highway: boolean): number {
  if (highway) return rng.uniform(1.2, 4);
  return rng.chance(0.15) ? rng.uniform(1.2, 3) : 0;
}

export function lanesOf({ laneWidth, sameLeft, sameRight, opposite, oppositeEdge }: LanePlan): Lane[] {
  const lanes: Lane[] = [{ centre: 0, direction: 'same' }];
  for (let i = 1; i <= sameRight; i++) lanes.push({ centre: i * laneWidth, direction: 'same' });
  for (let i = 1; i <= sameLeft; i++) lanes.push({ centre: -i * laneWidth, direction: 'same' });
  for (let i = 0; i < opposite; i++)
    lanes.push({ centre: oppositeEdge - (i + 0.5) * laneWidth, direction: 'opposite' });
  return lanes;
}

/** Lateral edges of one side: of the surface for driving and parking, then of the pavement beside it. */
export interface Side {
  curb: number;
  lot: number;
  /** Width of the grass between kerb and pavement. */
  verge: number;
}

export interface Sides {
  left: Side;
  right: Side;
  /** Middles of the parking strips. */
  parking: number[];
}

export function drawSides(rng: Rng, { setting, highway, leftLanes, rightLanes }: LanePlan): Sides {
  const strip = () => (highway ? rng.uniform(1.2, 2.8) : rng.chance(0.6) ? rng.uniform(2, 2.4) : 0.3);
  const verge = () =>
    !highway && rng.chance(setting === 'residential' ? 0.6 : 0.15) ? rng.uniform(0.8, 1.8) : 0;
  const sidewalk = () => (highway ? 0 : rng.uniform(1.8, setting === 'city street' ? 4.5 : 2.6));
  const [stripLeft, stripRight] = [strip(), strip()];
  const [vergeLeft, vergeRight] = [verge(), verge()];
  const left = { curb: leftLanes - stripLeft, lot: 0, verge: vergeLeft };
  const right = { curb: rightLanes + stripRight, lot: 0, verge: vergeRight };
  left.lot = left.curb - 0.15 - vergeLeft - sidewalk();
  right.lot = right.curb + 0.15 + vergeRight + sidewalk();
  const parking = [
    ...(stripLeft > 1.9 && !highway ? [left.curb + stripLeft / 2] : []),
    ...(stripRight > 1.9 && !highway ? [right.curb - stripRight / 2] : []),
  ];
  return { left, right, parking };
}
