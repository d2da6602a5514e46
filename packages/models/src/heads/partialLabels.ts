// Labels in which some classes were not annotated, so that these may or may not be present.
import { expectShape, functional, ShapeError } from '@cotrain/nn';
import { hostValues, noGrad, scope, Tensor, torch } from '@cotrain/torch';

/** The class map of an image in which only some classes were annotated. */
export interface PartialMap {
  /**
   * Class indices, uint8 [H, W], 255 = ignore. Pixels that belong to none of the annotated classes are
   * ignored.
   */
  map: Tensor;
  /** Annotated classes, bool [K]. */
  annotated: Tensor;
}

/** Target of a segmentation head: class indices, uint8 [H, W], 255 = ignore. */
export type MapTarget = Tensor | PartialMap;

/**
 * The map of a target and its annotated classes (null for all). Pixels of classes that were not annotated
 * become ignored.
 * @param where names the image in errors
 * @throws ShapeError if `annotated` is not bool [numClasses]
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

/** Annotated classes of each image, bool [B, K]; null if all are annotated in all images. */
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
 * Returns the logits with those of classes that were not annotated as constants. These get no gradient, but
 * annotated classes still have to exceed them. (If they were excluded from the softmax, they would keep
 * winning where they are wrong, and a class annotated alone would have no loss.)
 *
 * @param annotated bool, broadcast to the logits
 */
export function holdUnannotated(logits: Tensor, annotated: Tensor): Tensor {
  return scope(() => torch.where(annotated, logits, logits.detach()));
}

/**
 * Cross-entropy of rows whose last logit is "none of the classes", as sum or mean like
 * `functional.crossEntropy`. "None" means "none of the annotated classes": its probability includes those of
 * all classes that were not annotated.
 *
 * @param logits [N, K + 1]
 * @param target int64 [N], K for "none"
 * @param annotated bool [N, K]; null if all are annotated, which gives the plain cross-entropy
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
