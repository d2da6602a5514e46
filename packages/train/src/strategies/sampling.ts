import { z } from 'zod';
import { kinds } from '../config/kinds.js';

const byTask = z.record(z.string(), z.number().nonnegative());

/** How a run draws its batches from partially labelled data (`planEpoch` of @cotrain/data, whose option names these are). */
export const samplingSchema = kinds('kind', { kind: 'zeroing' }, [
  z.strictObject({ kind: z.literal('zeroing') }),
  z.strictObject({ kind: z.literal('roundRobin') }),
  z.strictObject({ kind: z.literal('uniform') }),
  z.strictObject({
    kind: z.literal('weighted'),
    weights: byTask.optional(),
    taskEpochs: byTask.optional(),
  }),
]).prefault({});

export type SamplingConfig = z.output<typeof samplingSchema>;
