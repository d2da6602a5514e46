// Labels that say nothing about some classes: neither that they are there nor that they are not.
import { expectShape, functional, ShapeError } from '@cotrain/nn';
import { hostValues, noGrad, scope, Tensor, torch } from '@cotrain/torch';

/** The class map of an image in which not all classes were annotated. */
export interface PartialMap {
  /** Class indices, uint8 [H, W], 255 = ignore; a pixel of none of the annotated classes is ignored. */
  map: Tensor;
  /** Which classes were annotated, bool [K]. */
  annotated: Tensor;
}

/** What a segmentation head learns from: class indices, uint8 [H, W], 255 = ignore. */
export type MapTarget = Tensor | PartialMap;

/**
 * The map of a target and its annotated classes, null for all. Pixels of classes that were not annotated are
 * ignored.
 * @param where names the image in errors
 * @throws ShapeError for `annotated` that is not bool [numClasses]
 */
export function readMapTarget(
  target: MapTarget,
  numClasses: number,
  ignoreIndex: number,
  where: string,
): { map: Tensor; annotated: Tensor | null } {
  if (target instanceof Tensor) return { map: target, annotated: null };
  const { map, annotated } = target;
  checkAnnotated(where, annotated, numClasses);
  return noGrad(() =>
    scope(() => {
      const known = hostValues(annotated) as ArrayLike<number>;
      const ids = Array.from({ length: 256 }, (_, id) => (id < numClasses && !known[id] ? ignoreIndex : id));
      const table = torch.tensor(BigInt64Array.from(ids, BigInt), { device: map.device });
      const read = table.at(map.to({ dtype: 'int64' })).to({ dtype: map.dtype });
      return { map: read, annotated };
    }),
  );
}

/** @throws ShapeError unless `annotated` is bool [numClasses] */
export function checkAnnotated(where: string, annotated: Tensor, numClasses: number): void {
  expectShape(`${where}: annotated classes`, annotated, [numClasses]);
  if (annotated.dtype !== 'bool')
    throw new ShapeError(`${where}: annotated classes`, 'a bool tensor', `a ${annotated.dtype} one`);
}

/** The annotated classes of each image, bool [B, K]; null where all are annotated in all images. */
export function stackAnnotated(
  annotated: readonly (Tensor | null | undefined)[],
  numClasses: number,
): Tensor | null {
  const [given] = annotated.filter((own) => own !== null && own !== undefined);
  if (!given) return null;
  return scope(() => {
    const all = torch.ones([numClasses], { dtype: 'bool', device: given.device });
    return torch.stack(annotated.map((own) => own ?? all));
  });
}

/**
 * The logits, those of classes that were not annotated as constants: nothing pulls at these, and what was
 * annotated still has to win against them. (Left out of the softmax altogether, they would go on winning
 * wherever they are wrong, and a class annotated alone would teach nothing.)
 *
 * @param annotated bool, broadcast to the logits
 */
export function holdUnannotated(logits: Tensor, annotated: Tensor): Tensor {
  return scope(() => torch.where(annotated, logits, logits.detach()));
}

/**
 * Cross-entropy of rows whose last logit is "none of the classes", sum or mean as `functional.crossEntropy`.
 * "None" means "none of the annotated classes": the probability that it wants is that of the last logit and
 * of all classes that were not annotated.
 *
 * @param logits [N, K + 1]
 * @param target int64 [N], K for "none"
 * @param annotated bool [N, K]; null where all are, which is the plain cross-entropy
 */
export function partialCrossEntropy(
  logits: Tensor,
  target: Tensor,
  annotated: Tensor | null,
  options: { weight?: Tensor; reduction?: 'mean' | 'sum' },
): Tensor {
  if (!annotated) return functional.crossEntropy(logits, target, options);
  return scope(() => {
    const none = torch.ones([annotated.size(0), 1], { dtype: 'bool', device: annotated.device });
    const held = holdUnannotated(logits, torch.cat([annotated, none], { dim: 1 }));
    const logs = held.logSoftmax(1); // [N, K + 1]
    const classes = logs.narrow(1, 0, annotated.size(1));
    const other = torch.cat([annotated, none.logicalNot()], { dim: 1 });
    const noneLogs = logs.maskedFill(other, Number.NEGATIVE_INFINITY).logsumexp([1], { keepdim: true });
    return functional.nllLoss(torch.cat([classes, noneLogs], { dim: 1 }), target, options);
  });
}
