import {
  type AnyModule,
  Dropout,
  functional,
  init,
  LayerNorm,
  Linear,
  Module,
  ModuleList,
  MultiheadAttention,
  OptionError,
} from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';

export interface TransformerSizes {
  channels: number;
  heads: number;
  dimFeedforward: number;
  dropout: number;
  /** Normalises before attention and feed-forward network instead of after them (pre-norm). */
  preNorm: boolean;
}

/**
 * DETR's transformer layers with MaskFormer's keys (`mask_former/modeling/transformer/transformer.py`), which
 * are PyTorch's. Unlike in PyTorch's layers, positions are added to queries and keys in every layer, and
 * never to values.
 */
abstract class Layer<Args extends readonly unknown[]> extends Module<Args> {
  readonly sizes: TransformerSizes;

  constructor(sizes: TransformerSizes) {
    super();
    this.sizes = sizes;
  }

  protected residual(x: Tensor, block: (x: Tensor) => Tensor, norm: LayerNorm, dropout: Dropout): Tensor {
    if (this.sizes.preNorm) return x.add(dropout.forward(block(norm.forward(x))));
    return norm.forward(x.add(dropout.forward(block(x))));
  }
}

function makeAttention({ channels, heads, dropout }: TransformerSizes): MultiheadAttention {
  return new MultiheadAttention(channels, heads, { dropout, batchFirst: true });
}

const attend = (attention: MultiheadAttention, query: Tensor, key: Tensor, value: Tensor): Tensor =>
  attention.forward(query, key, value, { needWeights: false })[0];

class EncoderLayer extends Layer<[src: Tensor, positions: Tensor]> {
  selfAttn: MultiheadAttention;
  linear1: Linear;
  dropout: Dropout;
  linear2: Linear;
  norm1: LayerNorm;
  norm2: LayerNorm;
  dropout1: Dropout;
  dropout2: Dropout;

  constructor(sizes: TransformerSizes) {
    super(sizes);
    const { channels, dimFeedforward, dropout } = sizes;
    this.selfAttn = makeAttention(sizes);
    this.linear1 = new Linear(channels, dimFeedforward);
    this.dropout = new Dropout(dropout);
    this.linear2 = new Linear(dimFeedforward, channels);
    this.norm1 = new LayerNorm(channels);
    this.norm2 = new LayerNorm(channels);
    this.dropout1 = new Dropout(dropout);
    this.dropout2 = new Dropout(dropout);
  }

  /** @param src [B, S, E] @param positions [1, S, E] */
  override forward(src: Tensor, positions: Tensor): Tensor {
    return scope(() => {
      const toItself = (x: Tensor) => {
        const placed = x.add(positions);
        return attend(this.selfAttn, placed, placed, x);
      };
      const x = this.residual(src, toItself, this.norm1, this.dropout1);
      return this.residual(x, (y) => feedForward(this, y), this.norm2, this.dropout2);
    });
  }
}

export class DecoderLayer extends Layer<
  [target: Tensor, queries: Tensor | null, memory: Tensor, keys: Tensor]
> {
  selfAttn: MultiheadAttention | null;
  multiheadAttn: MultiheadAttention;
  linear1: Linear;
  dropout: Dropout;
  linear2: Linear;
  norm1: LayerNorm | null;
  norm2: LayerNorm;
  norm3: LayerNorm;
  dropout1: Dropout | null;
  dropout2: Dropout;
  dropout3: Dropout;

  /** @param selfAttention if false, the queries attend to the memory only */
  constructor(sizes: TransformerSizes, { selfAttention = true }: { selfAttention?: boolean } = {}) {
    super(sizes);
    const { channels, dimFeedforward, dropout } = sizes;
    this.selfAttn = selfAttention ? makeAttention(sizes) : null;
    this.multiheadAttn = makeAttention(sizes);
    this.linear1 = new Linear(channels, dimFeedforward);
    this.dropout = new Dropout(dropout);
    this.linear2 = new Linear(dimFeedforward, channels);
    this.norm1 = selfAttention ? new LayerNorm(channels) : null;
    this.norm2 = new LayerNorm(channels);
    this.norm3 = new LayerNorm(channels);
    this.dropout1 = selfAttention ? new Dropout(dropout) : null;
    this.dropout2 = new Dropout(dropout);
    this.dropout3 = new Dropout(dropout);
  }

  /**
   * @param target [B, Q, E]
   * @param queries positions of the queries, [1, Q, E], or null
   * @param memory what the queries attend to, [B, S, E]
   * @param keys the memory with its positions, [B, S, E]
   */
  override forward(target: Tensor, queries: Tensor | null, memory: Tensor, keys: Tensor): Tensor {
    return scope(() => {
      const { selfAttn, norm1, dropout1 } = this;
      const place = (x: Tensor) => (queries ? x.add(queries) : x);
      const toMemory = (x: Tensor) => attend(this.multiheadAttn, place(x), keys, memory);
      let x = target;
      if (selfAttn && norm1 && dropout1) {
        const toItself = (y: Tensor) => {
          const placed = place(y);
          return attend(selfAttn, placed, placed, y);
        };
        x = this.residual(x, toItself, norm1, dropout1);
      }
      x = this.residual(x, toMemory, this.norm2, this.dropout2);
      return this.residual(x, (y) => feedForward(this, y), this.norm3, this.dropout3);
    });
  }
}

