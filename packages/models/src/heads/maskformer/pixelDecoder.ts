import { Conv2d, functional, Module, OptionError } from '@cotrain/nn';
import { scope, type Tensor } from '@cotrain/torch';
import { type FeatureMaps, type FeatureSpecs, selectMap, selectSpecs } from '../../features.js';
import { ConvNorm } from '../../layers/convNorm.js';
import type { NormKind } from '../../layers/norm.js';
import { sinePositions } from '../../layers/sinePositions.js';
import { Encoder, type TransformerSizes } from '../../layers/transformer.js';
import { c2XavierFill } from '../../layers/weightInit.js';
import { recomputing } from '../../recomputed.js';

export interface PixelDecoderSizes {
  inFeatures: readonly string[];
  convsDim: number;
  maskDim: number;
  norm: NormKind | null;
}

export interface PixelDecoderOutput {
  /**
   * The decoded map at the finest map's resolution, [B, convsDim, h, w], from which
   * `PixelDecoder.maskFeatures` computes embeddings.
   */
  map: Tensor;
  /** The coarsest map after the transformer encoder, [B, convsDim, H, W]; null without an encoder. */
  encoded: Tensor | null;
}

/**
 * The plain pixel decoder of MaskFormer (Cheng et al., 2021, section 3.2): a separate feature pyramid, from
 * the coarsest map down. Keys are `adapter_1`, `layer_1`, ..., `mask_features`
 * (`mask_former/modeling/heads/pixel_decoder.py`: `BasePixelDecoder`). The finest map has the number 1.
 */
export class PixelDecoder extends Module<[maps: FeatureMaps], PixelDecoderOutput> {
  [adapter: `adapter_${number}`]: ConvNorm;
  [layer: `layer_${number}`]: ConvNorm;
  /**
   * Computes the pixel embeddings, [B, maskDim, h, w]. Declared only and assigned after the levels, to keep
   * the official order of parameters.
   */
  declare maskFeatures: Conv2d;
  readonly inFeatures: readonly string[];
  /** Whether training computes the inside of each level again in the backward pass, to save memory. */
  recompute = false;

  /** @param inputs the `outputs` of the neck, or of the backbone */
  constructor(inputs: FeatureSpecs, sizes: PixelDecoderSizes) {
    super();
    const { convsDim, maskDim, norm } = sizes;
    const specs = selectSpecs('MaskFormerHead inFeatures', inputs, sizes.inFeatures);
    if (specs.length === 0) throw new OptionError('MaskFormerHead: inFeatures is empty');
    specs.sort(([, a], [, b]) => a.stride - b.stride);
    this.inFeatures = specs.map(([name]) => name);
    for (const [index, [, { channels }]] of specs.entries()) {
      const isCoarsest = index === specs.length - 1;
      if (!isCoarsest) {
        const adapter = new ConvNorm(channels, convsDim, 1, { norm });
        c2XavierFill(adapter);
        this[`adapter_${index + 1}`] = adapter;
      }
      this[`layer_${index + 1}`] = makeLayer(isCoarsest ? channels : convsDim, sizes);
    }
    this.maskFeatures = new Conv2d(convsDim, maskDim, 3, { padding: 1 });
    c2XavierFill(this.maskFeatures);
  }

  /** Name of the map with the largest stride. */
  get coarsestFeature(): string {
    return this.inFeatures.at(-1)!;
  }

  /** Input of the coarsest layer that replaces the map itself, if any. */
  protected encode(_map: Tensor): Tensor | null {
    return null;
  }

  override forward(maps: FeatureMaps): PixelDecoderOutput {
    return scope(() => {
      const select = (number: number) => selectMap(this.describe(), maps, this.inFeatures[number - 1]!);
      const coarsest = this.inFeatures.length;
      const encoded = this.encode(select(coarsest));
      let y = this[`layer_${coarsest}`]!.forward(encoded ?? select(coarsest));
      for (let number = coarsest - 1; number >= 1; number--) {
        const above = y;
        const [adapter, layer] = [this[`adapter_${number}`]!, this[`layer_${number}`]!];
        const run = (map: Tensor, coarser: Tensor) => decodeLevel(adapter, layer, map, coarser);
        y =
          this.recompute && this.training
            ? recomputing([adapter, layer], [select(number), above], run)
            : run(select(number), above);
        above.dispose();
      }
      return { map: y, encoded };
    });
  }
}

/**
 * @param map [B, C, H, W]
 * @param coarser the decoded map of the level above
 * @returns the decoded map, [B, convsDim, H, W]
 */
function decodeLevel(adapter: ConvNorm, layer: ConvNorm, map: Tensor, coarser: Tensor): Tensor {
  return scope(() => {
    const fused = scope(() => {
      const lateral = adapter.forward(map); // [B, convsDim, H, W]
      const size = lateral.shape.slice(-2);
      return lateral.add_(functional.interpolate(coarser, { size, mode: 'nearest' }));
    });
    return layer.forward(fused);
  });
}

function makeLayer(inChannels: number, { convsDim, norm }: PixelDecoderSizes): ConvNorm {
  const layer = new ConvNorm(inChannels, convsDim, 3, { padding: 1, norm, relu: true });
  c2XavierFill(layer);
  return layer;
}

/**
 * A pixel decoder whose coarsest map first passes through a transformer encoder (`pixel_decoder.py`:
 * `TransformerEncoderPixelDecoder`).
 */
export class TransformerPixelDecoder extends PixelDecoder {
  inputProj: Conv2d;
  transformer: TransformerEncoderOnly;

  constructor(inputs: FeatureSpecs, sizes: PixelDecoderSizes, transformer: TransformerSizes, layers: number) {
    super(inputs, sizes);
    const { channels } = inputs[this.coarsestFeature]!;
    this.inputProj = new Conv2d(channels, sizes.convsDim, 1);
    c2XavierFill(this.inputProj);
    this.transformer = new TransformerEncoderOnly(transformer, layers);
    // Recreated for the encoder's channels, and last in the order of parameters, as in the official code.
    const coarsest = `layer_${this.inFeatures.length}` as const;
    this[coarsest]!.dispose();
    delete this[coarsest];
    this[coarsest] = makeLayer(sizes.convsDim, sizes);
  }

  protected override encode(map: Tensor): Tensor {
    return this.transformer.forward(this.inputProj.forward(map));
  }
}

/** Keeps the encoder under the official key. */
class TransformerEncoderOnly extends Module {
  encoder: Encoder;

  constructor(sizes: TransformerSizes, layers: number) {
    super();
    this.encoder = new Encoder(sizes, layers);
  }

  /** @param x [B, C, H, W] */
  override forward(x: Tensor): Tensor {
    return scope(() => {
      const [batch, channels, height, width] = x.shape as [number, number, number, number];
      const pixels = x.flatten({ startDim: 2 }).transpose(1, 2); // [B, H * W, C]
      const encoded = this.encoder.forward(pixels, sinePositions(x, height, width, channels));
      return encoded.transpose(1, 2).reshape([batch, channels, height, width]);
    });
  }
}
