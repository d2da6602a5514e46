import { z } from 'zod';
import { issuesOf } from '../bdd100k/detection.js';
import { readJsonArray } from '../bdd100k/json-array.js';
import { DataError } from '../errors.js';

/** Boxes of one image as [x, y, width, height], one after the other. */
export interface CocoImage {
  /** `file_name`, where it is given: scoring needs none. */
  file?: string;
  boxes: number[]; // [N, 4]
  /** 0-based: the categories in the order of their ids. */
  classes: number[];
  crowd: boolean[];
  areas: number[];
}

export interface CocoTruth {
  /** Names in the order of the category ids. */
  classes: string[];
  categoryIds: number[];
  /** By image id. */
  images: Map<number, CocoImage>;
}

export interface CocoResults {
  boxes: number[]; // [D, 4]
  classes: number[];
  scores: number[];
}

const id = z.number().int();
const bbox = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const schemas = {
  images: z.object({ id, file_name: z.string().min(1).nullish() }),
  categories: z.object({ id, name: z.string() }),
  annotations: z.object({
    image_id: id,
    category_id: id,
    bbox,
    area: z.number().nullish(),
    iscrowd: z.union([z.boolean(), z.number()]).nullish(),
  }),
};
const resultSchema = z.object({ image_id: id, category_id: id, bbox, score: z.number() });

/**
 * Whether a file of truth is COCO's (an object with `images`) or scalabel's (an array, or an object with `frames`).
 * @throws DataError when it is neither
 */
export async function detectionFileKind(file: string): Promise<'coco' | 'scalabel'> {
  for await (const { key } of readJsonArray(file, ['frames', 'images', 'annotations'])) {
    return key === 'images' || key === 'annotations' ? 'coco' : 'scalabel';
  }
  return 'scalabel';
}

/**
 * Reads COCO's instances file: images, categories, annotations. `iscrowd` and `area` are kept; missing ones are no crowd and
 * the box's own area.
 * @throws DataError naming the file, the entry and the key
 */
export async function readCocoTruth(file: string): Promise<CocoTruth> {
  const images = new Map<number, CocoImage>();
  const categories = new Map<number, string>();
  const annotations: z.infer<typeof schemas.annotations>[] = [];
  for await (const { key, value, index, line } of readJsonArray(file, [
    'images',
    'categories',
    'annotations',
  ])) {
    const place = `${file}, line ${line}, ${key}[${index}]`;
    if (key === 'annotations') annotations.push(parse(schemas.annotations, value, place, file));
    else if (key === 'categories') {
      const category = parse(schemas.categories, value, place, file);
      assertNew(categories, category.id, place, file);
      categories.set(category.id, category.name);
    } else {
      const image = parse(schemas.images, value, place, file);
      assertNew(images, image.id, place, file);
      const named = image.file_name ? { file: image.file_name } : {};
      images.set(image.id, { ...named, boxes: [], classes: [], crowd: [], areas: [] });
    }
  }
  const categoryIds = [...categories.keys()].sort((a, b) => a - b);
  const classOf = new Map(categoryIds.map((category, i) => [category, i]));
  for (const [i, { image_id, category_id, bbox, area, iscrowd }] of annotations.entries()) {
    const place = `${file}, annotations[${i}]`;
    const image = images.get(image_id);
    if (!image) throw new DataError(`${place}: there is no image ${image_id}`, { file });
    image.classes.push(known(classOf, category_id, place, file));
    image.boxes.push(...bbox);
    image.areas.push(area ?? bbox[2] * bbox[3]);
    image.crowd.push(Boolean(iscrowd));
  }
  return { classes: categoryIds.map((category) => categories.get(category)!), categoryIds, images };
}

/**
 * Reads COCO's results file, an array of `{image_id, category_id, bbox, score}`, by image id.
 * @throws DataError naming the file, the entry and the key
 */
export async function readCocoResults(
  file: string,
  { categoryIds }: CocoTruth,
): Promise<Map<number, CocoResults>> {
  const classOf = new Map(categoryIds.map((category, i) => [category, i]));
  const results = new Map<number, CocoResults>();
  for await (const { value, index, line } of readJsonArray(file, ['annotations'])) {
    const place = `${file}, line ${line}, entry ${index}`;
    const { image_id, category_id, bbox, score } = parse(resultSchema, value, place, file);
    const image = results.get(image_id) ?? { boxes: [], classes: [], scores: [] };
    results.set(image_id, image);
    image.classes.push(known(classOf, category_id, place, file));
    image.boxes.push(...bbox);
    image.scores.push(score);
  }
  return results;
}

function parse<S extends z.ZodType>(schema: S, value: unknown, place: string, file: string): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new DataError(`${place}: ${issuesOf(parsed.error)}`, { file });
}

function assertNew(seen: Map<number, unknown>, id: number, place: string, file: string): void {
  if (seen.has(id)) throw new DataError(`${place}: the id ${id} is there twice`, { file });
}

function known(classOf: Map<number, number>, category: number, place: string, file: string): number {
  const index = classOf.get(category);
  if (index !== undefined) return index;
  throw new DataError(
    `${place}: there is no category ${category}; the ids are ${[...classOf.keys()].join(', ')}`,
    {
      file,
    },
  );
}
