import { scope, type Tensor, torch } from '@cotrain/torch';
import { OptionError, withDefaults } from '../options.js';
import { expectMaps, expectShape, ShapeError } from '../shape.js';
import { type Pair, sizes } from '../size.js';
import { formatShape } from '../stateDict.js';

/** What fills the padding: a constant, or values of the input. */
export type PadMode = 'constant' | 'reflect' | 'replicate' | 'circular';

const PAD_MODES: readonly PadMode[] = ['constant', 'reflect', 'replicate', 'circular'];

/** Mode and value of `pad`. */
export interface PadOptions {
  /** How the padding is filled. Default 'constant'. */
  mode?: PadMode;
  /** Fill value in the constant mode. Default 0. */
  value?: number;
}

/**
 * Pads from the last dimension backwards: [left, right], [left, right, top, bottom],
 * [left, right, top, bottom, front, back]. Negative numbers crop (constant mode only).
 */
export function pad(x: Tensor, padding: readonly number[], options?: PadOptions): Tensor {
  const { mode, value } = withDefaults('pad', options, { mode: 'constant', value: 0 });
  if (!PAD_MODES.includes(mode)) {
    throw new OptionError(`pad: mode must be one of ${PAD_MODES.join(', ')}, got '${mode}'`);
  }
  if (padding.length % 2 !== 0 || padding.length > 2 * x.ndim || !padding.every(Number.isInteger)) {
    throw new OptionError(
      `pad: padding must be two whole numbers for each of at most ${x.ndim} dimensions, got ${formatShape(padding)}`,
    );
  }
  if (mode === 'circular') checkWrap(x, padding);
  return torch.pad(x, padding, { mode, value: mode === 'constant' ? value : null });
}

/**
 * Checks circular padding. If one side is cropped and the other padded with the cropped elements, LibTorch
 * returns uninitialized memory.
 */
function checkWrap(x: Tensor, padding: readonly number[]): void {
  for (let i = 0; i < padding.length; i += 2) {
    const [before, after] = [padding[i]!, padding[i + 1]!];
    const dim = x.ndim - 1 - i / 2;
    const left = x.shape[dim]! + Math.min(before, 0) + Math.min(after, 0);
    if (Math.max(before, after) > left) {
      throw new OptionError(
        `pad: only ${left} elements of dimension ${dim} remain, too few to pad circularly by ${Math.max(before, after)}, padding ${formatShape(padding)}`,
      );
    }
  }
}

/** [B, C * r^2, H, W] to [B, C, H * r, W * r] (Shi et al., 2016). */
export function pixelShuffle(x: Tensor, upscaleFactor: number): Tensor {
  expectShape('pixelShuffle', x, ['...', 'C', 'H', 'W']);
  const channels = x.size(-3);
  if (channels % upscaleFactor ** 2 !== 0) {
    throw new ShapeError('pixelShuffle', `channels divisible by ${upscaleFactor ** 2}`, formatShape(x.shape));
  }
  return torch.pixelShuffle(x, upscaleFactor);
}

/** [B, C, H * r, W * r] to [B, C * r^2, H, W]. */
export function pixelUnshuffle(x: Tensor, downscaleFactor: number): Tensor {
  expectShape('pixelUnshuffle', x, ['...', 'C', 'H', 'W']);
  if (x.size(-1) % downscaleFactor !== 0 || x.size(-2) % downscaleFactor !== 0) {
    throw new ShapeError(
      'pixelUnshuffle',
      `height and width divisible by ${downscaleFactor}`,
      formatShape(x.shape),
    );
  }
  return torch.pixelUnshuffle(x, downscaleFactor);
}

/** Interleaves groups of channels (Zhang et al., "ShuffleNet", 2018). */
export function channelShuffle(x: Tensor, groups: number): Tensor {
  return torch.channelShuffle(x, groups);
}

/** Dilation, padding and stride of `unfold` and `fold`. */
export interface UnfoldOptions {
  /** Distance between neighbouring kernel elements. Default 1. */
  dilation?: Pair;
  /** Elements added at both ends of each dimension. Default 0. */
  padding?: Pair;
  /** Step of the kernel along each dimension. Default 1. */
  stride?: Pair;
}

