// Training settings of a run: stages, rates, clipping, strategy, and initial weights.
import { type PretrainedSource, RELEASES } from '@cotrain/models';
import type { Stage } from '@cotrain/optim';
import { z } from 'zod';
import { balancingSchema, STRATEGIES } from '../strategies/makeStrategy.js';
import { samplingSchema } from '../strategies/sampling.js';
import { checkpointSchema, earlyStoppingSchema, emaSchema } from './policies.js';
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
  /** Number of steps in which the rate rises. Default 1000. */
  steps: whole.nonnegative().default(1000),
  /** Initial factor on the rate. Default 0.01. */
  factor: factor.default(0.01),
});

/** One stage of the run. `@cotrain/optim` explains the keys. */
const stageSchema = settings('StageSettings', {
  /** Name of the stage in logs. Required. */
  name: z.string().min(1),
  /** Length in epochs. Required. */
  epochs: count,
  /** Learning rate. Required. */
  lr: rate,
  /** Parts to train, such as `neck` or `heads.det`. Default: all. */
  train: z.union([z.literal('all'), z.array(z.string()).min(1)]).default('all'),
  /** Parts to keep frozen although `train` includes them. Default: none. */
  except: z.array(z.string()).default([]),
  /** Weight decay (AdamW). Default 0.0001. */
  weightDecay: weight.default(1e-4),
  /** Warm-up of the rate at the beginning. Default: its own defaults. */
  warmup: warmupSchema.prefault({}),
  /**
   * Shape of the rate after the warm-up; multiStep falls to a tenth at 78 % and 93 % of the stage. Default
   * 'constant'.
   */
  schedule: schedule.default('constant'),
  /** Factors on the rate by part. Default: none. */
  lrMultipliers: multipliers,
  /** `train.layerDecay` for this stage only; 1 disables it. Default null: the run's. */
  layerDecay,
  /** Whether batch norms of frozen parts continue to update their statistics (`update`). Default 'fixed'. */
  frozenBatchNorm: z.enum(['fixed', 'update']).default('fixed'),
  /** Whether dropout stays active in frozen parts. Default true. */
  frozenDropout: z.boolean().default(true),
});

const initSchema = settings('InitSettings', {
  /** Folder of the run. Default null: that of `model`. */
  run: z.string().nullable().default(null),
  /** A model installed as a package, such as `street-small`. Default null: that of `run`. */
  model: z.string().nullable().default(null),
  /** Parts whose weights are loaded (`backbone`, `neck`, `heads.det`). Default ['backbone', 'neck']. */
  parts: z.array(z.string()).min(1).default(['backbone', 'neck']),
}).refine(({ run, model }) => (run === null) !== (model === null), 'give run or model, one of them');

const pretrainedSchema = settings('PretrainedSettings', {
  /** Release of the weights. Default null: as stated by the package. */
  from: z
    .enum(Object.keys(RELEASES) as [PretrainedSource, ...PretrainedSource[]])
    .nullable()
    .default(null),
  /** Checkpoint file, which requires `from`. Default null: the file of the package. */
  file: z.string().nullable().default(null),
  /**
   * An installed weights package. Default null: the release's own, such as `@cotrain/weights-mobilenet-v2`.
   */
  package: z.string().nullable().default(null),
  /** Prefix of the backbone's keys in the file. Default null: it is detected. */
  prefix: z.string().nullable().default(null),
});

const reestimateNormsSchema = settings('ReestimateNormsSettings', {
  /** Number of training frames to estimate them on, rounded up to whole batches. Default 200. */
  frames: count.default(200),
  /** Whether frozen norms (`norm: frozen`, `freezeAt`) get new statistics too. Default false. */
  frozen: z.boolean().default(false),
});

