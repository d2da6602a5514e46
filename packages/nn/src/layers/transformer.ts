import { scope, type Tensor } from '@cotrain/torch';
import { ModuleList } from '../containers.js';
import { gelu, relu } from '../functional/activation.js';
import { type AnyModule, Module } from '../module.js';
import { OptionError, withDefaults } from '../options.js';
import { MultiheadAttention } from './attention.js';
import { Dropout } from './dropout.js';
import { LayerNorm } from './layerNorm.js';
import { Linear } from './linear.js';

/** Width, activation, dropout and norms of a transformer layer. */
export interface TransformerLayerOptions {
  /** Hidden width of the feed-forward network. Default 2048. */
  dimFeedforward?: number;
  /** Dropout probability in training. Default 0.1. */
  dropout?: number;
  /** Activation of the feed-forward network. Default 'relu'. */
  activation?: 'relu' | 'gelu' | ((x: Tensor) => Tensor);
  /** `eps` of the layer norms. Default 1e-5. */
  layerNormEps?: number;
  /** Inputs and outputs are [B, L, E] instead of [L, B, E]. Default false. */
  batchFirst?: boolean;
  /** Normalises before attention and feed-forward network instead of after them (pre-norm). Default false. */
  normFirst?: boolean;
  /** Adds a learned bias. Default true. */
  bias?: boolean;
}

const ACTIVATIONS = { relu: (x: Tensor) => relu(x), gelu: (x: Tensor) => gelu(x) };

function resolve(where: string, options: TransformerLayerOptions | undefined) {
  const given = withDefaults<TransformerLayerOptions>(where, options, {
    dimFeedforward: 2048,
    dropout: 0.1,
    activation: 'relu',
    layerNormEps: 1e-5,
    batchFirst: false,
    normFirst: false,
    bias: true,
  });
  const activation =
    typeof given.activation === 'function' ? given.activation : ACTIVATIONS[given.activation];
  if (!activation) {
    throw new OptionError(`${where}: activation must be relu, gelu or a function, got '${given.activation}'`);
  }
  return { ...given, activation };
}

/**
 * Masks in the conventions of `MultiheadAttention`: `src` of the encoder, `tgt` of the decoder, `memory`
 * between them.
 */
export interface EncoderLayerCall {
  /** Which positions attend to which (see `attnMask`). Default null. */
  srcMask?: Tensor | null;
  /** Positions that are padding (see `keyPaddingMask`). Default null. */
  srcKeyPaddingMask?: Tensor | null;
  /** Causal: position i attends to positions up to i only. Default false. */
  isCausal?: boolean;
}

const ENCODER_LAYER_CALL: Required<EncoderLayerCall> = {
  srcMask: null,
  srcKeyPaddingMask: null,
  isCausal: false,
};

/**
 * Self-attention and a feed-forward network (Vaswani et al., 2017), like `torch.nn.TransformerEncoderLayer`.
 */
export class TransformerEncoderLayer extends Module<[src: Tensor, masks?: EncoderLayerCall]> {
  readonly normFirst: boolean;
  readonly activation: (x: Tensor) => Tensor;
  selfAttn: MultiheadAttention;
  linear1: Linear;
  dropout: Dropout;
  linear2: Linear;
  norm1: LayerNorm;
  norm2: LayerNorm;
  dropout1: Dropout;
  dropout2: Dropout;

  constructor(dModel: number, nhead: number, options?: TransformerLayerOptions) {
    super();
    const given = resolve('TransformerEncoderLayer', options);
    const { dimFeedforward, dropout, layerNormEps, batchFirst, normFirst, bias, activation } = given;
    this.normFirst = normFirst;
    this.activation = activation;
    this.selfAttn = new MultiheadAttention(dModel, nhead, { dropout, bias, batchFirst });
    this.linear1 = new Linear(dModel, dimFeedforward, { bias });
    this.dropout = new Dropout(dropout);
    this.linear2 = new Linear(dimFeedforward, dModel, { bias });
    this.norm1 = new LayerNorm(dModel, { eps: layerNormEps, bias });
    this.norm2 = new LayerNorm(dModel, { eps: layerNormEps, bias });
    this.dropout1 = new Dropout(dropout);
    this.dropout2 = new Dropout(dropout);
  }

