// How a run learns: stages, rates, clipping, strategy, and what it starts from.
import { type PretrainedSource, RELEASES } from '@cotrain/models';
import type { Stage } from '@cotrain/optim';
import { z } from 'zod';
import { balancingSchema } from '../strategies/makeStrategy.js';
import { samplingSchema } from '../strategies/sampling.js';

const whole = z.number().int();
const count = whole.positive();
const rate = z.number().positive();
const weight = z.number().nonnegative();

const schedule = z.enum(['cosine', 'multiStep', 'constant']);
const factor = z.number().min(0).max(1);

/** One stage of the run; `@cotrain/optim` says what each key means. */
const stageSchema = z.strictObject({
  name: z.string().min(1),
  epochs: count,
  lr: rate,
  train: z.union([z.literal('all'), z.array(z.string()).min(1)]).default('all'),
  except: z.array(z.string()).default([]),
  weightDecay: weight.default(1e-4),
  warmup: z
    .strictObject({ steps: whole.nonnegative().default(1000), factor: factor.default(0.01) })
    .prefault({}),
  schedule: schedule.default('constant'),
  lrMultipliers: z.record(z.string(), rate).default({}),
  frozenBatchNorm: z.enum(['fixed', 'update']).default('fixed'),
  frozenDropout: z.boolean().default(true),
});

/** By task, factors of Eq. 1 of the paper (default: 1, 0.7 and 0.7 for BDD100K's tasks, 1 for others). */
const lossWeightsSchema = z.record(z.string(), weight).default({});

export const trainSchema = z
  .strictObject({
    batchSize: count.default(8),
    /** Threads that decode and transform images. */
    workers: whole.nonnegative().default(1),
    /**
     * The stages of pretrain, adapt, finetune (section 4.1 of the paper). Where there are none, the run is one stage in which
     * all learns, of the keys from `epochs` to `schedule`.
     */
    stages: z.array(stageSchema).min(1).nullable().default(null),
    epochs: count.default(12),
    lr: rate.default(1e-3),
    /** Factor on the rate of the backbone's parameters (Sparse R-CNN: 1; MaskFormer: 0.1). */
    backboneMultiplier: rate.default(1),
    weightDecay: weight.default(1e-4),
    /** Linear warm-up from `warmupFactor` of the rate over this many steps. */
    warmupSteps: whole.nonnegative().default(50),
    warmupFactor: factor.default(0.01),
    /** What follows the warm-up; multiStep falls to a tenth at 78 % and 93 % of the run (Sparse R-CNN's solver). */
    schedule: schedule.default('cosine'),
    /** Gradients are clipped to this norm; null: never. */
    clipNorm: rate.nullable().default(1),
    /**
     * Over what: the whole model (official), in which one head's wild gradients silence the others, or each of
     * backbone, neck and heads on its own.
     */
    clipScope: z.enum(['model', 'part']).default('model'),
    lossWeights: lossWeightsSchema,
    /** How batches are drawn from partially labelled data (Table 1 of the paper). */
    sampling: samplingSchema,
    /** How the tasks are weighed against each other. */
    balancing: balancingSchema,
    /** Start from the weights of another run: those of the parts that are named (`backbone`, `neck`, `heads.det`). */
    init: z
      .strictObject({ run: z.string(), parts: z.array(z.string()).min(1).default(['backbone', 'neck']) })
      .nullable()
      .default(null),
    /** A published checkpoint for the backbone; `loadPretrained` of @cotrain/models says which. */
    pretrained: z
      .strictObject({
        from: z.enum(Object.keys(RELEASES) as [PretrainedSource, ...PretrainedSource[]]),
        file: z.string(),
        /** What stands before the backbone's keys in the file; null: found. */
        prefix: z.string().nullable().default(null),
      })
      .nullable()
      .default(null),
  })
  .superRefine(({ sampling, balancing }, context) => {
    const compares = balancing.kind === 'gradNorm' || balancing.kind === 'pcGrad';
    if (compares && sampling.kind !== 'zeroing')
      context.addIssue({
        code: 'custom',
        path: ['balancing', 'kind'],
        message: `${balancing.kind} compares the tasks of a step, and the sampling '${sampling.kind}' draws one task a step; take 'zeroing'`,
      });
  })
  .prefault({});

export type TrainSettings = z.output<typeof trainSchema>;

/** The run's stages; CLIP's text encoder is in none of them (section 4.2 of the paper). */
export function stagesOf(
  settings: TrainSettings,
  { hasText }: { hasText: boolean },
): (Stage & { epochs: number })[] {
  const text = hasText ? ['clipText'] : [];
  if (settings.stages)
    return settings.stages.map((stage) => ({ ...stage, except: [...new Set([...stage.except, ...text])] }));
  const { epochs, lr, weightDecay, schedule, warmupSteps, warmupFactor, backboneMultiplier } = settings;
  return [
    {
      name: 'train',
      epochs,
      lr,
      weightDecay,
      schedule,
      train: 'all',
      except: text,
      warmup: { steps: warmupSteps, factor: warmupFactor },
      lrMultipliers: backboneMultiplier === 1 ? {} : { backbone: backboneMultiplier },
    },
  ];
}

/** Of all stages. */
export const epochsOf = ({ stages, epochs }: TrainSettings): number =>
  stages ? stages.reduce((sum, stage) => sum + stage.epochs, 0) : epochs;
