import { checkChoice, OptionError, withDefaults } from '@cotrain/nn';
import type { ContextPosition } from './promptLearner.js';
import { CLIP_TEMPLATES, SCENE_TEMPLATE } from './templates.js';

/** Contexts that are learned (paper section 4.2, Eq. 4; CoOp). */
export interface LearnedPrompts {
  kind: 'learned';
  /** Tokens of a context. Default 16 (paper section 5.1). */
  contextLength?: number;
  /** Where the class name stands among the context's tokens. Default 'end'. */
  position?: ContextPosition;
  /** A context for each class instead of one for all of a task. Default false. */
  classSpecific?: boolean;
  /** Words whose embeddings the contexts start from, such as `a photo of a`; their tokens set the length. Default none. */
  initText?: string | null;
}

/** One sentence by hand; `{}` stands for the class name. */
export interface TemplatePrompt {
  kind: 'template';
  /** Default `SCENE_TEMPLATE` (paper appendix D.1). */
  template?: string;
}

/** The normalised mean of what several sentences give (CLIP's ensembling). */
export interface PromptEnsemble {
  kind: 'ensemble';
  /** Default `CLIP_TEMPLATES`. */
  templates?: readonly string[];
}

/** How class names become sentences: the rows of the paper's Table 6. */
export type TextPrompts = LearnedPrompts | TemplatePrompt | PromptEnsemble;

/**
 * The sentences of prompts that do not learn; null for those that do.
 *
 * @throws OptionError for an unknown kind or option, no templates at all, or one without `{}`
 */
export function templatesOf(prompts: TextPrompts): readonly string[] | null {
  const templates = listedTemplates(prompts);
  if (templates === null) return null;
  if (templates.length === 0) throw new OptionError('prompts: an ensemble needs at least one template');
  const wrong = templates.find((template) => !template.includes('{}'));
  if (wrong !== undefined)
    throw new OptionError(`prompts: the template '${wrong}' lacks the {} that the class name goes to`);
  return templates;
}

function listedTemplates(prompts: TextPrompts): readonly string[] | null {
  checkChoice('prompts: kind', prompts?.kind, ['learned', 'template', 'ensemble']);
  switch (prompts.kind) {
    case 'learned':
      return null;
    case 'template':
      return [withDefaults('prompts', prompts, { kind: 'template', template: SCENE_TEMPLATE }).template];
    case 'ensemble':
      return withDefaults('prompts', prompts, { kind: 'ensemble', templates: CLIP_TEMPLATES }).templates;
  }
}
