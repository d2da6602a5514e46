import { noGrad, type Tensor, torch } from '@cotrain/torch';
import { checkMaxNorm, lookUp, resolvePaddingIdx } from '../functional/linear.js';
import { normal_ } from '../init.js';
import { Module } from '../module.js';
import { OptionError, withDefaults } from '../options.js';
import { Parameter } from '../parameter.js';

/** Padding row, norm limit and gradient scaling of an embedding. */
export interface EmbeddingOptions {
  /** A row that starts as zeros and gets no gradient; negative ones count from the end. Default null. */
  paddingIdx?: number | null;
  /** Each look-up first scales the rows that it reads, for good, down to at most this norm. Default null. */
  maxNorm?: number | null;
  /** Order of that norm. Default 2. */
  normType?: number;
  /** Divides a row's gradient by how often it was looked up. Default false. */
  scaleGradByFreq?: boolean;
  /** Only false: none of the optimizers takes sparse gradients. Default false. */
  sparse?: false;
}

/** Rows of a table by int64 or int32 indices [...]: [..., embeddingDim]; as `torch.nn.Embedding`. */
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
      throw new OptionError('Embedding: sparse gradients are not supported; leave `sparse` out');
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
