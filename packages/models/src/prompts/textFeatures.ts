import {
  type AnyModule,
  functional,
  Module,
  OptionError,
  type Parameter,
  type Registered,
  withDefaults,
} from '@cotrain/nn';
import { autocast, isGradEnabled, isInferenceMode, keep, scope, type Tensor, torch } from '@cotrain/torch';
import type { ClipText, TextTree } from '../clip/text.js';
import { isUnchanged, sourceOf, type TensorSource } from '../tensorSource.js';
import { PromptLearner } from './promptLearner.js';
import { TemplatePrompts } from './templatePrompts.js';
import { type LearnedPrompts, type TextPrompts, templatesOf } from './textPrompts.js';

/** Classes and prompts of {@link TextFeatures}. */
export interface TextFeaturesOptions {
  /** Class names of each task, in the order of its labels. */
  classes: Readonly<Record<string, readonly string[]>>;
  /** How class names become sentences. Default: learned. */
  prompts?: TextPrompts;
}

/** Features by task, and the tensors that they were computed from. */
interface Cached {
  features: Record<string, Tensor>;
  /** Parameters of the prompts and of the encoder. */
  sources: readonly TensorSource[];
  inference: boolean;
}

// Not in a field, because a copy of a module must not share and free what belongs to the original.
const caches = new WeakMap<TextFeatures, Cached>();

/**
 * Class features of all tasks: paper section 4.2, Eq. 3 with hand-crafted prompts, Eq. 4 with learned ones.
 * The text encoder is an argument instead of a part of the module, so that its owner freezes, loads and saves
 * it.
 *
 * If no gradient is recorded, or nothing is trainable, the features are computed once and cached until a
 * parameter of the prompts or of the encoder changes (a step, a loaded state dict, another device or dtype).
 * Features of a trainable encoder are not cached.
 */
export class TextFeatures extends Module<[text: ClipText], Record<string, Tensor>> {
  /**
   * Prompts by task, which is also the state-dict key: `<task>.ctx`. Without learned prompts there are no
   * keys.
   */
  protected readonly tasks: Map<string, PromptLearner | TemplatePrompts>;

  /**
   * @param text encoder that will read the prompts
   * @throws OptionError for a task without classes, and for prompts that are too long for the encoder
   */
  constructor(text: ClipText, options: TextFeaturesOptions) {
    super();
    const { classes, prompts } = withDefaults('TextFeatures', options, {
      classes: {},
      prompts: { kind: 'learned' },
    });
    this.tasks = new Map();
    for (const [task, names] of Object.entries(classes))
      this.tasks.set(task, makePrompts(text, names, prompts));
  }

  protected override *registered(): Generator<[key: string, value: Registered]> {
    yield* this.tasks;
  }

  protected override replaceRegistered(key: string, value: AnyModule | Tensor): void {
    this.tasks.set(key, value as PromptLearner | TemplatePrompts);
  }

  override describe(): string {
    return `TextFeatures(${[...this.tasks.keys()].join(', ')})`;
  }

  /** The prompts of a task. @throws OptionError for an unknown task */
  promptsOf(task: string): PromptLearner | TemplatePrompts {
    const prompts = this.tasks.get(task);
    if (prompts) return prompts;
    throw new OptionError(`${this.describe()} has no prompts for '${task}'`);
  }

  /**
   * Reinitialises the learned contexts. With `initText`, copies the current embeddings of `text`: call it
   * after loading weights.
   */
  resetParameters(text: ClipText): void {
    for (const prompts of this.tasks.values())
      if (prompts instanceof PromptLearner) prompts.resetParameters(text);
  }

