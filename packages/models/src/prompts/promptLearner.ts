import { Buffer, init, Module, OptionError, Parameter, type StateTolerance, withDefaults } from '@cotrain/nn';
import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import type { ClipText } from '../clip/text.js';
import { ClipTokenizer } from '../clip/tokenizer.js';

/** Where a class name stands: before the context, in its middle, or (the paper's) after it. */
export type ContextPosition = 'front' | 'middle' | 'end';

export interface PromptLearnerOptions {
  /** Class names; an underscore reads as a space. */
  classes: readonly string[];
  /** Tokens of a context; those of `initText` where that is given. Default 16 (paper section 5.1). */
  contextLength?: number;
  /** Where the class name stands. Default 'end'. */
  position?: ContextPosition;
  /** A context for each class (CoOp's CSC) instead of one for all. Default false. */
  classSpecific?: boolean;
  /** Words whose embeddings the contexts start from. Default none: a normal distribution of standard deviation 0.02. */
  initText?: string | null;
}

/** CoOp's `trainers/coop.py`. */
const INIT_STD = 0.02;

/** Token embeddings of prompts, and the position of each one's end token. */
export interface Prompts {
  embeddings: Tensor; // [K, L, width]
  ends: readonly number[];
}

/**
 * Learned prompts of one task (paper section 4.2, Eq. 4), as CoOp's `PromptLearner`: context vectors around the class names, read by
 * a frozen text encoder through which their gradients come. State dict: `ctx`, [contextLength, width] or, class-specific,
 * [K, contextLength, width]; a CoOp checkpoint's `token_prefix` and `token_suffix` are passed over, as there.
 */
export class PromptLearner extends Module<[text: ClipText], Tensor> {
  readonly options: Readonly<Required<PromptLearnerOptions>>;
  ctx: Parameter; // [n, W] or [K, n, W]
  /** All but the contexts' tokens: start, name, period, end, zeros. */
  protected readonly fixed: Buffer; // [K, L - n]
  /** Where each prompt's tokens lie in the rows of `fixed` followed by the context. */
  protected readonly order: Buffer; // [K * L]
  protected readonly ends: readonly number[];

  /**
   * @param text what will read the prompts; `initText` starts from its embeddings as they are now
   * @throws OptionError for prompts that are longer than the encoder reads, and for no classes
   */
  constructor(text: ClipText, options: PromptLearnerOptions) {
    super();
    const given = withDefaults('PromptLearner', options, {
      classes: [],
      contextLength: 16,
      position: 'end',
      classSpecific: false,
      initText: null,
    });
    const tokenizer = ClipTokenizer.shared();
    const initial = given.initText === null ? null : tokenizer.encode(given.initText);
    this.options = { ...given, contextLength: initial?.length ?? given.contextLength };
    checkOptions(this.options);
    const { classes, contextLength, classSpecific } = this.options;

    const layout = layOut(this.options, tokenizer, text.options.contextLength);
    this.ends = layout.ends;
    this.fixed = new Buffer(torch.tensor(layout.fixed, { dtype: 'int64' }), { persistent: false });
    this.order = new Buffer(torch.tensor(layout.order.flat(), { dtype: 'int64' }), { persistent: false });
    const shape = [contextLength, text.options.width];
    this.ctx = new Parameter(torch.empty(classSpecific ? [classes.length, ...shape] : shape));
    this.resetParameters(text);
  }

  /** Draws the contexts anew; with `initText`, takes them from `text` as it is now: after its weights were loaded. */
  resetParameters(text: ClipText): void {
    const { initText } = this.options;
    if (initText === null) {
      init.normal_(this.ctx, 0, INIT_STD);
      return;
    }
    noGrad(() =>
      scope(() => {
        const { device } = text.positionalEmbedding;
        const tokens = torch.tensor(ClipTokenizer.shared().encode(initText), { dtype: 'int64', device });
        this.ctx.copy_(text.embed(tokens)); // [n, W]
      }),
    );
  }

  override describe(): string {
    const { classes, contextLength, position } = this.options;
    return `PromptLearner(${classes.length} classes, ${contextLength} tokens, name at the ${position})`;
  }

  protected override get stateTolerance(): StateTolerance {
    return { unexpected: ['token_prefix', 'token_suffix'] };
  }

  /** The prompts, as long as the longest of them: an encoder that attends backwards only does not see what follows an end. */
  prompts(text: ClipText): Prompts {
    return scope(() => {
      const names = text.embed(this.fixed); // [K, L - n, W]
      const [classes, fixedLength, width] = names.shape as [number, number, number];
      const contexts = this.ctx.expand([classes, this.options.contextLength, width]); // [K, n, W]
      const rows = torch.cat([names, contexts], { dim: 1 }).flatten({ endDim: 1 }); // [K * L, W]
      const length = fixedLength + this.options.contextLength;
      const embeddings = rows.indexSelect(0, this.order).view([classes, length, width]);
      return { embeddings, ends: this.ends };
    });
  }

  /** @returns [K, D], not normalised */
  override forward(text: ClipText): Tensor {
    return scope(() => {
      const { embeddings, ends } = this.prompts(text);
      return text.encodeEmbeddings(embeddings, ends);
    });
  }
}

function checkOptions(options: Readonly<Required<PromptLearnerOptions>>): void {
  const { classes, contextLength, position } = options;
  if (classes.length === 0) throw new OptionError('PromptLearner: classes must name at least one class');
  if (!Number.isInteger(contextLength) || contextLength < 1)
    throw new OptionError(`PromptLearner: contextLength must be a whole number from 1, got ${contextLength}`);
  if (!['front', 'middle', 'end'].includes(position))
    throw new OptionError(`PromptLearner: position must be front, middle or end, got '${position}'`);
}

interface Layout {
  fixed: number[][];
  order: number[][];
  ends: number[];
}

/** The tokens of CoOp's `X X ... X name.`, with the X's (the context) taken out of them and put where they belong. */
function layOut(
  { classes, contextLength, position }: Readonly<Required<PromptLearnerOptions>>,
  tokenizer: ClipTokenizer,
  limit: number,
): Layout {
  const names = classes.map((name) => name.replaceAll('_', ' '));
  const texts = names.map((name) => [tokenizer.sot, ...tokenizer.encode(`${name}.`), tokenizer.eot]);
  const fixedLength = Math.max(...texts.map((tokens) => tokens.length));
  const length = fixedLength + contextLength;
  if (length > limit) {
    const longest = names[texts.findIndex((tokens) => tokens.length === fixedLength)];
    throw new OptionError(
      `PromptLearner: '${longest}' after ${contextLength} context tokens makes ${length} tokens, and the text encoder reads ${limit}`,
    );
  }
  const range = (start: number, end: number) => Array.from({ length: end - start }, (_, i) => start + i);
  const contexts = (start: number, end: number) => range(fixedLength + start, fixedLength + end);
  const order = names.map((name, k) => {
    const nameEnd = 1 + tokenizer.encode(name).length;
    const before = { front: 0, middle: Math.floor(contextLength / 2), end: contextLength }[position];
    return [
      0,
      ...contexts(0, before),
      ...range(1, nameEnd),
      ...contexts(before, contextLength),
      ...range(nameEnd, fixedLength),
    ].map((column) => k * length + column);
  });
  return {
    fixed: texts.map((tokens) => [...tokens, ...new Array(fixedLength - tokens.length).fill(0)]),
    order,
    ends: texts.map((tokens) => tokens.length - 1 + contextLength),
  };
}