/** The windows of [B, C, H, W] as columns: [B, C * kernel height * kernel width, windows]. */
export function unfold(x: Tensor, kernelSize: Pair, options?: UnfoldOptions): Tensor {
  expectMaps('unfold', x, 2);
  const { kernel, dilation, padding, stride } = resolveUnfold('unfold', kernelSize, options);
  return torch.im2col(x, kernel, dilation, padding, stride);
}

/**
 * Sums columns [B, C * kernel height * kernel width, windows] into maps [B, C, ...outputSize]: the transpose
 * of `unfold`.
 */
export function fold(x: Tensor, outputSize: Pair, kernelSize: Pair, options?: UnfoldOptions): Tensor {
  expectShape('fold', x, x.ndim === 2 ? ['columns', 'windows'] : ['B', 'columns', 'windows']);
  const { kernel, dilation, padding, stride } = resolveUnfold('fold', kernelSize, options);
  return torch.col2im(x, sizes('fold: outputSize', 2, outputSize), kernel, dilation, padding, stride);
}

/** @throws OptionError for unknown options and impossible values. */
export function resolveUnfold(where: string, kernelSize: Pair, options: UnfoldOptions | undefined) {
  const given = withDefaults(where, options, { dilation: 1, padding: 0, stride: 1 });
  return {
    kernel: sizes(`${where}: kernelSize`, 2, kernelSize),
    dilation: sizes(`${where}: dilation`, 2, given.dilation),
    padding: sizes(`${where}: padding`, 2, given.padding, 0),
    stride: sizes(`${where}: stride`, 2, given.stride),
  };
}

/** LibTorch's numbers (`ATen/native/GridSamplerUtils.h`). */
const GRID_MODES = { bilinear: 0, nearest: 1, bicubic: 2 } as const;
const GRID_PADDINGS = { zeros: 0, border: 1, reflection: 2 } as const;

/** Interpolation, padding and corner alignment of `gridSample`. */
export interface GridSampleOptions {
  /** Interpolation between pixels. Default 'bilinear'. */
  mode?: keyof typeof GRID_MODES;
  /** How positions outside the input are read. Default 'zeros'. */
  paddingMode?: keyof typeof GRID_PADDINGS;
  /** -1 and 1 refer to the centres of the corner pixels instead of their outer edges. Default false. */
  alignCorners?: boolean;
}

/**
 * Samples [B, C, H, W] at the (x, y) positions of a grid [B, H', W', 2], or [B, C, D, H, W] at (x, y, z).
 * Positions run from -1 to 1 over the image. Except in the mode `zeros`, NaN and infinite coordinates are
 * clamped to an edge.
 */
export function gridSample(x: Tensor, grid: Tensor, options?: GridSampleOptions): Tensor {
  const { mode, paddingMode, alignCorners } = withDefaults('gridSample', options, {
    mode: 'bilinear',
    paddingMode: 'zeros',
    alignCorners: false,
  });
  if (!Object.hasOwn(GRID_MODES, mode)) {
    throw new OptionError(`gridSample: mode must be bilinear, nearest or bicubic, got '${mode}'`);
  }
  if (!Object.hasOwn(GRID_PADDINGS, paddingMode)) {
    throw new OptionError(
      `gridSample: paddingMode must be zeros, border or reflection, got '${paddingMode}'`,
    );
  }
  return scope(() => {
    const safe = grid.device === 'cpu' && paddingMode !== 'zeros' ? withinMemory(grid) : grid;
    return torch.gridSampler(x, safe, GRID_MODES[mode], GRID_PADDINGS[paddingMode], alignCorners);
  });
}

/**
 * LibTorch's CPU kernels access memory outside the image if a coordinate is NaN, or infinite after scaling.
 */
function withinMemory(grid: Tensor): Tensor {
  return grid.nanToNum({ nan: -1, posinf: 1, neginf: -1 }).clamp({ min: -1e30, max: 1e30 });
}

/** Sampling grid [B, H, W, 2] of affine maps theta [B, 2, 3] for an output of size [B, C, H, W]. */
export function affineGrid(
  theta: Tensor,
  size: readonly number[],
  options?: {
    /** -1 and 1 refer to the centres of the corner pixels instead of their outer edges. Default false. */ alignCorners?: boolean;
  },
): Tensor {
  const { alignCorners } = withDefaults('affineGrid', options, { alignCorners: false });
  return torch.affineGridGenerator(theta, size, alignCorners);
}