  /** @param src [L, B, E], or [B, L, E] with `batchFirst`; [L, E] without a batch dimension */
  override forward(src: Tensor, masks?: EncoderLayerCall): Tensor {
    const { srcMask, srcKeyPaddingMask, isCausal } = withDefaults(
      'TransformerEncoderLayer.forward',
      masks,
      ENCODER_LAYER_CALL,
    );
    const attention = (x: Tensor) => {
      const call = { attnMask: srcMask, keyPaddingMask: srcKeyPaddingMask, isCausal, needWeights: false };
      return this.dropout1.forward(this.selfAttn.forward(x, x, x, call)[0]);
    };
    const feedForward = (x: Tensor) =>
      this.dropout2.forward(
        this.linear2.forward(this.dropout.forward(this.activation(this.linear1.forward(x)))),
      );
    return scope(() => {
      const x = residual(src, attention, this.norm1, this.normFirst);
      return residual(x, feedForward, this.norm2, this.normFirst);
    });
  }
}

/**
 * Masks in the conventions of `MultiheadAttention`: `src` of the encoder, `tgt` of the decoder, `memory`
 * between them.
 */
export interface DecoderCall {
  /** Which target positions attend to which (see `attnMask`). Default null. */
  tgtMask?: Tensor | null;
  /** Which memory positions each target position attends to (see `attnMask`). Default null. */
  memoryMask?: Tensor | null;
  /** Target positions that are padding (see `keyPaddingMask`). Default null. */
  tgtKeyPaddingMask?: Tensor | null;
  /** Memory positions that are padding (see `keyPaddingMask`). Default null. */
  memoryKeyPaddingMask?: Tensor | null;
  /** Causal: target position i attends to target positions up to i only. Default false. */
  tgtIsCausal?: boolean;
  /** Causal: target position i attends to memory positions up to i only. Default false. */
  memoryIsCausal?: boolean;
}

const DECODER_CALL: Required<DecoderCall> = {
  tgtMask: null,
  memoryMask: null,
  tgtKeyPaddingMask: null,
  memoryKeyPaddingMask: null,
  tgtIsCausal: false,
  memoryIsCausal: false,
};

/**
 * Self-attention, attention to an encoder's output and a feed-forward network, like
 * `torch.nn.TransformerDecoderLayer`.
 */
export class TransformerDecoderLayer extends Module<[tgt: Tensor, memory: Tensor, masks?: DecoderCall]> {
  readonly normFirst: boolean;
  readonly activation: (x: Tensor) => Tensor;
  selfAttn: MultiheadAttention;
  multiheadAttn: MultiheadAttention;
  linear1: Linear;
  dropout: Dropout;
  linear2: Linear;
  norm1: LayerNorm;
  norm2: LayerNorm;
  norm3: LayerNorm;
  dropout1: Dropout;
  dropout2: Dropout;
  dropout3: Dropout;

  constructor(dModel: number, nhead: number, options?: TransformerLayerOptions) {
    super();
    const given = resolve('TransformerDecoderLayer', options);
    const { dimFeedforward, dropout, layerNormEps, batchFirst, normFirst, bias, activation } = given;
    this.normFirst = normFirst;
    this.activation = activation;
    this.selfAttn = new MultiheadAttention(dModel, nhead, { dropout, bias, batchFirst });
    this.multiheadAttn = new MultiheadAttention(dModel, nhead, { dropout, bias, batchFirst });
    this.linear1 = new Linear(dModel, dimFeedforward, { bias });
    this.dropout = new Dropout(dropout);
    this.linear2 = new Linear(dimFeedforward, dModel, { bias });
    this.norm1 = new LayerNorm(dModel, { eps: layerNormEps, bias });
    this.norm2 = new LayerNorm(dModel, { eps: layerNormEps, bias });
    this.norm3 = new LayerNorm(dModel, { eps: layerNormEps, bias });
    this.dropout1 = new Dropout(dropout);
    this.dropout2 = new Dropout(dropout);
    this.dropout3 = new Dropout(dropout);
  }

