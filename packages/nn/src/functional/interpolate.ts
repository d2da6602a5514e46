import { type Tensor, torch } from '@cotrain/torch';
import { OptionError, withDefaults } from '../options.js';
import { ShapeError } from '../shape.js';
import { formatShape } from '../stateDict.js';
import { bilinear2d, needsDeterminism } from './deterministic.js';
import { ADAPTIVE_AVG_POOL } from './pooling.js';

/** Method of resizing, under PyTorch's name. */
export type InterpolationMode =
  | 'nearest'
  | 'nearest-exact'
  | 'linear'
  | 'bilinear'
  | 'bicubic'
  | 'trilinear'
  | 'area';

/** Output size or scale, and the method of resizing. */
export interface InterpolateOptions {
  /**
   * Output size: one number for all dimensions, or one for each. Give either `size` or `scaleFactor`. Default
   * null.
   */
  size?: number | readonly number[] | null;
  /** Ratio of output size to input size. Give either `scaleFactor` or `size`. Default null. */
  scaleFactor?: number | readonly number[] | null;
  /** Interpolation between pixels. Default 'nearest'. */
  mode?: InterpolationMode;
  /** Aligns the centres of the corner pixels; linear and cubic modes only. Default false. */
  alignCorners?: boolean;
  /**
   * Recomputes the scale from the rounded sizes, which differs from a fractional `scaleFactor`. Default
   * false.
   */
  recomputeScaleFactor?: boolean;
  /** Applies a low-pass filter when shrinking; bilinear and bicubic only. Default false. */
  antialias?: boolean;
}

type Resize = (
  x: Tensor,
  size: number[] | null,
  alignCorners: boolean,
  scales: readonly number[] | null,
) => Tensor;

/** The operator of each mode, by the input's number of dimensions. */
const OPERATORS: Record<InterpolationMode, Record<number, Resize>> = {
  nearest: {
    3: (x, size, _, scales) => torch.upsampleNearest1d(x, size, scales),
    4: (x, size, _, scales) => torch.upsampleNearest2d(x, size, scales),
    5: (x, size, _, scales) => torch.upsampleNearest3d(x, size, scales),
  },
  'nearest-exact': {
    3: (x, size, _, scales) => torch.unchecked._upsampleNearestExact1d(x, size, scales),
    4: (x, size, _, scales) => torch.unchecked._upsampleNearestExact2d(x, size, scales),
    5: (x, size, _, scales) => torch.unchecked._upsampleNearestExact3d(x, size, scales),
  },
  linear: { 3: torch.upsampleLinear1d },
  bilinear: {
    4: (x, size, alignCorners, scales) =>
      (needsDeterminism(x) ? bilinear2d : torch.upsampleBilinear2d)(x, size, alignCorners, scales),
  },
  bicubic: { 4: torch.upsampleBicubic2d },
  trilinear: { 5: torch.upsampleTrilinear3d },
  area: {
    3: (x, size) => ADAPTIVE_AVG_POOL[1](x, size!),
    4: (x, size) => ADAPTIVE_AVG_POOL[2](x, size!),
    5: (x, size) => ADAPTIVE_AVG_POOL[3](x, size!),
  },
};

const ANTIALIASED: Partial<Record<InterpolationMode, Resize>> = {
  bilinear: torch.unchecked._upsampleBilinear2dAa,
  bicubic: torch.unchecked._upsampleBicubic2dAa,
};

/** Modes that support `alignCorners`. */
const WITH_CORNERS: readonly InterpolationMode[] = ['linear', 'bilinear', 'bicubic', 'trilinear'];

/**
 * Resizes the one to three spatial dimensions of maps [B, C, ...] (`torch.nn.functional.interpolate`) to
 * `size`, or to floor(size * scaleFactor). `linear` takes [B, C, L], `bilinear` and `bicubic` take
 * [B, C, H, W], `trilinear` takes [B, C, D, H, W], and the other modes take any of them.
 */
export function interpolate(x: Tensor, options: InterpolateOptions): Tensor {
  const given = withDefaults('interpolate', options, {
    size: null,
    scaleFactor: null,
    mode: 'nearest',
    alignCorners: false,
    recomputeScaleFactor: false,
    antialias: false,
  });
  const { mode, alignCorners, recomputeScaleFactor, antialias } = given;
  checkInterpolation('interpolate', given);
  const shape = x.shape;
  const operator = antialias
    ? shape.length === 4
      ? ANTIALIASED[mode]
      : undefined
    : OPERATORS[mode][shape.length];
  if (!operator) {
    const ranks = antialias ? ['4'] : Object.keys(OPERATORS[mode]);
    throw new ShapeError(`interpolate (${mode})`, `${ranks.join(' or ')} dimensions`, formatShape(shape));
  }
  const spatial = shape.slice(2);
  const size = perDimension('size', given.size, spatial.length);
  const scales = perDimension('scaleFactor', given.scaleFactor, spatial.length);
  if (scales !== null && (recomputeScaleFactor || mode === 'area')) {
    const recomputed = spatial.map((extent, i) => Math.floor(extent * scales[i]!));
    return operator(x, recomputed, alignCorners, null);
  }
  return operator(x, size, alignCorners, scales);
}

/** @throws OptionError for options that are invalid for every input. */
export function checkInterpolation(where: string, options: InterpolateOptions): void {
  const { size, scaleFactor, mode = 'nearest', alignCorners, recomputeScaleFactor, antialias } = options;
  if (!Object.hasOwn(OPERATORS, mode)) {
    const modes = Object.keys(OPERATORS).join(', ');
    throw new OptionError(`${where}: mode must be one of ${modes}, got '${mode}'`);
  }
  if ((size ?? null) === null ? (scaleFactor ?? null) === null : (scaleFactor ?? null) !== null) {
    throw new OptionError(`${where}: give either size or scaleFactor`);
  }
  if (alignCorners && !WITH_CORNERS.includes(mode)) {
    throw new OptionError(`${where}: alignCorners does not apply to the mode ${mode}`);
  }
  if (antialias && !ANTIALIASED[mode]) {
    throw new OptionError(`${where}: antialias requires the mode bilinear or bicubic, got ${mode}`);
  }
  if (recomputeScaleFactor && (size ?? null) !== null) {
    throw new OptionError(`${where}: recomputeScaleFactor requires scaleFactor, but size is given`);
  }
}

function perDimension(
  option: string,
  value: number | readonly number[] | null,
  dimensions: number,
): number[] | null {
  if (value === null) return null;
  const list = typeof value === 'number' ? new Array<number>(dimensions).fill(value) : [...value];
  if (list.length !== dimensions || !list.every((number) => number > 0)) {
    throw new OptionError(
      `interpolate: ${option} must be a number above 0 or ${dimensions} of them, got ${JSON.stringify(value)}`,
    );
  }
  return list;
}
