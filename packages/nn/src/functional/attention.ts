import { type Tensor, torch } from '@cotrain/torch';
import { OptionError, withDefaults } from '../options.js';
import { checkProbability } from './dropout.js';

/** Mask, dropout, causality and scale of scaled dot-product attention. */
export interface ScaledDotProductAttentionOptions {
  /**
   * Broadcast to [B, heads, L, S]: booleans that say where attention is allowed, or numbers that are added to
   * the scores. Default null.
   */
  attnMask?: Tensor | null;
  /** Applied whenever it is above 0: give 0 in evaluation. Default 0. */
  dropoutP?: number;
  /** Position i attends to the positions up to i; takes no mask. Default false. */
  isCausal?: boolean;
  /** Of the scores; 1 / sqrt(E) where it is null. Default null. */
  scale?: number | null;
  /** Lets groups of query heads share one head of keys and values. Default false. */
  enableGqa?: boolean;
}

/**
 * softmax(Q K^T / sqrt(E)) V, for query [B, heads, L, E], key [B, heads, S, E] and value [B, heads, S, V]:
 * [B, heads, L, V]. Mind that a boolean mask means the opposite of `MultiheadAttention`'s, as in PyTorch.
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
