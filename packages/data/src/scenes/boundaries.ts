import { drawFence, drawWall } from './furniture.js';
import type { Stage } from './stage.js';
import { drawHedge, drawTree } from './vegetation.js';

/** Draws fences, walls, hedges and the barrier between the directions. */
export function drawBoundaries(stage: Stage): void {
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

/** Cuts a long run into straight pieces, so that it follows the bend of the road. */
function drawPieces(from: number, to: number, draw: (from: number, to: number) => void): void {
  const step = 7.2;
  for (let z = from; z < to; z += step) draw(z, Math.min(to, z + step));
}
