import type { Dataset } from '../types.js';
import { labelledIndices } from './labelled.js';
import { type PlannedBatch, type PlanOptions, planEpoch } from './planEpoch.js';

/** Tasks and sampler of batches by task. */
export interface TaskBatchesOptions extends Omit<PlanOptions, 'labelled' | 'order' | 'length' | 'epoch'> {
  /** Tasks to train, in the order of `roundRobin`. */
  tasks: readonly string[];
}

/**
 * The batches of a data set by epoch, for the option `batches` of `Loader`.
 *
 * @example new Loader(dataset, { batches: taskBatches(dataset, { kind: 'roundRobin', tasks, batchSize: 8,
 *   seed }), transforms })
 * @throws DataConfigError for invalid options, DataError for a task without labelled samples
 */
export function taskBatches(
  dataset: Dataset,
  options: TaskBatchesOptions,
): (epoch: number) => PlannedBatch[] {
  const { tasks, ...rest } = options;
  // Mixed batches do not need to know which samples are labelled, and some data sets cannot tell.
  const labelled = rest.kind === 'zeroing' && !dataset.labelled ? {} : labelledIndices(dataset, tasks);
  const order = Object.keys(dataset.tasks);
  const plan = (epoch: number) => planEpoch({ ...rest, labelled, order, length: dataset.length, epoch });
  plan(0);
  return plan;
}
