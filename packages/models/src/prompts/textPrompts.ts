import { checkChoice, OptionError } from '@cotrain/nn';
import { z } from 'zod';
import { count } from '../options/fields.js';
import { optionSchema, readOptions } from '../options/optionSchema.js';
import { CLIP_TEMPLATES, SCENE_TEMPLATE } from './templates.js';

/** Learned contexts (paper section 4.2, Eq. 4; CoOp). */
const learnedContexts = {
  /** Number of context tokens; those of `initText` if it is given. Default 16 (paper section 5.1). */
  contextLength: count.default(16),
  /**
   * Position of the class name: before the context, in its middle, or after it (as in the paper). Default
   * 'end'.
   */
  position: z.enum(['front', 'middle', 'end']).default('end'),
  /** Learns a context for each class (CoOp's CSC) instead of one for all classes of a task. Default false. */
  classSpecific: z.boolean().default(false),
  /**
   * Words whose embeddings initialise the contexts, such as `a photo of a`. Default null: a normal
   * distribution with standard deviation 0.02.
   */
  initText: z.string().nullable().default(null),
};

const LEARNED_PROMPTS_SCHEMA = optionSchema('prompts', learnedContexts);
/** Prompts with learned context, in a configuration. */
export interface LearnedPrompts extends z.input<typeof LEARNED_PROMPTS_SCHEMA> {
  kind: 'learned';
}

export const PROMPT_LEARNER_SCHEMA = optionSchema('PromptLearner', {
  /** Class names; an underscore reads as a space. Required. */
  classes: z.array(z.string()).readonly(),
  ...learnedContexts,
});
/** Options of {@link PromptLearner}. */
export interface PromptLearnerOptions extends z.input<typeof PROMPT_LEARNER_SCHEMA> {}
/** Where the class name stands among the learned context tokens. */
export type ContextPosition = NonNullable<PromptLearnerOptions['position']>;

/** A single hand-written sentence. */
const TEMPLATE_PROMPT_SCHEMA = optionSchema('prompts', {
  /**
   * Sentence with `{}` in place of the class name (paper appendix D.1). Default 'there is a {} in the
   * scene.'.
   */
  template: z.string().default(SCENE_TEMPLATE),
});
/** Prompts from one template, in a configuration. */
export interface TemplatePrompt extends z.input<typeof TEMPLATE_PROMPT_SCHEMA> {
  kind: 'template';
}

/** The normalised mean of the features of several sentences (CLIP's ensembling). */
const PROMPT_ENSEMBLE_SCHEMA = optionSchema('prompts', {
  /** Sentences with `{}` in place of the class name. Default `CLIP_TEMPLATES`. */
  templates: z.array(z.string()).min(1).readonly().default(CLIP_TEMPLATES),
});
/** Prompts averaged over several templates, in a configuration. */
export interface PromptEnsemble extends z.input<typeof PROMPT_ENSEMBLE_SCHEMA> {
  kind: 'ensemble';
}

/** How class names become sentences: the rows of the paper's Table 6. */
export type TextPrompts = LearnedPrompts | TemplatePrompt | PromptEnsemble;

/** Schemas by kind. `TextFeatures` makes the prompts from them. */
export const PROMPT_SCHEMAS = {
  learned: LEARNED_PROMPTS_SCHEMA,
  template: TEMPLATE_PROMPT_SCHEMA,
  ensemble: PROMPT_ENSEMBLE_SCHEMA,
} as const;

/**
 * Sentences of prompts that are not learned; null for learned prompts.
 *
 * @throws OptionError for an unknown kind or option, or a template without `{}`
 */
export function templatesOf(prompts: TextPrompts): readonly string[] | null {
  const templates = listedTemplates(prompts);
  if (templates === null) return null;
  const wrong = templates.find((template) => !template.includes('{}'));
  if (wrong !== undefined)
    throw new OptionError(`prompts: the template '${wrong}' lacks {}, the place of the class name`);
  return templates;
}

function listedTemplates(prompts: TextPrompts): readonly string[] | null {
  checkChoice('prompts: kind', prompts?.kind, Object.keys(PROMPT_SCHEMAS));
  switch (prompts.kind) {
    case 'learned':
      return null;
    case 'template': {
      const { kind: _, ...options } = prompts;
      return [readOptions(TEMPLATE_PROMPT_SCHEMA, options).template];
    }
    case 'ensemble': {
      const { kind: _, ...options } = prompts;
      return readOptions(PROMPT_ENSEMBLE_SCHEMA, options).templates;
    }
  }
}
