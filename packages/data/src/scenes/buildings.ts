import { type Color, mix, scale } from './color.js';
import { hashNoise, noiseAt } from './noise.js';
import type { Stage } from './stage.js';
import { lit, shining } from './style.js';

const FACADES: readonly Color[] = [
  [172, 116, 92],
  [198, 178, 146],
  [148, 142, 138],
  [206, 198, 186],
  [124, 92, 80],
  [182, 160, 128],
  [160, 170, 176],
  [214, 190, 160],
  [110, 116, 124],
];
const AWNINGS: readonly Color[] = [
  [150, 40, 40],
  [40, 90, 66],
  [44, 64, 120],
  [196, 150, 54],
  [90, 90, 94],
];
const ROOFS: readonly Color[] = [
  [108, 66, 52],
  [74, 70, 70],
  [96, 86, 78],
  [128, 84, 62],
];

interface Facade {
  wall: Color;
  window: Color;
  storey: number;
  pitch: number;
  /** Fraction of a window bay's width that is glass. */
  glassWidth: number;
  glassHeight: number;
  shop: Color | null;
  brick: boolean;
  seed: number;
}

function drawFacade({ rng, style }: Stage, house: boolean): Facade {
  const modern = !house && rng.chance(0.25);
  const wall = modern
    ? scale([122, 138, 150], rng.uniform(0.8, 1.15))
    : scale(rng.pick(FACADES), rng.uniform(0.85, 1.08));
  return {
    wall,
    window: mix([46, 54, 62], style.skyBottom, modern ? 0.3 : 0.14),
    storey: house ? 2.8 : rng.uniform(3, 3.7),
    pitch: modern ? rng.uniform(1.4, 2) : rng.uniform(2.2, 3.4),
    glassWidth: modern ? 0.86 : rng.uniform(0.38, 0.55),
    glassHeight: modern ? 0.72 : rng.uniform(0.45, 0.6),
    shop: !house && rng.chance(0.6) ? rng.pick(AWNINGS) : null,
    brick: !modern && rng.chance(0.4),
    seed: rng.int(0, 9999),
  };
}

/**
 * Colours a point of the facade: windows in bays and storeys, some of them lit, and shops on the ground
 * floor.
 */
function facadeShader({ style }: Stage, facade: Facade, shade: number, top: number, door: boolean) {
  const { wall, window, storey, pitch, glassWidth, glassHeight, shop, brick, seed } = facade;
  return (along: number, up: number, depth: number): Color => {
    const bay = Math.floor(along / pitch);
    const floor = Math.floor(up / storey);
    const across = Math.abs(along / pitch - bay - 0.5) * 2;
    const rise = up / storey - floor;
    if (shop && floor === 0) {
      if (up > storey * 0.72)
        return lit(style, scale(up > storey * 0.9 ? scale(wall, 0.8) : shop, shade), depth);
      const glass = across < 0.88 && up > 0.45;
      if (glass && style.lampsLit && hashNoise(bay + seed, 77) > 0.35)
        return shining(style, [236, 206, 150], depth);
      return lit(style, glass ? scale(window, 0.85) : scale(wall, 0.6 * shade), depth);
    }
    if (door && floor === 0 && bay === 1 && across < 0.5 && up < 2.1) return lit(style, [82, 54, 42], depth);
    const inStorey = rise > 0.26 && rise < 0.26 + glassHeight && up < top - 0.5;
    if (across < glassWidth && inStorey) {
      const own = hashNoise(bay + seed, floor * 31 + seed);
      if (style.lampsLit && own > 0.58)
        return shining(style, scale([238, 204, 142], 0.65 + 0.5 * own), depth);
      const bar = across < 0.05 || Math.abs(rise - 0.26 - glassHeight / 2) < 0.02;
      return lit(style, bar && glassWidth < 0.7 ? [196, 192, 186] : scale(window, 0.75 + 0.6 * own), depth);
    }
    const sill = across < glassWidth + 0.1 && rise > 0.2 && rise < 0.3 + glassHeight;
    const cornice = up > top - 0.4 || (rise < 0.05 && !brick);
    let tone = shade * (0.9 + 0.2 * noiseAt(along * 6 + seed, up * 6));
    if (brick) tone *= 0.93 + 0.14 * hashNoise(along * 4 + seed, up * 13);
    if (sill) tone *= 1.12;
    if (cornice) tone *= 0.86;
    return lit(style, scale(wall, tone), depth);
  };
}

/** Draws a row of buildings behind the lot line on both sides, with gaps for side roads. */
export function drawBuildings(stage: Stage): void {
  const { road, rng, style } = stage;
  const house = style.setting === 'residential';
  const density = style.setting === 'city street' ? 0.96 : house ? 0.75 : 0.3;
  for (const side of [-1, 1]) {
    const edge = side < 0 ? road.left.lot : road.right.lot;
    let z = rng.uniform(-6, 2);
    while (z < 150) {
      const length = house ? rng.uniform(8, 13) : rng.uniform(9, 26);
      const { crossing } = road;
      if (crossing && z + length > crossing.from - 3 && z < crossing.to + 3) {
        z = Math.max(z + 1, crossing.to + 3);
        continue;
      }
      if (rng.chance(density)) {
        const setback = house
          ? rng.uniform(3, 8)
          : style.setting === 'highway'
            ? rng.uniform(12, 30)
            : rng.uniform(0.3, 2.5);
        const height = house
          ? rng.uniform(5, 7.5)
          : rng.weighted([
              [rng.uniform(6, 13), 3],
              [rng.uniform(13, 24), 2],
              [rng.uniform(24, 55), 0.6],
            ] as const);
        drawBuilding(stage, side, edge + side * setback, z, z + length, height, house);
      }
      z +=
        length +
        (house
          ? rng.uniform(2, 7)
          : rng.weighted([
              [0.05, 4],
              [rng.uniform(2, 6), 1],
            ] as const));
    }
  }
}

function drawBuilding(
  stage: Stage,
  side: number,
  s: number,
  from: number,
  to: number,
  height: number,
  house: boolean,
): void {
  const { canvas, style, rng } = stage;
  stage.stuff('building');
  const facade = drawFacade(stage, house);
  const near = stage.ground(s, from);
  const far = stage.ground(s, to);
  const width = house ? rng.uniform(8, 12) : 22;
  const behind = stage.ground(s + side * width, from);
  const sunny = style.sunSide * side < 0;
  canvas.wall(near, far, -0.3, height, facadeShader(stage, facade, sunny ? 1.08 : 0.82, height, true));
  const front = { ...facade, shop: null, seed: facade.seed + 500 };
  canvas.wall(near, behind, -0.3, height, facadeShader(stage, front, 0.72, height, false));
  if (!house) return;
  // A gabled roof with its ridge along the road.
  const roof = rng.pick(ROOFS);
  const ridge = height + rng.uniform(1.8, 3.2);
  const eaves = s - side * 0.5;
  const middle = s + (side * width) / 2;
  const point = (at: number, y: number, z: number) => {
    const [x, depth] = stage.ground(at, z);
    return [x, y, depth] as const;
  };
  canvas.polygon(
    [
      point(eaves, height - 0.2, from - 0.4),
      point(eaves, height - 0.2, to + 0.4),
      point(middle, ridge, to + 0.4),
      point(middle, ridge, from - 0.4),
    ],
    scale(roof, sunny ? 1.1 : 0.85),
  );
  canvas.polygon(
    [point(s, height, from), point(s + side * width, height, from), point(middle, ridge - 0.2, from)],
    scale(facade.wall, 0.72),
  );
}
