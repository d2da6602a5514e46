import { z } from 'zod';
import { kinds } from '../config/kinds.js';
import { settings } from '../config/settings.js';

const byTask = z.record(z.string(), z.number().nonnegative());

const weighted = settings('WeightedSampling', {
  kind: z.literal('weighted'),
  /** By task, how often it is drawn. Default: its labelled frames times its `taskEpochs`. */
  weights: byTask.optional(),
  /**
   * By task, the epochs that it is trained for on its own, which the default weights are proportional to.
   * Default: 1 each.
   */
  taskEpochs: byTask.optional(),
});

/**
 * How a run draws its batches from partially labelled data (`planEpoch` of @cotrain/data, whose option names
 * these are).
 */
export const samplingSchema = kinds('kind', { kind: 'zeroing' }, [
  z.strictObject({ kind: z.literal('zeroing') }),
  z.strictObject({ kind: z.literal('roundRobin') }),
  z.strictObject({ kind: z.literal('uniform') }),
  weighted,
]).prefault({});

/** Configuration of sampling, under `train.sampling`. */
export type SamplingConfig = { kind: 'zeroing' | 'roundRobin' | 'uniform' } | z.output<typeof weighted>;
