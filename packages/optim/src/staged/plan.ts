import { type AnyModule, OptionError, type Parameter } from '@cotrain/nn';
import { type LayerGroups, layerDistances } from './layerDecay.js';
import type { PathPatterns, PathTest } from './pattern.js';
import type { ResolvedStage } from './stage.js';

/** Parameters with a common rate, in the form that an optimizer takes. */
export interface StageGroup {
  /**
   * Name of the group: `base` or the path of the multiplier. With layer decay, the distance from the heads is
   * appended (`backbone -3`).
   */
  name: string;
  params: Parameter[];
  lr: number;
}

/** The effect of a stage on each part of a model. */
export interface StagePlan {
  /** Whether the stage trains the parameter or module at this path. */
  selects: PathTest;
  /** All parameters that the stage trains. */
  groups: StageGroup[];
}

/**
 * @param fixed parameters that never train, because they were frozen before the stages were created
 * @param layers layers that a layer decay counts
 * @throws OptionError if a path matches nothing, or if the stage would train nothing
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
      `${where('layerDecay')}: pass layerGroups, the layers to count (a backbone's layerGroups())`,
    );
  const distances = layerDecay === null ? new Map() : layerDistances(layers ?? []);
  const learning = model
    .namedParameters()
    .filter(([path, parameter]) => selects(path) && !fixed.has(parameter));
  if (learning.length === 0)
    throw new OptionError(
      `stage '${stage.name}': nothing would be trained; train is ${describe(train)}, except ${describe(except)}, and ${fixed.size} parameters were frozen from the start`,
    );
  // Ordered by part and, within each part, from the input on.
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
