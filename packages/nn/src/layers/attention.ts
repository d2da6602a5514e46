import { scope, Tensor, torch } from '@cotrain/torch';
import { checkProbability } from '../functional/dropout.js';
import { constant_, xavierNormal_, xavierUniform_ } from '../init.js';
import { Module } from '../module.js';
import { OptionError, withDefaults } from '../options.js';
import { Parameter } from '../parameter.js';
import { expectShape } from '../shape.js';
import { Linear } from './linear.js';
import { additiveMask, causalMask } from './masks.js';

/** Sizes, bias, dropout and layout of multi-head attention. */
export interface MultiheadAttentionOptions {
  /** Dropout probability in training. Default 0. */
  dropout?: number;
  /** Adds a learned bias. Default true. */
  bias?: boolean;
  /** Learns one additional key and value that every query can attend to. Default false. */
  addBiasKv?: boolean;
  /** Appends an all-zero key and value. Default false. */
  addZeroAttn?: boolean;
  /** Number of features of the keys; `embedDim` if null. Default null. */
  kdim?: number | null;
  /** Number of features of the values; `embedDim` if null. Default null. */
  vdim?: number | null;
  /** Inputs and outputs are [B, L, E] instead of [L, B, E]. Default false. */
  batchFirst?: boolean;
}

/** Masks and output of one call of multi-head attention. */
export interface AttentionCallOptions {
  /**
   * Mask [B, S], or [S] without a batch: true for keys to ignore, or numbers added to the scores. Default
   * null.
   */
  keyPaddingMask?: Tensor | null;
  /**
   * Mask [L, S] or [B * heads, L, S]: true where attention is not allowed, or numbers added to the scores.
   * Default null.
   */
  attnMask?: Tensor | null;
  /**
   * Causal: position i attends to positions up to i only. Cannot be combined with `attnMask`. Default false.
   */
  isCausal?: boolean;
  /** Returns the attention weights. If false, the faster fused kernel is used. Default true. */
  needWeights?: boolean;
  /** Averages the returned weights over the heads: [B, L, S] instead of [B, heads, L, S]. Default true. */
  averageAttnWeights?: boolean;
}

/**
 * Multi-head attention (Vaswani et al., "Attention is all you need", 2017), like
 * `torch.nn.MultiheadAttention`.
 */
export class MultiheadAttention extends Module<
  [query: Tensor, key: Tensor, value: Tensor, options?: AttentionCallOptions],
  [output: Tensor, weights: Tensor | null]
