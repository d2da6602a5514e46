import type { Tensor } from '@cotrain/torch';
import type { ClipEmbeddings } from '../clip/attentionPool.js';

/**
 * Adds language to the coarsest map of the neck. The result replaces that map for all heads (section 4.2 of
 * the paper).
 */
export interface LanguageAdapter {
  /** Whether `forward` requires the third argument. */
  readonly needsVisual: boolean;
  /**
   * @param z5 the neck's coarsest map, [B, C, H, W]
   * @param text normalised features of all classes with text, [N, D] (Eq. 4)
   * @param visual CLIP's image embeddings (Eq. 2), not normalised
   * @returns [B, C, H, W]
   */
  forward(z5: Tensor, text: Tensor, visual?: ClipEmbeddings): Tensor;
}
