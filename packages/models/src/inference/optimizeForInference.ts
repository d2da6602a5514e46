import { type AnyModule, BatchNorm2d, Conv2d, FrozenBatchNorm2d, Identity } from '@cotrain/nn';
import { ArgumentError } from '@cotrain/torch';
import { BasicBlock, BottleneckBlock } from '../backbones/blocks.js';
import { ResNet } from '../backbones/resnet.js';
import { ClipBottleneck, ClipVisual } from '../clip/visual.js';
import { MaskFormerHead } from '../heads/maskformer/maskFormerHead.js';
import { ConvNorm } from '../layers/convNorm.js';
import { FusedBlock } from './fusedBlocks.js';
import { type FoldableNorm, FusedConv2d } from './fusedConv.js';
import { FusedMaskFormerHead } from './fusedMaskFormer.js';

/**
 * Rebuilds a model for predictions, in place: batch norms are folded into their convolutions, which oneDNN computes with ReLU and
 * residual sum in one pass from weights that are laid out for the first image (and anew for one of another size); MaskFormer heads compute the last decoder layer's masks
 * only, without the pixels' embeddings. Outputs agree with the model's to rounding.
 *
 * Move the model to its device and dtype first, and load its weights: afterwards it has other keys, and cannot be trained
 * or moved. Images in `channels_last` spare it a copy.
 *
 * @throws ArgumentError for a model to which this was done before
 */
export function optimizeForInference<M extends AnyModule>(model: M): M {
  if (
    model.modules().some((module) => module instanceof FusedMaskFormerHead || module instanceof FusedConv2d)
  )
    throw new ArgumentError(`${model.describe()} is optimised for inference already`);
  model.eval().requiresGrad_(false);
  for (const module of model.modules())
    if (module instanceof ResNet || module instanceof ClipVisual) fuseStem(module);
  model.replaceModules((module) =>
    module instanceof MaskFormerHead ? new FusedMaskFormerHead(module) : module,
  );
  // Filters that are multiplied with each image's queries stay as they are.
  const kept = model
    .modules()
    .flatMap((module) => (module instanceof FusedMaskFormerHead ? [module.projection] : []));
  replaceAndFree(model, fusedBlock); // before the convolutions in blocks
  replaceAndFree(model, (module) => (kept.some((one) => one === module) ? module : fusedConv(module)));
  return model.eval();
}

function replaceAndFree(model: AnyModule, fuse: (module: AnyModule) => AnyModule): void {
  const replaced: AnyModule[] = [];
  model.replaceModules((module) => {
    const fused = fuse(module);
    if (fused !== module) replaced.push(module);
    return fused;
  });
  for (const module of replaced) module.dispose();
}

function fusedBlock(module: AnyModule): AnyModule {
  const isBlock =
    module instanceof BasicBlock || module instanceof BottleneckBlock || module instanceof ClipBottleneck;
  return isBlock && isFoldableBlock(module) ? new FusedBlock(module) : module;
}

function fusedConv(module: AnyModule): AnyModule {
  if (!(module instanceof Conv2d) || !isPlain(module)) return module;
  if (!(module instanceof ConvNorm)) return new FusedConv2d(module, null, false);
  const { norm, relu } = module;
  return norm === null || isFoldable(norm) ? new FusedConv2d(module, norm, relu) : module;
}

/** The stem's ReLUs stay where they are, after the norms: over what is 0 or more they change nothing. */
function fuseStem(backbone: ResNet | ClipVisual): void {
  const { conv1, bn1 } = backbone;
  const fuse = (conv: Conv2d, bn: AnyModule, keys: readonly [conv: string, norm: string]) => {
    if (!isFoldable(bn) || !isPlain(conv)) return;
    const [convKey, normKey] = keys;
    Object.assign(backbone, { [convKey]: new FusedConv2d(conv, bn, true), [normKey]: new Identity() });
    conv.dispose();
    bn.dispose();
  };
  fuse(conv1, bn1, ['conv1', 'bn1']);
  if (backbone instanceof ResNet) return;
  fuse(backbone.conv2, backbone.bn2, ['conv2', 'bn2']);
  fuse(backbone.conv3, backbone.bn3, ['conv3', 'bn3']);
}

const isFoldable = (norm: AnyModule): norm is FoldableNorm =>
  norm instanceof FrozenBatchNorm2d || (norm instanceof BatchNorm2d && norm.runningMean !== null);

const isPlain = ({ padding, paddingMode }: Conv2d): boolean =>
  typeof padding !== 'string' && paddingMode === 'zeros';

function isFoldableBlock(block: BasicBlock | BottleneckBlock | ClipBottleneck): boolean {
  const norms = [block.bn1, block.bn2, ...('bn3' in block ? [block.bn3] : [])];
  return norms.every(isFoldable) && (block.downsample === null || isFoldable(block.downsample.at(1)));
}
