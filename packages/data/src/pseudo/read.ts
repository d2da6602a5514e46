import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { BDD100K_CLASSES, classesOf } from '../classes-of.js';
import { DataError } from '../errors.js';
import { frameFile } from '../frame-file.js';
import { withoutEnding } from '../listing.js';
import { readDetections } from '../submission/detections.js';
import {
  type Box,
  boxLabel,
  type LabelSpace,
  type MaskTask,
  type Size,
  TASKS,
  type Task,
  type TaskLabel,
} from '../types.js';
import { type PseudoLabelRecord, pseudoLabelPlace, readProvenance } from './provenance.js';

/** Boxes of one frame, and the size of the image that they were found in. */
export interface PseudoBoxes {
  label: TaskLabel<Box[]>;
  size: Size | null;
}

/**
 * The pseudo labels of a folder: boxes by frame name, and the paths of masks by {@link maskKey}; a task that it has not is missing.
 */
export type PseudoLabels = { det?: Map<string, PseudoBoxes> } & Partial<
  Record<MaskTask, Map<string, string>>
>;

/**
 * Finds the pseudo labels of a folder that `cotrain pseudo-label` wrote.
 *
 * @param space the classes of the data set that they are for; BDD100K's for a task that is not named
 * @throws DataError where the folder holds none of the tasks, where pseudo-labelling was interrupted or files are missing
 *   since, where they are of other classes, and for boxes of an unknown category
 */
export async function readPseudoLabels(
  folder: string,
  tasks: readonly Task[] = TASKS,
  space: LabelSpace = {},
): Promise<PseudoLabels> {
  const classes = classesOf({ classes: space });
  const records = readProvenance(folder);
  const found: PseudoLabels = {};
  for (const task of tasks) {
    const record = records[task];
    if (!record) continue;
    assertClasses(folder, task, record, classes[task]);
    const again = `run \`cotrain pseudo-label\` again with the same options: it makes what is missing`;
    const place = pseudoLabelPlace(folder, task, record.split);
    if (!record.complete)
      throw new DataError(`${folder}: pseudo-labelling of ${task} was interrupted; ${again}`, {
        file: folder,
      });
    const count = await readTask(found, folder, task, record);
    if (count < record.frames)
      throw new DataError(`${place} has pseudo labels of ${count} frames, of ${record.frames}; ${again}`, {
        file: place,
      });
  }
  if (Object.keys(found).length > 0) return found;
  throw new DataError(
    `${folder} holds no pseudo labels of ${tasks.join(', ')}: no provenance.json tells of any`,
    {
      file: folder,
    },
  );
}

function assertClasses(
  folder: string,
  task: Task,
  { classes = BDD100K_CLASSES[task] }: PseudoLabelRecord,
  wanted: readonly string[],
): void {
  if (classes.join() === wanted.join()) return;
  throw new DataError(
    `${folder} labels ${task} with the classes ${classes.join(', ')}, but those of the data set are ${wanted.join(', ')}`,
    { file: folder },
  );
}

async function readTask(
  found: PseudoLabels,
  folder: string,
  task: Task,
  record: PseudoLabelRecord,
): Promise<number> {
  const place = pseudoLabelPlace(folder, task, record.split);
  if (task !== 'det') {
    const masks = await masksBelow(place);
    found[task] = masks;
    return masks.size;
  }
  found.det = new Map();
  if (!existsSync(place)) return 0;
  for await (const { name, boxes, classes, size } of readDetections(place, {
    classes: record.classes,
  })) {
    const list = Array.from(classes, (category, i): Box => {
      const edge = (k: number) => boxes[4 * i + k]!;
      return {
        ...{ category, x1: edge(0), y1: edge(1), x2: edge(2), y2: edge(3) },
        ...{ ignored: false, crowd: false, occluded: false, truncated: false },
      };
    });
    found.det.set(withoutEnding(name), { label: boxLabel(list), size: size ?? null });
  }
  return found.det.size;
}

/** What the mask of a frame is filed under, without its ending. */
export const maskKey = (name: string): string => frameFile('', name, '').split(sep).join('/');

async function masksBelow(place: string): Promise<Map<string, string>> {
  const entries = existsSync(place) ? await readdir(place, { recursive: true }) : [];
  const masks = entries.filter((name) => /\.png$/i.test(name) && !basename(name).startsWith('.')).sort();
  return new Map(masks.map((name) => [name.slice(0, -4).split(sep).join('/'), join(place, name)]));
}
