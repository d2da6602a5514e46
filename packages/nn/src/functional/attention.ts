import { type Tensor, torch } from '@cotrain/torch';
import { OptionError, withDefaults } from '../options.js';
import { checkProbability } from './dropout.js';

/** Mask, dropout, causality and scale of scaled dot-product attention. */
export interface ScaledDotProductAttentionOptions {
  /**
   * Mask broadcastable to [B, heads, L, S]: booleans that are true where attention is allowed, or numbers
   * added to the scores. Default null.
   */
  attnMask?: Tensor | null;
  /** Dropout probability of the attention weights. It applies in evaluation too: pass 0 there. Default 0. */
  dropoutP?: number;
  /**
   * Causal: position i attends to positions up to i only. Cannot be combined with `attnMask`. Default false.
   */
  isCausal?: boolean;
  /** Factor on the scores; 1 / sqrt(E) if null. Default null. */
  scale?: number | null;
  /** Lets groups of query heads share one key and value head. Default false. */
  enableGqa?: boolean;
}

/**
 * softmax(Q K^T / sqrt(E)) V, for query [B, heads, L, E], key [B, heads, S, E] and value [B, heads, S, V].
 * Returns [B, heads, L, V]. As in PyTorch, true in a boolean mask means "attend" here and "ignore" in
 * `MultiheadAttention`.
 */
export function scaledDotProductAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  options?: ScaledDotProductAttentionOptions,
): Tensor {
  const given = withDefaults('scaledDotProductAttention', options, {
    attnMask: null,
    dropoutP: 0,
    isCausal: false,
    scale: null,
    enableGqa: false,
  });
  checkProbability('scaledDotProductAttention', given.dropoutP);
  if (given.isCausal && given.attnMask) {
    throw new OptionError('scaledDotProductAttention: give either attnMask or isCausal');
  }
  return torch.scaledDotProductAttention(query, key, value, given);
}
