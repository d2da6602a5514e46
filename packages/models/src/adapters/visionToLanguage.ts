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
  /** C: of the map. Default 256. */
  channels: count.default(256),
  /** D: of the text features and of the image's embedding. Default 1024, CLIP RN50's. */
  textDim: count.default(1024),
  /** N: of the classes that are told. Required. */
  numClasses: count,
  /** Channels of the context decoder. Default 256. */
  width: count.default(256),
  /** Attention heads of the context decoder. Default 4. */
  heads: count.default(4),
  /** Layers of the context decoder. Default 3. */
  layers: count.default(3),
  /** Share of values that training drops out. Default 0.1. */
  dropout: chance.default(0.1),
  /** First value of what the image's context is multiplied with. Default 0.0001. */
  gamma: z.number().default(1e-4),
});
/** Options of {@link VisionToLanguage}. */
export interface VisionToLanguageOptions extends z.input<typeof VISION_TO_LANGUAGE_SCHEMA> {}

/**
 * DenseCLIP's post-model prompting (Table 4, row 4 of the paper, "V2L"; Rao et al., 2022, section 3.3): the
 * image refines the text features, text + gamma * context; the cosines of the refined features with the
 * image's embedding are maps of the classes, which are concatenated to the map, and a 1x1 convolution brings
 * it back to its channels (`segmentation/denseclip/denseclip.py`: `after_extract_feat`, whose keys
 * `context_decoder.*` and `gamma` it has).
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
   * @param visual of the map's own height and width
   * @returns [B, C, H, W]
   * @throws OptionError without the image's embedding; ShapeError
   */
  override forward(z5: Tensor, text: Tensor, visual?: ClipEmbeddings): Tensor {
    if (!visual)
      throw new OptionError(
        `${this.describe()}: give the image's embedding, which ClipVisual with attentionPool makes (embed)`,
      );
    const { channels, numClasses, textDim } = this.options;
    expectShape(this, z5, ['B', channels, 'H', 'W']);
    expectShape(`${this.describe()}: text`, text, [numClasses, textDim]);
    const [batch, , height, width] = z5.shape as [number, number, number, number];
    expectShape(`${this.describe()}: visual.spatial`, visual.spatial, [batch, textDim, height, width]);
    return scope(() => this.proj.forward(torch.cat([z5, this.scoreMaps(text, visual)], { dim: 1 })));
  }

  /**
   * Cosines of the refined text features with the image's places.
   * @param text [N, D]
   * @returns [B, N, H, W]
   */
  scoreMaps(text: Tensor, visual: ClipEmbeddings): Tensor {
    return scope(() => scoreMaps(visual.spatial, this.refine(text, visual)));
  }

  /** The text features as an image changes them. @param text [N, D] @returns [B, N, D], not normalised */
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
