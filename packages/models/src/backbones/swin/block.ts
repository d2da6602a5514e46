import { functional, LayerNorm, Linear, Module, ModuleList } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import { WindowAttention } from './windowAttention.js';

export interface SwinStageOptions {
  dim: number;
  heads: number;
  windowSize: number;
  mlpRatio: number;
  /** Probability of dropping a block's branches for an image, by block. */
  dropPaths: readonly number[];
  /** Whether the stage ends by halving height and width. */
  downsample: boolean;
}

class Mlp extends Module {
  fc1: Linear;
  fc2: Linear;

  constructor(dim: number, hidden: number) {
    super();
    this.fc1 = new Linear(dim, hidden);
    this.fc2 = new Linear(hidden, dim);
  }

  override forward(x: Tensor): Tensor {
    return scope(() => this.fc2.forward(functional.gelu(this.fc1.forward(x))));
  }
}

/**
 * Window attention and a perceptron, each after a norm and with a residual connection (Microsoft's
 * `SwinTransformerBlock`).
 */
class SwinBlock extends Module {
  norm1: LayerNorm;
  attn: WindowAttention;
  norm2: LayerNorm;
  mlp: Mlp;

  constructor(
    { dim, heads, windowSize, mlpRatio }: Omit<SwinStageOptions, 'dropPaths' | 'downsample'>,
    readonly shift: number,
    readonly dropPath: number,
  ) {
    super();
    this.norm1 = new LayerNorm(dim);
    this.attn = new WindowAttention(dim, windowSize, heads);
    this.norm2 = new LayerNorm(dim);
    this.mlp = new Mlp(dim, Math.floor(dim * mlpRatio));
  }

  /** Maps [B, H, W, C] to the same shape. */
  override forward(x: Tensor): Tensor {
    return scope(() => {
      const y = x.add(this.dropped(this.attn.forward(this.norm1.forward(x), this.shift)));
      return y.add(this.dropped(this.mlp.forward(this.norm2.forward(y))));
    });
  }

  /**
   * Stochastic depth (Huang et al., 2016). In training, a branch is dropped for some images and scaled up for
   * the others.
   */
  private dropped(branch: Tensor): Tensor {
    if (!this.training || this.dropPath === 0) return branch;
    const { dtype, device } = branch;
    const kept = 1 - this.dropPath;
    return branch.mul(
      torch
        .empty([branch.size(0), 1, 1, 1], { dtype, device })
        .bernoulli_({ p: kept })
        .div_(kept),
    );
  }
}

/** Merges four neighbouring positions into one with twice the channels. */
class PatchMerging extends Module {
  reduction: Linear;
  norm: LayerNorm;

  constructor(dim: number) {
    super();
    this.reduction = new Linear(4 * dim, 2 * dim, { bias: false });
    this.norm = new LayerNorm(4 * dim);
  }

  /** Maps [B, H, W, C] to [B, ceil(H / 2), ceil(W / 2), 2 C]. */
  override forward(x: Tensor): Tensor {
    return scope(() => {
      const [height, width] = x.shape.slice(1, 3) as [number, number];
      const even = height % 2 || width % 2 ? torch.pad(x, [0, 0, 0, width % 2, 0, height % 2]) : x;
      const neighbours = [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ].map(([row, column]) => even.at(':', `${row}::2`, `${column}::2`));
      return this.reduction.forward(this.norm.forward(torch.cat(neighbours, { dim: -1 })));
    });
  }
}

/**
 * Blocks of one resolution, every second one with shifted windows, and the downsampling to the next stage
 * (Microsoft's `BasicLayer`).
 */
export class SwinStage extends Module {
  blocks: ModuleList<SwinBlock>;
  downsample: PatchMerging | null;

  constructor({ dropPaths, downsample, ...options }: SwinStageOptions) {
    super();
    const half = Math.floor(options.windowSize / 2);
    this.blocks = new ModuleList(
      dropPaths.map((dropPath, i) => new SwinBlock(options, i % 2 === 0 ? 0 : half, dropPath)),
    );
    this.downsample = downsample ? new PatchMerging(options.dim) : null;
  }

  /** Maps [B, H, W, C] to the same shape: the map of this stage, before it is downsampled. */
  override forward(x: Tensor): Tensor {
    return scope(() => {
      let y = x;
      for (const block of this.blocks) y = block.forward(y);
      return y;
    });
  }
}
