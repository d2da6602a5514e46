import { formatShape, OptionError } from '@cotrain/nn';
import { Generator, noGrad, scope, Tensor, torch } from '@cotrain/torch';

/**
 * Samples boxes of the training data as initial boxes for proposals. A box is chosen at most once more often
 * than any other.
 *
 * @param boxes `[cx, cy, w, h]` relative to their image (0..1), [N, 4], at least one
 * @param seed seed of the choice
 * @returns [count, 4]
 */
export function sampleProposalBoxes(
  boxes: Tensor | readonly (readonly number[])[],
  count: number,
  seed: number,
): Tensor {
  return noGrad(() =>
    scope(() => {
      const all = boxes instanceof Tensor ? boxes : torch.tensor(boxes);
      const total = all.shape[0] ?? 0;
      if (all.ndim !== 2 || all.size(1) !== 4 || total === 0)
        throw new OptionError(
          `sampleProposalBoxes: boxes must be [N, 4] with N > 0, got ${formatShape(all.shape)}`,
        );
      const generator = new Generator({ seed });
      const rounds = Array.from({ length: Math.ceil(count / total) }, () =>
        torch.randperm(total, { generator }),
      );
      const chosen = torch.cat(rounds).narrow(0, 0, count);
      return all.indexSelect(0, chosen.to({ device: all.device }));
    }),
  );
}