> {
  readonly embedDim: number;
  readonly numHeads: number;
  readonly headDim: number;
  readonly kdim: number;
  readonly vdim: number;
  readonly dropout: number;
  readonly batchFirst: boolean;
  readonly addZeroAttn: boolean;
  // One projection for queries, keys and values, or three if keys or values have another width.
  inProjWeight: Parameter | null; // [3 E, E]
  qProjWeight: Parameter | null; // [E, E]
  kProjWeight: Parameter | null; // [E, kdim]
  vProjWeight: Parameter | null; // [E, vdim]
  inProjBias: Parameter | null; // [3 E]
  biasK: Parameter | null; // [1, 1, E]
  biasV: Parameter | null; // [1, 1, E]
  outProj: Linear;

  constructor(embedDim: number, numHeads: number, options?: MultiheadAttentionOptions) {
    super();
    const given = withDefaults<MultiheadAttentionOptions>('MultiheadAttention', options, {
      dropout: 0,
      bias: true,
      addBiasKv: false,
      addZeroAttn: false,
      kdim: null,
      vdim: null,
      batchFirst: false,
    });
    if (!(numHeads > 0) || embedDim % numHeads !== 0) {
      throw new OptionError(
        `MultiheadAttention: ${embedDim} features are not divisible into ${numHeads} heads`,
      );
    }
    checkProbability('MultiheadAttention', given.dropout);
    this.embedDim = embedDim;
    this.numHeads = numHeads;
    this.headDim = embedDim / numHeads;
    this.kdim = given.kdim ?? embedDim;
    this.vdim = given.vdim ?? embedDim;
    this.dropout = given.dropout;
    this.batchFirst = given.batchFirst;
    this.addZeroAttn = given.addZeroAttn;
    const isPacked = this.kdim === embedDim && this.vdim === embedDim;
    const make = (...shape: number[]) => new Parameter(torch.empty(shape));
    this.inProjWeight = isPacked ? make(3 * embedDim, embedDim) : null;
    this.qProjWeight = isPacked ? null : make(embedDim, embedDim);
    this.kProjWeight = isPacked ? null : make(embedDim, this.kdim);
    this.vProjWeight = isPacked ? null : make(embedDim, this.vdim);
    this.inProjBias = given.bias ? make(3 * embedDim) : null;
    this.biasK = given.addBiasKv ? make(1, 1, embedDim) : null;
    this.biasV = given.addBiasKv ? make(1, 1, embedDim) : null;
    this.outProj = new Linear(embedDim, embedDim, { bias: given.bias });
    // PyTorch's order: the output projection has drawn its initial values before these.
    for (const weight of [this.inProjWeight, this.qProjWeight, this.kProjWeight, this.vProjWeight]) {
      if (weight) xavierUniform_(weight);
    }
    for (const bias of [this.inProjBias, this.outProj.bias]) if (bias) constant_(bias, 0);
    for (const bias of [this.biasK, this.biasV]) if (bias) xavierNormal_(bias);
  }

  override describe(): string {
    return `MultiheadAttention(${this.embedDim}, ${this.numHeads})`;
  }

  /**
   * @param query [L, B, E], or [B, L, E] with `batchFirst`; [L, E] if all inputs come without a batch
   *   dimension
   * @param key [S, B, kdim], or [B, S, kdim]
   * @param value [S, B, vdim], or [B, S, vdim]
   * @returns the output in the query's shape, and the attention weights or null
   */
  override forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    options?: AttentionCallOptions,
  ): [output: Tensor, weights: Tensor | null] {
    const call = withDefaults<AttentionCallOptions>(`${this.describe()}.forward`, options, {
      keyPaddingMask: null,
      attnMask: null,
      isCausal: false,
      needWeights: true,
      averageAttnWeights: true,
    });
    checkInputs(this, query, key, value);
    return scope(() => (query.ndim === 2 ? attendOne : attendBatch)(this, [query, key, value], call));
  }
}

/** Handles inputs without a batch dimension: queries [L, E], keys, values and a key padding mask [S]. */
function attendOne(
  module: MultiheadAttention,
  inputs: [query: Tensor, key: Tensor, value: Tensor],
  call: Required<AttentionCallOptions>,
): [output: Tensor, weights: Tensor | null] {
  const dim = module.batchFirst ? 0 : 1;
  const batches = inputs.map((x) => x.unsqueeze(dim)) as [Tensor, Tensor, Tensor];
  if (call.keyPaddingMask) expectShape(module, call.keyPaddingMask, [inputs[1].size(0)]);
  const keyPaddingMask = call.keyPaddingMask?.unsqueeze(0) ?? null;
  const [output, weights] = attendBatch(module, batches, { ...call, keyPaddingMask });
  return [output.squeeze(dim), weights?.squeeze(0) ?? null];
}

function attendBatch(
  module: MultiheadAttention,
  inputs: [query: Tensor, key: Tensor, value: Tensor],
  call: Required<AttentionCallOptions>,
): [output: Tensor, weights: Tensor | null] {
  const { embedDim, batchFirst, outProj } = module;
  const [q, k, v] = project(module, ...inputs); // [B, L, E], [B, S, E], [B, S, E]
  const [heads, weights] = attend(module, q!, k!, v!, call); // [B, heads, L, E / heads] PyTorch's memory order [L, B, E]: a dropout that follows draws its mask in this order.
  const [batch, length] = q!.shape as [number, number];
  const joined = heads.permute([2, 0, 1, 3]).reshape([length * batch, embedDim]);
  const projected = outProj.forward(joined).view([length, batch, embedDim]);
  return [batchFirst ? projected.transpose(0, 1) : projected, weights];
}

function checkInputs(module: MultiheadAttention, query: Tensor, key: Tensor, value: Tensor): void {
  const { batchFirst, embedDim, kdim, vdim } = module;
  if (query instanceof Tensor && query.ndim === 2) {
    expectShape(module, query, ['L', embedDim]);
    expectShape(module, key, ['S', kdim]);
    expectShape(module, value, [key.shape[0]!, vdim]);
    return;
  }
  expectShape(module, query, batchFirst ? ['B', 'L', embedDim] : ['L', 'B', embedDim]);
  const batch = query.shape[batchFirst ? 0 : 1]!;
  expectShape(module, key, batchFirst ? [batch, 'S', kdim] : ['S', batch, kdim]);
  const length = key.shape[batchFirst ? 1 : 0]!;
  expectShape(module, value, batchFirst ? [batch, length, vdim] : [length, batch, vdim]);
}

