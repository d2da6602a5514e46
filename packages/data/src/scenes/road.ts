import { encodeLane, type LaneMarking } from '../bdd100k/laneByte.js';
import { type DRIVABLE_CLASSES, SEMANTIC_ID } from '../classes.js';
import type { Rng } from '../rng.js';
import type { Canvas } from './canvas.js';
import { type Color, scale } from './color.js';
import { hashNoise, noiseAt } from './noise.js';
import { lightAt, type Setting, type Style } from './style.js';

const [DIRECT, ALTERNATIVE, BACKGROUND] = [0, 1, 2] as const satisfies (keyof typeof DRIVABLE_CLASSES)[];

export type Direction = 'same' | 'opposite';

export interface Lane {
  /** Lateral place of its middle; the ego lane is at about 0 (m). */
  centre: number;
  direction: Direction;
}

interface Zone {
  /** Reaches from the zone before to here (m, to the right). */
  to: number;
  semantic: number;
  drivable: number;
  color: Color;
  grain: number;
}

interface Marking {
  at: number;
  width: number;
  color: Color;
  dashed: boolean;
  /** What BDD100K calls it; null for rails. */
  category: LaneMarking['category'] | null;
}

/** All that lies flat. Lateral places `s` are measured from the middle of the ego lane, `z` ahead of the camera. */
export interface Road {
  lanes: Lane[];
  laneWidth: number;
  /** Lateral edges: of the driven or parked-on surface, then of the pavement beside it. */
  left: { curb: number; lot: number };
  right: { curb: number; lot: number };
  /** Middles of the parking strips. */
  parking: number[];
  /** Where a strip without traffic parts the directions. */
  median: { centre: number; width: number } | null;
  crossing: { from: number; to: number } | null;
  tramTrack: number | null;
  /** The lateral shift of the road's middle at depth z, and its direction there (radians). */
  shift(z: number): number;
  heading(z: number): number;
  zones: Zone[];
  markings: Marking[];
}

const WHITE: Color = [225, 225, 222];
const YELLOW: Color = [222, 176, 60];
const CURB: Color = [168, 166, 160];

