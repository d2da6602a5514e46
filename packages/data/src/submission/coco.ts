import { z } from 'zod';
import { issuesOf } from '../bdd100k/detection.js';
import { type ArrayElement, readJsonArray, readJsonChunks } from '../bdd100k/jsonArray.js';
import { type Bbox, type Boxes, boxesOf } from '../boxes.js';
import { DataError } from '../errors.js';
import type { Notes } from '../notes.js';
import type { CocoId, Size } from '../types.js';
import { ANNOTATION_NUMBERS, type Annotation, AnnotationList } from './annotationList.js';
import { cocoId, compareCocoIds, isPlainId } from './cocoIds.js';
import { jsonFiles, onlyJsonFile } from './jsonFiles.js';
import { float64Table, GroupedTables, int32Table } from './numberTable.js';
import { parsePythonJson } from './pythonJson.js';

/** An image and its boxes. Classes are category indices in the order of the ids. */
export interface CocoImage extends Boxes {
  /** The `file_name`, if given; scoring does not need it. */
  file?: string;
  /** `width` and `height`, if given. */
  size?: Size;
}

/** Ground truth of a COCO file, for scoring. */
export interface CocoTruth {
  /** Category names in the order of their ids. */
  classes: string[];
  categoryIds: CocoId[];
  /** Images by id, in the order of the ids. */
  images: Map<CocoId, CocoImage>;
}

const real = z
  .custom<number | bigint>((value) => typeof value === 'number' || typeof value === 'bigint', {
    message: 'expected a number',
  })
  .transform(Number);
export const cocoBox = z.tuple([real, real, real, real]);
export const cocoReal = real;

/** Whether `cocoBox` gives the value as it is. */
export const isPlainBox = (value: unknown): value is Bbox =>
  Array.isArray(value) && value.length === 4 && value.every((edge) => typeof edge === 'number');

const schemas = {
  images: z.object({
    id: cocoId,
    file_name: z.string().min(1).nullish(),
    width: z.unknown().optional(),
    height: z.unknown().optional(),
  }),
  categories: z.object({ id: cocoId, name: z.string() }),
  annotations: z.object({
    id: cocoId.nullish(),
    image_id: cocoId,
    category_id: cocoId,
    bbox: cocoBox,
    area: real.nullish(),
    iscrowd: z.unknown().optional(),
  }),
};

/**
 * An annotation as almost all are, with what its schema keeps of it; null for any other. The schema took
 * three seconds for a million of them.
 */
function plainAnnotation(value: unknown): Annotation | null {
  const { id, image_id, category_id, bbox, area, iscrowd } = (value ?? {}) as Record<string, unknown>;
  const isPlain =
    [id, image_id, category_id].every(isPlainId) && isPlainBox(bbox) && typeof area === 'number';
  return isPlain ? ({ id, image_id, category_id, bbox, area, iscrowd } as Annotation) : null;
}

/**
 * Detects whether a ground-truth file (or the first file of a folder) is COCO's (an object with `images`) or
 * scalabel's (an array, or an object with `frames`).
 * @throws DataError if it is neither
 */
export async function detectionFileKind(path: string): Promise<'coco' | 'scalabel'> {
  const [file] = await jsonFiles(path);
  const keys = ['frames', 'images', 'annotations', 'categories'];
  for await (const { key } of readJsonArray(file, keys, () => null)) {
    return key === null || key === 'frames' ? 'scalabel' : 'coco';
  }
  return 'scalabel';
}

/**
 * Reads COCO's instances file: images, categories, annotations. `iscrowd` and `area` are kept. By
 * default an annotation is not a crowd and has the area of its box.
 *
 * @param notes if given, the file is read as pycocotools does for scoring, and skipped entries are noted here
 * @param oddities receives notes on unusual entries that are not skipped
 * @throws DataError naming the file, the entry and the key
 */
export async function readCocoTruth(path: string, notes?: Notes, oddities = notes): Promise<CocoTruth> {
  const file = await onlyJsonFile(path);
  const { images, categories, annotations } = await readTables(file, notes);
  const categoryIds = [...categories.keys()].sort(compareCocoIds);
  const classOf = new Map(categoryIds.map((category, i) => [category, i]));
  const sorted = [...images.keys()].sort(compareCocoIds);
  const boxes = new GroupedTables(boxTables());
  for (const id of sorted) boxes.open(id);
  for (const [i, annotation] of inOrder(annotations, sorted, categories, file, notes)) {
    const { image_id, category_id, bbox } = annotation;
    const place = () => `${file}, annotations[${i}]`;
    if (!images.has(image_id)) {
      if (!notes) throw new DataError(`${place()}: there is no image ${image_id}`, { file });
      notes.add('annotations belong to images that are not in the list: skipped', place());
      continue;
    }
    const id = classOf.get(category_id);
    if (id === undefined) {
      if (!notes) throw unknownCategory(categoryIds, category_id, place(), file);
      notes.add('annotations are of categories that are not in the list: skipped', place());
      continue;
    }
    if (oddities) noteOddities(annotation, place, oddities);
    else if (!bbox.every(Number.isFinite))
      throw new DataError(`${place()}: bbox [${bbox.join(', ')}] must be finite`, { file });
    boxes.open(image_id);
    addAnnotation(boxes.tables, annotation, id);
  }
  const classes = categoryIds.map((category) => categories.get(category)!);
  // Copies, since a view that is sent to a worker takes its whole table along.
  const filled = Array.from(
    boxes.groups(),
    ([id, own]) => [id, { ...images.get(id), ...boxesOf(own) }] as const,
  );
  return { classes, categoryIds, images: new Map(filled) };
}

