import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ArgumentError } from '@cotrain/torch';
import type { SkippedFrame } from '../bdd100k/dataset.js';
import { type Boxes, boxesOf, boxLabel } from '../boxes.js';
import { DataConfigError, DataError } from '../errors.js';
import { boxesKey, keyOf } from '../labelKeys.js';
import { frameName } from '../listing.js';
import { Notes } from '../notes.js';
import { type ReadingOptions, readingOf } from '../reading.js';
import type { Dataset, SampleSource } from '../types.js';
import { findNuImagesCategory, type NuImagesCategory } from './classes.js';
import { loadLabels, loadSample, type NuImagesFrame, type NuImagesLabels, type Outline } from './frame.js';
import { type Row, readTable, tableFile } from './tables.js';
import { NUIMAGES_TASKS } from './tasks.js';

/** Versions of the nuImages release. */
export const NUIMAGES_VERSIONS = ['v1.0-train', 'v1.0-val', 'v1.0-test', 'v1.0-mini'] as const;
/** Version of the nuImages release, such as `v1.0-train`. */
export type NuImagesVersion = (typeof NUIMAGES_VERSIONS)[number];

/** Version and strictness of a nuImages data set. */
export interface NuImagesOptions extends ReadingOptions {
  version: NuImagesVersion;
}

/** Data set in nuImages' format. */
export interface NuImagesDataset extends Dataset<NuImagesLabels> {
  readonly root: string;
  readonly version: NuImagesVersion;
  readonly tasks: typeof NUIMAGES_TASKS;
  /** Boxes without area, which are skipped. */
  readonly skipped: readonly SkippedFrame[];
  labelled(index: number): Record<string, boolean>;
  /** Path of the image. */
  image(index: number): string;
  source(index: number): SampleSource;
}

/**
 * Opens the annotated key frames of one nuImages version, with boxes of the ten usual classes and semantic
 * maps. The tables are read and checked immediately (their masks stay in memory, about half a gigabyte for
 * `v1.0-train`), images when a sample is requested.
 * @throws DataError if a table is missing, a row is invalid or has a dangling reference, a category is
 *   unknown, or there are no frames.
 */
export async function openNuImages(root: string, options: NuImagesOptions): Promise<NuImagesDataset> {
  const { version } = options;
  if (!NUIMAGES_VERSIONS.includes(version)) {
    throw new DataConfigError(`version is "${version}"; it is one of ${NUIMAGES_VERSIONS.join(', ')}`);
  }
  const folder = join(root, version);
  const notes = new Notes(options.strict);
  const { frames, skipped } = await readFrames(root, folder, options, notes);
  notes.tell();
  if (frames.length === 0)
    throw new DataError(`${folder} has no frames`, { file: tableFile(folder, 'sample') });
  frames.sort((a, b) => (a.name < b.name ? -1 : 1));
  const repeated = frames.find(({ name }, i) => name === frames[i + 1]?.name);
  if (repeated) throw new DataError(`${folder}: two frames are named "${repeated.name}"`, { file: folder });
  const at = (index: number) => {
    const frame = frames[index];
    if (!frame)
      throw new ArgumentError(`sample ${index} is out of range: the data set has ${frames.length} samples`);
    return frame;
  };
  return {
    ...{ root, version, skipped, tasks: NUIMAGES_TASKS },
    length: frames.length,
    names: frames.map(({ name }) => name),
    frameId: (index) => ({ file: basename(at(index).image) }),
    get: async (index) => loadSample(at(index)),
    labels: async (index) => loadLabels(at(index)),
    labelled(index) {
      const { outlines } = at(index);
      return { det: outlines !== null, sem_seg: outlines !== null };
    },
    async labelKeys(index) {
      const { det, outlines } = at(index);
      const token = ({ ids }: Boxes, row: number) => ({ id: ids?.[row] });
      return { ...boxesKey(det, token), ...(outlines && { sem_seg: keyOf(outlines) }) };
    },
    image: (index) => at(index).image,
    source: (index) => ({ module: new URL('./frame.js', import.meta.url).href, args: at(index) }),
  };
}

/** The annotated frames in the order of the tables, and the skipped boxes. */
async function readFrames(
  root: string,
  folder: string,
  options: NuImagesOptions,
  notes: Notes,
): Promise<{ frames: NuImagesFrame[]; skipped: SkippedFrame[] }> {
  const categories = await readCategories(folder);
  const images = await readKeyImages(folder);
  const annotations = await readAnnotations(folder, categories, images, notes);
  const skipped: SkippedFrame[] = [];
  const frames = [...images].map(([token, { filename, width, height }]): NuImagesFrame => {
    const name = frameName(filename);
    const { surfaces, objects } = annotations?.get(token) ?? { surfaces: [], objects: [] };
    const leaveOut = (reason: string) => {
      notes.add('boxes without area are skipped', `${tableFile(folder, 'object_ann')}, ${reason}`);
      skipped.push({ name, reason });
    };
    return {
      name,
      image: join(root, filename),
      det: annotations ? boxLabel(toBoxes(objects, leaveOut)) : { state: 'absent' },
      // The devkit draws objects in the order of their tokens, so that the same one is always in front.
      outlines: annotations && [...surfaces, ...objects.toSorted(byToken)].flatMap(toOutline),
      tables: folder,
      ...(width && height && { stated: { width, height, labels: tableFile(folder, 'sample_data') } }),
      ...readingOf(options),
    };
  });
  return { frames, skipped };
}