export function drawRoad(rng: Rng, setting: Setting): Road {
  const highway = setting === 'highway';
  const laneWidth = highway ? rng.uniform(3.4, 3.8) : rng.uniform(3, 3.5);
  const sameLeft = highway
    ? rng.int(0, 2)
    : rng.weighted([
        [0, 0.65],
        [1, 0.35],
      ] as const);
  const sameRight = highway
    ? rng.int(0, 2)
    : rng.weighted([
        [0, 0.6],
        [1, 0.4],
      ] as const);
  const oneWay = !highway && rng.chance(0.15);
  const opposite = oneWay
    ? 0
    : highway
      ? rng.int(2, 3)
      : rng.weighted([
          [1, 0.65],
          [2, 0.35],
        ] as const);
  const medianWidth = oneWay ? 0 : highway ? rng.uniform(1.2, 4) : rng.chance(0.15) ? rng.uniform(1.2, 3) : 0;
  const hasTram = setting === 'city street' && !oneWay && rng.chance(0.3);
  const asphalt: Color = scale([1, 1, 1.03], rng.uniform(78, 118));
  const paving: Color = rng.pick<Color>([
    [168, 164, 158],
    [150, 148, 146],
    [176, 160, 146],
    [158, 150, 142],
  ]);
  const grass: Color = rng.pick<Color>([
    [96, 128, 62],
    [118, 130, 70],
    [82, 118, 58],
    [150, 138, 92],
  ]);

  const lanes: Lane[] = [{ centre: 0, direction: 'same' }];
  for (let i = 1; i <= sameRight; i++) lanes.push({ centre: i * laneWidth, direction: 'same' });
  for (let i = 1; i <= sameLeft; i++) lanes.push({ centre: -i * laneWidth, direction: 'same' });
  const divide = -(sameLeft + 0.5) * laneWidth;
  const oppositeEdge = divide - medianWidth;
  for (let i = 0; i < opposite; i++)
    lanes.push({ centre: oppositeEdge - (i + 0.5) * laneWidth, direction: 'opposite' });

  const leftLanes = oppositeEdge - opposite * laneWidth;
  const rightLanes = (sameRight + 0.5) * laneWidth;
  const strip = () => (highway ? rng.uniform(1.2, 2.8) : rng.chance(0.6) ? rng.uniform(2, 2.4) : 0.3);
  const [stripLeft, stripRight] = [strip(), strip()];
  const sidewalk = () => (highway ? 0 : rng.uniform(1.8, setting === 'city street' ? 4.5 : 2.6));
  const verge = () =>
    !highway && rng.chance(setting === 'residential' ? 0.6 : 0.15) ? rng.uniform(0.8, 1.8) : 0;
  const left = { curb: leftLanes - stripLeft, lot: 0 };
  const right = { curb: rightLanes + stripRight, lot: 0 };
  const [vergeLeft, vergeRight] = [verge(), verge()];
  left.lot = left.curb - 0.15 - vergeLeft - sidewalk();
  right.lot = right.curb + 0.15 + vergeRight + sidewalk();

  const flat = (
    to: number,
    semantic: number,
    color: Color,
    grain: number,
    drivable: number = BACKGROUND,
  ): Zone => ({
    to,
    semantic,
    drivable,
    color,
    grain,
  });
  const { road, sidewalk: pavement, terrain } = SEMANTIC_ID;
  type Surface = readonly [semantic: number, color: Color, grain: number];
  const lot: Surface =
    setting === 'city street' && rng.chance(0.7)
      ? [pavement, scale(paving, 0.93), 0.12]
      : [terrain, grass, 0.5];
  const beside: Surface = highway ? [terrain, grass, 0.5] : [pavement, paving, 0.14];
  const medianZone =
    medianWidth === 0
      ? []
      : [rng.chance(0.5) ? flat(divide, terrain, grass, 0.5) : flat(divide, pavement, paving, 0.14)];
  const laneZone = (lane: number) => {
    const drivable = lane === 0 ? DIRECT : ALTERNATIVE;
    return flat((lane + 0.5) * laneWidth, road, asphalt, 0.2, drivable);
  };
  const zones = [
    flat(left.lot, ...lot),
    flat(left.curb - 0.15 - vergeLeft, ...beside),
    flat(left.curb - 0.15, terrain, grass, 0.5),
    ...(highway ? [] : [flat(left.curb, pavement, CURB, 0.1)]),
    flat(leftLanes, road, scale(asphalt, 0.96), 0.22),
    flat(oppositeEdge, road, asphalt, 0.2),
    ...medianZone,
    ...Array.from({ length: sameLeft + 1 + sameRight }, (_, i) => laneZone(i - sameLeft)),
    flat(right.curb, road, scale(asphalt, 0.96), 0.22),
    ...(highway ? [] : [flat(right.curb + 0.15, pavement, CURB, 0.1)]),
    flat(right.curb + 0.15 + vergeRight, terrain, grass, 0.5),
    flat(right.lot, ...beside),
    flat(Infinity, ...lot),
  ];

  const markings: Marking[] = [];
  const line = (at: number, color: Color, dashed: boolean, count: 'single' | 'double' = 'single') => {
    const category = `${count} ${color === YELLOW ? 'yellow' : 'white'}` as const;
    markings.push({ at, width: 0.14, color, dashed, category });
  };
  for (let lane = -sameLeft; lane < sameRight; lane++) line((lane + 0.5) * laneWidth, WHITE, true);
  for (let i = 1; i < opposite; i++) line(oppositeEdge - i * laneWidth, WHITE, true);
  if (opposite > 0 && medianWidth === 0) {
    const single = setting === 'residential' && rng.chance(0.5);
    if (single) line(divide, YELLOW, true);
    else for (const side of [-0.15, 0.15]) line(divide + side, YELLOW, false, 'double');
  } else {
    line(divide + 0.2, highway ? YELLOW : WHITE, false);
    if (opposite > 0) line(oppositeEdge - 0.2, highway ? YELLOW : WHITE, false);
  }
  if (highway || rng.chance(0.7)) {
    line(leftLanes, WHITE, false);
    line(rightLanes, WHITE, false);
  }
  const tramTrack = hasTram ? oppositeEdge - laneWidth / 2 : null;
  if (tramTrack !== null) {
    const RAIL: Color = [92, 88, 90];
    for (const side of [-0.72, 0.72])
      markings.push({ at: tramTrack + side, width: 0.12, color: RAIL, dashed: false, category: null });
  }

  const crossFrom = rng.uniform(14, 45);
  const crossing =
    !highway && rng.chance(0.42) ? { from: crossFrom, to: crossFrom + rng.uniform(7, 13) } : null;
  const yaw = rng.uniform(-0.05, 0.05);
  const curvature = rng.chance(0.45) ? 0 : rng.uniform(-1, 1) * (highway ? 0.0016 : 0.0024);
  const offset = rng.uniform(-0.35, 0.35);
  return {
    ...{ lanes, laneWidth, left, right, crossing, tramTrack, zones, markings },
    parking: [
      ...(stripLeft > 1.9 && !highway ? [left.curb + stripLeft / 2] : []),
      ...(stripRight > 1.9 && !highway ? [right.curb - stripRight / 2] : []),
    ],
    median: medianWidth > 0 ? { centre: divide - medianWidth / 2, width: medianWidth } : null,
    shift: (z) => offset + yaw * z + (curvature * z * z) / 2,
    heading: (z) => Math.atan(yaw + curvature * z),
  };
}

