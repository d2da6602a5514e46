import { type AnyModule, type AvgPool2d, Module } from '@cotrain/nn';
import { scope, type Tensor } from '@cotrain/torch';
import type { BasicBlock, BottleneckBlock } from '../backbones/resnet/blocks.js';
import type { ClipBottleneck } from '../clip/visual.js';
import { isFoldable, replaceAndFree } from './foldConvs.js';
import { type FoldableNorm, FusedConv2d } from './fusedConv.js';

type Block = BasicBlock | BottleneckBlock | ClipBottleneck;

/** Replaces residual blocks below a module if all their norms can be folded. */
export function foldBlocks(root: AnyModule, isBlock: (module: AnyModule) => module is Block): void {
  replaceAndFree(root, (module) =>
    isBlock(module) && isFoldableBlock(module) ? new FusedBlock(module) : module,
  );
}

function isFoldableBlock(block: Block): boolean {
  const norms = [block.bn1, block.bn2, ...('bn3' in block ? [block.bn3] : [])];
  return norms.every(isFoldable) && (block.downsample === null || isFoldable(block.downsample.at(1)));
}

/**
 * A residual block of fused convolutions, of which the last one adds the shortcut. If the shortcut has no
 * convolution, the block overwrites its input. This is safe because nothing else reads it: the maps that a
 * ResNet or CLIP's tower returns are inputs of blocks with a stride, whose shortcuts have a convolution.
 */
class FusedBlock extends Module {
  conv1: FusedConv2d;
  conv2: FusedConv2d;
  conv3: FusedConv2d | null;
  pool: AvgPool2d | null;
  downsample: FusedConv2d | null;

  constructor(block: Block) {
    super();
    const norm = (module: unknown) => module as FoldableNorm;
    const [conv3, bn3] = 'conv3' in block ? [block.conv3, block.bn3] : [null, null];
    this.conv1 = new FusedConv2d(block.conv1, norm(block.bn1), 'relu');
    this.conv2 = new FusedConv2d(block.conv2, norm(block.bn2), conv3 && 'relu');
    this.conv3 = conv3 && new FusedConv2d(conv3, norm(bn3), null);
    this.pool = 'pool' in block ? block.pool : null;
    this.downsample =
      block.downsample &&
      new FusedConv2d(block.downsample.at(0) as typeof block.conv1, norm(block.downsample.at(1)), null);
    this.training = false;
  }

  override forward(x: Tensor): Tensor {
    return scope(() => {
      const pooled = (map: Tensor) => (this.pool ? this.pool.forward(map) : map);
      const first = this.conv1.forward(x);
      const shortcut = this.downsample ? this.downsample.forward(pooled(x)) : x;
      if (!this.conv3) return this.conv2.addTo_(shortcut, first);
      return this.conv3.addTo_(shortcut, pooled(this.conv2.forward(first)));
    });
  }
}
