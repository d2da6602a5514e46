import { type AnyModule, OptionError, type Parameter } from '@cotrain/nn';
import type { PathPatterns, PathTest } from './pattern.js';
import type { ResolvedStage } from './stage.js';

/** Parameters of one rate, as an optimizer takes them. */
export interface StageGroup {
  /** `base`, or the path of the multiplier. */
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
 * @throws OptionError for a path that matches nothing, and if nothing would learn
 */
export function planStage(
  model: AnyModule,
  stage: ResolvedStage,
  patterns: PathPatterns,
  fixed: ReadonlySet<Parameter>,
): StagePlan {
  const { train, except, lr, lrMultipliers } = stage;
  const where = (option: string) => `stage '${stage.name}' ${option}`;
  const listed = train === 'all' ? [() => true] : train.map((path) => patterns.test(where('train'), path));
  const excluded = except.map((path) => patterns.test(where('except'), path));
  const selects: PathTest = (path) =>
    listed.some((test) => test(path)) && !excluded.some((test) => test(path));
  const groups: (StageGroup & { test: PathTest })[] = [
    { name: 'base', params: [], lr, test: () => true },
    ...Object.entries(lrMultipliers).map(([path, factor]) => ({
      name: path,
      params: [],
      lr: lr * factor,
      test: patterns.test(where('lrMultipliers'), path),
    })),
  ];
  const learning = model
    .namedParameters()
    .filter(([path, parameter]) => selects(path) && !fixed.has(parameter));
  if (learning.length === 0)
    throw new OptionError(
      `stage '${stage.name}': nothing learns; train is ${describe(train)}, except ${describe(except)}, and ${fixed.size} parameters were frozen from the start`,
    );
  for (const [path, parameter] of learning) groups.findLast(({ test }) => test(path))!.params.push(parameter);
  const filled = groups.filter(({ params }) => params.length > 0);
  return { selects, groups: filled.map(({ test: _, ...group }) => group) };
}

const describe = (paths: 'all' | readonly string[]): string =>
  paths === 'all' ? paths : `[${paths.join(', ')}]`;
