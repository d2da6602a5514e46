import { type AnyModule, BatchNorm2d, Conv2d, FrozenBatchNorm2d, Identity } from '@cotrain/nn';
import { ConvNorm } from '../layers/convNorm.js';
import { type Activation, type FoldableNorm, FusedConv2d } from './fusedConv.js';

/** Whether a norm has fixed statistics that can be folded. */
export const isFoldable = (norm: AnyModule): norm is FoldableNorm =>
  norm instanceof FrozenBatchNorm2d || (norm instanceof BatchNorm2d && norm.runningMean !== null);

/** Whether a convolution pads with zeros, by numbers. */
const isPlain = ({ padding, paddingMode }: Conv2d): boolean =>
  typeof padding !== 'string' && paddingMode === 'zeros';

/**
 * Folds the norm under one key of a module into the convolution under another key, if possible. An activation
 * that the module applies after the norm may be folded too and stay in the module: applying it twice changes
 * nothing.
 *
 * @returns whether the norm was folded
 */
export function foldNorm(
  owner: AnyModule,
  [convKey, normKey]: readonly [conv: string, norm: string],
  activation: Activation | null,
): boolean {
  const children = Object.fromEntries(owner.namedChildren());
  const [conv, norm] = [children[convKey], children[normKey]];
  if (!(conv instanceof Conv2d && norm && isFoldable(norm) && isPlain(conv))) return false;
  const fused = new FusedConv2d(conv, norm, activation);
  const folded = new Identity();
  owner.replaceModules((module) => (module === conv ? fused : module === norm ? folded : module));
  conv.dispose();
  norm.dispose();
  return true;
}

/**
 * Replaces all other convolutions below a module, together with the norms of `ConvNorm`, except for those in
 * `kept`.
 */
export function foldConvs(root: AnyModule, kept: readonly AnyModule[] = []): void {
  replaceAndFree(root, (module) => (kept.includes(module) ? module : fusedConv(module)));
}

function fusedConv(module: AnyModule): AnyModule {
  if (!(module instanceof Conv2d) || !isPlain(module)) return module;
  if (!(module instanceof ConvNorm)) return new FusedConv2d(module, null, null);
  const { norm, relu } = module;
  return norm === null || isFoldable(norm) ? new FusedConv2d(module, norm, relu ? 'relu' : null) : module;
}

/** Replaces modules below `root` and frees the replaced ones. */
export function replaceAndFree(root: AnyModule, fuse: (module: AnyModule) => AnyModule): void {
  const replaced: AnyModule[] = [];
  root.replaceModules((module) => {
    const fused = fuse(module);
    if (fused !== module) replaced.push(module);
    return fused;
  });
  for (const module of replaced) module.dispose();
}
