import { type AnyModule, OptionError, type Parameter } from '@cotrain/nn';
import { type LayerGroups, layerDistances } from './layerDecay.js';
import type { PathPatterns, PathTest } from './pattern.js';
import type { ResolvedStage } from './stage.js';

/** Parameters of one rate, as an optimizer takes them. */
export interface StageGroup {
  /**
   * `base` or the path of the multiplier, and with layer decay the distance from the heads (`backbone -3`).
   */
  name: string;
  params: Parameter[];
  lr: number;
}

/** What a stage does to each part of a model. */
export interface StagePlan {
  /** Whether the stage lets what stands at this path learn. */
  selects: PathTest;
  /** All that learns. */
  groups: StageGroup[];
}

/**
 * @param fixed what never learns, since it was frozen before there were stages
 * @param layers what a layer decay counts
 * @throws OptionError for a path that matches nothing, and if nothing would learn
 */
export function planStage(
  model: AnyModule,
  stage: ResolvedStage,
  patterns: PathPatterns,
  fixed: ReadonlySet<Parameter>,
  layers: LayerGroups | null,
): StagePlan {
  const { train, except, lr, lrMultipliers, layerDecay } = stage;
  const where = (option: string) => `stage '${stage.name}' ${option}`;
  const listed = train === 'all' ? [() => true] : train.map((path) => patterns.test(where('train'), path));
  const excluded = except.map((path) => patterns.test(where('except'), path));
  const selects: PathTest = (path) =>
    listed.some((test) => test(path)) && !excluded.some((test) => test(path));
  const parts = [
    { name: 'base', lr, test: () => true },
    ...Object.entries(lrMultipliers).map(([path, factor]) => ({
      name: path,
      lr: lr * factor,
      test: patterns.test(where('lrMultipliers'), path),
    })),
  ];
  if (layerDecay !== null && layers === null)
    throw new OptionError(
      `${where('layerDecay')}: give layerGroups, the layers that it counts (a backbone's layerGroups())`,
    );
  const distances = layerDecay === null ? new Map() : layerDistances(layers ?? []);
  const learning = model
    .namedParameters()
    .filter(([path, parameter]) => selects(path) && !fixed.has(parameter));
  if (learning.length === 0)
    throw new OptionError(
      `stage '${stage.name}': nothing learns; train is ${describe(train)}, except ${describe(except)}, and ${fixed.size} parameters were frozen from the start`,
    );
  // By part, and in each from the images on.
  const groups = parts.map((): Map<number, StageGroup> => new Map());
  for (const [path, parameter] of learning) {
    const index = parts.findLastIndex(({ test }) => test(path));
    const { name, lr } = parts[index]!;
    const distance: number = distances.get(parameter) ?? 0;
    const group = groups[index]!.get(distance) ?? {
      name: distance === 0 ? name : `${name} -${distance}`,
      params: [],
      lr: distance === 0 ? lr : lr * layerDecay! ** distance,
    };
    group.params.push(parameter);
    groups[index]!.set(distance, group);
  }
  return { selects, groups: groups.flatMap((byDistance) => [...byDistance.values()]) };
}

const describe = (paths: 'all' | readonly string[]): string =>
  paths === 'all' ? paths : `[${paths.join(', ')}]`;
