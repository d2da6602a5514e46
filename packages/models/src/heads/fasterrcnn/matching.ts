import { boxIou } from '@cotrain/ops';
import { type Generator, scope, type Tensor, torch } from '@cotrain/torch';
import { liesIn } from '../../boxes.js';
import type { BoxTarget } from '../taskHead.js';

export interface MatchOptions {
  /** Overlaps below it are background. */
  low: number;
  /** Overlaps from it on are objects; what lies between is left out. */
  high: number;
  /** An object's best candidates answer for it whatever their overlap is, as long as there is one. */
  keepBest: boolean;
}

export interface Candidates {
  /** Candidates that answer for an object, int64 [P]. */
  positive: Tensor;
  /** Candidates that are background, int64 [M]. */
  negative: Tensor;
  /** The object that each candidate overlaps most, int64 [A]; 0 without objects. */
  objects: Tensor;
}

/**
 * Which candidates show an object, by overlap (detectron2 `modeling/matcher.py`: `Matcher`). Unlike there, an
 * object that no candidate overlaps (one outside the image) is left out instead of making every candidate
 * answer for it. Candidates that are `ignored` are neither, as in mmdetection's `MaxIoUAssigner`.
 *
 * @param boxes of the objects, [N, 4]
 * @param candidates [A, 4]
 * @param ignored bool [A]; null where none is
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
 * The candidates [A, 4] that lie in regions of which nobody says what is in them, bool [A]; null without any,
 * and without a threshold.
 */
export function ignoredCandidates(
  candidates: Tensor,
  { ignored }: BoxTarget,
  threshold: number | null,
): Tensor | null {
  if (!ignored || threshold === null || ignored.size(0) === 0) return null;
  return liesIn(candidates, ignored, threshold);
}

/** Ignored candidates overlap nothing: they are no object's best. */
function overlaps(boxes: Tensor, candidates: Tensor, ignored: Tensor | null): Tensor {
  const overlap = boxIou(boxes, candidates); // [N, A]
  return ignored ? overlap.maskedFill(ignored, -1) : overlap;
}

const indicesOf = (mask: Tensor): Tensor => mask.nonzero().squeeze(1);

/**
 * A random choice of at most `count` candidates, of which at most a part of `fraction` are positive
 * (detectron2 `modeling/sampling.py`: `subsample_labels`).
 *
 * @param generator draws on the CPU: first for the positive ones, then for the negative ones
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
  return indices.indexSelect(0, order.to({ device: indices.device }));
}
