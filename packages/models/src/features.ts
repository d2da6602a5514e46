import { ArgumentError, type Tensor } from '@cotrain/torch';

/**
 * Feature maps [B, channels, H / stride, W / stride] by name: `res2`..`res5` of a backbone, `p2`..`p6` of a
 * neck.
 */
export type FeatureMaps = Record<string, Tensor>;

/** What the next part of the model needs to know about a map. */
export interface FeatureSpec {
  channels: number;
  /** Image pixels per map element, along each axis. */
  stride: number;
}

/** Channels and stride of each feature map, by name. */
export type FeatureSpecs = Record<string, FeatureSpec>;

/** Selects the specs of `names`, in that order. @throws ArgumentError listing the available names. */
export function selectSpecs<T extends FeatureSpec>(
  where: string,
  specs: Record<string, T>,
  names: readonly string[],
): [name: string, spec: T][] {
  return names.map((name) => {
    const spec = specs[name];
    if (!spec)
      throw new ArgumentError(`${where}: no feature '${name}'; there are ${Object.keys(specs).join(', ')}`);
    return [name, spec];
  });
}

/** Selects one map. @throws ArgumentError listing the available names. */
export function selectMap(where: string, maps: FeatureMaps, name: string): Tensor {
  const map = maps[name];
  if (!map)
    throw new ArgumentError(`${where}: no feature map '${name}'; there are ${Object.keys(maps).join(', ')}`);
  return map;
}
