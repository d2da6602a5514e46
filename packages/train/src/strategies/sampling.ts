import { z } from 'zod';
import { kinds } from '../config/kinds.js';
import { settings } from '../config/settings.js';

const byTask = z.record(z.string(), z.number().nonnegative());

const weighted = settings('WeightedSampling', {
  kind: z.literal('weighted'),
  /** How often each task is drawn. Default: its labelled frames times its `taskEpochs`. */
  weights: byTask.optional(),
  /**
   * Number of epochs for which each task would be trained on its own; the default weights are proportional to
   * it. Default: 1 each.
   */
  taskEpochs: byTask.optional(),
});

/**
 * How a run draws batches from partially labelled data (`planEpoch` of @cotrain/data, with the same option
 * names).
 */
export const samplingSchema = kinds('kind', { kind: 'zeroing' }, [
  z.strictObject({ kind: z.literal('zeroing') }),
  z.strictObject({ kind: z.literal('roundRobin') }),
  z.strictObject({ kind: z.literal('uniform') }),
  weighted,
]).prefault({});

/** Configuration of sampling, under `train.sampling`. */
export type SamplingConfig = { kind: 'zeroing' | 'roundRobin' | 'uniform' } | z.output<typeof weighted>;
