import { expectShape, LayerNorm, Linear, Module, ModuleList } from '@cotrain/nn';
import { scope, type Tensor } from '@cotrain/torch';
import { z } from 'zod';
import { sinePositions } from '../layers/sinePositions.js';
import { checkSizes, DecoderLayer, type TransformerSizes, xavierFill } from '../layers/transformer.js';
import { chance, count } from '../options/fields.js';
import { optionSchema, readOptions } from '../options/optionSchema.js';
import type { LanguageAdapter } from './languageAdapter.js';

/** The default sizes fit CLIP RN50 and a pyramid with 256 channels. */
export const LANGUAGE_TO_VISION_SCHEMA = optionSchema('LanguageToVision', {
  /** C: number of channels of the map and of the decoder. Default 256. */
  channels: count.default(256),
  /** D: number of text features. Default 1024. */
  textDim: count.default(1024),
  /** Number of decoder layers (section 5.1 of the paper). Default 3. */
  layers: count.default(3),
  /** Number of attention heads. Default 8. */
  heads: count.default(8),
  /** Hidden width of the feed-forward networks. Default 2048. */
  dimFeedforward: count.default(2048),
  /** Dropout probability in training. Default 0.1. */
  dropout: chance.default(0.1),
  /** Normalises before attention and feed-forward network instead of after them (pre-norm). Default false. */
  preNorm: z.boolean().default(false),
  /** Adds a norm after the last layer, as in DETR's and MaskFormer's decoders. Default true. */
  finalNorm: z.boolean().default(true),
  /**
   * Positional encoding added to queries and keys: sines of row and column (`sine`), or none. Default 'sine'.
   */
  positions: z.enum(['sine', 'none']).default('sine'),
  /** Whether pixels attend to each other before they attend to the text. Default true. */
  selfAttention: z.boolean().default(true),
});
/** Options of {@link LanguageToVision}. */
export interface LanguageToVisionOptions extends z.input<typeof LANGUAGE_TO_VISION_SCHEMA> {}

/**
 * The LV-Adapter's language-to-vision part (section 4.2, Eq. 5 of the paper): a transformer decoder whose
 * queries are the pixels of the coarsest map. Its keys and values are the text features after one linear
 * layer.
 *
 * The paper specifies three layers (section 5.1) and nothing else. The defaults are the standard decoder
 * layer (self-attention, cross-attention, feed-forward network) with MaskFormer's sizes, norms and positions,
 * as in the heads.
 *
 * State-dict keys: `fc.{weight,bias}`, and PyTorch's and MaskFormer's `layers.N.*` and `norm.*` under `dec.`.
 */
export class LanguageToVision extends Module<[z5: Tensor, text: Tensor]> implements LanguageAdapter {
  readonly needsVisual = false;
  readonly options: Readonly<Required<LanguageToVisionOptions>>;
  fc: Linear;
  dec: PixelDecoder;

  constructor(options?: LanguageToVisionOptions) {
    super();
    this.options = readOptions(LANGUAGE_TO_VISION_SCHEMA, options);
    const { channels, textDim, layers } = this.options;
    checkSizes('LanguageToVision', this.options, layers, 1);
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
   * @throws ShapeError for inputs of other shapes
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
