import { boxIou } from '@cotrain/ops';
import { type Generator, scope, type Tensor, toDevice, torch } from '@cotrain/torch';
import { liesIn } from '../../boxes.js';
import type { BoxTarget } from '../taskHead.js';

export interface MatchOptions {
  /** Candidates with lower overlap are background. */
  low: number;
  /** Candidates with at least this overlap are positive; those between the two thresholds are left out. */
  high: number;
  /** An object's best candidates are positive whatever their overlap, if it is above 0. */
  keepBest: boolean;
}

export interface Candidates {
  /** Indices of positive candidates, int64 [P]. */
  positive: Tensor;
  /** Indices of background candidates, int64 [M]. */
  negative: Tensor;
  /** Object with the largest overlap for each candidate, int64 [A]; 0 without objects. */
  objects: Tensor;
}

/**
 * Assigns candidates to objects by overlap (detectron2 `modeling/matcher.py`: `Matcher`). In detectron2, an
 * object that no candidate overlaps (one outside the image) makes every candidate positive; here it is
 * skipped. As in mmdetection's `MaxIoUAssigner`, `ignored` candidates are neither positive nor negative.
 *
 * @param boxes boxes of the objects, [N, 4]
 * @param candidates [A, 4]
 * @param ignored bool [A]; null if none is ignored
 */
export function matchCandidates(
  boxes: Tensor,
  candidates: Tensor,
  options: MatchOptions,
  ignored: Tensor | null = null,
): Candidates {
  return scope(() => {
    const [count, { device }] = [candidates.size(0), candidates];
    if (boxes.size(0) === 0) {
      const nothing = torch.zeros([count], { dtype: 'int64', device });
      const negative = ignored
        ? indicesOf(ignored.logicalNot())
        : torch.arange(count, { dtype: 'int64', device });
      return { positive: nothing.narrow(0, 0, 0), negative, objects: nothing };
    }
    const overlap = overlaps(boxes, candidates, ignored); // [N, A]
    const [best, objects] = overlap.max(0);
    let isObject = best.ge(options.high);
    let isBackground = best.lt(options.low);
    if (ignored) isBackground = isBackground.logicalAnd(ignored.logicalNot());
    if (options.keepBest) {
      const bestOfObject = overlap.amax({ dim: 1, keepdim: true }); // [N, 1]
      const isBest = overlap.eq(bestOfObject).logicalAnd(bestOfObject.gt(0)).any(0);
      isObject = isObject.logicalOr(isBest);
      isBackground = isBackground.logicalAnd(isBest.logicalNot());
    }
    return { positive: indicesOf(isObject), negative: indicesOf(isBackground), objects };
  });
}

/**
 * Marks the candidates [A, 4] that lie in ignored regions, bool [A]. Null without such regions or without a
 * threshold.
 */
export function ignoredCandidates(
  candidates: Tensor,
  { ignored }: BoxTarget,
  threshold: number | null,
): Tensor | null {
  if (!ignored || threshold === null || ignored.size(0) === 0) return null;
  return liesIn(candidates, ignored, threshold);
}

/** Overlaps, set to 0 for ignored candidates so that they cannot be an object's best candidate. */
function overlaps(boxes: Tensor, candidates: Tensor, ignored: Tensor | null): Tensor {
  const overlap = boxIou(boxes, candidates); // [N, A]
  return ignored ? overlap.maskedFill(ignored, -1) : overlap;
}

const indicesOf = (mask: Tensor): Tensor => mask.nonzero().squeeze(1);

/**
 * Randomly samples at most `count` candidates, of which at most the fraction `fraction` are positive
 * (detectron2 `modeling/sampling.py`: `subsample_labels`).
 *
 * @param generator generator on the CPU, used first for the positive and then for the negative candidates
 */
export function sampleCandidates<T extends Pick<Candidates, 'positive' | 'negative'>>(
  candidates: T,
  count: number,
  fraction: number,
  generator: Generator,
): T {
  return scope(() => {
    const { positive, negative } = candidates;
    const positives = Math.min(positive.size(0), Math.floor(count * fraction));
    const negatives = Math.min(negative.size(0), count - positives);
    return {
      ...candidates,
      positive: choose(positive, positives, generator),
      negative: choose(negative, negatives, generator),
    };
  });
}

function choose(indices: Tensor, count: number, generator: Generator): Tensor {
  const order = torch.randperm(indices.size(0), { generator }).narrow(0, 0, count);
  return indices.indexSelect(0, toDevice(order, indices.device));
}
