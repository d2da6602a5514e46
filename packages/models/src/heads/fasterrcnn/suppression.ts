import { batchedNms } from '@cotrain/ops';
import { scope, type Tensor, torch } from '@cotrain/torch';

/** Candidates of all images, of which only the usable ones count. */
export interface Candidates {
  /** [B, N, 4] in pixels. */
  boxes: Tensor;
  /** [B, N] */
  scores: Tensor;
  /** Bool [B, N]. Other candidates suppress nothing. */
  usable: Tensor;
  /** Boxes of different groups, 0..`groupCount` - 1, do not suppress each other: int64 [N]. */
  groups: Tensor;
  groupCount: number;
}

/**
 * Marks the usable candidates that remain after non-maximum suppression within each group of an image, bool
 * [B, N]. The marks have the shape of the candidates, so that exported models can compute with them.
 */
export function survivors(
  { boxes, scores, usable, groups, groupCount }: Candidates,
  threshold: number,
): Tensor {
  return scope(() => {
    const images = torch.arange(scores.size(0), { dtype: 'int64', device: scores.device }).unsqueeze(1);
    const categories = images.mul(groupCount).add(groups); // [B, N]
    const rows = usable.view([-1]).nonzero().squeeze(1);
    const chosen = (values: Tensor) => values.indexSelect(0, rows);
    const kept = batchedNms(
      chosen(boxes.reshape([-1, 4])),
      chosen(scores.reshape([-1])),
      chosen(categories.view([-1])),
      threshold,
    );
    return torch.zerosLike(usable).view([-1]).indexFill(0, rows.indexSelect(0, kept), 1).viewAs(usable);
  });
}