function feedForward({ linear1, dropout, linear2 }: EncoderLayer | DecoderLayer, x: Tensor): Tensor {
  return linear2.forward(dropout.forward(functional.relu(linear1.forward(x), { inplace: true })));
}

/**
 * Layers of self-attention over the pixels of a map. With `preNorm`, a norm follows them, even if there are
 * no layers.
 */
export class Encoder extends Module<[src: Tensor, positions: Tensor]> {
  layers: ModuleList<EncoderLayer>;
  norm: LayerNorm | null;

  constructor(sizes: TransformerSizes, count: number) {
    super();
    checkSizes('Encoder', sizes, count, 0);
    this.layers = new ModuleList(Array.from({ length: count }, () => new EncoderLayer(sizes)));
    this.norm = sizes.preNorm ? new LayerNorm(sizes.channels) : null;
    xavierFill(this);
  }

  /** @param src [B, S, E] @param positions [1, S, E] */
  override forward(src: Tensor, positions: Tensor): Tensor {
    return scope(() => {
      let x = src;
      for (const layer of this.layers) x = layer.forward(x, positions);
      return this.norm ? this.norm.forward(x) : x;
    });
  }
}

/** Layers in which the queries attend to each other and to the image. */
export class Decoder extends Module<[queries: Tensor, memory: Tensor, positions: Tensor]> {
  layers: ModuleList<DecoderLayer>;
  norm: LayerNorm;

  constructor(sizes: TransformerSizes, count: number) {
    super();
    checkSizes('Decoder', sizes, count, 1);
    this.layers = new ModuleList(Array.from({ length: count }, () => new DecoderLayer(sizes)));
    this.norm = new LayerNorm(sizes.channels);
    xavierFill(this);
  }

  /**
   * @param queries learned positions, [Q, E]
   * @param memory [B, S, E]
   * @param positions [1, S, E]
   * @returns the normalised outputs of all layers, [L, B, Q, E]
   */
  override forward(queries: Tensor, memory: Tensor, positions: Tensor): Tensor {
    return scope(() => {
      const [batch] = memory.shape as [number];
      const keys = memory.add(positions);
      const placed = queries.unsqueeze(0); // [1, Q, E]
      let x = torch.zeros([batch, ...queries.shape], { dtype: memory.dtype, device: memory.device });
      const outputs = [];
      for (const layer of this.layers) {
        x = layer.forward(x, placed, memory, keys);
        outputs.push(x);
      }
      return this.norm.forward(torch.stack(outputs));
    });
  }
}

/** Initialises all matrices, including those of attention, like the official `_reset_parameters`. */
export function xavierFill(module: AnyModule): void {
  for (const parameter of module.parameters()) if (parameter.ndim > 1) init.xavierUniform_(parameter);
}

export function checkSizes(
  where: string,
  { channels, heads }: TransformerSizes,
  count: number,
  least: number,
): void {
  if (!(Number.isInteger(count) && count >= least))
    throw new OptionError(
      `${where}: the number of layers must be a whole number, at least ${least}, got ${count}`,
    );
  // Sines and cosines of rows and of columns.
  if (channels % 4 !== 0)
    throw new OptionError(`${where}: the channels must be a multiple of 4, got ${channels}`);
  if (!(heads > 0) || channels % heads !== 0)
    throw new OptionError(`${where}: ${channels} channels are not divisible into ${heads} heads`);
}
