import {
  Embedding,
  expectShape,
  init,
  LayerNorm,
  Linear,
  Module,
  ModuleList,
  MultiheadAttention,
  Parameter,
  type Registered,
  ShapeError,
} from '@cotrain/nn';
import { scope, Tensor, torch } from '@cotrain/torch';
import { readOptions } from '../options/optionSchema.js';
import { CLIP_TEXT_SCHEMA, type ClipTextOptions } from './options.js';

/** Structure of the T nodes of texts that share prefixes. */
export interface TextTree {
  /** int64 [T]: position of each node in its text. */
  positions: Tensor;
  /** bool [T, T]: true if the column's node is not part of the text up to the row's node. */
  hidden: Tensor;
  /** int64 [N]: last node of each text. */
  ends: Tensor;
}

/** CLIP's approximation of GELU (`clip/model.py`: `QuickGELU`). */
const quickGelu = (x: Tensor): Tensor => scope(() => x.mul(x.mul(1.702).sigmoid()));

class TextMlp extends Module {
  cFc: Linear;
  cProj: Linear;

  constructor(width: number) {
    super();
    this.cFc = new Linear(width, 4 * width);
    this.cProj = new Linear(4 * width, width);
  }

  override forward(x: Tensor): Tensor {
    return scope(() => this.cProj.forward(quickGelu(this.cFc.forward(x))));
  }
}

/** `ResidualAttentionBlock` of `clip/model.py`, with a causal mask unless another one is given. */
class TextBlock extends Module {
  attn: MultiheadAttention;
  ln_1: LayerNorm;
  mlp: TextMlp;
  ln_2: LayerNorm;

  constructor(width: number, heads: number) {
    super();
    this.attn = new MultiheadAttention(width, heads, { batchFirst: true });
    this.ln_1 = new LayerNorm(width);
    this.mlp = new TextMlp(width);
    this.ln_2 = new LayerNorm(width);
  }

  override forward(x: Tensor, hidden: Tensor | null = null): Tensor {
    return scope(() => {
      const y = this.ln_1.forward(x); // [N, L, W]
      const mask = hidden ? { attnMask: hidden } : { isCausal: true };
      const [attended] = this.attn.forward(y, y, y, { ...mask, needWeights: false });
      const z = x.add(attended);
      return z.add(this.mlp.forward(this.ln_2.forward(z)));
    });
  }
}

class TextTransformer extends Module {
  resblocks: ModuleList<TextBlock>;

  constructor(width: number, heads: number, layers: number) {
    super();
    this.resblocks = new ModuleList(Array.from({ length: layers }, () => new TextBlock(width, heads)));
  }

  override forward(x: Tensor, hidden: Tensor | null = null): Tensor {
    return scope(() => {
      let y = x;
      for (const block of this.resblocks) y = block.forward(y, hidden);
      return y;
    });
  }
}

/**
 * CLIP's text tower (`clip/model.py`: the text side of `CLIP`), with its keys. A text's features are read at
 * its end token. Because attention is causal, tokens after the last end token of a batch have no effect and
 * are not computed. This usually saves more than two thirds of the 77 tokens.
 */
export class ClipText extends Module<[tokens: Tensor]> {
  readonly options: Readonly<Required<ClipTextOptions>>;
  transformer: TextTransformer;
  tokenEmbedding: Embedding;
  positionalEmbedding: Parameter; // [contextLength, W]
  lnFinal: LayerNorm;
  textProjection: Parameter; // [W, D]

  constructor(options?: ClipTextOptions) {
    super();
    this.options = readOptions(CLIP_TEXT_SCHEMA, options);
    const { vocabSize, contextLength, width, heads, layers, embedDim } = this.options;
    this.transformer = new TextTransformer(width, heads, layers);
    this.tokenEmbedding = new Embedding(vocabSize, width);
    this.positionalEmbedding = new Parameter(torch.empty([contextLength, width]));
    this.lnFinal = new LayerNorm(width);
    this.textProjection = new Parameter(torch.empty([width, embedDim]));
    initWeights(this);
  }

  override describe(): string {
    const { layers, width } = this.options;
    return `ClipText(${layers} layers, width ${width})`;
  }

  /** @internal Public because `Clip` has these under its own keys. */
  override *registered(): Generator<[key: string, value: Registered]> {
    yield* super.registered();
  }

