import { type Conv2d, expectShape, Linear, Module, withDefaults } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import type { LanguageAdapter } from './languageAdapter.js';
import { checkClasses, makeReduction, scoreMaps } from './scoreMaps.js';

export interface PromptMapsOptions {
  /** C: of the map. */
  channels?: number;
  /** D: of the text features; CLIP RN50's by default. */
  textDim?: number;
  /** N: of the classes that are told. Required. */
  numClasses?: number;
}

/**
 * Naive prompting (section 5.3 and Table 4, row 3 of the paper): the cosine between each class's text feature and each pixel is
 * a class activation map; the maps are concatenated to the map, and a 1x1 convolution brings it back to its channels.
 *
 * Text and map differ in width, of which the paper says nothing: one linear layer takes the text to the map's, as in Eq. 5.
 */
export class PromptMaps extends Module<[z5: Tensor, text: Tensor]> implements LanguageAdapter {
  readonly needsVisual = false;
  readonly options: Readonly<Required<PromptMapsOptions>>;
  fc: Linear;
  proj: Conv2d;

  constructor(options?: PromptMapsOptions) {
    super();
    this.options = withDefaults('PromptMaps', options, { channels: 256, textDim: 1024, numClasses: 0 });
    const { channels, textDim, numClasses } = this.options;
    checkClasses('PromptMaps', numClasses);
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
   * @throws ShapeError
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
