import { type AnyModule, functional, Module, Parameter, type Registered, withDefaults } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import type { ClipTextOptions, ClipVisualOptions } from './options.js';
import { ClipText } from './text.js';
import { ClipVisual } from './visual.js';

/** Options of both towers of {@link Clip}. */
export interface ClipOptions {
  /** Number of features shared by images and texts. Default 1024. */
  embedDim?: number;
  /** Options of the image tower. Default RN50's. */
  visual?: Omit<ClipVisualOptions, 'embedDim'>;
  /** Options of the text tower. Default RN50's. */
  text?: Omit<ClipTextOptions, 'embedDim'>;
}

/** Cosines of each image with each text, times the learned scale. */
export interface ClipLogits {
  logitsPerImage: Tensor; // [B, N]
  logitsPerText: Tensor; // [N, B]
}

/** Initial temperature (Radford et al., 2021, section 2.5). */
const INITIAL_TEMPERATURE = 0.07;

/**
 * Both towers with the official model's keys (`clip/model.py`: `CLIP`). As there, the keys of the text tower
 * are at the top level. The default is RN50.
 */
export class Clip extends Module<[images: Tensor, tokens: Tensor], ClipLogits> {
  visual: ClipVisual;
  text: ClipText;
  logitScale: Parameter; // []

  constructor(options?: ClipOptions) {
    super();
    const { embedDim, visual, text } = withDefaults<ClipOptions>('Clip', options, {
      embedDim: 1024,
      visual: {},
      text: {},
    });
    this.visual = new ClipVisual({ ...visual, embedDim });
    this.text = new ClipText({ ...text, embedDim });
    this.logitScale = new Parameter(torch.tensor(Math.log(1 / INITIAL_TEMPERATURE)));
  }

  protected override *registered(): Generator<[key: string, value: Registered]> {
    for (const [key, value] of super.registered()) {
      if (value === this.text) yield* this.text.registered();
      else yield [key, value];
    }
  }

  protected override replaceRegistered(key: string, value: AnyModule | Tensor): void {
    const isText = [...this.text.registered()].some(([name]) => name === key);
    if (isText) this.text.replaceRegistered(key, value);
    else super.replaceRegistered(key, value);
  }

  override train(mode = true): this {
    this.text.training = mode; // its parts belong to this module
    return super.train(mode);
  }

  /** @param images [B, 3, H, W], normalised with CLIP's mean and standard deviation @param tokens [N, L] */
  override forward(images: Tensor, tokens: Tensor): ClipLogits {
    return scope(() => {
      const image = functional.normalize(this.encodeImage(images)); // [B, D]
      const text = functional.normalize(this.encodeText(tokens)); // [N, D]
      const logitsPerImage = image.matmul(text.t()).mul(this.logitScale.exp());
      return { logitsPerImage, logitsPerText: logitsPerImage.t() };
    });
  }

  /** Image features [B, D], not normalised. */
  encodeImage(images: Tensor): Tensor {
    return this.visual.encode(images);
  }

  /** Text features [N, D], not normalised. */
  encodeText(tokens: Tensor): Tensor {
    return this.text.forward(tokens);
  }
}
