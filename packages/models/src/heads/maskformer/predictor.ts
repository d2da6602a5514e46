import { Conv2d, Embedding, functional, Linear, Module, ModuleList } from '@cotrain/nn';
import { noGrad, scope, type Tensor } from '@cotrain/torch';
import { sinePositions } from '../../layers/sinePositions.js';
import { Decoder, Encoder, type TransformerSizes } from '../../layers/transformer.js';
import { c2XavierFill } from '../../layers/weightInit.js';
import { MaskProduct, type MaskSource } from './maskProduct.js';

export interface PredictorSizes {
  /** Number of channels of the map that the queries attend to. */
  inChannels: number;
  numClasses: number;
  numQueries: number;
  maskDim: number;
  encLayers: number;
  decLayers: number;
  transformer: TransformerSizes;
  /** Projects the map even if it already has the transformer's channels. */
  enforceInputProj: boolean;
}

/** Outputs of the head for a batch: those of all decoder layers, the last layer last. */
export interface MaskFormerOutputs {
  /** Class logits [L, B, Q, K + 1], with "no object" last. */
  logits: Tensor;
  /** Mask logits [L, B, Q, h, w]. */
  masks: MaskProduct;
}

/**
 * The transformer module of MaskFormer (Cheng et al., 2021, section 3.2): learned queries attend to a map,
 * and each is converted to a class and a mask embedding
 * (`mask_former/modeling/transformer/transformer_predictor.py`).
 */
export class TransformerPredictor extends Module<
  [map: Tensor, source: MaskSource, allLayers: boolean],
  MaskFormerOutputs
> {
  transformer: Transformer;
  queryEmbed: Embedding;
  inputProj: Conv2d | null;
  classEmbed: Linear;
  maskEmbed: Mlp;

  constructor(sizes: PredictorSizes) {
    super();
    const { inChannels, transformer, numQueries, numClasses, maskDim, enforceInputProj } = sizes;
    const { channels } = transformer;
    this.transformer = new Transformer(transformer, sizes.encLayers, sizes.decLayers);
    this.queryEmbed = new Embedding(numQueries, channels);
    this.inputProj = inChannels !== channels || enforceInputProj ? new Conv2d(inChannels, channels, 1) : null;
    if (this.inputProj) c2XavierFill(this.inputProj);
    this.classEmbed = new Linear(channels, numClasses + 1);
    this.maskEmbed = new Mlp([channels, channels, channels, maskDim]);
  }

  /**
   * @param map [B, inChannels, H, W]
   * @param source source of the pixel embeddings, [B, maskDim, h, w]
   * @param allLayers returns predictions of all decoder layers instead of the last one only
   */
  override forward(map: Tensor, source: MaskSource, allLayers: boolean): MaskFormerOutputs {
    return scope(() => {
      const projected = this.inputProj ? this.inputProj.forward(map) : map;
      const layers = this.transformer.forward(projected, this.queryEmbed.weight);
      const queries = allLayers ? layers : layers.at('-1:'); // [L, B, Q, E]
      const logits = this.classEmbed.forward(queries);
      const features = noGrad(() => source.projection.forward(source.map)); // [B, maskDim, h, w]
      return { logits, masks: new MaskProduct(this.maskEmbed.forward(queries), features, source) };
    });
  }
}

class Transformer extends Module<[map: Tensor, queries: Tensor]> {
  encoder: Encoder;
  decoder: Decoder;

  constructor(sizes: TransformerSizes, encLayers: number, decLayers: number) {
    super();
    this.encoder = new Encoder(sizes, encLayers);
    this.decoder = new Decoder(sizes, decLayers);
  }

  /** @param map [B, E, H, W] @param queries [Q, E] @returns [L, B, Q, E] */
  override forward(map: Tensor, queries: Tensor): Tensor {
    return scope(() => {
      const [, channels, height, width] = map.shape as [number, number, number, number];
      const positions = sinePositions(map, height, width, channels);
      const pixels = map.flatten({ startDim: 2 }).transpose(1, 2); // [B, H * W, E]
      return this.decoder.forward(queries, this.encoder.forward(pixels, positions), positions);
    });
  }
}

/** Linear layers with ReLU between them. */
class Mlp extends Module {
  layers: ModuleList<Linear>;

  /** @param widths widths of the input, of the hidden layers, and of the output */
  constructor(widths: readonly number[]) {
    super();
    this.layers = new ModuleList(widths.slice(1).map((width, i) => new Linear(widths[i]!, width)));
  }

  override forward(x: Tensor): Tensor {
    return scope(() => {
      let y = x;
      for (const [i, layer] of [...this.layers].entries())
        y = layer.forward(i === 0 ? y : functional.relu(y, { inplace: true }));
      return y;
    });
  }
}
