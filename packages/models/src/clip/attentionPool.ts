import {
  checkChoice,
  expectShape,
  functional,
  init,
  Linear,
  Module,
  OptionError,
  Parameter,
  ShapeError,
} from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';

/** CLIP's embeddings of an image as a whole and at each position (Eq. 2 of the paper). Not normalised. */
export interface ClipEmbeddings {
  pooled: Tensor; // [B, D]
  spatial: Tensor; // [B, D, H, W]
}

/**
 * How the learned positions are adapted to a map of another size: resized bilinearly (DenseCLIP
 * `segmentation/denseclip/models.py`), or cropped to the first rows and columns (DenseCLIP
 * `detection/denseclip/models.py`).
 */
export type PositionFit = 'interpolate' | 'crop';

/** Sizes of CLIP's attention pooling. */
export interface AttentionPoolOptions {
  /** Side length, in cells, of the map that the positions were learned for. */
  gridSize: number;
  channels: number;
  heads: number;
  outputDim: number;
  positions: PositionFit;
}

/**
 * CLIP's attention pooling (`clip/model.py`: `AttentionPool2d`): the mean of a map and all its cells attend
 * to all of them. CLIP uses only the output for the mean, DenseCLIP also those for the cells.
 */
export class AttentionPool2d extends Module<[map: Tensor], ClipEmbeddings> {
  readonly options: Readonly<AttentionPoolOptions>;
  positionalEmbedding: Parameter; // [1 + gridSize^2, C]: first the mean's, then the cells'
  kProj: Linear;
  qProj: Linear;
  vProj: Linear;
  cProj: Linear;

  constructor(options: AttentionPoolOptions) {
    super();
    this.options = options;
    const { gridSize, channels, heads, outputDim, positions } = options;
    if (!(heads > 0) || channels % heads !== 0) {
      throw new OptionError(`AttentionPool2d: ${channels} channels are not divisible into ${heads} heads`);
    }
    checkChoice('AttentionPool2d: positions', positions, ['interpolate', 'crop']);
    const std = channels ** -0.5; // clip/model.py: AttentionPool2d, CLIP.initialize_parameters
    this.positionalEmbedding = new Parameter(
      init.normal_(torch.empty([gridSize * gridSize + 1, channels]), 0, std),
    );
    this.kProj = new Linear(channels, channels);
    this.qProj = new Linear(channels, channels);
    this.vProj = new Linear(channels, channels);
    this.cProj = new Linear(channels, outputDim);
    for (const { weight } of [this.qProj, this.kProj, this.vProj, this.cProj]) init.normal_(weight, 0, std);
  }

  override describe(): string {
    return `AttentionPool2d(${this.options.channels}, ${this.options.outputDim})`;
  }

  /** Outputs for the mean and for all cells. @param map [B, C, H, W] */
  override forward(map: Tensor): ClipEmbeddings {
    return scope(() => {
      const tokens = tokensOf(this, map); // [B, 1 + HW, C]
      const [batch, , height, width] = map.shape as [number, number, number, number];
      const all = attend(this, tokens, tokens); // [B, 1 + HW, D]
      const cells = all.narrow(1, 1, height * width).transpose(1, 2); // [B, D, HW]
      return { pooled: all.select(1, 0), spatial: cells.reshape([batch, -1, height, width]) };
    });
  }

  /** Output for the mean only, [B, D], which CLIP compares with texts. */
  pool(map: Tensor): Tensor {
    return scope(() => {
      const tokens = tokensOf(this, map);
      return attend(this, tokens.narrow(1, 0, 1), tokens).squeeze(1);
    });
  }
}

/** Mean and cells with their positions added, [B, 1 + HW, C]. */
function tokensOf(pool: AttentionPool2d, map: Tensor): Tensor {
  expectShape(pool, map, ['B', pool.options.channels, 'H', 'W']);
  return scope(() => {
    const cells = map.flatten({ startDim: 2 }).transpose(1, 2); // [B, HW, C]
    const tokens = torch.cat([cells.mean([1], { keepdim: true }), cells], { dim: 1 });
    return tokens.add(positionsFor(pool, map.size(2), map.size(3)));
  });
}

/** Positions [1 + height * width, C] for a map of this size. */
function positionsFor(pool: AttentionPool2d, height: number, width: number): Tensor {
  const { positionalEmbedding, options } = pool;
  const { gridSize, channels, positions } = options;
  if (height === gridSize && width === gridSize) return positionalEmbedding;
  const grid = positionalEmbedding.narrow(0, 1, gridSize * gridSize).view([gridSize, gridSize, channels]);
  const fitted = positions === 'crop' ? cropped(pool, grid, height, width) : resized(grid, height, width); // [H, W, C]
  return torch.cat([positionalEmbedding.narrow(0, 0, 1), fitted.reshape([height * width, channels])]);
}

function resized(grid: Tensor, height: number, width: number): Tensor {
  const maps = grid.permute([2, 0, 1]).unsqueeze(0); // [1, C, S, S]
  const size = [height, width];
  return functional.interpolate(maps, { size, mode: 'bilinear' }).squeeze(0).permute([1, 2, 0]);
}

function cropped(pool: AttentionPool2d, grid: Tensor, height: number, width: number): Tensor {
  const [rows, columns] = grid.shape as [number, number];
  if (height > rows || width > columns) {
    throw new ShapeError(
      `${pool.describe()} with positions 'crop'`,
      `a map of at most ${rows}x${columns} cells (a larger inputResolution, or positions 'interpolate')`,
      `${height}x${width}`,
    );
  }
  return grid.narrow(0, 0, height).narrow(1, 0, width);
}

/** @param queries [B, Q, C] @param tokens [B, L, C] @returns [B, Q, D] */
function attend({ qProj, kProj, vProj, cProj, options }: AttentionPool2d, queries: Tensor, tokens: Tensor) {
  const [batch, , channels] = tokens.shape as [number, number, number];
  const { heads } = options;
  const split = (x: Tensor) => x.view([batch, -1, heads, channels / heads]).transpose(1, 2); // [B, heads, ., C / heads]
  const attended = torch.scaledDotProductAttention(
    split(qProj.forward(queries)),
    split(kProj.forward(tokens)),
    split(vProj.forward(tokens)),
  );
  return cProj.forward(attended.transpose(1, 2).reshape([batch, -1, channels]));
}
