import type { Rng } from '../rng.js';
import { projectX, projectY } from './camera.js';
import type { Canvas } from './canvas.js';
import type { Glow, Stage } from './stage.js';

/**
 * Adds the effects of a real camera: halos around lamps, slight blur, vignetting, tone curve and sensor
 * noise.
 */
export function finish({ canvas, glows, style, rng }: Stage): void {
  for (const glow of glows) if (canvas.sees(glow.at)) addGlow(canvas, glow);
  soften(canvas);
  const night = style.timeOfDay === 'night';
  develop(canvas, rng, night ? rng.uniform(3, 7) : rng.uniform(1.5, 4));
}

function addGlow({ rgb, camera }: Canvas, { at, radius, color }: Glow): void {
  const u = projectX(camera, at[0], at[2]);
  const v = projectY(camera, at[1], at[2]);
  const r = Math.min(camera.width * 0.12, Math.max(3, (camera.focal * radius) / at[2]));
  for (let y = Math.max(0, Math.floor(v - r)); y <= Math.min(camera.height - 1, v + r); y++) {
    for (let x = Math.max(0, Math.floor(u - r)); x <= Math.min(camera.width - 1, u + r); x++) {
      const t = 1 - Math.hypot(x - u, y - v) / r;
      if (t <= 0) continue;
      const strength = 0.75 * t * t * t;
      const j = (y * camera.width + x) * 3;
      for (let c = 0; c < 3; c++) rgb[j + c]! += color[c]! * strength;
    }
  }
}

/**
 * A 3-tap binomial blur along both axes, in place. It makes the rasteriser's edges look like those of a lens.
 */
function soften({ rgb, camera: { width, height } }: Canvas): void {
  const stride = width * 3;
  for (let y = 0; y < height; y++) {
    const row = y * stride;
    for (let c = 0; c < 3; c++) {
      let before = rgb[row + c]!;
      for (let j = row + c; j < row + stride - 3; j += 3) {
        const here = rgb[j]!;
        rgb[j] = (before + 6 * here + rgb[j + 3]!) / 8;
        before = here;
      }
    }
  }
  const above = rgb.slice(0, stride);
  for (let y = 0; y < height - 1; y++) {
    const row = y * stride;
    for (let x = 0; x < stride; x++) {
      const here = rgb[row + x]!;
      rgb[row + x] = (above[x]! + 6 * here + rgb[row + stride + x]!) / 8;
      above[x] = here;
    }
  }
}

function develop({ rgb, camera: { width, height } }: Canvas, rng: Rng, noise: number): void {
  const contrast = rng.uniform(0.92, 1.12);
  const exposure = rng.uniform(0.9, 1.1);
  const cast = [rng.uniform(0.96, 1.04), 1, rng.uniform(0.96, 1.04)];
  const corner = rng.uniform(0.05, 0.22);
  const tone = cast.map((gain) =>
    Float32Array.from({ length: 256 }, (_, value) => ((value - 118) * contrast + 118) * exposure * gain),
  );
  // Gaussian noise is drawn once and read from another offset in each row.
  const grain = Float32Array.from({ length: 4096 + width }, () => {
    return (rng.uniform() + rng.uniform() + rng.uniform() - 1.5) * 2 * noise;
  });
  for (let y = 0; y < height; y++) {
    const start = rng.int(0, 4095);
    const dy = (y / height - 0.5) ** 2;
    for (let x = 0; x < width; x++) {
      const fade = 1 - corner * 2 * ((x / width - 0.5) ** 2 + dy);
      const j = (y * width + x) * 3;
      const n = grain[start + x]!;
      for (let c = 0; c < 3; c++) rgb[j + c] = tone[c]![rgb[j + c]!]! * fade + n;
    }
  }
}