  /**
   * @returns normalised features [K, D] by task. Cached features belong to this module: neither free nor
   *   modify them
   */
  override forward(text: ClipText): Record<string, Tensor> {
    const contexts = this.parameters();
    const encoder = text.parameters();
    const encoderLearns = encoder.some((parameter) => parameter.requiresGrad);
    if (encoderLearns) this.forget();
    const learns = encoderLearns || contexts.some((parameter) => parameter.requiresGrad);
    if (encoderLearns || (learns && isGradEnabled())) return computeFeatures(this.tasks, text);

    const parameters = [...contexts, ...encoder];
    const cached = caches.get(this);
    if (cached && isCurrent(cached, parameters)) return cached.features;
    this.forget();
    const features = computeInFull(this.tasks, text);
    for (const tensor of Object.values(features)) keep(tensor);
    caches.set(this, { features, sources: parameters.map(sourceOf), inference: isInferenceMode() });
    return features;
  }

  /** Frees cached features; the next call recomputes them. */
  forget(): void {
    const cached = caches.get(this);
    if (!cached) return;
    caches.delete(this);
    for (const tensor of Object.values(cached.features)) tensor.dispose();
  }

  override dispose(): void {
    this.forget();
    super.dispose();
  }
}

function computeFeatures(
  tasks: ReadonlyMap<string, PromptLearner | TemplatePrompts>,
  text: ClipText,
): Record<string, Tensor> {
  return scope(() => {
    const learners = [...tasks.values()].filter((prompts) => prompts instanceof PromptLearner);
    const learned = encodeTogether(learners, text);
    const features = [...tasks].map(([task, prompts]) => {
      const own = prompts instanceof PromptLearner ? learned.get(prompts)! : prompts.forward(text); // [K, D]
      return [task, functional.normalize(own, { dim: -1 })] as const;
    });
    return Object.fromEntries(features);
  });
}

/**
 * The results of `forward` for each learner, in one pass of the encoder, which then has enough work for all
 * threads.
 */
function encodeTogether(learners: readonly PromptLearner[], text: ClipText): Map<PromptLearner, Tensor> {
  if (learners.length === 0) return new Map();
  const embeddings = torch.cat(learners.map((prompts) => prompts.embeddings(text))); // [T, W]
  const trees = learners.map((prompts) => prompts.tree);
  const sizes = trees.map(({ ends }) => ends.numel());
  const features = text.encodeTree(embeddings, joinTrees(trees)).split(sizes); // [K, D] each
  return new Map(learners.map((prompts, i) => [prompts, features[i]!]));
}

/** Joins several trees, without any visibility between them. */
function joinTrees(trees: readonly TextTree[]): TextTree {
  let start = 0;
  const ends = trees.map(({ positions, ends: own }) => {
    const moved = own.add(start);
    start += positions.numel();
    return moved;
  });
  return {
    positions: torch.cat(trees.map(({ positions }) => positions)),
    hidden: torch.blockDiag(trees.map(({ hidden }) => hidden.logicalNot())).logicalNot(),
    ends: torch.cat(ends),
  };
}

function makePrompts(
  text: ClipText,
  classes: readonly string[],
  prompts: TextPrompts,
): PromptLearner | TemplatePrompts {
  const templates = templatesOf(prompts);
  if (templates) return new TemplatePrompts(text, classes, templates);
  const { kind: _, ...options } = prompts as LearnedPrompts;
  return new PromptLearner(text, { ...options, classes });
}

/** Cached features, in full precision whatever the mode, because later calls use them too. */
function computeInFull(
  tasks: ReadonlyMap<string, PromptLearner | TemplatePrompts>,
  text: ClipText,
): Record<string, Tensor> {
  const { device } = text.positionalEmbedding;
  // Nothing is computed on meta, and autocast does not know it.
  return autocast({ device: device === 'meta' ? 'cpu' : device, enabled: false }, () =>
    computeFeatures(tasks, text),
  );
}

function isCurrent({ inference, sources }: Cached, parameters: readonly Parameter[]): boolean {
  // Tensors made in inference mode cannot take part in autograd later.
  if (inference && !isInferenceMode()) return false;
  return (
    sources.length === parameters.length && sources.every((source, i) => isUnchanged(source, parameters[i]!))
  );
}
