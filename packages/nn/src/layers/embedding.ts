import { noGrad, type Tensor, torch } from '@cotrain/torch';
import { checkMaxNorm, lookUp, resolvePaddingIdx } from '../functional/linear.js';
import { normal_ } from '../init.js';
import { Module } from '../module.js';
import { OptionError, withDefaults } from '../options.js';
import { Parameter } from '../parameter.js';

/** Padding row, norm limit and gradient scaling of an embedding. */
export interface EmbeddingOptions {
  /** Row that starts as zeros and gets no gradient; negative values count from the end. Default null. */
  paddingIdx?: number | null;
  /**
   * Each lookup first rescales the rows that it reads, permanently, so that their norm is at most this value.
   * Default null.
   */
  maxNorm?: number | null;
  /** Order of the norm for `maxNorm`. Default 2. */
  normType?: number;
  /** Divides a row's gradient by the number of times it was looked up. Default false. */
  scaleGradByFreq?: boolean;
  /** Must be false, since no optimizer supports sparse gradients. Default false. */
  sparse?: false;
}

/**
 * Looks up rows of a table by int64 or int32 indices [...]. Returns [..., embeddingDim]
 * (`torch.nn.Embedding`).
 */
export class Embedding extends Module<[indices: Tensor]> {
  readonly numEmbeddings: number;
  readonly embeddingDim: number;
  readonly paddingIdx: number | null;
  readonly maxNorm: number | null;
  readonly normType: number;
  readonly scaleGradByFreq: boolean;
  weight: Parameter; // [numEmbeddings, embeddingDim]

  constructor(numEmbeddings: number, embeddingDim: number, options?: EmbeddingOptions) {
    super();
    const given = withDefaults<EmbeddingOptions>('Embedding', options, {
      paddingIdx: null,
      maxNorm: null,
      normType: 2,
      scaleGradByFreq: false,
      sparse: false,
    });
    if (given.sparse) {
      throw new OptionError('Embedding: sparse gradients are not supported; omit `sparse`');
    }
    checkMaxNorm('Embedding', given.maxNorm, given.normType);
    this.numEmbeddings = numEmbeddings;
    this.embeddingDim = embeddingDim;
    this.paddingIdx = resolvePaddingIdx('Embedding', given.paddingIdx, numEmbeddings);
    this.maxNorm = given.maxNorm;
    this.normType = given.normType;
    this.scaleGradByFreq = given.scaleGradByFreq;
    this.weight = new Parameter(normal_(torch.empty([numEmbeddings, embeddingDim])));
    const padding = this.paddingIdx;
    if (padding !== null) noGrad(() => this.weight.setAt([padding], 0));
  }

  override describe(): string {
    return `Embedding(${this.numEmbeddings}, ${this.embeddingDim})`;
  }

  override forward(indices: Tensor): Tensor {
    return lookUp(indices, this.weight, this);
  }
}
