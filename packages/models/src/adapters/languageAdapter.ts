import type { Tensor } from '@cotrain/torch';

/** What CLIP's attention pooling says of an image, not normalised (Eq. 2 of the paper; `ClipVisual.embed`). */
export interface VisualEmbedding {
  /** Of the whole image, [B, D]. */
  pooled: Tensor;
  /** Of each place of the coarsest map, [B, D, H, W]. */
  spatial: Tensor;
}

/** Puts language into the coarsest map of the neck: what it returns replaces that map for all heads (section 4.2 of the paper). */
export interface LanguageAdapter {
  /** Whether `forward` needs the third argument. */
  readonly needsVisual: boolean;
  /**
   * @param z5 the neck's coarsest map, [B, C, H, W]
   * @param text features of all classes that are told, [N, D], each of length 1 (Eq. 4)
   * @returns [B, C, H, W]
   */
  forward(z5: Tensor, text: Tensor, visual?: VisualEmbedding): Tensor;
}
