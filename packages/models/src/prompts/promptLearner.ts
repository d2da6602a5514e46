import { Buffer, init, Module, OptionError, Parameter, type StateTolerance } from '@cotrain/nn';
import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import type { ClipText, TextTree } from '../clip/text.js';
import { ClipTokenizer } from '../clip/tokenizer.js';
import { readOptions } from '../options/optionSchema.js';
import { PROMPT_LEARNER_SCHEMA, type PromptLearnerOptions } from './textPrompts.js';
import { type TokenTree, tokenTree } from './tokenTree.js';

/** Standard deviation of CoOp's initial contexts (`trainers/coop.py`). */
const INIT_STD = 0.02;

/**
 * Learned prompts of one task (paper section 4.2, Eq. 4), like CoOp's `PromptLearner`: context vectors around
 * the class names. A frozen text encoder reads them and passes their gradients through. The state dict is
 * `ctx`, [contextLength, width] or, if class-specific, [K, contextLength, width]. As in CoOp, a checkpoint's
 * `token_prefix` and `token_suffix` are ignored.
 */
export class PromptLearner extends Module<[text: ClipText], Tensor> {
  readonly options: Readonly<Required<PromptLearnerOptions>>;
  ctx: Parameter; // [n, W] or [K, n, W]
  /** Ids of the tokens besides the context, each once. */
  protected readonly fixed: Buffer; // [U]
  /** Nodes of the prompts' tree: rows of `fixed`, followed by those of the contexts. */
  protected readonly nodes: Buffer; // [T]
  protected readonly positions: Buffer; // [T]
  protected readonly hidden: Buffer; // [T, T]
  protected readonly ends: Buffer; // [K]

  /**
   * @param text encoder that will read the prompts; `initText` copies its current embeddings
   * @throws OptionError for prompts longer than the encoder's context, and for an empty class list
   */
  constructor(text: ClipText, options: PromptLearnerOptions) {
    super();
    const given = readOptions(PROMPT_LEARNER_SCHEMA, options);
    const tokenizer = ClipTokenizer.shared();
    const initial = given.initText === null ? null : tokenizer.encode(given.initText);
    this.options = { ...given, contextLength: initial?.length ?? given.contextLength };
    checkOptions(this.options);
    const { classes, contextLength, classSpecific } = this.options;

    const { fixed, tree } = layOut(this.options, tokenizer, text.options.contextLength);
    this.fixed = indices(fixed);
    this.nodes = indices(tree.tokens);
    this.positions = indices(tree.positions);
    this.hidden = new Buffer(torch.tensor(tree.hidden, { dtype: 'bool' }), { persistent: false });
    this.ends = indices(tree.ends);
    const shape = [contextLength, text.options.width];
    this.ctx = new Parameter(torch.empty(classSpecific ? [classes.length, ...shape] : shape));
    this.resetParameters(text);
  }

  /**
   * Reinitialises the learned contexts. With `initText`, copies the current embeddings of `text`: call it
   * after loading weights.
   */
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

  /** @returns [K, D], not normalised */
  override forward(text: ClipText): Tensor {
    return scope(() => text.encodeTree(this.embeddings(text), this.tree)); // [K, D]
  }

  /** Input of the encoder: a row for each node of `tree`, [T, W]. */
  embeddings(text: ClipText): Tensor {
    return scope(() => {
      const contexts = this.ctx.reshape([-1, text.options.width]); // [n or K * n, W]
      return torch.cat([text.embed(this.fixed), contexts]).indexSelect(0, this.nodes);
    });
  }

  /** Prefix tree of the prompts of all classes. */
  get tree(): TextTree {
    const { positions, hidden, ends } = this;
    return { positions, hidden, ends };
  }
}

const indices = (values: number[]): Buffer =>
  new Buffer(torch.tensor(values, { dtype: 'int64' }), { persistent: false });

function checkOptions(options: Readonly<Required<PromptLearnerOptions>>): void {
  const { classes, contextLength } = options;
  if (classes.length === 0) throw new OptionError('PromptLearner: classes must name at least one class');
  if (!Number.isInteger(contextLength) || contextLength < 1)
    throw new OptionError(
      `PromptLearner: contextLength must be a whole number above 0, got ${contextLength}`,
    );
}

/** Tokens of CoOp's `X X ... X name.`, with rows of the contexts in place of each X. */
function layOut(
  { classes, contextLength, position, classSpecific }: Readonly<Required<PromptLearnerOptions>>,
  tokenizer: ClipTokenizer,
  limit: number,
): { fixed: number[]; tree: TokenTree } {
  const names = classes.map((name) => name.replaceAll('_', ' '));
  const texts = names.map((name) => [tokenizer.sot, ...tokenizer.encode(`${name}.`), tokenizer.eot]);
  const longest = Math.max(...texts.map((tokens) => tokens.length));
  if (longest + contextLength > limit) {
    const name = names[texts.findIndex((tokens) => tokens.length === longest)];
    throw new OptionError(
      `PromptLearner: '${name}' with ${contextLength} context tokens makes ${longest + contextLength} tokens, but the text encoder reads at most ${limit}`,
    );
  }
  const fixed = [...new Set(texts.flat())];
  const rowOf = new Map(fixed.map((id, row) => [id, row]));
  const before = { front: 0, middle: Math.floor(contextLength / 2), end: contextLength }[position];
  const prompts = texts.map((tokens, k) => {
    const first = fixed.length + (classSpecific ? k * contextLength : 0);
    const context = Array.from({ length: contextLength }, (_, i) => first + i);
    const rest = tokens.map((id) => rowOf.get(id)!);
    const start = rest.splice(0, 1);
    const name = rest.splice(0, tokenizer.encode(names[k]!).length);
    return [...start, ...context.slice(0, before), ...name, ...context.slice(before), ...rest];
  });
  return { fixed, tree: tokenTree(prompts) };
}