  /** @internal */
  override replaceRegistered(key: string, value: Parameters<Module['replaceRegistered']>[1]): void {
    super.replaceRegistered(key, value);
  }

  /**
   * The official `encode_text`, not normalised.
   *
   * @param tokens int64 or int32 [N, L] with L up to `contextLength`. The end token is the one with the
   *   highest id
   * @returns [N, D]
   */
  override forward(tokens: Tensor): Tensor {
    expectShape(this, tokens, ['N', 'L']);
    return scope(() => {
      const ends = tokens.argmax({ dim: -1 });
      const used = lastOf(ends) + 1;
      return this.encodeEmbeddings(this.embed(tokens.narrow(1, 0, used)), ends);
    });
  }

  /**
   * Token embeddings without positions, from which prompts are assembled. Maps tokens [N, L] to [N, L, W].
   */
  embed(tokens: Tensor): Tensor {
    return this.tokenEmbedding.forward(tokens);
  }

  /**
   * Features of texts given as embeddings. Gradients reach the embeddings even if the parameters are frozen.
   *
   * @param embeddings [N, L, W], without positions
   * @param ends index of each text's end token, int64 [N] or numbers
   * @returns [N, D], not normalised
   */
  encodeEmbeddings(embeddings: Tensor, ends: Tensor | readonly number[]): Tensor {
    const { width } = this.options;
    expectShape(this, embeddings, ['N', 'L', width]);
    return scope(() => {
      const [count, length] = embeddings.shape as [number, number];
      const device = embeddings.device;
      const at = ends instanceof Tensor ? ends : torch.tensor(ends.map(BigInt), { device }); // [N]
      expectShape(this, at, [count]);
      const used = checkedLength(this, lastOf(ends) + 1, length);
      const positions = this.positionalEmbedding.narrow(0, 0, used);
      const x = this.transformer.forward(embeddings.narrow(1, 0, used).add(positions)); // [N, used, W]
      const rows = torch.arange(count, { dtype: 'int64', device }).mul(used).add(at); // [N]
      return project(this, x.reshape([count * used, width]).indexSelect(0, rows)); // [N, D]
    });
  }

  /**
   * Features of texts that share prefixes, equal to those of `encodeEmbeddings`. Because attention is causal,
   * each common prefix is computed only once.
   *
   * @param embeddings [T, W], without positions: a row for each node of the prefix tree
   * @returns [N, D], not normalised
   */
  encodeTree(embeddings: Tensor, { positions, hidden, ends }: TextTree): Tensor {
    const { width } = this.options;
    expectShape(this, embeddings, ['T', width]);
    return scope(() => {
      const x = embeddings.add(this.positionalEmbedding.indexSelect(0, positions)).unsqueeze(0);
      const y = this.transformer.forward(x, hidden).squeeze(0); // [T, W]
      return project(this, y.indexSelect(0, ends)); // [N, D]
    });
  }
}

/** Projects rows of the last block [N, W] to features [N, D]. */
const project = (text: ClipText, rows: Tensor): Tensor =>
  scope(() => text.lnFinal.forward(rows).matmul(text.textProjection));

/** Given numbers, nothing is read from the device. */
const lastOf = (ends: Tensor | readonly number[]): number =>
  ends instanceof Tensor ? scope(() => Number(ends.max().item())) : Math.max(...ends);

function checkedLength(text: ClipText, used: number, length: number): number {
  const { contextLength } = text.options;
  if (used > length)
    throw new ShapeError(text.describe(), `end tokens below ${length}, the texts' length`, `${used - 1}`);
  if (used > contextLength)
    throw new ShapeError(text.describe(), `texts of at most ${contextLength} tokens`, `${used}`);
  return used;
}

/** As in `clip/model.py`: `CLIP.initialize_parameters`. */
function initWeights(text: ClipText): void {
  const { width, layers } = text.options;
  init.normal_(text.tokenEmbedding.weight, 0, 0.02);
  init.normal_(text.positionalEmbedding, 0, 0.01);
  const projection = width ** -0.5 * (2 * layers) ** -0.5;
  for (const { attn, mlp } of text.transformer.resblocks) {
    init.normal_(attn.inProjWeight!, 0, width ** -0.5);
    init.normal_(attn.outProj.weight, 0, projection);
    init.normal_(mlp.cFc.weight, 0, (2 * width) ** -0.5);
    init.normal_(mlp.cProj.weight, 0, projection);
  }
  init.normal_(text.textProjection, 0, width ** -0.5);
}