/** The versions whose tables exist in a folder. */
export async function findNuImagesVersions(root: string): Promise<NuImagesVersion[]> {
  const found = await Promise.all(
    NUIMAGES_VERSIONS.map((version) => stat(tableFile(join(root, version), 'sample')).catch(() => null)),
  );
  return NUIMAGES_VERSIONS.filter((_, i) => found[i]?.isFile());
}

interface Annotated<Name extends 'surface_ann' | 'object_ann'> {
  row: Row<Name>;
  category: NuImagesCategory;
}

interface FrameAnnotations {
  surfaces: Annotated<'surface_ann'>[];
  objects: Annotated<'object_ann'>[];
}

async function readCategories(folder: string): Promise<Map<string, NuImagesCategory>> {
  const categories = new Map<string, NuImagesCategory>();
  for await (const { row, place } of readTable(folder, 'category')) {
    const known = findNuImagesCategory(row.name);
    if (!known) {
      throw new DataError(`${place}: unknown category "${row.name}"`, {
        file: tableFile(folder, 'category'),
      });
    }
    categories.set(row.token, known);
  }
  return categories;
}

/** The annotated images by the token of their `sample_data`, in the order of the samples. */
async function readKeyImages(folder: string): Promise<Map<string, Row<'sample_data'>>> {
  const samples = new Map<string, string>();
  for await (const { row, place } of readTable(folder, 'sample')) samples.set(row.key_camera_token, place);
  const files = new Map<string, Row<'sample_data'>>();
  for await (const { row } of readTable(folder, 'sample_data')) {
    if (samples.has(row.token)) files.set(row.token, row);
  }
  const [missing] = [...samples].filter(([token]) => !files.has(token));
  if (!missing) return files;
  throw new DataError(`${missing[1]}: there is no sample_data ${missing[0]}`, {
    file: tableFile(folder, 'sample'),
  });
}

/**
 * Annotations by image. Null if the tables exist but are empty: the labels of `v1.0-test` are not published.
 */
async function readAnnotations(
  folder: string,
  categories: ReadonlyMap<string, NuImagesCategory>,
  images: ReadonlyMap<string, unknown>,
  notes: Notes,
): Promise<Map<string, FrameAnnotations> | null> {
  const frames = new Map<string, FrameAnnotations>();
  const frameOf = (row: Row<'surface_ann'>, place: string, file: string) => {
    if (!images.has(row.sample_data_token)) {
      notes.add(
        'annotations of images that are not key frames are skipped',
        `${place}: ${row.sample_data_token}`,
      );
      return null;
    }
    const category = categories.get(row.category_token);
    if (!category) throw new DataError(`${place}: there is no category ${row.category_token}`, { file });
    const frame = frames.get(row.sample_data_token) ?? { surfaces: [], objects: [] };
    frames.set(row.sample_data_token, frame);
    return { frame, category };
  };
  for await (const { row, place } of readTable(folder, 'surface_ann')) {
    const found = frameOf(row, place, tableFile(folder, 'surface_ann'));
    found?.frame.surfaces.push({ row, category: found.category });
  }
  for await (const { row, place } of readTable(folder, 'object_ann')) {
    const found = frameOf(row, place, tableFile(folder, 'object_ann'));
    found?.frame.objects.push({ row, category: found.category });
  }
  return frames.size > 0 ? frames : null;
}

function byToken(a: Annotated<'object_ann'>, b: Annotated<'object_ann'>): number {
  return a.row.token < b.row.token ? -1 : 1;
}

function toOutline({ row, category }: Annotated<'surface_ann' | 'object_ann'>): Outline[] {
  if (!row.mask) return [];
  return [{ token: row.token, id: category.semantic, size: row.mask.size, counts: row.mask.counts }];
}

/** nuImages' `bbox` is `[xmin, ymin, xmax, ymax]`, with half-open edges. */
function toBoxes(objects: readonly Annotated<'object_ann'>[], leaveOut: (reason: string) => void): Boxes {
  const known = objects.flatMap(({ row: { token, bbox }, category: { detection } }) => {
    if (detection === null) return [];
    const [x1, y1, x2, y2] = bbox;
    if (x2 > x1 && y2 > y1) return [{ token, bbox, detection }];
    leaveOut(`the box [${bbox.join(', ')}] of annotation ${token} has no area`);
    return [];
  });
  return boxesOf({
    boxes: known.flatMap(({ bbox }) => bbox),
    classes: known.map(({ detection }) => detection),
    ids: known.map(({ token }) => token),
  });
}
