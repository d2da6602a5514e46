import { expectShape, ShapeError } from '@cotrain/nn';
import { CotrainError, hostValues, knownValues, scope, Tensor, torch } from '@cotrain/torch';
import { type MapTarget, readMapTarget } from '../partialLabels.js';

/** Ground truth of one image: a mask for each class that occurs in it. */
export interface MaskTarget {
  /** Class ids, int64 [T]. */
  classes: Tensor;
  /** Masks, uint8 [T, H, W], 1 inside and 0 outside. All images of a batch are padded to one size. */
  masks: Tensor;
  /** Labelled pixels, uint8 [H, W]; null if all are labelled. */
  valid: Tensor | null;
  /** Annotated classes, bool [K]; absent: all. */
  annotated?: Tensor;
}

/** A label is not a valid class. */
export class ClassIndexError extends CotrainError {
  override readonly name = 'ClassIndexError';
  override readonly code = 'E_CLASS_INDEX';
}

/**
 * One mask for each class of a class map, in ascending order, as in MaskFormer's dataset mapper
 * (`mask_former/data/dataset_mappers/mask_former_semantic_dataset_mapper.py`). There are no masks if every
 * pixel is ignored.
 *
 * @param target class indices, uint8 [H, W], plus the annotated classes if only some were annotated
 * @param where names the image in errors
 * @throws ClassIndexError for a class that is neither below `numClasses` nor `ignoreIndex`
 * @throws ShapeError for a target of another shape or dtype
 */
export function maskTarget(
  target: MapTarget,
  numClasses: number,
  ignoreIndex: number,
  where: string,
): MaskTarget {
  return scope(() => {
    const { map, annotated } = readMapTarget(target, numClasses, ignoreIndex, where);
    const present = classesIn(target, numClasses, ignoreIndex, where);
    const classes = torch.tensor(BigInt64Array.from(present, BigInt), { device: map.device }); // [T]
    const masks = map.unsqueeze(0).eq(classes.to({ dtype: 'uint8' }).view([-1, 1, 1])); // [T, H, W]
    return {
      classes,
      masks: masks.to({ dtype: 'uint8' }),
      valid: map.ne(ignoreIndex).to({ dtype: 'uint8' }),
      ...(annotated && { annotated }),
    };
  });
}

/** Ids of the annotated classes that occur in a class map, in ascending order. See {@link maskTarget}. */
export function classesIn(
  target: MapTarget,
  numClasses: number,
  ignoreIndex: number,
  where: string,
): number[] {
  return scope(() => {
    const { map, annotated = null } = target instanceof Tensor ? { map: target } : target;
    expectShape(where, map, ['H', 'W']);
    if (map.dtype !== 'uint8') throw new ShapeError(where, 'a uint8 class map', `a ${map.dtype} one`);
    const known = annotated && hostValues(annotated);
    const counts = histogram(map);
    const isTold = (id: number) => id !== ignoreIndex && (id >= numClasses || known?.[id] !== 0);
    const present = [...counts.keys()].filter((id) => counts[id]! > 0 && isTold(id));
    const unknown = present.find((id) => id >= numClasses);
    if (unknown === undefined) return present;
    throw new ClassIndexError(
      `${where}: class ${unknown} in ${counts[unknown]} pixels, but there are ${numClasses} classes (0 to ${numClasses - 1}; ${ignoreIndex} is ignored)`,
    );
  });
}

/**
 * Number of pixels with each value of a uint8 map, [256]. Computed on the host if it knows the pixels, as for
 * maps of a data set's batches.
 */
function histogram(map: Tensor): number[] {
  const pixels = knownValues(map);
  // Not torch.unique, because it would sort the pixels.
  if (!pixels) return Array.from(torch.bincount(map.flatten(), { minlength: 256 }).data<'int64'>(), Number);
  const counts = new Array<number>(256).fill(0);
  for (const label of pixels as Uint8Array) counts[label]!++;
  return counts;
}
