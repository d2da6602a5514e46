import { scope, type Tensor } from '@cotrain/torch';
import { xavierUniform_ } from '../init.js';
import { Module } from '../module.js';
import { withDefaults } from '../options.js';
import { LayerNorm } from './layerNorm.js';
import {
  type DecoderCall,
  TransformerDecoder,
  TransformerDecoderLayer,
  TransformerEncoder,
  TransformerEncoderLayer,
  type TransformerLayerOptions,
} from './transformer.js';

/** Sizes and depths of an encoder and decoder. */
export interface TransformerOptions extends TransformerLayerOptions {
  /** Features of each position, E. Default 512. */
  dModel?: number;
  /** Number of attention heads. Default 8. */
  nhead?: number;
  /** Number of encoder layers. Default 6. */
  numEncoderLayers?: number;
  /** Number of decoder layers. Default 6. */
  numDecoderLayers?: number;
}

/**
 * Masks in the conventions of `MultiheadAttention`: `src` of the encoder, `tgt` of the decoder, `memory`
 * between them.
 */
export interface TransformerCall extends DecoderCall {
  /** Which source positions attend to which (see `attnMask`). Default null. */
  srcMask?: Tensor | null;
  /** Source positions that are padding (see `keyPaddingMask`). Default null. */
  srcKeyPaddingMask?: Tensor | null;
  /** Causal: a source position attends to source positions up to it only. Default false. */
  srcIsCausal?: boolean;
}

/**
 * Encoder and decoder (Vaswani et al., 2017), like `torch.nn.Transformer`. Embeddings and the final
 * projection are up to the caller.
 */
export class Transformer extends Module<[src: Tensor, tgt: Tensor, masks?: TransformerCall]> {
  readonly dModel: number;
  readonly nhead: number;
  readonly batchFirst: boolean;
  encoder: TransformerEncoder;
  decoder: TransformerDecoder;

  constructor(options?: TransformerOptions) {
    super();
    const { dModel, nhead, numEncoderLayers, numDecoderLayers, ...layer } = withDefaults<TransformerOptions>(
      'Transformer',
      options,
      {
        dModel: 512,
        nhead: 8,
        numEncoderLayers: 6,
        numDecoderLayers: 6,
        dimFeedforward: 2048,
        dropout: 0.1,
        activation: 'relu',
        layerNormEps: 1e-5,
        batchFirst: false,
        normFirst: false,
        bias: true,
      },
    );
    this.dModel = dModel;
    this.nhead = nhead;
    this.batchFirst = layer.batchFirst;
    const norm = () => new LayerNorm(dModel, { eps: layer.layerNormEps, bias: layer.bias });
    const encoderLayer = new TransformerEncoderLayer(dModel, nhead, layer);
    this.encoder = new TransformerEncoder(encoderLayer, numEncoderLayers, { norm: norm() });
    const decoderLayer = new TransformerDecoderLayer(dModel, nhead, layer);
    this.decoder = new TransformerDecoder(decoderLayer, numDecoderLayers, { norm: norm() });
    // Unlike in the stacks on their own, every layer starts from different values.
    for (const parameter of this.parameters()) if (parameter.ndim > 1) xavierUniform_(parameter);
  }

  override describe(): string {
    return `Transformer(${this.dModel}, ${this.nhead})`;
  }

  /**
   * @param src [S, B, E], or [B, S, E] with `batchFirst`
   * @param tgt [L, B, E], or [B, L, E] with `batchFirst`
   * @returns the output in the shape of `tgt`
   */
  override forward(src: Tensor, tgt: Tensor, masks?: TransformerCall): Tensor {
    const { srcMask, srcKeyPaddingMask, srcIsCausal, ...decoderMasks } = withDefaults<TransformerCall>(
      `${this.describe()}.forward`,
      masks,
      {
        srcMask: null,
        srcKeyPaddingMask: null,
        srcIsCausal: false,
        tgtMask: null,
        memoryMask: null,
        tgtKeyPaddingMask: null,
        memoryKeyPaddingMask: null,
        tgtIsCausal: false,
        memoryIsCausal: false,
      },
    );
    return scope(() => {
      const memory = this.encoder.forward(src, {
        mask: srcMask,
        srcKeyPaddingMask,
        isCausal: srcIsCausal,
      });
      return this.decoder.forward(tgt, memory, decoderMasks);
    });
  }
}
