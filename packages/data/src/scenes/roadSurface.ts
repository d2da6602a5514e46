// Materials of the ground from left to right, and the markings painted on it.
import type { LaneMarking } from '../bdd100k/laneByte.js';
import { type DRIVABLE_CLASSES, SEMANTIC_ID } from '../classes.js';
import type { Rng } from '../rng.js';
import { type Color, scale } from './color.js';
import type { LanePlan, Sides } from './lanePlan.js';

export const [DIRECT, ALTERNATIVE, BACKGROUND] = [
  0, 1, 2,
] as const satisfies (keyof typeof DRIVABLE_CLASSES)[];

export interface Zone {
  /** Right end of the zone in metres. It starts where the previous zone ends. */
  to: number;
  semantic: number;
  drivable: number;
  color: Color;
  grain: number;
}

export interface Marking {
  at: number;
  width: number;
  color: Color;
  dashed: boolean;
  /** BDD100K's category; null for rails. */
  category: LaneMarking['category'] | null;
}

export const WHITE: Color = [225, 225, 222];
const YELLOW: Color = [222, 176, 60];
const CURB: Color = [168, 166, 160];
const RAIL: Color = [92, 88, 90];

interface GroundColors {
  asphalt: Color;
  paving: Color;
  grass: Color;
}

export function drawColors(rng: Rng): GroundColors {
  const asphalt: Color = scale([1, 1, 1.03], rng.uniform(78, 118));
  const paving = rng.pick<Color>([
    [168, 164, 158],
    [150, 148, 146],
    [176, 160, 146],
    [158, 150, 142],
  ]);
  const grass = rng.pick<Color>([
    [96, 128, 62],
    [118, 130, 70],
    [82, 118, 58],
    [150, 138, 92],
  ]);
  return { asphalt, paving, grass };
}

type Surface = readonly [semantic: number, color: Color, grain: number];

const flat = (to: number, ...[semantic, color, grain]: Surface): Zone => ({
  ...{ to, semantic, drivable: BACKGROUND, color, grain },
});

export function drawZones(
  rng: Rng,
  plan: LanePlan,
  { asphalt, paving, grass }: GroundColors,
  { left, right }: Sides,
): Zone[] {
  const { setting, highway, laneWidth, sameLeft, sameRight, leftLanes, oppositeEdge } = plan;
  const { road, sidewalk, terrain } = SEMANTIC_ID;
  const lawn: Surface = [terrain, grass, 0.5];
  const pavement: Surface = [sidewalk, paving, 0.14];
  const lot: Surface =
    setting === 'city street' && rng.chance(0.7) ? [sidewalk, scale(paving, 0.93), 0.12] : lawn;
  const beside = highway ? lawn : pavement;
  const median = plan.medianWidth === 0 ? [] : [flat(plan.divide, ...(rng.chance(0.5) ? lawn : pavement))];
  const strip: Surface = [road, scale(asphalt, 0.96), 0.22];
  const curb: Surface = [sidewalk, CURB, 0.1];
  const lanes = Array.from({ length: sameLeft + 1 + sameRight }, (_, i): Zone => {
    const lane = i - sameLeft;
    const zone = flat((lane + 0.5) * laneWidth, road, asphalt, 0.2);
    return { ...zone, drivable: lane === 0 ? DIRECT : ALTERNATIVE };
  });
  return [
    flat(left.lot, ...lot),
    flat(left.curb - 0.15 - left.verge, ...beside),
    flat(left.curb - 0.15, ...lawn),
    ...(highway ? [] : [flat(left.curb, ...curb)]),
    flat(leftLanes, ...strip),
    flat(oppositeEdge, road, asphalt, 0.2),
    ...median,
    ...lanes,
    flat(right.curb, ...strip),
    ...(highway ? [] : [flat(right.curb + 0.15, ...curb)]),
    flat(right.curb + 0.15 + right.verge, ...lawn),
    flat(right.lot, ...beside),
    flat(Infinity, ...lot),
  ];
}

export function drawMarkings(rng: Rng, plan: LanePlan): Marking[] {
  const { setting, highway, laneWidth, sameLeft, sameRight, opposite, divide, oppositeEdge } = plan;
  const markings: Marking[] = [];
  const line = (at: number, color: Color, dashed: boolean, count: 'single' | 'double' = 'single') => {
    const category = `${count} ${color === YELLOW ? 'yellow' : 'white'}` as const;
    markings.push({ at, width: 0.14, color, dashed, category });
  };
  for (let lane = -sameLeft; lane < sameRight; lane++) line((lane + 0.5) * laneWidth, WHITE, true);
  for (let i = 1; i < opposite; i++) line(oppositeEdge - i * laneWidth, WHITE, true);
  if (opposite > 0 && plan.medianWidth === 0) {
    const single = setting === 'residential' && rng.chance(0.5);
    if (single) line(divide, YELLOW, true);
    else for (const side of [-0.15, 0.15]) line(divide + side, YELLOW, false, 'double');
  } else {
    line(divide + 0.2, highway ? YELLOW : WHITE, false);
    if (opposite > 0) line(oppositeEdge - 0.2, highway ? YELLOW : WHITE, false);
  }
  if (highway || rng.chance(0.7)) {
    line(plan.leftLanes, WHITE, false);
    line(plan.rightLanes, WHITE, false);
  }
  return [...markings, ...railsOf(plan)];
}

function railsOf({ tramTrack }: LanePlan): Marking[] {
  if (tramTrack === null) return [];
  const rail = { width: 0.12, color: RAIL, dashed: false, category: null };
  return [-0.72, 0.72].map((side) => ({ at: tramTrack + side, ...rail }));
}