/** Paints everything below the horizon, row by row: a row has one depth, so its zones are intervals. */
export function paintGround(canvas: Canvas, road: Road, style: Style, rng: Rng): void {
  const { width, height, focal, cx, horizon, eye } = canvas.camera;
  const wet = style.weather === 'rainy';
  const zebra = road.crossing && rng.chance(0.7) ? road.crossing.from - 3.6 : null;
  for (let y = Math.max(0, Math.ceil(horizon)); y < height; y++) {
    const z = (focal * eye) / (y + 0.5 - horizon);
    const metres = z / focal;
    const shift = road.shift(Math.min(z, 250));
    const toX = (s: number) => cx + (s + shift) / metres;
    const { gain, add } = lightAt(style, z);
    const across = road.crossing && z > road.crossing.from && z < road.crossing.to;
    const grainFade = Math.min(1, 18 / z);
    const store = (x: number, zone: Zone, color: Color, semantic: number) => {
      const s = (x + 0.5 - cx) * metres - shift;
      const coarse = noiseAt(s * 9 + 997, z * 9) - 0.5;
      const fine = hashNoise(s * 40, z * 40) - 0.5;
      let shade = 1 + zone.grain * (coarse * 0.9 + fine * 0.5 * grainFade);
      if (zone.semantic === SEMANTIC_ID.sidewalk && !across) shade *= joint(s, z, metres);
      if (wet) shade *= 0.72 + 0.35 * noiseAt(s * 3, z * 1.2);
      canvas.base(
        y * width + x,
        1 / z,
        semantic,
        zone.drivable,
        color[0] * shade * gain[0] + add[0],
        color[1] * shade * gain[1] + add[1],
        color[2] * shade * gain[2] + add[2],
      );
    };
    let from = 0;
    const asphalt = road.zones.find((zone) => zone.drivable === DIRECT)!;
    for (const zone of road.zones) {
      const to = Math.min(width, Math.max(from, Math.ceil(toX(zone.to) - 0.5)));
      // A side road runs through everything, but the lanes ahead stay what they are.
      const overridden = across && zone.semantic !== SEMANTIC_ID.road;
      const surface = overridden ? { ...asphalt, drivable: BACKGROUND } : zone;
      for (let x = from; x < to; x++) store(x, surface, surface.color, surface.semantic);
      from = to;
    }
    if (across) continue;
    for (const { at, width: thickness, color, dashed, category } of road.markings) {
      if (dashed && (z + 3) % 9 > 4) continue;
      const lane =
        category && encodeLane({ direction: 'parallel', style: dashed ? 'dashed' : 'solid', category });
      stroke(canvas, y, toX(at - thickness / 2), toX(at + thickness / 2), color, gain, add, lane);
    }
    if (zebra === null || z < zebra - 1.6) continue;
    const roadLeft = road.left.curb + 0.3;
    const roadRight = road.right.curb - 0.3;
    if (z > zebra) {
      if (z < zebra + 2.9) {
        for (let s = roadLeft; s < roadRight; s += 1)
          stroke(canvas, y, toX(s), toX(s + 0.5), WHITE, gain, add, CROSSWALK);
      }
    } else if (z > zebra - 1.4 && z < zebra - 1) {
      stroke(canvas, y, toX(-road.laneWidth / 2), toX(roadRight), WHITE, gain, add, STOP_LINE);
    }
  }
}

const CROSSWALK = encodeLane({ direction: 'vertical', style: 'solid', category: 'crosswalk' });
const STOP_LINE = encodeLane({ direction: 'vertical', style: 'solid', category: 'single white' });

/** Slabs: dark joints, as far as they can be told apart. */
function joint(s: number, z: number, metres: number): number {
  if (metres > 0.03) return 1;
  const near = Math.abs(s % 1.2) < 0.035 || z % 1.5 < 0.05 + metres;
  return near ? 0.82 : 1;
}

/**
 * Paint on the road, blended where it covers part of a pixel; it is worn in places. @param lane the byte of the marking, of pixels that it
 * covers half or more of
 */
function stroke(
  canvas: Canvas,
  y: number,
  left: number,
  right: number,
  color: Color,
  gain: Color,
  add: Color,
  lane: number | null,
): void {
  const { width } = canvas.camera;
  for (let x = Math.max(0, Math.floor(left)); x <= Math.min(width - 1, Math.floor(right)); x++) {
    const cover = Math.min(right, x + 1) - Math.max(left, x);
    if (cover <= 0) continue;
    if (lane !== null && cover >= 0.5) canvas.lane[y * width + x] = lane;
    const alpha = cover * (0.75 + 0.25 * noiseAt(x * 3, y * 5));
    const j = (y * width + x) * 3;
    for (let c = 0; c < 3; c++) {
      canvas.rgb[j + c]! += (color[c]! * gain[c]! + add[c]! - canvas.rgb[j + c]!) * alpha;
    }
  }
}