/** Schema with the currently registered strategies. */
export const trainSchema = () =>
  settings('TrainSettings', {
    /** Number of frames in a step, of each process and micro-batch (`accumulate`). Default 8. */
    batchSize: count.default(8),
    /**
     * Number of batches (micro-batches) whose gradients are added up in a step. Losses and gradients are
     * those of one batch with all frames; batch norms see one micro-batch at a time. Default 1.
     */
    accumulate: count.default(1),
    /**
     * Number of frames in a step over all processes and micro-batches, which determines `accumulate`. A run
     * of several processes records it, and keeps it on any number of processes that divides it. Default null:
     * `batchSize` times `accumulate` times the number of processes.
     */
    globalBatch: count.nullable().default(null),
    /**
     * Whether batch norms that learn normalise over all processes, as one process with the joined batch
     * would. It has no effect on a run in a single process. Default true.
     */
    syncBatchNorm: z.boolean().default(true),
    /** Number of threads that decode and transform images. Default 1. */
    workers: whole.nonnegative().default(1),
    /**
     * MiB of memory in which each process keeps training frames for later epochs, after the `resize`
     * transforms before the first other one. What does not fit is read each time. The result is the same.
     * Default 0: none is kept.
     */
    cacheMiB: z.number().nonnegative().default(0),
    /**
     * Where events are logged: `jsonl` (`log.jsonl`, from which a run continues, so it is always written),
     * `csv` (`steps.csv`), `tensorboard` (event files in `tensorboard/`), or a logger of a plugin
     * (`registerLogger`). Default: `jsonl` and `csv`.
     */
    log: z.array(z.string()).default(['jsonl', 'csv']),
    /** Number of batches at the start of a run that are drawn with their labels. Default 3. */
    drawnBatches: whole.nonnegative().default(3),
    /**
     * Stages of pretrain, adapt, finetune (section 4.1 of the paper). Default null: the run is a single stage
     * in which everything is trained, with the keys from `epochs` to `schedule`.
     */
    stages: z.array(stageSchema).min(1).nullable().default(null),
    /** Number of epochs. Default 12. */
    epochs: count.default(12),
    /** Learning rate (AdamW). Default 0.001. */
    lr: rate.default(1e-3),
    /** Factor on the rate of the backbone's parameters (Sparse R-CNN: 1; MaskFormer: 0.1). Default 1. */
    backboneMultiplier: rate.default(1),
    /**
     * Factors on the rate by part, such as `{ lvAdapter: 0.1 }`; if several match, the last one applies.
     * Default: none.
     */
    lrMultipliers: multipliers,
    /**
     * Layer-wise decay of the backbone's rate, for stages without their own: each layer (the stem or a block)
     * has the rate of the next one times this factor (BEiT: 0.65 to 0.85; the more layers, the closer to 1).
     * It is combined with the other factors by multiplication. Default null: none.
     */
    layerDecay,
    /** Weight decay. Default 0.0001. */
    weightDecay: weight.default(1e-4),
    /** Number of steps of linear warm-up from `warmupFactor` of the rate. Default 50. */
    warmupSteps: whole.nonnegative().default(50),
    /** Initial factor of the warm-up on the rate. Default 0.01. */
    warmupFactor: factor.default(0.01),
    /**
     * Shape of the rate after the warm-up; multiStep falls to a tenth at 78 % and 93 % of the run (Sparse
     * R-CNN's solver). Default 'cosine'.
     */
    schedule: schedule.default('cosine'),
    /** Maximum norm to which gradients are clipped; null disables clipping. Default 1. */
    clipNorm: rate.nullable().default(1),
    /**
     * Scope of clipping: the whole model (`model`, official), in which one head's exploding gradients
     * suppress the others, or each of backbone, neck and heads separately (`part`). Default 'model'.
     */
    clipScope: z.enum(['model', 'part']).default('model'),
    /**
     * Weights of the losses by task (Eq. 1 of the paper). Default: 1, 0.7 and 0.7 for BDD100K's tasks, 1 for
     * others.
     */
    lossWeights: z.record(z.string(), weight).default({}),
    /** How batches are drawn from partially labelled data (Table 1 of the paper). Default: `zeroing`. */
    sampling: samplingSchema,
    /** How the tasks are balanced. Default: `weightedSum`. */
    balancing: balancingSchema(),
    /**
     * Precision of forward passes and losses: `bf16` and `fp16` compute what allows it in 16 bits (autocast),
     * and `fp16` scales the loss. `tf32` rounds the factors of products and convolutions to 10 bits of
     * mantissa on CUDA. Weights stay in float32. Default 'float32'.
     */
    precision: z.enum(['float32', 'tf32', 'bf16', 'fp16']).default('float32'),
    /**
     * An exponential moving average of the weights, with which the run is evaluated and other commands load
     * it. Default null: none.
     */
    ema: emaSchema.nullable().default(null),
    /**
     * Parts whose insides are computed again in the backward pass, to save memory: `backbone`, `neck`,
     * `preAdapter`, `postAdapter`, and heads (`heads.det`, ...). Default: none.
     */
    recompute: z.array(z.string()).default([]),
    /**
     * What to do if a loss or a gradient is not finite: end the run (`abort`), drop the batch (`skip`), or
     * drop it and go back to the weights of the last checkpoint (`rollback`). Default 'abort'.
     */
    onDivergence: z.enum(['abort', 'skip', 'rollback']).default('abort'),
    /**
     * Whether operators without a deterministic implementation are an error, so that two runs on the same
     * machine end with the same bits. Default false.
     */
    deterministic: z.boolean().default(false),
    /** When the run is saved, and which checkpoints are kept. Default: its own defaults. */
    checkpoint: checkpointSchema,
    /**
     * Total number of steps after which the run ends, also within an epoch. Schedules of the rate do not
     * depend on it. Default null: the run ends after its last epoch.
     */
    maxSteps: count.nullable().default(null),
    /**
     * Minutes after which the run ends, without pauses between its processes. Default null: it ends after its
     * last epoch.
     */
    maxMinutes: rate.nullable().default(null),
    /** Ends the run when a score no longer improves. Default null: it does not. */
    earlyStopping: earlyStoppingSchema.nullable().default(null),
    /** Another run from which to load initial weights. Default null: none. */
    init: initSchema.nullable().default(null),
    /** A published checkpoint for the backbone (see `loadPretrained`). Default null: none. */
    pretrained: pretrainedSchema.nullable().default(null),
    /**
     * Estimates the statistics of the backbone's batch norms on the training data, once, after weights are
     * loaded and before the first step, because those of pretrained weights belong to other images ("precise
     * BN", fvcore's `update_bn_stats`). Default null: they do not change.
     */
    reestimateNorms: reestimateNormsSchema.nullable().default(null),
  })
    .superRefine(({ sampling, balancing, accumulate, recompute }, context) => {
      if (accumulate > 1 && balancing.kind === 'pcGrad' && balancing.at === 'features')
        context.addIssue({
          code: 'custom',
          path: ['balancing', 'at'],
          message:
            "pcGrad at the feature maps needs the whole batch at once; set train.accumulate to 1, or take 'parameters'",
        });
      if (recompute.length > 0 && 'at' in balancing && balancing.at === 'parameters')
        context.addIssue({
          code: 'custom',
          path: ['recompute'],
          message: `parts cannot be recomputed for gradients at the parameters (train.balancing.at); take 'features'`,
        });
      if (STRATEGIES.of(balancing).comparesTasks && sampling.kind !== 'zeroing')
        context.addIssue({
          code: 'custom',
          path: ['balancing', 'kind'],
          message: `${balancing.kind} compares the tasks of a step, and the sampling '${sampling.kind}' draws one task a step; take 'zeroing'`,
        });
    })
    .prefault({});

export type TrainSettings = z.output<ReturnType<typeof trainSchema>>;

/** The run's stages. CLIP's text encoder is in none of them (section 4.2 of the paper). */
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

/** Rate factors of a run with a single stage. Parts of the backbone with their own factor keep it. */
function multipliersOf({ backboneMultiplier, lrMultipliers }: TrainSettings): Record<string, number> {
  return { ...(backboneMultiplier !== 1 && { backbone: backboneMultiplier }), ...lrMultipliers };
}

/** Total number of epochs of all stages. */
export const epochsOf = ({ stages, epochs }: TrainSettings): number =>
  stages ? stages.reduce((sum, stage) => sum + stage.epochs, 0) : epochs;
