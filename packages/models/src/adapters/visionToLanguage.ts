import { type Conv2d, expectShape, Module, OptionError, Parameter } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import { z } from 'zod';
import type { ClipEmbeddings } from '../clip/attentionPool.js';
import { chance, count } from '../options/fields.js';
import { optionSchema, readOptions } from '../options/optionSchema.js';
import { ContextDecoder } from './contextDecoder.js';
import type { LanguageAdapter } from './languageAdapter.js';
import { makeReduction, scoreMaps } from './scoreMaps.js';

/** The defaults of the context decoder are DenseCLIP's. */
export const VISION_TO_LANGUAGE_SCHEMA = optionSchema('VisionToLanguage', {
  /** C: number of channels of the map. Default 256. */
  channels: count.default(256),
  /** D: number of features of the text and of the image embedding. Default 1024, as in CLIP RN50. */
  textDim: count.default(1024),
  /** N: number of classes with text features. Required. */
  numClasses: count,
  /** Number of channels of the context decoder. Default 256. */
  width: count.default(256),
  /** Number of attention heads of the context decoder. Default 4. */
  heads: count.default(4),
  /** Number of layers of the context decoder. Default 3. */
  layers: count.default(3),
  /** Dropout probability in training. Default 0.1. */
  dropout: chance.default(0.1),
  /** Initial value of the learned factor on the image's context. Default 0.0001. */
  gamma: z.number().default(1e-4),
});
/** Options of {@link VisionToLanguage}. */
export interface VisionToLanguageOptions extends z.input<typeof VISION_TO_LANGUAGE_SCHEMA> {}

/**
 * DenseCLIP's post-model prompting (Table 4, row 4 of the paper, "V2L"; Rao et al., 2022, section 3.3). The
 * image refines the text features: text + gamma * context. The cosines between the refined features and the
 * image embedding form class maps, which are concatenated to the input map. A 1x1 convolution reduces the
 * result to the original number of channels. State-dict keys `context_decoder.*` and `gamma` are those of
 * `segmentation/denseclip/denseclip.py`: `after_extract_feat`.
 */
export class VisionToLanguage
  extends Module<[z5: Tensor, text: Tensor, visual?: ClipEmbeddings]>
  implements LanguageAdapter
{
  readonly needsVisual = true;
  readonly options: Readonly<Required<VisionToLanguageOptions>>;
  contextDecoder: ContextDecoder;
  gamma: Parameter; // [D]
  proj: Conv2d;

  constructor(options: VisionToLanguageOptions) {
    super();
    this.options = readOptions(VISION_TO_LANGUAGE_SCHEMA, options);
    const { channels, textDim, numClasses, width, heads, layers, dropout, gamma } = this.options;
    this.contextDecoder = new ContextDecoder({
      transformerWidth: width,
      transformerHeads: heads,
      transformerLayers: layers,
      visualDim: textDim,
      dropout,
    });
    this.gamma = new Parameter(torch.full([textDim], gamma));
    this.proj = makeReduction(channels, numClasses);
  }

  override describe(): string {
    const { channels, textDim, numClasses } = this.options;
    return `VisionToLanguage(${channels}, ${textDim}, ${numClasses} classes)`;
  }

  /**
   * @param z5 [B, C, H, W]
   * @param text [N, D], the same for all images
   * @param visual image embeddings with the map's height and width
   * @returns [B, C, H, W]
   * @throws OptionError if `visual` is missing; ShapeError for inputs of other shapes
   */
  override forward(z5: Tensor, text: Tensor, visual?: ClipEmbeddings): Tensor {
    if (!visual)
      throw new OptionError(
        `${this.describe()}: pass the image embedding, which ClipVisual with attentionPool returns (embed)`,
      );
    const { channels, numClasses, textDim } = this.options;
    expectShape(this, z5, ['B', channels, 'H', 'W']);
    expectShape(`${this.describe()}: text`, text, [numClasses, textDim]);
    const [batch, , height, width] = z5.shape as [number, number, number, number];
    expectShape(`${this.describe()}: visual.spatial`, visual.spatial, [batch, textDim, height, width]);
    return scope(() => this.proj.forward(torch.cat([z5, this.scoreMaps(text, visual)], { dim: 1 })));
  }

  /**
   * Cosines between the refined text features and the positions of the image.
   * @param text [N, D]
   * @returns [B, N, H, W]
   */
  scoreMaps(text: Tensor, visual: ClipEmbeddings): Tensor {
    return scope(() => scoreMaps(visual.spatial, this.refine(text, visual)));
  }

  /** Refines the text features by an image. @param text [N, D] @returns [B, N, D], not normalised */
  refine(text: Tensor, { pooled, spatial }: ClipEmbeddings): Tensor {
    const { textDim } = this.options;
    expectShape(`${this.describe()}: visual.pooled`, pooled, ['B', textDim]);
    return scope(() => {
      const [batch, dim] = pooled.shape as [number, number];
      const places = spatial.flatten({ startDim: 2 }).transpose(1, 2); // [B, H * W, D]
      const context = torch.cat([pooled.unsqueeze(1), places], { dim: 1 });
      const texts = text.expand([batch, text.size(0), dim]);
      return texts.add(this.contextDecoder.forward(texts, context).mul(this.gamma));
    });
  }
}
