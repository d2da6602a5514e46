import { definitionOf } from '../tasks/index.js';
import { allTaskKinds } from '../tasks/kind.js';
import type { Scores } from '../tasks/scorer.js';

/** The most important scores. */
export function shownMetrics(metrics: Scores): Scores {
  const ofKinds = allTaskKinds().flatMap((kind) => kind.metrics);
  const isShown = (key: string): boolean => {
    const [task, metric, ...more] = key.split('/');
    if (task === undefined || metric === undefined || more.length > 0) return false;
    return (definitionOf(task)?.metrics ?? ofKinds).includes(metric);
  };
  return Object.fromEntries(Object.entries(metrics).filter(([key]) => isShown(key)));
}
