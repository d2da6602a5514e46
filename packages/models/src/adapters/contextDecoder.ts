import {
  Dropout,
  expectShape,
  functional,
  GELU,
  init,
  LayerNorm,
  Linear,
  Module,
  ModuleList,
  OptionError,
  Sequential,
} from '@cotrain/nn';
import { scope, type Tensor } from '@cotrain/torch';
import type { z } from 'zod';
import { chance, count } from '../options/fields.js';
import { optionSchema, readOptions } from '../options/optionSchema.js';

/**
 * Options under their official names. The defaults are the official configuration's
 * (`denseclip_fpn_res50_512x512_80k.py`).
 */
const CONTEXT_DECODER_SCHEMA = optionSchema('ContextDecoder', {
  /** Number of channels of the decoder. Default 256. */
  transformerWidth: count.default(256),
  /** Number of attention heads. Default 4. */
  transformerHeads: count.default(4),
  /** Number of decoder layers. Default 3. */
  transformerLayers: count.default(3),
  /** D: number of features of the text and of the image embedding. Default 1024. */
  visualDim: count.default(1024),
  /** Dropout probability in training. Default 0.1. */
  dropout: chance.default(0.1),
});
/** Options of {@link ContextDecoder}. */
export interface ContextDecoderOptions extends z.input<typeof CONTEXT_DECODER_SCHEMA> {}

/**
 * DenseCLIP's context decoder (Rao et al., 2022, section 3.3): text features attend to each other and to the
 * image. The output is meant to be added to the text features. Pre-norm layers; the projections of queries,
 * keys and values have no bias. State-dict keys are those of `ContextDecoder` in
 * `segmentation/denseclip/models.py`.
 */
export class ContextDecoder extends Module<[text: Tensor, visual: Tensor]> {
  readonly options: Readonly<Required<ContextDecoderOptions>>;
  memoryProj: Sequential;
  textProj: Sequential;
  decoder: ModuleList<ContextDecoderLayer>;
  outProj: Sequential;

  constructor(options?: ContextDecoderOptions) {
    super();
    this.options = readOptions(CONTEXT_DECODER_SCHEMA, options);
    const { transformerWidth: width, transformerHeads, transformerLayers, visualDim } = this.options;
    if (width % transformerHeads !== 0)
      throw new OptionError(
        `ContextDecoder: ${width} features are not divisible into ${transformerHeads} heads`,
      );
    this.memoryProj = new Sequential(
      new LayerNorm(visualDim),
      new Linear(visualDim, width),
      new LayerNorm(width),
    );
    this.textProj = new Sequential(new LayerNorm(visualDim), new Linear(visualDim, width));
    this.decoder = new ModuleList(
      Array.from({ length: transformerLayers }, () => new ContextDecoderLayer(this.options)),
    );
    this.outProj = new Sequential(new LayerNorm(width), new Linear(width, visualDim));
    for (const parameter of this.parameters())
      if (parameter.ndim > 1) init.truncNormal_(parameter, { std: INIT_STD });
    for (const [name, parameter] of this.namedParameters()) if (name.endsWith('bias')) init.zeros_(parameter);
  }

  override describe(): string {
    return `ContextDecoder(${this.options.visualDim}, ${this.options.transformerWidth})`;
  }

  /**
   * @param text [B, N, D]
   * @param visual embedding of the whole image and of each position, [B, 1 + H * W, D]
   * @returns [B, N, D]
   * @throws ShapeError for inputs of other shapes
   */
  override forward(text: Tensor, visual: Tensor): Tensor {
    const { visualDim } = this.options;
    expectShape(this, text, ['B', 'N', visualDim]);
    expectShape(this, visual, [text.size(0), 'M', visualDim]);
    return scope(() => {
      const memory = this.memoryProj.forward(visual); // [B, M, E]
      let x = this.textProj.forward(text); // [B, N, E]
      for (const layer of this.decoder) x = layer.forward(x, memory);
      return this.outProj.forward(x);
    });
  }
}

/**
 * Standard deviation of the initial weights of all linear layers (`ContextDecoder._init_weights`). Biases
 * start as zero.
 */
const INIT_STD = 0.02;

class ContextDecoderLayer extends Module<[x: Tensor, memory: Tensor]> {
  selfAttn: Attention;
  crossAttn: Attention;
  norm1: LayerNorm;
  norm2: LayerNorm;
  norm3: LayerNorm;
  dropout: Dropout;
  mlp: Sequential;

  constructor({ transformerWidth: width, transformerHeads, dropout }: Required<ContextDecoderOptions>) {
    super();
    this.selfAttn = new Attention(width, transformerHeads, dropout);
    this.crossAttn = new Attention(width, transformerHeads, dropout);
    this.norm1 = new LayerNorm(width);
    this.norm2 = new LayerNorm(width);
    this.norm3 = new LayerNorm(width);
    this.dropout = new Dropout(dropout);
    this.mlp = new Sequential(
      new Linear(width, 4 * width),
      new GELU(),
      new Dropout(dropout),
      new Linear(4 * width, width),
    );
  }

  /** @param x [B, N, E] @param memory [B, M, E] */
  override forward(x: Tensor, memory: Tensor): Tensor {
    return scope(() => {
      const normed = this.norm1.forward(x);
      let y = x.add(this.selfAttn.forward(normed, normed));
      y = y.add(this.crossAttn.forward(this.norm2.forward(y), memory));
      return y.add(this.dropout.forward(this.mlp.forward(this.norm3.forward(y))));
    });
  }
}

class Attention extends Module<[queries: Tensor, memory: Tensor]> {
  readonly heads: number;
  qProj: Linear;
  kProj: Linear;
  vProj: Linear;
  proj: Linear;
  projDrop: Dropout;

  constructor(width: number, heads: number, dropout: number) {
    super();
    this.heads = heads;
    this.qProj = new Linear(width, width, { bias: false });
    this.kProj = new Linear(width, width, { bias: false });
    this.vProj = new Linear(width, width, { bias: false });
    this.proj = new Linear(width, width);
    this.projDrop = new Dropout(dropout);
  }

  /** @param queries [B, N, E] @param memory keys and values, [B, M, E] @returns [B, N, E] */
  override forward(queries: Tensor, memory: Tensor): Tensor {
    return scope(() => {
      const [batch, count, width] = queries.shape as [number, number, number];
      const split = (x: Tensor) => x.view([batch, -1, this.heads, width / this.heads]).transpose(1, 2); // [B, heads, ., E / heads]
      const attended = functional.scaledDotProductAttention(
        split(this.qProj.forward(queries)),
        split(this.kProj.forward(memory)),
        split(this.vProj.forward(memory)),
      );
      const joined = attended.transpose(1, 2).reshape([batch, count, width]);
      return this.projDrop.forward(this.proj.forward(joined));
    });
  }
}
