// How a run learns: stages, rates, clipping, strategy, and what it starts from.
import { type PretrainedSource, RELEASES } from '@cotrain/models';
import type { Stage } from '@cotrain/optim';
import { z } from 'zod';
import { balancingSchema, STRATEGIES } from '../strategies/makeStrategy.js';
import { samplingSchema } from '../strategies/sampling.js';
import { settings } from './settings.js';

const whole = z.number().int();
const count = whole.positive();
const rate = z.number().positive();
const weight = z.number().nonnegative();
const multipliers = z.record(z.string(), rate).default({});
const layerDecay = rate.max(1).nullable().default(null);

const schedule = z.enum(['cosine', 'multiStep', 'constant']);
const factor = z.number().min(0).max(1);

const warmupSchema = settings('WarmupSettings', {
  /** Steps in which the rate rises. Default 1000. */
  steps: whole.nonnegative().default(1000),
  /** Share of the rate that it begins with. Default 0.01. */
  factor: factor.default(0.01),
});

/** One stage of the run; `@cotrain/optim` says what each key means. */
const stageSchema = settings('StageSettings', {
  /** What logs call it. Required. */
  name: z.string().min(1),
  /** Its length. Required. */
  epochs: count,
  /** Learning rate. Required. */
  lr: rate,
  /** Parts that learn, such as `neck` or `heads.det`. Default: all. */
  train: z.union([z.literal('all'), z.array(z.string()).min(1)]).default('all'),
  /** Parts of these that do not. Default: none. */
  except: z.array(z.string()).default([]),
  /** Weight decay (AdamW). Default 0.0001. */
  weightDecay: weight.default(1e-4),
  /** The rise of the rate at its beginning. Default: its own defaults. */
  warmup: warmupSchema.prefault({}),
  /**
   * What follows the warm-up; multiStep falls to a tenth at 78 % and 93 % of the stage. Default 'constant'.
   */
  schedule: schedule.default('constant'),
  /** By part, factors on the rate. Default: none. */
  lrMultipliers: multipliers,
  /** `train.layerDecay` of this stage alone; 1: none. Default null: the run's. */
  layerDecay,
  /** Whether batch norms of parts that do not learn go on counting (`update`). Default 'fixed'. */
  frozenBatchNorm: z.enum(['fixed', 'update']).default('fixed'),
  /** Whether parts that do not learn drop out. Default true. */
  frozenDropout: z.boolean().default(true),
});

const initSchema = settings('InitSettings', {
  /** The folder of the run. Default null: that of `model`. */
  run: z.string().nullable().default(null),
  /** A model that is installed as a package, such as `street-small`. Default null: that of `run`. */
  model: z.string().nullable().default(null),
  /** Parts whose weights are taken (`backbone`, `neck`, `heads.det`). Default ['backbone', 'neck']. */
  parts: z.array(z.string()).min(1).default(['backbone', 'neck']),
}).refine(({ run, model }) => (run === null) !== (model === null), 'give run or model, one of them');

const pretrainedSchema = settings('PretrainedSettings', {
  /** Whose release it is. Default null: what the package says. */
  from: z
    .enum(Object.keys(RELEASES) as [PretrainedSource, ...PretrainedSource[]])
    .nullable()
    .default(null),
  /** The checkpoint, which needs `from`. Default null: that of the package. */
  file: z.string().nullable().default(null),
  /**
   * A weights package that is installed. Default null: the release's own, such as
   * `@cotrain/weights-mobilenet-v2`.
   */
  package: z.string().nullable().default(null),
  /** What stands before the backbone's keys in the file. Default null: it is found. */
  prefix: z.string().nullable().default(null),
});

const reestimateNormsSchema = settings('ReestimateNormsSettings', {
  /** Training frames, in whole batches, that they are estimated on. Default 200. */
  frames: count.default(200),
  /** Whether norms of fixed statistics (`norm: frozen`, `freezeAt`) get new ones, too. Default false. */
  frozen: z.boolean().default(false),
});

