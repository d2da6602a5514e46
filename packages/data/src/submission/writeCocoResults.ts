import { bboxOf } from '../boxes.js';
import { DataError } from '../errors.js';
import type { CocoId } from '../types.js';
import { writeStreamAtomic } from './atomicStream.js';

/** Detections in one image of a COCO data set. */
export interface CocoPrediction {
  /** The image's id in COCO's file. */
  id: CocoId;
  /** Half-open edges [x1, y1, x2, y2] in pixels of the original image, flattened: [D, 4]. */
  boxes: ArrayLike<number>;
  /** 0-based class ids: [D]. */
  classes: ArrayLike<number>;
  scores: ArrayLike<number>; // [D]
}

/**
 * Writes COCO's results: one JSON array of `{image_id, category_id, bbox, score}`. Images are consumed one by
 * one, and the file appears when it is complete.
 *
 * @param categoryIds ids of the classes in the order of their indices: `categoryIds` of the data set
 * @returns the number of boxes
 * @throws DataError for a non-finite number or a class without id; FileWriteError if the file cannot be
 *   written. No file is left behind in either case
 */
export async function writeCocoResults(
  path: string,
  images: Iterable<CocoPrediction> | AsyncIterable<CocoPrediction>,
  categoryIds: readonly CocoId[],
): Promise<number> {
  let count = 0;
  async function* pieces(): AsyncGenerator<string> {
    yield '[';
    for await (const { id, classes, scores, ...image } of images) {
      for (let i = 0; i < scores.length; i++) {
        const bbox = bboxOf(image, i);
        const score = scores[i];
        const category = categoryIds[classes[i]!];
        if (category === undefined || ![...bbox, score].every(Number.isFinite))
          throw new DataError(
            `${path}, image ${id}: box ${i} is [${bbox.join(', ')}] of class ${classes[i]} with score ${score}; its numbers must be ` +
              `finite, and its class one of 0-${categoryIds.length - 1}`,
            { file: path },
          );
        yield `${count++ > 0 ? ',' : ''}\n{"image_id":${idJson(id)},"category_id":${idJson(category)},"bbox":[${bbox.join(',')}],"score":${score}}`;
      }
    }
    yield '\n]\n';
  }
  await writeStreamAtomic(path, pieces());
  return count;
}

const idJson = (id: CocoId): string => (typeof id === 'string' ? JSON.stringify(id) : String(id));
