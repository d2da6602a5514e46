import type { Tensor } from '@cotrain/torch';
import type { ClipEmbeddings } from '../clip/attentionPool.js';

/**
 * Puts language into the coarsest map of the neck: what it returns replaces that map for all heads (section
 * 4.2 of the paper).
 */
export interface LanguageAdapter {
  /** Whether `forward` needs the third argument. */
  readonly needsVisual: boolean;
  /**
   * @param z5 the neck's coarsest map, [B, C, H, W]
   * @param text features of all classes that are told, [N, D], each of length 1 (Eq. 4)
   * @param visual what CLIP sees in the images (Eq. 2), not normalised
   * @returns [B, C, H, W]
   */
  forward(z5: Tensor, text: Tensor, visual?: ClipEmbeddings): Tensor;
}