/** The file's three lists, with images and categories by id. */
async function readTables(file: string, notes: Notes | undefined) {
  const images = new Map<CocoId, Pick<CocoImage, 'file' | 'size'>>();
  const categories = new Map<CocoId, string>();
  const annotations = new AnnotationList();
  const repeated = (seen: Map<CocoId, unknown>, id: CocoId, place: string) => {
    if (!seen.has(id)) return;
    if (!notes) throw new DataError(`${place}: the id ${id} occurs twice`, { file });
    notes.add('entries repeat the id of another image or category: the last one counts', place);
  };
  const keys = ['images', 'categories', 'annotations'];
  const add = ({ key, value, index, line }: ArrayElement): void => {
    const place = () => `${file}, line ${line}, ${key}[${index}]`;
    if (key === 'annotations') {
      annotations.add(plainAnnotation(value) ?? parse(schemas.annotations, value, place(), file));
    } else if (key === 'categories') {
      const category = parse(schemas.categories, value, place(), file);
      repeated(categories, category.id, place());
      categories.set(category.id, category.name);
    } else {
      const image = parse(schemas.images, value, place(), file);
      repeated(images, image.id, place());
      const { width, height, file_name } = image;
      images.set(image.id, {
        ...(file_name && { file: file_name }),
        ...(isLength(width) && isLength(height) && { size: { width, height } }),
      });
    }
  };
  const reading = { parse: notes && parsePythonJson, numbers: { annotations: ANNOTATION_NUMBERS } };
  for await (const elements of readJsonChunks(file, keys, reading))
    for (const element of elements) {
      if ('rows' in element) annotations.addRows(element);
      else add(element);
    }
  return { images, categories, annotations };
}

const boxTables = () => ({
  ...{ classes: int32Table(1), boxes: float64Table(4), sizes: float64Table(2) },
  ...{ areas: float64Table(1), crowd: int32Table(1), zeroIds: int32Table(1) },
});

function addAnnotation(
  tables: ReturnType<typeof boxTables>,
  { id, bbox: [x, y, width, height], area, iscrowd }: Annotation,
  classId: number,
): void {
  tables.boxes.push(x, y, x + width, y + height);
  tables.sizes.push(width, height);
  tables.classes.push(classId);
  tables.areas.push(area ?? width * height);
  tables.crowd.push(iscrowd ? 1 : 0);
  tables.zeroIds.push(isZero(id) ? 1 : 0);
}

const isLength = (value: unknown): value is number => typeof value === 'number' && value > 0;

/** pycocotools indexes annotations by id: if several share one, the last stands for each. */
function* inOrder(
  annotations: AnnotationList,
  images: readonly CocoId[],
  categories: ReadonlyMap<CocoId, string>,
  file: string,
  notes?: Notes,
): Generator<[number, Annotation]> {
  if (!notes) {
    yield* annotations.entries();
    return;
  }
  // By position: an object for each of them would keep the garbage collector busy.
  const last = new Map<CocoId, number>();
  let areRepeated = false;
  const byImage = new Map<CocoId, number[]>();
  for (let i = 0; i < annotations.length; i++) {
    const [id, image] = [annotations.id(i), annotations.imageId(i)];
    if (id !== null && id !== undefined) {
      if (last.has(id)) {
        notes.add('annotations share an id: the last of them counts for each', `${file}, annotations[${i}]`);
        areRepeated = true;
      }
      last.set(id, i);
    }
    const own = byImage.get(image);
    if (own) own.push(i);
    else byImage.set(image, [i]);
  }
  const listed = new Set(images);
  for (const image of images) {
    for (const i of byImage.get(image) ?? []) {
      const annotation = annotations.at(i);
      const { id, category_id } = annotation;
      // Entries of an unknown category do not replace others with the same id; they are reported.
      const isAlone = id === null || id === undefined || !categories.has(category_id);
      const at = isAlone || !areRepeated ? i : last.get(id)!;
      yield [at, at === i ? annotation : annotations.at(at)];
    }
  }
  // Entries of unlisted images do not count; they are reported.
  for (const [image, own] of byImage)
    if (!listed.has(image)) for (const i of own) yield [i, annotations.at(i)];
}

function noteOddities({ id, bbox, area, iscrowd }: Annotation, place: () => string, notes: Notes): void {
  const [, , width, height] = bbox;
  if (id === undefined || area === undefined || area === null || iscrowd === undefined || iscrowd === null)
    notes.add(
      'annotations lack an id, area or iscrowd, on which pycocotools fails: they count with the area of their box, and not as crowds',
      place(),
    );
  if (isZero(id))
    notes.add(
      'annotations have the id 0: a detection that matches one counts as wrong, as in pycocotools',
      place(),
    );
  if (!(width >= 0 && height >= 0) || ![...bbox, area ?? 0].every(Number.isFinite))
    notes.add(
      'ground-truth boxes have a negative size or non-finite numbers: they count as in pycocotools',
      place(),
    );
}

/**
 * Whether the id is stored as 0: `dtMatches` is an array of doubles, so the stored value counts, not the id.
 */
const isZero = (id: CocoId | null | undefined): boolean =>
  id !== null && id !== undefined && (typeof id !== 'string' || id.trim() !== '') && Number(id) === 0;

export function parse<S extends z.ZodType>(
  schema: S,
  value: unknown,
  place: string,
  file: string,
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new DataError(`${place}: ${issuesOf(parsed.error)}`, { file });
}

export function unknownCategory(
  ids: readonly CocoId[],
  category: CocoId,
  place: string,
  file: string,
): DataError {
  return new DataError(`${place}: there is no category ${category}; the ids are ${ids.join(', ')}`, { file });
}
