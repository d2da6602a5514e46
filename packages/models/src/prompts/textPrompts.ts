import { checkChoice, OptionError } from '@cotrain/nn';
import { z } from 'zod';
import { count } from '../options/fields.js';
import { optionSchema, readOptions } from '../options/optionSchema.js';
import { CLIP_TEMPLATES, SCENE_TEMPLATE } from './templates.js';

/** Contexts that are learned (paper section 4.2, Eq. 4; CoOp). */
const learnedContexts = {
  /** Tokens of a context; those of `initText` where that is given. Default 16 (paper section 5.1). */
  contextLength: count.default(16),
  /**
   * Where the class name stands: before the context, in its middle, or (the paper's) after it. Default 'end'.
   */
  position: z.enum(['front', 'middle', 'end']).default('end'),
  /** A context for each class (CoOp's CSC) instead of one for all of a task. Default false. */
  classSpecific: z.boolean().default(false),
  /**
   * Words whose embeddings the contexts start from, such as `a photo of a`. Default null: a normal
   * distribution of standard deviation 0.02.
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

/** One sentence by hand. */
const TEMPLATE_PROMPT_SCHEMA = optionSchema('prompts', {
  /** `{}` stands for the class name (paper appendix D.1). Default 'there is a {} in the scene.'. */
  template: z.string().default(SCENE_TEMPLATE),
});
/** Prompts from one template, in a configuration. */
export interface TemplatePrompt extends z.input<typeof TEMPLATE_PROMPT_SCHEMA> {
  kind: 'template';
}

/** The normalised mean of what several sentences give (CLIP's ensembling). */
const PROMPT_ENSEMBLE_SCHEMA = optionSchema('prompts', {
  /** `{}` stands for the class name. Default `CLIP_TEMPLATES`. */
  templates: z.array(z.string()).min(1).readonly().default(CLIP_TEMPLATES),
});
/** Prompts averaged over several templates, in a configuration. */
export interface PromptEnsemble extends z.input<typeof PROMPT_ENSEMBLE_SCHEMA> {
  kind: 'ensemble';
}

/** How class names become sentences: the rows of the paper's Table 6. */
export type TextPrompts = LearnedPrompts | TemplatePrompt | PromptEnsemble;

/** By kind; what is made of them is `TextFeatures`' to know. */
export const PROMPT_SCHEMAS = {
  learned: LEARNED_PROMPTS_SCHEMA,
  template: TEMPLATE_PROMPT_SCHEMA,
  ensemble: PROMPT_ENSEMBLE_SCHEMA,
} as const;

/**
 * The sentences of prompts that do not learn; null for those that do.
 *
 * @throws OptionError for an unknown kind or option, or a template without `{}`
 */
export function templatesOf(prompts: TextPrompts): readonly string[] | null {
  const templates = listedTemplates(prompts);
  if (templates === null) return null;
  const wrong = templates.find((template) => !template.includes('{}'));
  if (wrong !== undefined)
    throw new OptionError(`prompts: the template '${wrong}' lacks the {} that the class name goes to`);
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
