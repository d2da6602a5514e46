import { type Conv2d, expectShape, Linear, Module } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import type { z } from 'zod';
import { count } from '../options/fields.js';
import { optionSchema, readOptions } from '../options/optionSchema.js';
import type { LanguageAdapter } from './languageAdapter.js';
import { makeReduction, scoreMaps } from './scoreMaps.js';

export const PROMPT_MAPS_SCHEMA = optionSchema('PromptMaps', {
  /** C: number of channels of the map. Default 256. */
  channels: count.default(256),
  /** D: number of text features. Default 1024, as in CLIP RN50. */
  textDim: count.default(1024),
  /** N: number of classes with text features. Required. */
  numClasses: count,
});
/** Options of {@link PromptMaps}. */
export interface PromptMapsOptions extends z.input<typeof PROMPT_MAPS_SCHEMA> {}

/**
 * Naive prompting (section 5.3 and Table 4, row 3 of the paper). The cosines between a class's text feature
 * and the pixels form a class activation map. These maps are concatenated to the input map, and a 1x1
 * convolution reduces the result to the original number of channels.
 *
 * Text and map differ in width, which the paper does not mention. One linear layer projects the text to the
 * map's width, as in Eq. 5.
 */
export class PromptMaps extends Module<[z5: Tensor, text: Tensor]> implements LanguageAdapter {
  readonly needsVisual = false;
  readonly options: Readonly<Required<PromptMapsOptions>>;
  fc: Linear;
  proj: Conv2d;

  constructor(options: PromptMapsOptions) {
    super();
    this.options = readOptions(PROMPT_MAPS_SCHEMA, options);
    const { channels, textDim, numClasses } = this.options;
    this.fc = new Linear(textDim, channels);
    this.proj = makeReduction(channels, numClasses);
  }

  override describe(): string {
    const { channels, textDim, numClasses } = this.options;
    return `PromptMaps(${channels}, ${textDim}, ${numClasses} classes)`;
  }

  /**
   * @param z5 [B, C, H, W]
   * @param text [N, D], the same for all images
   * @returns [B, C, H, W]
   * @throws ShapeError for inputs of other shapes
   */
  override forward(z5: Tensor, text: Tensor): Tensor {
    const { channels, textDim, numClasses } = this.options;
    expectShape(this, z5, ['B', channels, 'H', 'W']);
    expectShape(`${this.describe()}: text`, text, [numClasses, textDim]);
    return scope(() => {
      const maps = scoreMaps(z5, this.fc.forward(text).unsqueeze(0)); // [B, N, H, W]
      return this.proj.forward(torch.cat([z5, maps], { dim: 1 }));
    });
  }
}