/** Projects queries, keys and values to [B, L or S, E]. */
function project(module: MultiheadAttention, ...inputs: [Tensor, Tensor, Tensor]): Tensor[] {
  const { inProjWeight, qProjWeight, kProjWeight, vProjWeight, inProjBias, batchFirst } = module;
  const [query, key, value] = batchFirst ? inputs : inputs.map((x) => x.transpose(0, 1));
  if (inProjWeight && inputs[0] === inputs[1] && inputs[1] === inputs[2]) {
    return torch.linear(query!, inProjWeight, { bias: inProjBias }).chunk(3, { dim: 2 });
  }
  const weights = inProjWeight ? inProjWeight.chunk(3) : [qProjWeight!, kProjWeight!, vProjWeight!];
  const biases = inProjBias ? inProjBias.chunk(3) : [null, null, null];
  return [query!, key!, value!].map((x, i) => torch.linear(x, weights[i]!, { bias: biases[i] ?? null }));
}

function attend(
  module: MultiheadAttention,
  q: Tensor,
  k: Tensor,
  v: Tensor,
  call: Required<AttentionCallOptions>,
): [heads: Tensor, weights: Tensor | null] {
  const { numHeads, headDim, training } = module;
  const [batch, length] = q.shape as [number, number];
  const extra = [module.biasK !== null, module.addZeroAttn].filter(Boolean).length;
  const mask = scoreMask(module, q, k.shape[1]!, extra, call);
  const split = (x: Tensor) => x.view([batch, -1, numHeads, headDim]).transpose(1, 2); // [B, heads, ., E / heads]
  const query = split(q);
  const key = split(appended(k, module.biasK, module.addZeroAttn));
  const value = split(appended(v, module.biasV, module.addZeroAttn));
  const dropoutP = training ? module.dropout : 0;
  if (!call.needWeights) {
    return [torch.scaledDotProductAttention(query, key, value, { attnMask: mask, dropoutP }), null];
  }
  const scores = query.mul(Math.sqrt(1 / headDim)).matmul(key.transpose(-2, -1)); // [B, heads, L, S]
  const weights = torch.dropout((mask ? scores.add(mask) : scores).softmax(-1), dropoutP, true);
  return [
    weights.matmul(value),
    call.averageAttnWeights ? weights.mean([1]) : weights.view([batch, numHeads, length, -1]),
  ];
}

/** Appends the learned and the all-zero key or value to [B, S, E]. */
function appended(x: Tensor, bias: Parameter | null, addZero: boolean): Tensor {
  const [batch, , features] = x.shape as [number, number, number];
  const more = [x];
  if (bias) more.push(bias.expand([batch, 1, features]));
  if (addZero) more.push(torch.zeros([batch, 1, features], { dtype: x.dtype, device: x.device }));
  return more.length === 1 ? x : torch.cat(more, { dim: 1 });
}

/** Mask to add to the scores, broadcastable to [B, heads, L, S + extra], or null. */
function scoreMask(
  module: MultiheadAttention,
  q: Tensor,
  keys: number,
  extra: number,
  { keyPaddingMask, attnMask, isCausal }: Required<AttentionCallOptions>,
): Tensor | null {
  const { numHeads } = module;
  const [batch, length] = q.shape as [number, number];
  const parts: Tensor[] = [];
  if (attnMask) {
    expectShape(module, attnMask, attnMask.ndim === 3 ? [batch * numHeads, length, keys] : [length, keys]);
    const mask = additiveMask(attnMask, q);
    parts.push(mask.ndim === 3 ? mask.view([batch, numHeads, length, keys]) : mask);
  } else if (isCausal) {
    parts.push(additiveMask(causalMask(length, keys, q.device), q));
  }
  if (keyPaddingMask) {
    expectShape(module, keyPaddingMask, [batch, keys]);
    parts.push(additiveMask(keyPaddingMask, q).view([batch, 1, 1, keys]));
  }
  if (parts.length === 0) return null;
  const mask = parts.reduce((sum, part) => sum.add(part));
  return extra > 0 ? torch.constantPadNd(mask, [0, extra]) : mask;
}
