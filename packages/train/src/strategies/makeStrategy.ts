// Every strategy by its kind. A strategy of one's own is one more entry.
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
 * Options by kind. Who registers a strategy may add its own:
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

/** What every strategy is told of its run. */
export interface StrategyContext extends StrategyOptions {
  /** Of what the strategy draws. Default 0. */
  seed?: number;
}

/** What training must know about a kind of strategy. */
export interface StrategyTraits {
  /**
   * Whether it learns from the tasks of one step side by side, so that a sampling of one task a step leaves
   * it nothing. Default false.
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
      /** Rate of the learned uncertainties. Default 0.001. */
      lr: rate.default(UNCERTAINTY_DEFAULTS.lr),
    }),
    make: (options, { tasks, lossWeights }) => new UncertaintyWeighting({ tasks, lossWeights, ...options }),
  })
  .register('gradNorm', {
    options: settings('GradNormSettings', {
      /** How strongly tasks that lag are pulled up. Default 1.5. */
      alpha: z.number().nonnegative().default(GRAD_NORM_DEFAULTS.alpha),
      /** Rate of the weights. Default 0.025. */
      lr: rate.default(GRAD_NORM_DEFAULTS.lr),
      /**
       * Where gradients are compared: at the feature maps, or at the shared parameters. Default 'features'.
       */
      at: site.default(GRAD_NORM_DEFAULTS.at),
    }),
    make: (options, { tasks, lossWeights }) => new GradNorm({ tasks, lossWeights, ...options }),
    comparesTasks: true,
  })
  .register('pcGrad', {
    options: settings('PcGradSettings', {
      /**
       * Where gradients are compared: at the feature maps, or at the shared parameters. Default 'parameters'.
       */
      at: site.default(PC_GRAD_DEFAULTS.at),
    }),
    make: (options, context) => new PcGrad({ ...context, ...options }),
    comparesTasks: true,
  });

/**
 * Makes a strategy of one's own known to configurations, `cotrain config` and its JSON Schema.
 *
 * @param kind its name in `train.balancing`
 * @throws OptionError if there is a strategy of that kind
 */
export function registerStrategy<Schema extends z.ZodObject>(
  kind: string,
  strategy: PartKind<Schema, [context: StrategyContext], Strategy> & StrategyTraits,
): void {
  STRATEGIES.register(kind, strategy);
}

/** How a run weighs its tasks against each other: one of the strategies that are known now. */
export const balancingSchema = () => part<StrategyKinds, 'weightedSum'>('weightedSum', STRATEGIES.schemas());

/** Configuration of a balancing strategy, under `train.balancing`. */
export type BalancingConfig = Resolved<StrategyKinds>;

/**
 * The strategy that a configuration names.
 * @throws OptionError for one that there is not, and for options that do not fit
 */
export const makeStrategy = (config: Choice<StrategyKinds>, context: StrategyContext): Strategy =>
  STRATEGIES.make(config, context);
