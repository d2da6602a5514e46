import { OptionError, withDefaults } from '@cotrain/nn';
import { CotrainError, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import { named, type Params } from './params.js';

/** Gradients contain infinities or NaNs. They were not changed. */
export class NonFiniteGradientError extends CotrainError {
  override readonly name = 'NonFiniteGradientError';
  override readonly code = 'E_GRADIENT_NOT_FINITE';

  constructor(
    /** Names of the affected parameters, or their positions if no names were given. */
    readonly parameters: string[],
  ) {
    const more = parameters.length > 10 ? `, and ${parameters.length - 10} more` : '';
    super(`the gradient norm is not finite because of: ${parameters.slice(0, 10).join(', ')}${more}`);
  }
}

/** Norm and checks of `clipGradNorm_`. */
export interface ClipGradNormOptions {
  /** Order of the norm; Infinity selects the maximum norm. Default 2. */
  normType?: number;
  /** Throws if the norm is not finite. The check waits for the device. Default false. */
  errorIfNonfinite?: boolean;
}

/**
 * Scales gradients in place so that their joint norm is at most `maxNorm` (`torch.nn.utils.clip_grad_norm_`).
 *
 * @returns the norm before clipping, a scalar tensor. Reading it waits for the device.
 * @throws NonFiniteGradientError naming the parameters, if `errorIfNonfinite` is set. Otherwise a non-finite
 *   norm is returned and the gradients are then NaN or zero: skip the step. OptionError if `maxNorm` is not a
 *   number or `params` is not a list of parameters.
 */
export function clipGradNorm_(params: Params, maxNorm: number, options?: ClipGradNormOptions): Tensor {
  const { normType, errorIfNonfinite } = withDefaults('clipGradNorm_', options, {
    normType: 2,
    errorIfNonfinite: false,
  });
  if (!(maxNorm >= 0)) throw new OptionError(`clipGradNorm_: maxNorm must be a number >= 0, got ${maxNorm}`);
  if (Number.isNaN(normType)) throw new OptionError('clipGradNorm_: normType is NaN');
  return noGrad(() =>
    scope(() => {
      const all = named('clipGradNorm_', params);
      const withGrad = all.flatMap(([name, { grad }]) => (grad ? [[name, grad] as const] : []));
      if (withGrad.length === 0) return torch.zeros([], { device: all[0]?.[1].device });
      const grads = withGrad.map(([, grad]) => grad);
      const norms = torch.unchecked._foreachNorm(grads, { ord: normType });
      const total = torch.linalg.vectorNorm(torch.stack(norms), { ord: normType }); // []
      if (errorIfNonfinite && !Number.isFinite(total.item())) {
        const bad = withGrad.filter((_, i) => !Number.isFinite(norms[i]!.item()));
        throw new NonFiniteGradientError(bad.map(([name]) => name));
      }
      // The tiny term is PyTorch's. Scaling unconditionally avoids waiting for the device to compare the
      // norm.
      const scale = torch
        .full([], maxNorm, { dtype: total.dtype, device: total.device })
        .div_(total.add(1e-6));
      torch.unchecked._foreachMul_(grads, scale.clamp_({ max: 1 }));
      return total;
    }),
  );
}
