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
  /** Features of a position, E. Default 512. */
  dModel?: number;
  /** Attention heads. Default 8. */
  nhead?: number;
  /** Layers of the encoder. Default 6. */
  numEncoderLayers?: number;
  /** Layers of the decoder. Default 6. */
  numDecoderLayers?: number;
}

/**
 * Masks of the encoder (src), of the decoder (tgt) and between them (memory), as `MultiheadAttention` takes
 * them.
 */
export interface TransformerCall extends DecoderCall {
  /** Which positions of the source attend to which, as `attnMask`. Default null. */
  srcMask?: Tensor | null;
  /** Positions of the source that are padding, as `keyPaddingMask`. Default null. */
  srcKeyPaddingMask?: Tensor | null;
  /** A position of the source attends to those up to it. Default false. */
  srcIsCausal?: boolean;
}

/**
 * Encoder and decoder (Vaswani et al., 2017), as `torch.nn.Transformer`; embeddings and the last projection
 * are yours.
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
    // Unlike in the stacks alone, no two layers start alike.
    for (const parameter of this.parameters()) if (parameter.ndim > 1) xavierUniform_(parameter);
  }

  override describe(): string {
    return `Transformer(${this.dModel}, ${this.nhead})`;
  }

  /**
   * @param src [S, B, E], or [B, S, E] with `batchFirst`
   * @param tgt [L, B, E], or [B, L, E]
   * @returns as `tgt`
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
