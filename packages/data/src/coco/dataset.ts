import { join } from 'node:path';
import type { FrameFiles } from '../bdd100k/frame.js';
import { loadSample } from '../bdd100k/frame.js';
import { DataError } from '../errors.js';
import { frameName } from '../listing.js';
import { type CocoImage, readCocoTruth } from '../submission/coco.js';
import {
  type Box,
  boxLabel,
  type CocoId,
  type Dataset,
  type FrameId,
  type SampleSource,
  type Task,
} from '../types.js';

export interface CocoDatasetOptions {
  /** The instances file: images, categories, annotations. */
  annotations: string;
  /** The folder to which its `file_name`s are relative. */
  images: string;
}

export interface CocoDataset extends Dataset {
  /** `det`: the categories' names in the order of their ids. */
  readonly classes: { readonly det: readonly string[] };
  readonly categoryIds: readonly CocoId[];
  labelled(index: number): Record<Task, boolean>;
  source(index: number): SampleSource;
}

/**
 * A detection data set in COCO's format, in the order of the images' ids. All images count as labelled for all categories: one
 * without annotations is empty. The file is read and checked now, images when a sample is asked for.
 * @throws DataError naming the file and the entry that is wrong.
 */
export async function openCoco({ annotations: file, images }: CocoDatasetOptions): Promise<CocoDataset> {
  const truth = await readCocoTruth(file);
  const repeated = truth.classes.find((name, i) => truth.classes.indexOf(name) !== i);
  if (repeated !== undefined)
    throw new DataError(`${file}: two categories are named "${repeated}"`, { file });
  const frames: (FrameFiles & FrameId)[] = [];
  const scored: CocoImage[] = [];
  const seen = new Map<string, CocoId>();
  for (const [id, image] of truth.images) {
    if (!image.file) throw new DataError(`${file}: image ${id} has no file_name`, { file });
    const name = frameName(image.file);
    const other = seen.get(name);
    if (other !== undefined) {
      throw new DataError(`${file}: the images ${other} and ${id} are both named "${name}"`, { file });
    }
    seen.set(name, id);
    const boxes = image.classes.map((_, i) => toBox(image, i, `${file}: image ${id}`, file));
    scored.push(image);
    frames.push({
      ...{ name, image: join(images, image.file), det: boxLabel(boxes) },
      ...{ sem_seg: null, drivable: null, file: image.file, id },
    });
  }
  if (frames.length === 0) throw new DataError(`${file} has no images`, { file });
  const at = (index: number) => {
    const frame = frames[index];
    if (!frame) throw new RangeError(`sample ${index} of a data set with ${frames.length}`);
    return frame;
  };
  return {
    classes: { det: truth.classes },
    length: frames.length,
    names: frames.map(({ name }) => name),
    categoryIds: truth.categoryIds,
    scored: (index) => scored[index] ?? null,
    frameId: (index) => ({ file: at(index).file, id: at(index).id }),
    get: async (index) => loadSample(at(index)),
    labelled(index) {
      at(index);
      return { det: true, sem_seg: false, drivable: false };
    },
    source: (index) => ({ module: new URL('../bdd100k/frame.js', import.meta.url).href, args: at(index) }),
  };
}

/** COCO's boxes are `[x, y, width, height]`, edges; crowds are kept as such. */
function toBox({ boxes, classes, crowd }: CocoImage, i: number, place: string, file: string): Box {
  const [x, y, width, height] = boxes.slice(4 * i, 4 * i + 4) as [number, number, number, number];
  if (!(width > 0 && height > 0)) {
    throw new DataError(`${place}: bbox [${[x, y, width, height].join(', ')}] has no area`, { file });
  }
  return {
    ...{ category: classes[i]!, x1: x, y1: y, x2: x + width - 1, y2: y + height - 1 },
    ...{ ignored: false, crowd: crowd[i]!, occluded: false, truncated: false },
  };
}
