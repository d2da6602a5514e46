import { z } from 'zod';
import { type ArrayElement, type NumberRows, readJsonArray, readJsonChunks } from '../bdd100k/jsonArray.js';
import { type Bbox, type FoundBoxes, sizesFollow } from '../boxes.js';
import { DataError } from '../errors.js';
import type { Notes } from '../notes.js';
import { readRuns } from '../nuimages/rle.js';
import type { CocoId } from '../types.js';
import { type CocoTruth, cocoBox, cocoReal, isPlainBox, parse, unknownCategory } from './coco.js';
import { cocoId, isPlainId } from './cocoIds.js';
import { onlyJsonFile } from './jsonFiles.js';
import { float64Table, GroupedTables, int32Table } from './numberTable.js';
import { parsePythonJson } from './pythonJson.js';

/** Detections of a COCO results file, for scoring. Columns may be views of longer arrays. */
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

/** What a plain result consists of. */
const NUMBERS = { image_id: 1, category_id: 1, bbox: 4, score: 1 };

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
  const parseText = notes && parsePythonJson;
  const fromMasks = await beginsWithMask(file, parseText);
  const results = new GroupedTables(resultTables(fromMasks));
  const { tables } = results;
  const put = (id: number, x: number, y: number, width: number, height: number, score: number): void => {
    tables.boxes.push(x, y, x + width, y + height);
    tables.sizes.push(width, height);
    tables.classes.push(id);
    tables.scores.push(score);
  };
  const add = (result: Result, index: number, line: number): void => {
    const place = () => `${file}, line ${line}, entry ${index}`;
    const { image_id, category_id, score, bbox, area = 0 } = result;
    results.open(image_id);
    const id = classOf.get(category_id);
    if (id === undefined) {
      if (!notes) throw unknownCategory(categoryIds, category_id, place(), file);
      notes.add('results are of categories that are not in the ground truth: skipped', place());
      return;
    }
    const [x, y, width, height] = bbox;
    const areFinite = bbox.every(Number.isFinite) && Number.isFinite(score);
    if (notes && !(areFinite && width >= 0 && height >= 0))
      notes.add('results have a negative size or non-finite numbers: they count as in pycocotools', place());
    else if (!areFinite)
      throw new DataError(`${place()}: bbox [${bbox.join(', ')}] and score ${score} must be finite`, {
        file,
      });
    put(id, x, y, width, height, score);
    tables.maskAreas?.push(area);
  };
  const addRows = ({ rows, width: columns, index, line }: NumberRows): void => {
    for (let at = 0, i = index; at < rows.length; at += columns, i++) {
      const [image_id, category_id] = [rows[at]!, rows[at + 1]!];
      const [x, y, width, height] = [rows[at + 2]!, rows[at + 3]!, rows[at + 4]!, rows[at + 5]!];
      const score = rows[at + 6]!;
      const id = classOf.get(category_id);
      // An object for each of a million results would keep the garbage collector busy.
      if (id !== undefined && width >= 0 && height >= 0 && Number.isFinite(x + y + width + height + score)) {
        results.open(image_id);
        put(id, x, y, width, height, score);
      } else add({ image_id, category_id, bbox: [x, y, width, height], score }, i, line + rows[at + 7]!);
    }
  };
  const parsed = ({ value, index, line }: ArrayElement): Result => {
    const place = `${file}, line ${line}, entry ${index}`;
    if (fromMasks) return readMaskResult(value, place, file);
    return isPlainResult(value) ? value : parse(boxSchema, value, place, file);
  };
  // What a row of numbers does not hold, such as a mask, would be lost.
  const reading = { parse: parseText, ...(!fromMasks && { numbers: { annotations: NUMBERS } }) };
  for await (const elements of readJsonChunks(file, ['annotations'], reading))
    for (const element of elements) {
      if ('rows' in element) addRows(element);
      else add(parsed(element), element.index, element.line);
    }
  return new Map(
    Array.from(results.groups(), ([image, { boxes, sizes, classes, scores, maskAreas }]) => [
      image,
      {
        ...{ boxes, classes, scores },
        ...(!sizesFollow(boxes, sizes) && { sizes }),
        ...(maskAreas && { maskAreas }),
      },
    ]),
  );
}

const resultTables = (fromMasks: boolean) => ({
  ...{ classes: int32Table(1), boxes: float64Table(4), sizes: float64Table(2), scores: float64Table(1) },
  ...(fromMasks && { maskAreas: float64Table(1) }),
});

async function beginsWithMask(file: string, parseText?: (json: string) => unknown): Promise<boolean> {
  for await (const { value } of readJsonArray(file, ['annotations'], parseText)) return hasMaskOnly(value);
  return false;
}

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
