import { noGrad, type Tensor, torch } from '@cotrain/torch';
import { resolvePaddingIdx } from '../functional/linear.js';
import { normal_ } from '../init.js';
import { Module } from '../module.js';
import { withDefaults } from '../options.js';
import { Parameter } from '../parameter.js';

export interface EmbeddingOptions {
  /** A row that starts as zeros and gets no gradient; negative ones count from the end. */
  paddingIdx?: number | null;
  /** Divides a row's gradient by how often it was looked up. */
  scaleGradByFreq?: boolean;
}

/** Rows of a table by int64 or int32 indices [...]: [..., embeddingDim]; as `torch.nn.Embedding`. */
export class Embedding extends Module<[indices: Tensor]> {
  readonly numEmbeddings: number;
  readonly embeddingDim: number;
  readonly paddingIdx: number | null;
  readonly scaleGradByFreq: boolean;
  weight: Parameter; // [numEmbeddings, embeddingDim]

  constructor(numEmbeddings: number, embeddingDim: number, options?: EmbeddingOptions) {
    super();
    const { paddingIdx, scaleGradByFreq } = withDefaults<EmbeddingOptions>('Embedding', options, {
      paddingIdx: null,
      scaleGradByFreq: false,
    });
    this.numEmbeddings = numEmbeddings;
    this.embeddingDim = embeddingDim;
    this.paddingIdx = resolvePaddingIdx('Embedding', paddingIdx, numEmbeddings);
    this.scaleGradByFreq = scaleGradByFreq;
    this.weight = new Parameter(normal_(torch.empty([numEmbeddings, embeddingDim])));
    const padding = this.paddingIdx;
    if (padding !== null) noGrad(() => this.weight.setAt([padding], 0));
  }

  override describe(): string {
    return `Embedding(${this.numEmbeddings}, ${this.embeddingDim})`;
  }

  override forward(indices: Tensor): Tensor {
    const { paddingIdx, scaleGradByFreq } = this;
    return torch.embedding(this.weight, indices, { paddingIdx: paddingIdx ?? -1, scaleGradByFreq });
  }
}
