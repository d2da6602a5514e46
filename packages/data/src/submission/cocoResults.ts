import { z } from 'zod';
import { readJsonArray } from '../bdd100k/jsonArray.js';
import { type Bbox, boxesOf, type FoundBoxes } from '../boxes.js';
import { DataError } from '../errors.js';
import type { Notes } from '../notes.js';
import { readRuns } from '../nuimages/rle.js';
import type { CocoId } from '../types.js';
import { type CocoTruth, cocoBox, cocoReal, isPlainBox, parse, unknownCategory } from './coco.js';
import { cocoId, isPlainId } from './cocoIds.js';
import { onlyJsonFile } from './jsonFiles.js';
import { parsePythonJson } from './pythonJson.js';

/** Detections of a COCO results file, for scoring. */
export type CocoResults = FoundBoxes & {
  /** Areas of the masks, if the file's first result has no box. */
  readonly maskAreas?: Float64Array;
};

const base = { image_id: cocoId, category_id: cocoId, score: cocoReal };
const boxSchema = z.object({ ...base, bbox: cocoBox });
const maskSchema = z.object({
  ...base,
  bbox: cocoBox.optional(),
  segmentation: z.object({
    size: z.tuple([z.number().int().positive(), z.number().int().positive()]),
    counts: z.string({ message: "expected COCO's compressed run-length encoding, a string" }),
  }),
});

/** A result with the area of its mask, if boxes are those of masks. */
type Result = Omit<z.output<typeof boxSchema>, 'bbox'> & { bbox: Bbox; area?: number };

/** Whether the schema gives a value as it is, like almost all of the millions that a file may hold. */
function isPlainResult(value: unknown): value is z.output<typeof boxSchema> {
  const { image_id, category_id, score, bbox } = (value ?? {}) as Record<string, unknown>;
  return isPlainId(image_id) && isPlainId(category_id) && typeof score === 'number' && isPlainBox(bbox);
}

/**
 * Reads COCO's results file, an array of `{image_id, category_id, bbox, score}`, by image id. As in
 * pycocotools, boxes and areas are those of the masks if the first result has a mask and no box.
 *
 * @param notes if given, the file is read as pycocotools does for scoring, and skipped entries are noted here
 * @throws DataError naming the file, the entry and the key
 */
export async function readCocoResults(
  path: string,
  { categoryIds }: Pick<CocoTruth, 'categoryIds'>,
  notes?: Notes,
): Promise<Map<CocoId, CocoResults>> {
  const file = await onlyJsonFile(path);
  const classOf = new Map(categoryIds.map((category, i) => [category, i]));
  const results = new Map<CocoId, ReturnType<typeof noColumns>>();
  let fromMasks: boolean | null = null;
  for await (const { value, index, line } of readJsonArray(file, ['annotations'], notes && parsePythonJson)) {
    fromMasks ??= hasMaskOnly(value);
    const place = () => `${file}, line ${line}, entry ${index}`;
    const result: Result = fromMasks
      ? readMaskResult(value, place(), file)
      : isPlainResult(value)
        ? value
        : parse(boxSchema, value, place(), file);
    const { image_id, category_id, score, bbox } = result;
    let image = results.get(image_id);
    if (!image) {
      image = noColumns();
      results.set(image_id, image);
    }
    const id = classOf.get(category_id);
    if (id === undefined) {
      if (!notes) throw unknownCategory(categoryIds, category_id, place(), file);
      notes.add('results are of categories that are not in the ground truth: skipped', place());
      continue;
    }
    const areFinite = bbox.every(Number.isFinite) && Number.isFinite(score);
    if (notes && !(areFinite && bbox[2] >= 0 && bbox[3] >= 0))
      notes.add('results have a negative size or non-finite numbers: they count as in pycocotools', place());
    else if (!areFinite)
      throw new DataError(`${place()}: bbox [${bbox.join(', ')}] and score ${score} must be finite`, {
        file,
      });
    const [x, y, width, height] = bbox;
    image.boxes.push(x, y, x + width, y + height);
    image.sizes.push(width, height);
    image.classes.push(id);
    image.scores.push(score);
    if (fromMasks) image.maskAreas.push(result.area!);
  }
  const found = [...results].map(([id, { maskAreas, ...columns }]): [CocoId, CocoResults] => [
    id,
    { ...boxesOf(columns), ...(fromMasks && { maskAreas: Float64Array.from(maskAreas) }) },
  ]);
  return new Map(found);
}

const noColumns = () => ({
  ...{ boxes: [] as number[], sizes: [] as number[], classes: [] as number[] },
  ...{ scores: [] as number[], maskAreas: [] as number[] },
});

function hasMaskOnly(value: unknown): boolean {
  const { bbox, segmentation } = (value ?? {}) as { bbox?: unknown; segmentation?: unknown };
  const hasBox = bbox !== undefined && !(Array.isArray(bbox) && bbox.length === 0);
  return !hasBox && segmentation !== undefined;
}

function readMaskResult(value: unknown, place: string, file: string) {
  const { segmentation, bbox, ...result } = parse(maskSchema, value, place, file);
  const runs = readRuns(Buffer.from(segmentation.counts));
  if (!runs)
    throw new DataError(`${place}: segmentation.counts is not in COCO's compressed run-length encoding`, {
      file,
    });
  const area = runs.reduce((sum, run, i) => sum + (i % 2 === 1 ? run : 0), 0);
  return { ...result, bbox: bbox ?? boxOfRuns(runs, segmentation.size), area };
}

/** Bounding box of a mask (pycocotools/common/maskApi.c, `rleToBbox`). @param size height, width */
function boxOfRuns(runs: readonly number[], [height, width]: readonly [number, number]): Bbox {
  const count = runs.length - (runs.length % 2);
  if (count === 0) return [0, 0, 0, 0];
  let [left, top, right, bottom] = [width, height, 0, 0];
  let end = 0;
  let firstColumn = 0;
  for (let i = 0; i < count; i++) {
    end += runs[i]!;
    const pixel = end - (i % 2);
    const y = pixel % height;
    const x = (pixel - y) / height;
    if (i % 2 === 0) firstColumn = x;
    else if (firstColumn < x) [top, bottom] = [0, height - 1];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return [left, top, right - left + 1, bottom - top + 1];
}
