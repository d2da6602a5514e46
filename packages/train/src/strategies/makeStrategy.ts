// The strategies by kind. Custom strategies are registered as further entries.
import { Kinds, type PartKind } from '@cotrain/models';
import { z } from 'zod';
import { type Choice, part, type Resolved } from '../config/parts.js';
import { settings } from '../config/settings.js';
import { GRAD_NORM_DEFAULTS, GradNorm, type GradNormOptions } from './gradNorm.js';
import { PC_GRAD_DEFAULTS, PcGrad, type PcGradOptions } from './pcGrad.js';
import type { Strategy, StrategyOptions } from './strategy.js';
import { UNCERTAINTY_DEFAULTS, type UncertaintyOptions, UncertaintyWeighting } from './uncertainty.js';
import { WeightedSum } from './weightedSum.js';

/**
 * Options by kind. To register a strategy with typed options, add it to this interface:
 * `declare module '@cotrain/train' { interface StrategyKinds { ... } }`.
 */
export interface StrategyKinds {
  weightedSum: object;
  uncertainty: Pick<UncertaintyOptions, 'lr'>;
  gradNorm: Pick<GradNormOptions, 'alpha' | 'lr' | 'at'>;
  pcGrad: Pick<PcGradOptions, 'at'>;
}

/** Name of a registered kind of strategy. */
export type StrategyKind = keyof StrategyKinds;

/** What every strategy gets to know about its run. */
export interface StrategyContext extends StrategyOptions {
  /** Seed of the strategy's random draws. Default 0. */
  seed?: number;
}

/** What training must know about a kind of strategy. */
export interface StrategyTraits {
  /**
   * Whether it compares the tasks within a step, so that it has no effect if each step samples a single task.
   * Default false.
   */
  comparesTasks?: boolean;
}

const rate = z.number().positive();
const site = z.enum(['features', 'parameters']);

/** Registered kinds of balancing strategies. */
export const STRATEGIES = new Kinds<[context: StrategyContext], Strategy, StrategyTraits>('strategy')
  .register('weightedSum', {
    options: z.strictObject({}),
    make: (_, { tasks, lossWeights }) => new WeightedSum({ tasks, lossWeights }),
  })
  .register('uncertainty', {
    options: settings('UncertaintySettings', {
      /** Learning rate of the uncertainties. Default 0.001. */
      lr: rate.default(UNCERTAINTY_DEFAULTS.lr),
    }),
    make: (options, { tasks, lossWeights }) => new UncertaintyWeighting({ tasks, lossWeights, ...options }),
  })
  .register('gradNorm', {
    options: settings('GradNormSettings', {
      /** How strongly lagging tasks are sped up. Default 1.5. */
      alpha: z.number().nonnegative().default(GRAD_NORM_DEFAULTS.alpha),
      /** Learning rate of the weights. Default 0.025. */
      lr: rate.default(GRAD_NORM_DEFAULTS.lr),
      /**
       * Where gradients are compared: at the feature maps (`features`), or at the shared parameters
       * (`parameters`). Default 'features'.
       */
      at: site.default(GRAD_NORM_DEFAULTS.at),
    }),
    make: (options, { tasks, lossWeights }) => new GradNorm({ tasks, lossWeights, ...options }),
    comparesTasks: true,
  })
  .register('pcGrad', {
    options: settings('PcGradSettings', {
      /**
       * Where gradients are compared: at the feature maps (`features`), or at the shared parameters
       * (`parameters`). Default 'parameters'.
       */
      at: site.default(PC_GRAD_DEFAULTS.at),
    }),
    make: (options, context) => new PcGrad({ ...context, ...options }),
    comparesTasks: true,
  });

/**
 * Registers a custom strategy for configurations, `cotrain config` and its JSON Schema.
 *
 * @param kind name of the kind in `train.balancing`
 * @throws OptionError if the kind already exists
 */
export function registerStrategy<Schema extends z.ZodObject>(
  kind: string,
  strategy: PartKind<Schema, [context: StrategyContext], Strategy> & StrategyTraits,
): void {
  STRATEGIES.register(kind, strategy);
}

/** How a run balances its tasks: one of the currently registered strategies. */
export const balancingSchema = () => part<StrategyKinds, 'weightedSum'>('weightedSum', STRATEGIES.schemas());

/** Configuration of a balancing strategy, under `train.balancing`. */
export type BalancingConfig = Resolved<StrategyKinds>;

/**
 * Makes the strategy of a configuration.
 * @throws OptionError for an unknown kind and for invalid options
 */
export const makeStrategy = (config: Choice<StrategyKinds>, context: StrategyContext): Strategy =>
  STRATEGIES.make(config, context);
