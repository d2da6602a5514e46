import type { Rng } from '../rng.js';
import { type Color, mix, scale } from './color.js';

export type TimeOfDay = 'daytime' | 'dawn/dusk' | 'night';
export type Weather = 'clear' | 'partly cloudy' | 'overcast' | 'foggy' | 'rainy';
export type Setting = 'city street' | 'residential' | 'highway';

/** The light of a scene. The attributes have BDD100K's names. */
export interface Style {
  timeOfDay: TimeOfDay;
  weather: Weather;
  setting: Setting;
  /** Ambient light: factors on the colour channels of all surfaces outdoors. */
  ambient: Color;
  haze: Color;
  /** Depth in metres at which 63 % of a colour is haze. */
  hazeDistance: number;
  skyTop: Color;
  skyBottom: Color;
  cloudCover: number;
  /** Position of the sun or moon: -1 left, 1 right. */
  sunSide: number;
  /** Brightness of shadows relative to their surroundings; 1 = no shadows. */
  shadow: number;
  /** Strength of the ego car's headlights. */
  headlights: number;
  /** Whether lamps and windows are lit. */
  lampsLit: boolean;
}

export function drawStyle(rng: Rng): Style {
  const setting = rng.weighted<Setting>([
    ['city street', 0.55],
    ['residential', 0.27],
    ['highway', 0.18],
  ]);
  const timeOfDay = rng.weighted<TimeOfDay>([
    ['daytime', 0.62],
    ['dawn/dusk', 0.16],
    ['night', 0.22],
  ]);
  const weather = rng.weighted<Weather>([
    ['clear', 0.4],
    ['partly cloudy', 0.25],
    ['overcast', 0.2],
    ['foggy', 0.06],
    ['rainy', 0.09],
  ]);
  const overcast = weather === 'overcast' || weather === 'rainy' || weather === 'foggy';
  const common = {
    ...{ timeOfDay, weather, setting },
    sunSide: rng.uniform(-1, 1),
    cloudCover: overcast ? 0.95 : weather === 'clear' ? rng.uniform(0, 0.3) : rng.uniform(0.4, 0.65),
    hazeDistance:
      weather === 'foggy' ? rng.uniform(45, 90) : overcast ? rng.uniform(150, 300) : rng.uniform(300, 700),
  };
  return { ...common, ...LIGHTS[timeOfDay](rng, overcast) };
}

type Light = Omit<Style, 'timeOfDay' | 'weather' | 'setting' | 'sunSide' | 'cloudCover' | 'hazeDistance'>;

const LIGHTS: Record<TimeOfDay, (rng: Rng, overcast: boolean) => Light> = {
  daytime: daylight,
  'dawn/dusk': twilight,
  night: nightLight,
};

function nightLight(rng: Rng): Light {
  const level = rng.uniform(0.2, 0.34);
  const sky: Color = [13 + rng.uniform(0, 10), 15 + rng.uniform(0, 10), 28 + rng.uniform(0, 18)];
  return {
    ambient: [level * 0.95, level * 0.95, level * 1.2],
    haze: scale(sky, 1.3),
    skyTop: scale(sky, 0.6),
    skyBottom: [sky[0] * 1.9 + 8, sky[1] * 1.6 + 4, sky[2] * 1.3],
    shadow: 0.75,
    headlights: rng.uniform(0.5, 0.9),
    lampsLit: true,
  };
}

function twilight(rng: Rng, overcast: boolean): Light {
  const glow: Color = [250, rng.uniform(140, 190), rng.uniform(90, 140)];
  const level = rng.uniform(0.55, 0.75);
  const grey: Color = [150, 150, 165];
  return {
    ambient: overcast ? [level, level, level * 1.08] : [level * 1.15, level * 0.97, level * 0.9],
    haze: mix(glow, [120, 120, 150], overcast ? 0.85 : 0.45),
    skyTop: mix([62, 78, 128], grey, overcast ? 0.5 : 0),
    skyBottom: overcast ? mix(glow, grey, 0.75) : glow,
    shadow: overcast ? 0.85 : 0.66,
    headlights: rng.uniform(0, 0.25),
    lampsLit: rng.chance(0.7),
  };
}

function daylight(rng: Rng, overcast: boolean): Light {
  const level = overcast ? rng.uniform(0.72, 0.88) : rng.uniform(0.92, 1.1);
  const grey: Color = [rng.uniform(185, 225), rng.uniform(195, 228), rng.uniform(205, 232)];
  return {
    ambient: overcast ? [level * 0.98, level, level * 1.03] : [level * 1.04, level, level * 0.95],
    haze: overcast ? scale(grey, 0.95) : [190, 208, 228],
    skyTop: overcast
      ? scale(grey, 0.82)
      : [rng.uniform(60, 105), rng.uniform(125, 160), rng.uniform(205, 235)],
    skyBottom: overcast ? grey : [200, 222, 240],
    shadow: overcast ? 0.8 : rng.uniform(0.5, 0.62),
    headlights: 0,
    lampsLit: false,
  };
}

/**
 * Reflected light: surface colours darken, take on the tint of the light, and fade into the haze with depth.
 */
export interface DepthLight {
  gain: Color;
  add: Color;
}

export function lightAt({ ambient, haze, hazeDistance, headlights }: Style, depth: number): DepthLight {
  const clear = Math.exp(-depth / hazeDistance);
  const beam = headlights / (1 + (depth / 22) ** 2);
  return {
    gain: [
      (ambient[0] + beam) * clear,
      (ambient[1] + beam * 0.96) * clear,
      (ambient[2] + beam * 0.82) * clear,
    ],
    add: scale(haze, 1 - clear),
  };
}

export function lit(style: Style, color: Color, depth: number): Color {
  const { gain, add } = lightAt(style, depth);
  return [color[0] * gain[0] + add[0], color[1] * gain[1] + add[1], color[2] * gain[2] + add[2]];
}

/** Colour of a self-luminous surface, which only the haze attenuates. */
export function shining({ haze, hazeDistance }: Style, color: Color, depth: number): Color {
  return mix(haze, color, Math.exp((-0.5 * depth) / hazeDistance));
}
