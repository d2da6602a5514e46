import { drawBoundaries } from './boundaries.js';
import { drawBuildings } from './buildings.js';
import { planRoadside } from './roadside.js';
import { ShadowCaster } from './shadows.js';
import type { Stage } from './stage.js';
import { planTraffic } from './traffic.js';

/**
 * Puts everything that stands on the ground into the scene. The depth buffer makes any order right; what
 * covers much of the picture comes last, so that little of it has to be coloured.
 */
export function populate(stage: Stage): void {
  const shadows = new ShadowCaster(stage);
  const objects = [...planRoadside(stage, shadows), ...planTraffic(stage, shadows)];
  for (const draw of objects) draw();
  drawBoundaries(stage);
  drawBuildings(stage);
}
