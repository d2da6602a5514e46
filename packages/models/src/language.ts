import { OptionError } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import type { LanguageToVision } from './adapters/languageToVision.js';
import { type LanguageAdapterConfig, makeLanguageAdapter } from './adapters/makeAdapter.js';
import type { PromptMaps } from './adapters/promptMaps.js';
import type { VisionToLanguage } from './adapters/visionToLanguage.js';
import type { ResNet } from './backbones/resnet.js';
import { ClipText, type ClipTextOptions } from './clip/text.js';
import { ClipVisual } from './clip/visual.js';
import { TextFeatures } from './prompts/textFeatures.js';
import type { TextPrompts } from './prompts/textPrompts.js';

/** What language a model has (section 4.2 of the paper). */
export interface LanguageConfig {
  /** CLIP's text encoder; it never learns. */
  text?: ClipTextOptions;
  /** The class names of each task, in the order of its labels. All tasks' text is told to the adapter. */
  classes: Readonly<Record<string, readonly string[]>>;
  /** Default: 16 learned context tokens for each task. */
  prompts?: TextPrompts;
  /** Default: `{ kind: 'l2v' }`, the paper's. */
  adapter?: LanguageAdapterConfig;
}

/** The parts that language adds to a model. */
export interface LanguageParts {
  lvAdapter: LanguageToVision | PromptMaps | VisionToLanguage;
  prompts: TextFeatures;
  clipText: ClipText;
}

/** @param channels of the map that the text is told to */
export function makeLanguage(
  { text: options, classes, prompts, adapter = { kind: 'l2v' } }: LanguageConfig,
  tasks: readonly string[],
  backbone: ResNet | ClipVisual,
  channels: number,
): LanguageParts {
  const told = tasks.map((task) => {
    const names = classes[task];
    if (!names) throw new OptionError(`language.classes: no class names for task '${task}'`);
    return [task, names] as const;
  });
  const clipText = new ClipText(options);
  clipText.requiresGrad_(false);
  const lvAdapter = makeLanguageAdapter(adapter, {
    channels,
    textDim: clipText.options.embedDim,
    numClasses: told.reduce((sum, [, names]) => sum + names.length, 0),
  });
  if (lvAdapter.needsVisual && !(backbone instanceof ClipVisual && backbone.attnpool))
    throw new OptionError(
      `the language adapter '${adapter.kind}' reads CLIP's attention pooling: give a backbone of kind 'clip' that has it`,
    );
  return {
    lvAdapter,
    prompts: new TextFeatures(clipText, { classes: Object.fromEntries(told), ...(prompts && { prompts }) }),
    clipText,
  };
}

/** The coarsest map of the neck with language in it (Eq. 5 of the paper). @param res5 of the backbone */
export function addLanguage(
  { lvAdapter, prompts, clipText }: LanguageParts,
  z5: Tensor,
  res5: Tensor,
  backbone: ResNet | ClipVisual,
): Tensor {
  return scope(() => {
    const text = torch.cat(Object.values(prompts.forward(clipText))); // [N, D]
    const visual = lvAdapter.needsVisual && backbone instanceof ClipVisual ? backbone.embed(res5) : undefined;
    return lvAdapter.forward(z5, text, visual); // [B, C, H, W]
  });
}
