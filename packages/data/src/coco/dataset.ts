import { isAbsolute, join } from 'node:path';
import { ArgumentError } from '@cotrain/torch';
import type { FrameFiles } from '../bdd100k/frame.js';
import { labelKeys, loadLabels, loadSample } from '../bdd100k/frame.js';
import { type Boxes, bboxOf, boxLabel, filterBoxes } from '../boxes.js';
import { DataError } from '../errors.js';
import { frameName, withoutEnding } from '../listing.js';
import { Notes } from '../notes.js';
import { type ReadingOptions, readingOf } from '../reading.js';
import { type CocoImage, readCocoTruth } from '../submission/coco.js';
import type { CocoId, Dataset, FrameId, Labels, SampleSource, TaskLabel, TaskSpec } from '../types.js';

/** Annotation file, image folder and strictness of a COCO data set. */
export interface CocoDatasetOptions extends ReadingOptions {
  /** The instances file, with images, categories and annotations. */
  annotations: string;
  /** Folder that `file_name` entries are relative to. */
  images: string;
}

/** Data set in COCO's format, with its own classes. */
export interface CocoDataset extends Dataset<Labels & { det: TaskLabel<Boxes> }> {
  /** The classes are the categories' names in the order of their ids. */
  readonly tasks: { readonly det: TaskSpec & { readonly ids: readonly CocoId[] } };
  labelled(index: number): Record<string, boolean>;
  source(index: number): SampleSource;
}

/**
 * A detection data set in COCO's format, in the order of the image ids. All images count as labelled for all
 * categories; an image without annotations has an empty label. The file is read and checked immediately,
 * images when a sample is requested.
 *
 * Entries that detectron2 and pycocotools skip are skipped and reported: annotations of unlisted images or
 * categories, and boxes without area or entirely outside their image. A frame is named after its file,
 * without folder and extension. If such names repeat, all names keep their folders.
 * @throws DataError naming the file and the invalid entry; from `get`, also for an image whose size differs
 *   from the file's
 */
export async function openCoco(options: CocoDatasetOptions): Promise<CocoDataset> {
  const { annotations: file, images } = options;
  const notes = new Notes(options.strict);
  const truth = await readCocoTruth(file, notes, new Notes());
  const repeated = truth.classes.find((name, i) => truth.classes.indexOf(name) !== i);
  if (repeated !== undefined)
    throw new DataError(`${file}: two categories are named "${repeated}"`, { file });
  const listed = [...truth.images].map(([id, image]) => {
    if (!image.file) throw new DataError(`${file}: image ${id} has no file_name`, { file });
    return { ...image, id, file: image.file };
  });
  const names = frameNames(listed);
  const frames = listed.map((image, i): FrameFiles & FrameId => {
    const boxes = learned(image, `${file}: image ${image.id}`, notes);
    return {
      ...{ name: names[i]!, file: image.file, id: image.id },
      // Same as in Python's join: an absolute path replaces the folder.
      image: isAbsolute(image.file) ? image.file : join(images, image.file),
      ...{ det: boxLabel(boxes), masks: {} },
      ...(image.size && { stated: { ...image.size, labels: file } }),
      ...readingOf(options),
    };
  });
  notes.tell();
  if (frames.length === 0) throw new DataError(`${file} has no images`, { file });
  const at = (index: number) => {
    const frame = frames[index];
    if (!frame)
      throw new ArgumentError(`sample ${index} is out of range: the data set has ${frames.length} samples`);
    return frame;
  };
  return {
    tasks: { det: { kind: 'boxes', classes: truth.classes, ids: truth.categoryIds } },
    length: frames.length,
    names,
    scored: (index) => listed[index] ?? null,
    frameId: (index) => ({ file: at(index).file, id: at(index).id }),
    get: async (index) => loadSample(at(index)),
    labels: async (index) => loadLabels(at(index)),
    labelled(index) {
      at(index);
      return { det: true };
    },
    labelKeys: async (index) => labelKeys(at(index)),
    source: (index) => ({ module: new URL('../bdd100k/frame.js', import.meta.url).href, args: at(index) }),
  };
}

/**
 * Adds folders if names repeat: cameras may number their images alike (`cam0/0001.jpg`, `cam1/0001.jpg`), and
 * one file may be listed twice.
 */
function frameNames(images: readonly { id: CocoId; file: string }[]): string[] {
  const spellings = [frameName, withoutEnding, (file: string) => file];
  for (const spell of spellings) {
    const names = images.map(({ file }) => spell(file));
    if (new Set(names).size === names.length) return names;
  }
  return images.map(({ id, file }) => `${file}#${id}`);
}

/** The label for training. Crowds are kept as such; areas and ids are only for scorers. */
function learned({ areas: _, zeroIds: __, ...image }: CocoImage, place: string, notes: Notes): Boxes {
  const { width: right, height: bottom } = image.size ?? { width: Infinity, height: Infinity };
  return filterBoxes(image, (row) => {
    const [x, y, width, height] = bboxOf(image, row);
    const bbox = `${place}: bbox [${[x, y, width, height].join(', ')}]`;
    if (!(width > 0 && height > 0)) notes.add('boxes without area are skipped', bbox);
    else if (![x, y, width, height].every(Number.isFinite))
      notes.add('boxes with non-finite numbers are skipped', bbox);
    else if (x >= right || y >= bottom || x + width <= 0 || y + height <= 0)
      notes.add('boxes entirely outside their image are skipped', bbox);
    else return true;
    return false;
  });
}