/** With the strategies that are known now. */
export const trainSchema = () =>
  settings('TrainSettings', {
    /** Frames of a step. Default 8. */
    batchSize: count.default(8),
    /** Threads that decode and transform images. Default 1. */
    workers: whole.nonnegative().default(1),
    /**
     * The stages of pretrain, adapt, finetune (section 4.1 of the paper). Default null: the run is one stage
     * in which all learns, of the keys from `epochs` to `schedule`.
     */
    stages: z.array(stageSchema).min(1).nullable().default(null),
    /** Times that the training frames are seen. Default 12. */
    epochs: count.default(12),
    /** Learning rate (AdamW). Default 0.001. */
    lr: rate.default(1e-3),
    /** Factor on the rate of the backbone's parameters (Sparse R-CNN: 1; MaskFormer: 0.1). Default 1. */
    backboneMultiplier: rate.default(1),
    /**
     * By part, factors on the rate, such as `{ lvAdapter: 0.1 }`; where several match, the last one counts.
     * Default: none.
     */
    lrMultipliers: multipliers,
    /**
     * Layer-wise decay of the backbone's rate, for stages that have none of their own: each layer, which is
     * the stem or a block, learns at the rate of the one behind it times this factor (BEiT: 0.65 to 0.85; the
     * more layers, the nearer to 1). It multiplies with the other factors. Default null: none.
     */
    layerDecay,
    /** Weight decay. Default 0.0001. */
    weightDecay: weight.default(1e-4),
    /** Linear warm-up from `warmupFactor` of the rate over this many steps. Default 50. */
    warmupSteps: whole.nonnegative().default(50),
    /** Share of the rate that the warm-up begins with. Default 0.01. */
    warmupFactor: factor.default(0.01),
    /**
     * What follows the warm-up; multiStep falls to a tenth at 78 % and 93 % of the run (Sparse R-CNN's
     * solver). Default 'cosine'.
     */
    schedule: schedule.default('cosine'),
    /** Gradients are clipped to this norm; null: never. Default 1. */
    clipNorm: rate.nullable().default(1),
    /**
     * Over what they are clipped: the whole model (official), in which one head's wild gradients silence the
     * others, or each of backbone, neck and heads on its own. Default 'model'.
     */
    clipScope: z.enum(['model', 'part']).default('model'),
    /**
     * By task, factors of its losses (Eq. 1 of the paper). Default: 1, 0.7 and 0.7 for BDD100K's tasks, 1 for
     * others.
     */
    lossWeights: z.record(z.string(), weight).default({}),
    /** How batches are drawn from partially labelled data (Table 1 of the paper). Default: `zeroing`. */
    sampling: samplingSchema,
    /** How the tasks are weighed against each other. Default: `weightedSum`. */
    balancing: balancingSchema(),
    /** Another run, from some of whose weights it starts. Default null: none. */
    init: initSchema.nullable().default(null),
    /** A published checkpoint for the backbone; `loadPretrained` says which. Default null: none. */
    pretrained: pretrainedSchema.nullable().default(null),
    /**
     * Estimates the statistics of the backbone's batch norms on the training data, once, after weights were
     * loaded and before the first step: those that come with pretrained weights are of other images ("precise
     * BN", fvcore's `update_bn_stats`). Default null: they stay as they are.
     */
    reestimateNorms: reestimateNormsSchema.nullable().default(null),
  })
    .superRefine(({ sampling, balancing }, context) => {
      if (STRATEGIES.of(balancing).comparesTasks && sampling.kind !== 'zeroing')
        context.addIssue({
          code: 'custom',
          path: ['balancing', 'kind'],
          message: `${balancing.kind} compares the tasks of a step, and the sampling '${sampling.kind}' draws one task a step; take 'zeroing'`,
        });
    })
    .prefault({});

export type TrainSettings = z.output<ReturnType<typeof trainSchema>>;

/** The run's stages; CLIP's text encoder is in none of them (section 4.2 of the paper). */
export function stagesOf(
  given: TrainSettings,
  { hasText }: { hasText: boolean },
): (Stage & { epochs: number })[] {
  const text = hasText ? ['clipText'] : [];
  if (given.stages)
    return given.stages.map((stage) => ({
      ...stage,
      except: [...new Set([...stage.except, ...text])],
      layerDecay: stage.layerDecay ?? given.layerDecay,
    }));
  const { epochs, lr, weightDecay, schedule, warmupSteps, warmupFactor, layerDecay } = given;
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
      lrMultipliers: multipliersOf(given),
      layerDecay,
    },
  ];
}

/** Of a run of one stage. Parts of the backbone that have a factor of their own keep it. */
function multipliersOf({ backboneMultiplier, lrMultipliers }: TrainSettings): Record<string, number> {
  return { ...(backboneMultiplier !== 1 && { backbone: backboneMultiplier }), ...lrMultipliers };
}

/** Of all stages. */
export const epochsOf = ({ stages, epochs }: TrainSettings): number =>
  stages ? stages.reduce((sum, stage) => sum + stage.epochs, 0) : epochs;
