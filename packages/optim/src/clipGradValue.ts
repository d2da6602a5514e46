import { OptionError } from '@cotrain/nn';
import { noGrad, scope, torch } from '@cotrain/torch';
import { named, type Params } from './params.js';

/**
 * Clamps every element of every gradient to [-clipValue, clipValue], in place
 * (`torch.nn.utils.clip_grad_value_`).
 *
 * @throws OptionError if `clipValue` is negative or not a number, or if `params` is not a list of parameters
 */
export function clipGradValue_(params: Params, clipValue: number): void {
  if (!(clipValue >= 0)) {
    throw new OptionError(`clipGradValue_: clipValue must be a number >= 0, got ${clipValue}`);
  }
  noGrad(() =>
    scope(() => {
      const grads = named('clipGradValue_', params).flatMap(([, { grad }]) => grad ?? []);
      if (grads.length === 0) return;
      torch.unchecked._foreachClampMin_(grads, -clipValue);
      torch.unchecked._foreachClampMax_(grads, clipValue);
    }),
  );
}
