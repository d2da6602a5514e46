import { checkChoice, expectShape, LayerNorm, Linear, Module, ModuleList, withDefaults } from '@cotrain/nn';
import { scope, type Tensor } from '@cotrain/torch';
import { sinePositions } from '../layers/sinePositions.js';
import { checkSizes, DecoderLayer, type TransformerSizes, xavierFill } from '../layers/transformer.js';
import type { LanguageAdapter } from './languageAdapter.js';

export interface LanguageToVisionOptions {
  /** C: of the map, and of the decoder. */
  channels?: number;
  /** D: of the text features; CLIP RN50's by default. */
  textDim?: number;
  layers?: number;
  heads?: number;
  dimFeedforward?: number;
  dropout?: number;
  /** Normalises before attention and feed-forward network instead of after them. */
  preNorm?: boolean;
  /** A norm after the last layer, as DETR's and MaskFormer's decoders have it. */
  finalNorm?: boolean;
  /** What is added to a pixel where it asks and is asked: sines of its row and column, or nothing. */
  positions?: 'sine' | 'none';
  /** Whether pixels attend to each other before they attend to the text. */
  selfAttention?: boolean;
}

/**
 * The LV-Adapter's language-to-vision part (section 4.2, Eq. 5 of the paper): the pixels of the coarsest map are the queries of a
 * transformer decoder, the text features, after one linear layer, its keys and values.
 *
 * The paper gives three layers (section 5.1) and no more. The defaults read it as the standard decoder layer (self-attention,
 * cross-attention, feed-forward network) with MaskFormer's sizes, norms and positions, as the heads beside it.
 *
 * Keys: `fc.{weight,bias}`, and under `dec.` PyTorch's and MaskFormer's `layers.N.*` and `norm.*`.
 */
export class LanguageToVision extends Module<[z5: Tensor, text: Tensor]> implements LanguageAdapter {
  readonly needsVisual = false;
  readonly options: Readonly<Required<LanguageToVisionOptions>>;
  fc: Linear;
  dec: PixelDecoder;

  constructor(options?: LanguageToVisionOptions) {
    super();
    this.options = withDefaults('LanguageToVision', options, {
      channels: 256,
      textDim: 1024,
      layers: 3,
      heads: 8,
      dimFeedforward: 2048,
      dropout: 0.1,
      preNorm: false,
      finalNorm: true,
      positions: 'sine',
      selfAttention: true,
    });
    const { channels, textDim, layers, positions } = this.options;
    checkSizes('LanguageToVision', this.options, layers, 1);
    checkChoice('LanguageToVision: positions', positions, ['sine', 'none']);
    this.fc = new Linear(textDim, channels);
    this.dec = new PixelDecoder(this.options);
  }

  override describe(): string {
    return `LanguageToVision(${this.options.channels}, ${this.options.textDim})`;
  }

  /**
   * @param z5 [B, C, H, W]
   * @param text [N, D], the same for all images
   * @returns [B, C, H, W]
   * @throws ShapeError
   */
  override forward(z5: Tensor, text: Tensor): Tensor {
    const { channels, textDim, positions } = this.options;
    expectShape(this, z5, ['B', channels, 'H', 'W']);
    expectShape(`${this.describe()}: text`, text, ['N', textDim]);
    return scope(() => {
      const [batch, , height, width] = z5.shape as [number, number, number, number];
      const pixels = z5.flatten({ startDim: 2 }).transpose(1, 2); // [B, H * W, C]
      const memory = this.fc.forward(text).expand([batch, text.size(0), channels]); // [B, N, C]
      const places = positions === 'sine' ? sinePositions(z5, height, width, channels) : null; // [1, H * W, C]
      const adapted = this.dec.forward(pixels, places, memory);
      return adapted.transpose(1, 2).reshape([batch, channels, height, width]);
    });
  }
}

/** Layers in which pixels attend to each other and to the text. */
class PixelDecoder extends Module<[pixels: Tensor, positions: Tensor | null, memory: Tensor]> {
  layers: ModuleList<DecoderLayer>;
  norm: LayerNorm | null;

  constructor(options: TransformerSizes & { layers: number; finalNorm: boolean; selfAttention: boolean }) {
    super();
    const { layers, finalNorm, selfAttention, ...sizes } = options;
    this.layers = new ModuleList(
      Array.from({ length: layers }, () => new DecoderLayer(sizes, { selfAttention })),
    );
    this.norm = finalNorm ? new LayerNorm(sizes.channels) : null;
    xavierFill(this);
  }

  /** @param pixels [B, S, E] @param positions [1, S, E] or null @param memory [B, N, E] */
  override forward(pixels: Tensor, positions: Tensor | null, memory: Tensor): Tensor {
    return scope(() => {
      let x = pixels;
      for (const layer of this.layers) x = layer.forward(x, positions, memory, memory);
      return this.norm ? this.norm.forward(x) : x;
    });
  }
}
