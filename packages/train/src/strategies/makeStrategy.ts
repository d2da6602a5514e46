import { checkKind } from '@cotrain/nn';
import { z } from 'zod';
import { kinds } from '../config/kinds.js';
import { settings } from '../config/settings.js';
import { GRAD_NORM_DEFAULTS, GradNorm } from './gradNorm.js';
import { PC_GRAD_DEFAULTS, PcGrad } from './pcGrad.js';
import { STRATEGIES, type Strategy, type StrategyOptions } from './strategy.js';
import { UNCERTAINTY_DEFAULTS, UncertaintyWeighting } from './uncertainty.js';
import { WeightedSum } from './weightedSum.js';

const rate = z.number().positive();
const site = z.enum(['features', 'parameters']);

/** How a run weighs its tasks against each other. */
export const balancingSchema = kinds('kind', { kind: 'weightedSum' }, [
  z.strictObject({ kind: z.literal('weightedSum') }),
  settings('UncertaintySettings', {
    kind: z.literal('uncertainty'),
    /** Rate of the learned uncertainties. Default 0.001. */
    lr: rate.default(UNCERTAINTY_DEFAULTS.lr),
  }),
  settings('GradNormSettings', {
    kind: z.literal('gradNorm'),
    /** How strongly tasks that lag are pulled up. Default 1.5. */
    alpha: z.number().nonnegative().default(GRAD_NORM_DEFAULTS.alpha),
    /** Rate of the weights. Default 0.025. */
    lr: rate.default(GRAD_NORM_DEFAULTS.lr),
    /** Where gradients are compared: at the feature maps, or at the shared parameters. Default 'features'. */
    at: site.default(GRAD_NORM_DEFAULTS.at),
  }),
  settings('PcGradSettings', {
    kind: z.literal('pcGrad'),
    /** Where gradients are compared: at the feature maps, or at the shared parameters. Default 'parameters'. */
    at: site.default(PC_GRAD_DEFAULTS.at),
  }),
]).prefault({});

export type BalancingConfig = z.output<typeof balancingSchema>;

/** The strategy that a configuration names. @throws OptionError for one that there is not */
export function makeStrategy(
  config: BalancingConfig,
  options: StrategyOptions & { seed?: number },
): Strategy {
  checkKind('strategy', config, STRATEGIES);
  const { seed, ...common } = options;
  switch (config.kind) {
    case 'weightedSum':
      return new WeightedSum(common);
    case 'uncertainty':
      return new UncertaintyWeighting({ ...common, lr: config.lr });
    case 'gradNorm': {
      const { kind: _, ...own } = config;
      return new GradNorm({ ...common, ...own });
    }
    case 'pcGrad':
      return new PcGrad({ ...common, at: config.at, seed });
  }
}
