import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import { OptionError, withDefaults } from '../options.js';
import { expectShape } from '../shape.js';

/** Bias of a functional linear layer. */
export interface LinearFunctionOptions {
  /** Bias [outFeatures]. Default null. */
  bias?: Tensor | null;
}

/** x A^T + b over the last dimension, with weight A [outFeatures, inFeatures]. */
export function linear(x: Tensor, weight: Tensor, options?: LinearFunctionOptions): Tensor {
  const { bias } = withDefaults('linear', options, { bias: null });
  expectShape('linear: weight', weight, ['outFeatures', 'inFeatures']);
  expectShape('linear', x, ['...', weight.shape[1]!]);
  return torch.linear(x, weight, { bias });
}

/** x1 A x2 + b for each output feature, with weight A [outFeatures, in1, in2]. */
export function bilinear(x1: Tensor, x2: Tensor, weight: Tensor, options?: LinearFunctionOptions): Tensor {
  const { bias } = withDefaults('bilinear', options, { bias: null });
  expectShape('bilinear: weight', weight, ['outFeatures', 'in1', 'in2']);
  expectShape('bilinear: x1', x1, ['...', weight.shape[1]!]);
  expectShape('bilinear: x2', x2, ['...', weight.shape[2]!]);
  return torch.bilinear(x1, x2, weight, { bias });
}

/** Padding row, norm limit and gradient scaling of a functional embedding. */
export interface EmbeddingFunctionOptions {
  /** Row that gets no gradient; negative values count from the end. Default null. */
  paddingIdx?: number | null;
  /**
   * Rescales, in place, each row of `weight` that is looked up so that its norm is at most this value.
   * Default null.
   */
  maxNorm?: number | null;
  /** Order of the norm for `maxNorm`. Default 2. */
  normType?: number;
  /** Divides a row's gradient by the number of times it was looked up. Default false. */
  scaleGradByFreq?: boolean;
}

/** Looks up rows of `weight` [N, C] by int64 or int32 indices [...]. Returns [..., C]. */
export function embedding(indices: Tensor, weight: Tensor, options?: EmbeddingFunctionOptions): Tensor {
  const given = withDefaults<EmbeddingFunctionOptions>('embedding', options, {
    paddingIdx: null,
    maxNorm: null,
    normType: 2,
    scaleGradByFreq: false,
  });
  expectShape('embedding: weight', weight, ['N', 'C']);
  checkMaxNorm('embedding', given.maxNorm, given.normType);
  const paddingIdx = resolvePaddingIdx('embedding', given.paddingIdx, weight.shape[0]!);
  return lookUp(indices, weight, { ...given, paddingIdx });
}

/** The lookup itself, for options that have been checked. */
export function lookUp(
  indices: Tensor,
  weight: Tensor,
  { paddingIdx, maxNorm, normType, scaleGradByFreq }: Required<EmbeddingFunctionOptions>,
): Tensor {
  return scope(() => {
    if (maxNorm !== null)
      noGrad(() => torch.ops.aten.embedding_renorm_(weight, indices.contiguous(), maxNorm, normType));
    return torch.embedding(weight, indices, { paddingIdx: paddingIdx ?? -1, scaleGradByFreq });
  });
}

/** @throws OptionError if `maxNorm` or `normType` is not above 0. */
export function checkMaxNorm(where: string, maxNorm: number | null, normType: number): void {
  if (maxNorm !== null && !(maxNorm > 0))
    throw new OptionError(`${where}: maxNorm must be above 0, got ${maxNorm}`);
  if (!(normType > 0)) throw new OptionError(`${where}: normType must be above 0, got ${normType}`);
}

/** Converts a padding index so that it counts from the start. @throws OptionError if it is out of range. */
export function resolvePaddingIdx(where: string, index: number | null, rows: number): number | null {
  if (index === null) return null;
  if (!Number.isInteger(index) || index < -rows || index >= rows) {
    throw new OptionError(`${where}: paddingIdx ${index} is not among ${rows} rows`);
  }
  return index < 0 ? index + rows : index;
}

/**
 * One-hot vectors [..., numClasses] of int64 class indices [...]. With -1, numClasses is one more than the
 * largest index.
 */
export function oneHot(indices: Tensor, numClasses = -1): Tensor {
  return torch.oneHot(indices, { numClasses });
}

/** Dimension and smallest norm of the cosine similarity. */
export interface CosineSimilarityOptions {
  /** Dimension to compute along. Default 1. */
  dim?: number;
  /** Added to the denominator to avoid division by zero. Default 1e-8. */
  eps?: number;
}

/** Cosine of the angle between vectors along a dimension. */
export function cosineSimilarity(a: Tensor, b: Tensor, options?: CosineSimilarityOptions): Tensor {
  return torch.cosineSimilarity(a, b, withDefaults('cosineSimilarity', options, { dim: 1, eps: 1e-8 }));
}

/** Norm and output shape of the pairwise distance. */
export interface PairwiseDistanceOptions {
  /** Order p of the norm. Default 2. */
  p?: number;
  /** Added to the denominator to avoid division by zero. Default 1e-6. */
  eps?: number;
  /** Keeps the reduced dimension with size 1. Default false. */
  keepdim?: boolean;
}

/** p-norm of a - b + eps over the last dimension. */
export function pairwiseDistance(a: Tensor, b: Tensor, options?: PairwiseDistanceOptions): Tensor {
  const given = withDefaults('pairwiseDistance', options, { p: 2, eps: 1e-6, keepdim: false });
  return torch.pairwiseDistance(a, b, given);
}
