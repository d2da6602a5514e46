import { SEMANTIC_ID } from '../classes.js';
import type { Rng } from '../rng.js';
import type { Canvas } from './canvas.js';
import { type Color, mix, scale } from './color.js';
import { hashNoise, smoothNoise } from './noise.js';
import { lightAt, type Style } from './style.js';

const BACKGROUND = 2;

/** Paints everything above the horizon: gradient, clouds, sun or moon, stars. */
export function paintSky(canvas: Canvas, style: Style, rng: Rng): void {
  const { width, height, horizon } = canvas.camera;
  const night = style.timeOfDay === 'night';
  const [driftX, driftY] = [rng.uniform(0, 256), rng.uniform(0, 256)];
  const cloudTop: Color = night
    ? scale(style.skyBottom, 1.1)
    : style.timeOfDay === 'daytime'
      ? [248, 249, 252]
      : mix(style.skyBottom, [255, 225, 205], 0.5);
  const sunX = width * (0.5 + 0.5 * style.sunSide);
  const sunY = horizon * (style.timeOfDay === 'dawn/dusk' ? rng.uniform(0.75, 0.95) : rng.uniform(0.05, 0.5));
  const sunSize = width * (night ? 0.012 : 0.02);
  const sunGlow = style.cloudCover > 0.8 ? 0 : night ? 0.25 : 0.9;
  const rows = Math.min(height, Math.ceil(horizon));
  const stars = night && style.cloudCover < 0.5;
  const clear = (1 - style.cloudCover) * 0.85;
  const cloudAlpha = night ? 0.5 : 0.8;
  for (let y = 0; y < rows; y++) {
    const up = 1 - y / horizon;
    const [r0, g0, b0] = mix(style.skyBottom, style.skyTop, Math.min(1, up * 1.25) ** 0.8);
    // Clouds lie on a plane above, so they shrink towards the horizon.
    const plane = 26 / (up + 0.16);
    const nearHorizon = Math.min(1, up * 5) * cloudAlpha;
    for (let x = 0; x < width; x++) {
      const across = (x - width / 2) / width;
      const cloud = smoothNoise(driftX + across * plane * 1.6, driftY + plane * 0.9);
      const density = Math.min(1, Math.max(0, (cloud - clear) * 3.2)) * nearHorizon;
      const bright = (0.78 + 0.26 * cloud) * density;
      const near = sunSize / (1 + Math.sqrt((x - sunX) * (x - sunX) + (y - sunY) * (y - sunY)));
      const glow = near > 1 ? sunGlow : sunGlow * (1 - density) * near * Math.sqrt(Math.sqrt(near));
      const star = stars && hashNoise(x, y * 3 + 11) > 0.9985 ? 90 : 0;
      const r = r0 * (1 - density) + cloudTop[0] * bright;
      const g = g0 * (1 - density) + cloudTop[1] * bright;
      const b = b0 * (1 - density) + cloudTop[2] * bright;
      canvas.base(
        y * width + x,
        0,
        SEMANTIC_ID.sky,
        BACKGROUND,
        r + (255 - r) * glow + star,
        g + (246 - g) * glow + star,
        b + (222 - b) * glow + star,
      );
    }
  }
}

/** Draws a distant row of roofs or trees along the horizon, behind everything else. */
export function paintSkyline(canvas: Canvas, style: Style, rng: Rng): void {
  const { width, horizon, focal } = canvas.camera;
  const built = style.setting === 'city street' ? 0.6 : style.setting === 'highway' ? 0.15 : 0.3;
  const wooded: Color = rng.pick<Color>([
    [70, 92, 58],
    [88, 100, 66],
    [64, 82, 62],
  ]);
  const depth = rng.uniform(140, 240);
  const { gain, add } = lightAt(style, depth);
  const phase = rng.uniform(0, 256);
  let x = 0;
  while (x < width) {
    const isBuilding = rng.chance(built);
    const span = Math.round((focal * rng.uniform(isBuilding ? 8 : 15, isBuilding ? 26 : 60)) / depth) + 2;
    const top = (focal * (isBuilding ? rng.uniform(7, 34) : rng.uniform(5, 10))) / depth;
    const grey = rng.uniform(95, 165);
    const color: Color = isBuilding ? [grey, grey * 0.98, grey * 0.96] : wooded;
    const semantic = isBuilding ? SEMANTIC_ID.building : SEMANTIC_ID.vegetation;
    for (let end = Math.min(width, x + span); x < end; x++) {
      const leafy = isBuilding
        ? 0
        : top * 0.6 * (smoothNoise(x * 0.22 + phase, 3) - 0.5) + hashNoise(x, 5) * 1.5;
      const from = Math.max(0, Math.round(horizon - top - leafy));
      for (let y = from; y <= Math.min(canvas.camera.height - 1, Math.ceil(horizon)); y++) {
        const window = isBuilding && x % 4 < 2 && y % 4 < 2;
        const litUp = window && style.lampsLit && hashNoise(x >> 2, y >> 2) > 0.62;
        const shade = isBuilding ? (window ? 0.8 : 1) : 0.75 + 0.5 * hashNoise(x, y);
        const c = litUp
          ? ([200, 170, 110] as const)
          : ([0, 1, 2] as const).map((k) => color[k] * shade * gain[k] + add[k]);
        canvas.base(y * width + x, 0, semantic, BACKGROUND, c[0], c[1], c[2]);
      }
    }
  }
}
