import { checkKeys } from '@cotrain/nn';
import { Strategy, type StrategyOptions } from './strategy.js';

/** The sum of the tasks' losses with fixed weights (Eq. 1 of the paper). */
export class WeightedSum extends Strategy {
  override readonly kind = 'weightedSum';

  constructor(options: StrategyOptions) {
    checkKeys('WeightedSum', options, ['tasks', 'lossWeights']);
    super(options);
  }
}
