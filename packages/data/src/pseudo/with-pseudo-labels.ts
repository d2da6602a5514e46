import { classesOf } from '../classes-of.js';
import { DataError } from '../errors.js';
import { readMask } from '../image-io.js';
import { fileKey, keyOf } from '../label-keys.js';
import { loadSource } from '../source.js';
import {
  type Dataset,
  type LabelKeys,
  type LabelledFrame,
  type LabelMask,
  type MaskTask,
  maskLabel,
  readLabels,
  type Sample,
  type SampleSource,
  type Size,
  TASKS,
  type Task,
  type TaskLabel,
} from '../types.js';
import { maskKey, type PseudoBoxes, type PseudoLabels, readPseudoLabels } from './read.js';

/** What one frame may be given; plain data, so that a worker thread needs no more. */
type FrameLabels = { det: PseudoBoxes | null } & Record<MaskTask, string | null>;
type MaskClasses = Readonly<Record<MaskTask, readonly string[]>>;

interface PseudoSource {
  inner: SampleSource;
  labels: FrameLabels;
  classes: MaskClasses;
}

/**
 * Fills in from pseudo labels what the frames of a data set are not labelled for. Real labels win: a frame that is labelled
 * for a task, be it as "nothing here", keeps its label. Frames of which the folders know nothing stay as they are.
 *
 * @param folders one or more that `cotrain pseudo-label` wrote; of two that label a frame for one task, the first wins
 * @param options.tasks take the pseudo labels of these tasks only
 * @throws DataError where a folder holds no (or not all of its) pseudo labels, has labels of other classes, or none for any frame of the data set; from
 *   `get`, for pseudo labels of another image size
 */
export async function withPseudoLabels(
  dataset: Dataset,
  folders: string | readonly string[],
  options: { tasks?: readonly Task[] } = {},
): Promise<Dataset> {
  const list = typeof folders === 'string' ? [folders] : folders;
  const { sem_seg, drivable } = classesOf(dataset);
  const classes = { sem_seg, drivable };
  const sets: PseudoLabels[] = [];
  for (const folder of list) {
    const labels = await readPseudoLabels(folder, options.tasks, dataset.classes);
    const has = (name: string) => {
      const key = maskKey(name);
      return labels.det?.has(name) || labels.sem_seg?.has(key) || labels.drivable?.has(key);
    };
    if (!dataset.names.some(has))
      throw new DataError(
        `${folder} has no pseudo labels for any of the data set's ${dataset.length} frames`,
        {
          file: folder,
        },
      );
    sets.push(labels);
  }
  const first = <T>(name: string, mapOf: (set: PseudoLabels) => Map<string, T> | undefined): T | null =>
    sets.map((set) => mapOf(set)?.get(name)).find((value) => value !== undefined) ?? null;
  const labelsAt = (index: number): FrameLabels => {
    const name = dataset.names[index]!;
    const key = maskKey(name);
    return {
      det: first(name, ({ det }) => det),
      sem_seg: first(key, ({ sem_seg }) => sem_seg),
      drivable: first(key, ({ drivable }) => drivable),
    };
  };
  return {
    length: dataset.length,
    names: dataset.names,
    ...(dataset.classes && { classes: dataset.classes }),
    ...(dataset.categoryIds && { categoryIds: dataset.categoryIds }),
    ...(dataset.frameId && { frameId: (index: number) => dataset.frameId!(index) }),
    get: async (index) => fillIn(await dataset.get(index), labelsAt(index), classes),
    labels: async (index) => fillIn(await readLabels(dataset, index), labelsAt(index), classes),
    ...(dataset.labelled && {
      labelled(index: number): Record<Task, boolean> {
        const [real, pseudo] = [dataset.labelled!(index), labelsAt(index)];
        const has = (task: Task) => real[task] || pseudo[task] !== null;
        return { det: has('det'), sem_seg: has('sem_seg'), drivable: has('drivable') };
      },
    }),
    ...(dataset.labelKeys && {
      async labelKeys(index: number): Promise<LabelKeys> {
        const { det, sem_seg, drivable } = labelsAt(index);
        return {
          ...(det && { det: keyOf(det) }),
          ...(sem_seg !== null && { sem_seg: await fileKey(sem_seg) }),
          ...(drivable !== null && { drivable: await fileKey(drivable) }),
          ...(await dataset.labelKeys!(index)),
        };
      },
    }),
    ...(dataset.source && {
      source(index: number): SampleSource {
        const args: PseudoSource = { inner: dataset.source!(index), labels: labelsAt(index), classes };
        return { module: import.meta.url, args };
      },
    }),
  };
}

export async function loadSample({ inner, labels, classes }: PseudoSource): Promise<Sample> {
  return fillIn(await loadSource(inner), labels, classes);
}

async function fillIn<Frame extends LabelledFrame>(
  frame: Frame,
  pseudo: FrameLabels,
  classes: MaskClasses,
): Promise<Frame> {
  const labels = { ...frame.labels };
  for (const task of TASKS) {
    if (labels[task].state !== 'absent' || pseudo[task] === null) continue;
    if (task === 'det') labels.det = boxesFor(frame, pseudo.det!);
    else labels[task] = await maskFor(frame, pseudo[task]!, classes[task]);
  }
  return { ...frame, labels };
}

function boxesFor({ name, image }: LabelledFrame, { label, size }: PseudoBoxes) {
  if (size) assertSize(size, image, `the pseudo boxes of frame "${name}"`);
  return label;
}

async function maskFor(
  { image }: LabelledFrame,
  file: string,
  classes: readonly string[],
): Promise<TaskLabel<LabelMask>> {
  const mask = await readMask(file, classes);
  assertSize(mask, image, `the pseudo mask ${file}`, file);
  return maskLabel(mask);
}

function assertSize(own: Size, image: Size, what: string, file?: string): void {
  if (own.width === image.width && own.height === image.height) return;
  throw new DataError(
    `${what}: made for an image of ${own.width}x${own.height}, but this one is ${image.width}x${image.height}; ` +
      'pseudo labels fit the images that they were made on only',
    file === undefined ? {} : { file },
  );
}
