// The number by which the checkpoints of a run are compared.

import type { TaskSpecs } from '@cotrain/data';
import { suggestion } from '@cotrain/torch';
import { ConfigError } from '../errors.js';
import { taskOf } from '../tasks/index.js';
import type { Scores } from '../tasks/scorer.js';

/** Score of an evaluation, of which higher is better. */
export type ScoreOf = (metrics: Scores) => number;

/**
 * A single number to compare checkpoints: the mean of the tasks' first metrics (mIoU; AP50, which rises
 * before AP does).
 */
export function quality(metrics: Scores, tasks: TaskSpecs): number {
  const scores = Object.entries(tasks).flatMap(
    ([name, spec]) => metrics[`${name}/${taskOf(name, spec).metrics[0]}`] ?? [],
  );
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(scores.length, 1);
}

/**
 * The configured score of an evaluation. A score without a value is worse than any other.
 *
 * @param key configuration key, for errors
 * @throws ConfigError from the result, for a metric that an evaluation of these tasks does not have
 */
export function scoreOf(
  key: string,
  { metric, mode }: { metric: string | null; mode: 'max' | 'min' },
  tasks: TaskSpecs,
): ScoreOf {
  if (metric === null) return (metrics) => quality(metrics, tasks);
  const task = metric.split('/', 1)[0]!;
  if (!Object.hasOwn(tasks, task)) throw unknown(key, metric, Object.keys(tasks));
  return (metrics) => {
    const score = metrics[metric];
    if (score === undefined) throw unknown(key, metric, Object.keys(metrics));
    if (score === null) return Number.NEGATIVE_INFINITY;
    return mode === 'max' ? score : -score;
  };
}

function unknown(key: string, metric: string, names: readonly string[]): ConfigError {
  return new ConfigError(
    `${key}: an evaluation of this run has no score '${metric}'${suggestion(metric, names)}`,
    undefined,
    [key],
  );
}
