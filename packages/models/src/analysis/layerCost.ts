import { type AnyModule, Conv2d, Linear, MultiheadAttention } from '@cotrain/nn';
import { Tensor } from '@cotrain/torch';
import { AttentionPool2d } from '../clip/attentionPool.js';
import { TransformerPredictor } from '../heads/maskformer/predictor.js';
import { DynamicConv } from '../heads/sparsercnn/dynamicConv.js';
import { ConvNorm } from '../layers/convNorm.js';

/** Cost of one call of one module, without the modules that it calls. */
export interface LayerCost {
  /** Floating-point operations; a multiply-add counts as two. */
  flops: number;
  /**
   * Number of elements that a training step keeps for the backward pass, besides the inputs of layers with
   * weights.
   */
  kept: number;
}

const NOTHING: LayerCost = { flops: 0, kept: 0 };
const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

/**
 * Cost of convolutions, linear layers, attention, dynamic filters and mask products. All other operations are
 * negligible in comparison.
 */
export function layerCost(module: AnyModule, args: readonly unknown[], output: unknown): LayerCost {
  if (module instanceof Conv2d) return convCost(module, output as Tensor);
  if (module instanceof Linear) return { flops: 2 * (output as Tensor).numel() * module.inFeatures, kept: 0 };
  if (module instanceof MultiheadAttention) return attentionCost(module, args as [Tensor, Tensor, Tensor]);
  if (module instanceof AttentionPool2d) return attentionPoolCost(args as [Tensor]);
  if (module instanceof DynamicConv) return dynamicConvCost(module, args as [Tensor, Tensor]);
  if (module instanceof TransformerPredictor) return maskCost(output as ReturnType<typeof module.forward>);
  return NOTHING;
}

function convCost(conv: Conv2d, output: Tensor): LayerCost {
  const { inChannels, groups, kernelSize } = conv;
  const normalises = conv instanceof ConvNorm && conv.norm !== null;
  return {
    flops: 2 * output.numel() * (inChannels / groups) * product(kernelSize),
    kept: normalises ? output.numel() : 0,
  };
}

/** Input projections, scores and weighted sums. The output projection is a separate layer. */
function attentionCost(
  { embedDim }: MultiheadAttention,
  [query, key, value]: [Tensor, Tensor, Tensor],
): LayerCost {
  const projected = query.numel() + key.numel() + value.numel();
  const scores = (query.numel() / embedDim) * (key.numel() / embedDim); // of one image
  return { flops: 2 * projected * embedDim + 4 * scores * embedDim, kept: projected + query.numel() };
}

/** Scores and weighted sums of all cells and their mean. The projections are separate layers. */
function attentionPoolCost([map]: [Tensor]): LayerCost {
  const [batch, channels, height, width] = map.shape as [number, number, number, number];
  const tokens = 1 + height * width;
  // Queries, keys and values.
  return { flops: 4 * batch * tokens * tokens * channels, kept: 3 * batch * tokens * channels };
}

/** Both dynamic filters and their parameters. The layer after them is separate. */
function dynamicConvCost(
  { dynamicLayer, norm1 }: DynamicConv,
  [proposals, bins]: [Tensor, Tensor],
): LayerCost {
  const [count, positions, channels] = bins.shape as [number, number, number];
  const dynamic = norm1.weight!.numel();
  return {
    flops: 2 * proposals.numel() * dynamicLayer.outFeatures + 4 * count * positions * channels * dynamic,
    kept: count * dynamicLayer.outFeatures + 2 * count * positions * (dynamic + channels),
  };
}

/** Masks of the last decoder layer. */
function maskCost({ masks }: ReturnType<TransformerPredictor['forward']>): LayerCost {
  const { embeddings, features } = masks;
  return { flops: 2 * embeddings.size(2) * features.numel(), kept: 0 };
}

export const tensorsIn = (values: readonly unknown[]): Tensor[] =>
  values.flatMap((value) => (value instanceof Tensor ? [value] : []));
