import { encodeLane } from '../bdd100k/laneByte.js';
import { SEMANTIC_ID } from '../classes.js';
import type { Rng } from '../rng.js';
import type { Canvas } from './canvas.js';
import type { Color } from './color.js';
import { drawLanes, drawSides, type Lane, lanesOf, type Side } from './lanePlan.js';
import { hashNoise, noiseAt } from './noise.js';
import {
  BACKGROUND,
  DIRECT,
  drawColors,
  drawMarkings,
  drawZones,
  type Marking,
  WHITE,
  type Zone,
} from './roadSurface.js';
import { lightAt, type Setting, type Style } from './style.js';

/**
 * Everything that lies flat. Lateral positions `s` are measured from the middle of the ego lane, `z` ahead of
 * the camera.
 */
export interface Road {
  lanes: Lane[];
  laneWidth: number;
  left: Side;
  right: Side;
  /** Middles of the parking strips. */
  parking: number[];
  /** The strip without traffic between the directions, if any. */
  median: { centre: number; width: number } | null;
  crossing: { from: number; to: number } | null;
  tramTrack: number | null;
  /** Lateral shift of the road's middle at depth z, and its direction there in radians. */
  shift(z: number): number;
  heading(z: number): number;
  zones: Zone[];
  markings: Marking[];
}

/**
 * Draws from `rng` in a fixed order, here and in the functions it calls. Another order would change the scene
 * of every seed.
 */
export function drawRoad(rng: Rng, setting: Setting): Road {
  const plan = drawLanes(rng, setting);
  const { highway, laneWidth, tramTrack, divide, medianWidth } = plan;
  const colors = drawColors(rng);
  const sides = drawSides(rng, plan);
  const zones = drawZones(rng, plan, colors, sides);
  const markings = drawMarkings(rng, plan);
  const crossFrom = rng.uniform(14, 45);
  const crossing =
    !highway && rng.chance(0.42) ? { from: crossFrom, to: crossFrom + rng.uniform(7, 13) } : null;
  const yaw = rng.uniform(-0.05, 0.05);
  const curvature = rng.chance(0.45) ? 0 : rng.uniform(-1, 1) * (highway ? 0.0016 : 0.0024);
  const offset = rng.uniform(-0.35, 0.35);
  return {
    ...{ lanes: lanesOf(plan), laneWidth, ...sides, crossing, tramTrack, zones, markings },
    median: medianWidth > 0 ? { centre: divide - medianWidth / 2, width: medianWidth } : null,
    shift: (z) => offset + yaw * z + (curvature * z * z) / 2,
    heading: (z) => Math.atan(yaw + curvature * z),
  };
}

/** Paints everything below the horizon, row by row. A row has one depth, so its zones are intervals. */
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
      // A side road crosses all zones, but the lanes ahead stay as they are.
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

/** Dark joints between slabs, as far as they can be resolved. */
function joint(s: number, z: number, metres: number): number {
  if (metres > 0.03) return 1;
  const near = Math.abs(s % 1.2) < 0.035 || z % 1.5 < 0.05 + metres;
  return near ? 0.82 : 1;
}

/**
 * Paints a worn marking on the road, blended where it covers part of a pixel.
 * @param lane byte of the marking, for pixels that are covered at least half
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
