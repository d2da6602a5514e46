import { expectShape, ShapeError } from '@cotrain/nn';
import { CotrainError, hostValues, knownValues, scope, Tensor, torch } from '@cotrain/torch';
import { type MapTarget, readMapTarget } from '../partialLabels.js';

/** The truth of one image: a mask for each class that occurs in it. */
export interface MaskTarget {
  /** Class ids, int64 [T]. */
  classes: Tensor;
  /** 1 inside, 0 outside, uint8 [T, H, W]; all images of a batch padded to one size. */
  masks: Tensor;
  /** 1 for labelled pixels, uint8 [H, W]; null where all are. */
  valid: Tensor | null;
  /** Which classes were annotated, bool [K]; absent: all. */
  annotated?: Tensor;
}

/** A label that names no class. */
export class ClassIndexError extends CotrainError {
  override readonly name = 'ClassIndexError';
  override readonly code = 'E_CLASS_INDEX';
}

/**
 * A mask for each class of a class map, in ascending order, as MaskFormer's dataset mapper makes them
 * (`mask_former/data/dataset_mappers/mask_former_semantic_dataset_mapper.py`); no masks where every pixel is
 * ignored.
 *
 * @param target class indices, uint8 [H, W], with the annotated classes where these are not all
 * @param where names the image in errors
 * @throws ClassIndexError for a class that is neither below `numClasses` nor `ignoreIndex`
 * @throws ShapeError
 */
export function maskTarget(
  target: MapTarget,
  numClasses: number,
  ignoreIndex: number,
  where: string,
): MaskTarget {
  return scope(() => {
    const { map, annotated } = readMapTarget(target, numClasses, ignoreIndex, where);
    expectShape(where, map, ['H', 'W']);
    if (map.dtype !== 'uint8') throw new ShapeError(where, 'a uint8 class map', `a ${map.dtype} one`);
    const known = annotated && hostValues(annotated);
    const counts = histogram(target instanceof Tensor ? target : target.map);
    const isTold = (id: number) => id !== ignoreIndex && (id >= numClasses || known?.[id] !== 0);
    const present = [...counts.keys()].filter((id) => counts[id]! > 0 && isTold(id));
    const unknown = present.find((id) => id >= numClasses);
    if (unknown !== undefined)
      throw new ClassIndexError(
        `${where}: class ${unknown} in ${counts[unknown]} pixels, but there are ${numClasses} classes (0 to ${numClasses - 1}; ${ignoreIndex} is ignored)`,
      );
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

/**
 * How many pixels hold each value of a uint8 map, [256]. Of the maps of a data set's batches the host knows
 * the pixels.
 */
function histogram(map: Tensor): number[] {
  const pixels = knownValues(map);
  // Not torch.unique, which would sort the pixels.
  if (!pixels) return Array.from(torch.bincount(map.flatten(), { minlength: 256 }).data<'int64'>(), Number);
  const counts = new Array<number>(256).fill(0);
  for (const label of pixels as Uint8Array) counts[label]!++;
  return counts;
}
