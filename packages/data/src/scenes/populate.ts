import { drawBoundaries } from './boundaries.js';
import { drawBuildings } from './buildings.js';
import { planRoadside } from './roadside.js';
import { ShadowCaster } from './shadows.js';
import type { Stage } from './stage.js';
import { planTraffic } from './traffic.js';

/**
 * Places all objects on the ground of the scene. The depth buffer allows any order. Large objects come last,
 * so that few of their pixels have to be coloured.
 */
export function populate(stage: Stage): void {
  const shadows = new ShadowCaster(stage);
  const objects = [...planRoadside(stage, shadows), ...planTraffic(stage, shadows)];
  for (const draw of objects) draw();
  drawBoundaries(stage);
  drawBuildings(stage);
}
