import { checkKind, OptionError } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import {
  type AnyLanguageAdapter,
  type LanguageAdapterConfig,
  makeLanguageAdapter,
} from './adapters/makeLanguageAdapter.js';
import type { Backbone } from './backbones/backbone.js';
import type { ClipTextOptions } from './clip/options.js';
import { ClipText } from './clip/text.js';
import type { FeatureMaps } from './features.js';
import type { Fpn } from './necks/fpn.js';
import { ClassVectors, type ClassVectorsOptions } from './prompts/classVectors.js';
import { TextFeatures } from './prompts/textFeatures.js';
import type { TextPrompts } from './prompts/textPrompts.js';

/**
 * Source of text features: CLIP's text encoder, which is always frozen (as in the paper), or a list with a
 * vector for each class.
 */
export type TextConfig = ClipTextConfig | ({ kind: 'vectors' } & ClassVectorsOptions);

/** Sizes of a CLIP text encoder in a model's configuration. */
export interface ClipTextConfig extends ClipTextOptions {
  /** Kind of the text source. Default 'clip'. */
  kind?: 'clip';
}

/** Language options of a model (section 4.2 of the paper). */
export interface LanguageConfig {
  /** Source of the text features. Default: CLIP's text encoder with RN50's sizes. */
  text?: TextConfig;
  /**
   * Class names of each task, in the order of its labels; empty for a task without classes. The adapter gets
   * the text of all tasks.
   */
  classes: Readonly<Record<string, readonly string[]>>;
  /** How class names become prompts for a text encoder. Default: 16 learned context tokens for each task. */
  prompts?: TextPrompts;
  /** Language adapter. Default: `{ kind: 'l2v' }`, as in the paper. */
  adapter?: LanguageAdapterConfig;
}

/** The parts that language adds to a model. */
export interface LanguageParts {
  lvAdapter: AnyLanguageAdapter;
  prompts: TextFeatures | ClassVectors;
  /** CLIP's text encoder; null if the text is a list of vectors. */
  clipText: ClipText | null;
}

/** Source of the class features, with what the adapter needs to know about them. */
interface Text extends Pick<LanguageParts, 'prompts' | 'clipText'> {
  dim: number;
  /** Number of classes with text features, over all tasks. */
  numClasses: number;
}

export function makeLanguage(
  { text: config, classes, prompts, adapter = { kind: 'l2v' } }: LanguageConfig,
  tasks: readonly string[],
  backbone: Backbone,
  neck: Fpn,
): LanguageParts {
  // A task without classes, such as depth, has no class names.
  const told = tasks.flatMap((task) => {
    const names = classes[task];
    if (!names) throw new OptionError(`language.classes: no class names for task '${task}'`);
    return names.length === 0 ? [] : [[task, names] as const];
  });
  if (told.length === 0) throw new OptionError(`language: none of the tasks ${tasks.join(', ')} has classes`);
  const text = makeText(config, Object.fromEntries(told), prompts);
  const lvAdapter = makeLanguageAdapter(adapter, {
    channels: neck.outputs[neck.coarsest]!.channels,
    textDim: text.dim,
    numClasses: text.numClasses,
  });
  if (lvAdapter.needsVisual) checkEmbeddings(adapter.kind, text.dim, backbone, neck);
  return { lvAdapter, prompts: text.prompts, clipText: text.clipText };
}

function makeText(
  config: TextConfig = {},
  classes: Readonly<Record<string, readonly string[]>>,
  prompts?: TextPrompts,
): Text {
  checkKind('text', { kind: 'clip', ...config }, ['clip', 'vectors']);
  if (config.kind === 'vectors') {
    const { kind: _, ...options } = config;
    const vectors = new ClassVectors({ ...options, classes });
    return {
      prompts: vectors,
      clipText: null,
      dim: vectors.options.dim,
      numClasses: countOf(vectors.classes),
    };
  }
  const { kind: _, ...options } = config;
  const clipText = new ClipText(options);
  clipText.requiresGrad_(false);
  const features = new TextFeatures(clipText, { classes, ...(prompts && { prompts }) });
  return { prompts: features, clipText, dim: clipText.options.embedDim, numClasses: countOf(classes) };
}

const countOf = (classes: Readonly<Record<string, readonly string[]>>): number =>
  Object.values(classes).reduce((sum, names) => sum + names.length, 0);

/**
 * @throws OptionError unless the backbone embeds the map that the adapter reads, with the width of the texts
 */
function checkEmbeddings(kind: string, dim: number, backbone: Backbone, neck: Fpn): void {
  if (backbone.embedDim === null)
    throw new OptionError(
      `the language adapter '${kind}' reads CLIP's attention pooling: use a backbone of kind 'clip' with attentionPool`,
    );
  if (backbone.embedDim !== dim)
    throw new OptionError(
      `the language adapter '${kind}' compares images with texts: embedDim is ${backbone.embedDim} in the backbone, but language.text has ${dim}`,
    );
  const [embedded, told] = [backbone.outputs[backbone.coarsest]!, neck.outputs[neck.coarsest]!];
  if (embedded.stride !== told.stride)
    throw new OptionError(
      `the language adapter '${kind}' needs ${backbone.coarsest}, with stride ${embedded.stride}, in the neck, whose coarsest map has stride ${told.stride}`,
    );
}

/** The coarsest map of the neck with language added (Eq. 5 of the paper). @param maps maps of the backbone */
export function addLanguage(
  { lvAdapter, prompts, clipText }: LanguageParts,
  pyramid: FeatureMaps,
  maps: FeatureMaps,
  backbone: Backbone,
  neck: Fpn,
): Tensor {
  return scope(() => {
    const features = prompts instanceof ClassVectors ? prompts.forward() : prompts.forward(clipText!);
    const text = torch.cat(Object.values(features)); // [N, D]
    const visual = lvAdapter.needsVisual ? backbone.embed(maps[backbone.coarsest]!) : undefined;
    return lvAdapter.forward(pyramid[neck.coarsest]!, text, visual); // [B, C, H, W]
  });
}
