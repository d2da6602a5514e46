import { OptionError, withDefaults } from '@cotrain/nn';
import { requireNonNegative } from '../require.js';
import {
  constantSchedule,
  cosineSchedule,
  multiStepSchedule,
  polynomialSchedule,
  type Schedule,
  withWarmup,
} from '../schedule.js';

/** Shapes of a stage's learning rate over its steps, or a function of the step within the stage. */
export type StageSchedule = keyof typeof SHAPES | Schedule;

/**
 * One part of a training run: its length, the parts of the model that it trains, and their learning rates.
 */
export interface Stage {
  name: string;
  /** Length in epochs. Give either `epochs` or `steps`. Default null. */
  epochs?: number | null;
  /** Length in optimizer steps. Give either `steps` or `epochs`. Default null. */
  steps?: number | null;
  lr: number;
  /**
   * Paths of the parts to train, such as `neck`, `heads.det`, `heads.*`, `backbone.layer4`. A path includes
   * everything below it.
   */
  train: 'all' | readonly string[];
  /** Paths that stay frozen even if `train` includes them. Default []. */
  except?: readonly string[];
  /** Weight decay of this stage. Default 1e-4. */
  weightDecay?: number;
  /**
   * Linear warm-up from `factor` to 1 over this many steps of the stage. A shorter stage consists of warm-up
   * only.
   */
  warmup?: { steps: number; factor?: number };
  /** Shape of the learning rate after the warm-up. Default 'constant'. */
  schedule?: StageSchedule;
  /** Factors on the learning rates of parts, by path. If several paths match, the last one applies. */
  lrMultipliers?: Readonly<Record<string, number>>;
  /**
   * Layer-wise learning-rate decay. The last layer of the backbone has the heads' rate times this factor (at
   * most 1), and each earlier layer the rate of the next one times this factor (BEiT; detectron2
   * `projects/ViTDet`: `get_vit_lr_decay_rate`). It is combined with `lrMultipliers` by multiplication.
   * Default null: no decay.
   */
  layerDecay?: number | null;
  /**
   * Batch norms of frozen parts: `fixed` normalises by the current running statistics, `update` continues to
   * update them with each batch. Default 'fixed'.
   */
  frozenBatchNorm?: 'fixed' | 'update';
  /** Whether dropout stays active in frozen parts. Default true. */
  frozenDropout?: boolean;
}

/** A stage with all options filled in. */
export type ResolvedStage = Required<Omit<Stage, 'epochs' | 'steps' | 'warmup'>> & {
  steps: number;
  warmup: { steps: number; factor: number };
};

/**
 * detectron2's 1000 iterations from 0.001, with the factor of Sparse R-CNN's solver
 * (`projects/SparseRCNN/configs/Base-SparseRCNN.yaml`).
 */
const WARMUP = { steps: 1000, factor: 0.01 };

const SHAPES = {
  constant: () => constantSchedule(),
  cosine: (steps: number) => cosineSchedule({ steps }),
  // Sparse R-CNN's solver lowers the rate at 210,000 and 250,000 of 270,000 iterations.
  multiStep: (steps: number) =>
    multiStepSchedule({ milestones: [Math.round(0.78 * steps), Math.round(0.93 * steps)] }),
  polynomial: (steps: number) => polynomialSchedule({ steps, power: 0.9 }),
} satisfies Record<string, (steps: number) => Schedule>;

/** @throws OptionError for unknown or invalid options */
export function resolveStage(stage: Stage, stepsPerEpoch: number | null): ResolvedStage {
  const where = `stage '${stage.name}'`;
  const { epochs, steps, warmup, ...given } = withDefaults<Stage>(where, stage, {
    name: '',
    epochs: null,
    steps: null,
    lr: Number.NaN,
    train: [],
    except: [],
    weightDecay: 1e-4,
    warmup: WARMUP,
    schedule: 'constant',
    lrMultipliers: {},
    layerDecay: null,
    frozenBatchNorm: 'fixed',
    frozenDropout: true,
  });
  const resolved = {
    ...given,
    steps: lengthOf(where, { epochs, steps }, stepsPerEpoch),
    warmup: withDefaults(`${where} warmup`, warmup, WARMUP),
  };
  check(where, resolved);
  return resolved;
}

function lengthOf(
  where: string,
  { epochs, steps }: Pick<Stage, 'epochs' | 'steps'>,
  stepsPerEpoch: number | null,
): number {
  if ((epochs === null) === (steps === null))
    throw new OptionError(`${where}: give its length either in epochs or in steps`);
  if (epochs !== null && stepsPerEpoch === null)
    throw new OptionError(`${where}: a length in epochs requires stepsPerEpoch`);
  const length = steps ?? Math.round(epochs! * stepsPerEpoch!);
  if (!(Number.isInteger(length) && length > 0))
    throw new OptionError(`${where}: the length must be a whole number of steps, at least 1, got ${length}`);
  return length;
}

function check(where: string, stage: ResolvedStage): void {
  const { name, lr, weightDecay, warmup, schedule, lrMultipliers, layerDecay, frozenBatchNorm } = stage;
  if (name === '') throw new OptionError('a stage needs a name');
  requireNonNegative(where, {
    lr,
    weightDecay,
    'warmup.steps': warmup.steps,
    'warmup.factor': warmup.factor,
  });
  if (typeof schedule !== 'function' && !Object.hasOwn(SHAPES, schedule))
    throw new OptionError(
      `${where}: schedule must be a function or one of ${Object.keys(SHAPES).join(', ')}, got '${schedule}'`,
    );
  if (frozenBatchNorm !== 'fixed' && frozenBatchNorm !== 'update')
    throw new OptionError(`${where}: frozenBatchNorm must be fixed or update, got '${frozenBatchNorm}'`);
  if (layerDecay !== null && !(layerDecay > 0 && layerDecay <= 1))
    throw new OptionError(`${where}: layerDecay must be above 0 and at most 1, got ${layerDecay}`);
  for (const [path, factor] of Object.entries(lrMultipliers)) {
    if (!(Number.isFinite(factor) && factor > 0))
      throw new OptionError(
        `${where}: the multiplier of '${path}' must be above 0, got ${factor}; to freeze a part, name it in except`,
      );
  }
}

/** Factor on a stage's rates as a function of the step within the stage. */
export function scheduleOf({ schedule, steps, warmup }: ResolvedStage): Schedule {
  const shape = typeof schedule === 'function' ? schedule : SHAPES[schedule](steps);
  return withWarmup(shape, { iterations: Math.min(warmup.steps, steps), factor: warmup.factor });
}