  /**
   * @param tgt [L, B, E], or [B, L, E] with `batchFirst`; [L, E] without a batch dimension
   * @param memory the encoder's output: [S, B, E], or [B, S, E] with `batchFirst`; [S, E] without a batch
   *   dimension
   */
  override forward(tgt: Tensor, memory: Tensor, masks?: DecoderCall): Tensor {
    const call = withDefaults('TransformerDecoderLayer.forward', masks, DECODER_CALL);
    const selfCall = {
      attnMask: call.tgtMask,
      keyPaddingMask: call.tgtKeyPaddingMask,
      isCausal: call.tgtIsCausal,
      needWeights: false,
    };
    const memoryCall = {
      attnMask: call.memoryMask,
      keyPaddingMask: call.memoryKeyPaddingMask,
      isCausal: call.memoryIsCausal,
      needWeights: false,
    };
    const toItself = (x: Tensor) => this.dropout1.forward(this.selfAttn.forward(x, x, x, selfCall)[0]);
    const toMemory = (x: Tensor) =>
      this.dropout2.forward(this.multiheadAttn.forward(x, memory, memory, memoryCall)[0]);
    const feedForward = (x: Tensor) =>
      this.dropout3.forward(
        this.linear2.forward(this.dropout.forward(this.activation(this.linear1.forward(x)))),
      );
    return scope(() => {
      let x = residual(tgt, toItself, this.norm1, this.normFirst);
      x = residual(x, toMemory, this.norm2, this.normFirst);
      return residual(x, feedForward, this.norm3, this.normFirst);
    });
  }
}

function residual(x: Tensor, block: (x: Tensor) => Tensor, norm: LayerNorm, normFirst: boolean): Tensor {
  return normFirst ? x.add(block(norm.forward(x))) : norm.forward(x.add(block(x)));
}

/** Stacks `count` layers with the same initial values. The first is the given layer itself. */
function stack<M extends AnyModule>(where: string, layer: M, count: number): ModuleList<M> {
  if (!Number.isInteger(count) || count < 1) {
    throw new OptionError(`${where}: numLayers must be a whole number above 0, got ${count}`);
  }
  if (stacked.has(layer)) {
    throw new OptionError(`${where}: the layer is already part of another stack; pass layer.clone()`);
  }
  stacked.add(layer);
  return new ModuleList<M>([layer, ...Array.from({ length: count - 1 }, () => layer.clone())]);
}

const stacked = new WeakSet<object>();

/** Norm after the last layer of a stack of transformer layers. */
export interface StackOptions {
  /** Norm applied to the output of the last layer. Default null. */
  norm?: Module | null;
}

/** Masks of one call of a transformer encoder. */
export interface EncoderCall {
  /** Which positions attend to which (see `attnMask`). Default null. */
  mask?: Tensor | null;
  /** Source positions that are padding (see `keyPaddingMask`). Default null. */
  srcKeyPaddingMask?: Tensor | null;
  /** Causal: position i attends to positions up to i only. Default false. */
  isCausal?: boolean;
}

/**
 * A stack of encoder layers, like `torch.nn.TransformerEncoder`. It takes ownership of the given layer as its
 * first layer and copies it for the others. As in PyTorch, all layers therefore have the same initial values.
 */
export class TransformerEncoder extends Module<[src: Tensor, masks?: EncoderCall]> {
  layers: ModuleList<TransformerEncoderLayer>;
  norm: Module | null;

  constructor(layer: TransformerEncoderLayer, numLayers: number, options?: StackOptions) {
    super();
    this.layers = stack('TransformerEncoder', layer, numLayers);
    this.norm = withDefaults<StackOptions>('TransformerEncoder', options, { norm: null }).norm;
  }

  override forward(src: Tensor, masks?: EncoderCall): Tensor {
    const { mask, srcKeyPaddingMask, isCausal } = withDefaults<EncoderCall>(
      'TransformerEncoder.forward',
      masks,
      { mask: null, srcKeyPaddingMask: null, isCausal: false },
    );
    return scope(() => {
      let x = src;
      for (const layer of this.layers) x = layer.forward(x, { srcMask: mask, srcKeyPaddingMask, isCausal });
      return this.norm ? this.norm.forward(x) : x;
    });
  }
}

/**
 * A stack of decoder layers, like `torch.nn.TransformerDecoder`. It takes ownership of the given layer as its
 * first layer and copies it for the others. As in PyTorch, all layers therefore have the same initial values.
 */
export class TransformerDecoder extends Module<[tgt: Tensor, memory: Tensor, masks?: DecoderCall]> {
  layers: ModuleList<TransformerDecoderLayer>;
  norm: Module | null;

  constructor(layer: TransformerDecoderLayer, numLayers: number, options?: StackOptions) {
    super();
    this.layers = stack('TransformerDecoder', layer, numLayers);
    this.norm = withDefaults<StackOptions>('TransformerDecoder', options, { norm: null }).norm;
  }

  override forward(tgt: Tensor, memory: Tensor, masks?: DecoderCall): Tensor {
    return scope(() => {
      let x = tgt;
      for (const layer of this.layers) x = layer.forward(x, memory, masks);
      return this.norm ? this.norm.forward(x) : x;
    });
  }
}
