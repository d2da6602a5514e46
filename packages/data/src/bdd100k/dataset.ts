import { basename } from 'node:path';
import { ArgumentError } from '@cotrain/torch';
import { type Boxes, boxesOf } from '../boxes.js';
import { DataConfigError, DataError } from '../errors.js';
import { Notes } from '../notes.js';
import { type ReadingOptions, readingOf } from '../reading.js';
import type {
  Dataset,
  FrameId,
  LabelKeys,
  LabelledFrame,
  Sample,
  SampleSource,
  TaskSpecs,
} from '../types.js';
import { type DetectionFrame, noteProblem, readDetectionFrames } from './detection.js';
import {
  type FrameFiles,
  labelKeys,
  labelledTasks,
  loadLabels,
  loadSample,
  type MaskFiles,
} from './frame.js';
import { type DrivableFolder, SPLITS, type Split, type SplitLayout, scanSplit } from './layout.js';
import { BDD100K_READER_TASKS, BDD100K_TASKS, type Bdd100kLabels } from './tasks.js';

/** Split, tasks and strictness of a data set in BDD100K's layout. */
export interface Bdd100kOptions extends ReadingOptions {
  split: Split;
  /**
   * Tasks whose labels are read: any of `det`, `sem_seg`, `drivable`, the lane tasks `lane_direction`,
   * `lane_style` and `lane_category`, and `depth`. Default: those of the first three that have labels in this
   * split.
   */
  tasks?: readonly string[];
  /**
   * Which frames to keep: those labelled for `any` (default) or for `all` of the tasks, or every image
   * (`none`).
   */
  require?: 'any' | 'all' | 'none';
  /**
   * Also keeps frames that the detection file lists without labels (default false). They contribute no loss,
   * but scorers count them as frames without boxes.
   */
  scored?: boolean;
  /** Folder with the drivable-area masks. Default 'drivable'. */
  drivableFolder?: DrivableFolder;
}

/** Frame that was left out, and why. */
export interface SkippedFrame {
  name: string;
  reason: string;
}

/** Data set in BDD100K's layout. */
export interface Bdd100kDataset extends Dataset<Bdd100kLabels> {
  readonly root: string;
  readonly split: Split;
  /** Images and labels that do not result in a sample, each with the reason. */
  readonly skipped: readonly SkippedFrame[];
  labelled(index: number): Record<string, boolean>;
  source(index: number): SampleSource;
}

/**
 * Opens one split of a data set in BDD100K's layout. Detection labels are read and checked immediately,
 * images and masks when a sample is requested.
 * @throws DataError if there are no images, a requested task has no labels (or no task has labels, unless
 *   `require` is `none`), no frame is left, or the detection file is invalid.
 */
export async function openBdd100k(root: string, options: Bdd100kOptions): Promise<Bdd100kDataset> {
  const { split, require = 'any', scored = false, drivableFolder = 'drivable' } = checkOptions(options);
  const layout = await scanSplit(root, split, drivableFolder);
  if (layout.images.size === 0) {
    throw new DataError(
      `${root} has no images for "${split}"; looked in ${layout.searched.images.join(', ')}`,
      {
        file: root,
      },
    );
  }
  const notes = new Notes(options.strict);
  for (const link of layout.broken) notes.add('broken symbolic links are skipped', link);
  const wantsBoxes = options.tasks?.includes('det') ?? true;
  const detection = await readDetection(wantsBoxes ? layout.detection : null, notes);
  notes.tell();
  const tasks = chooseTasks(layout, options);
  const reading = readingOf(options);
  const frames: NamedFrame[] = [];
  const skipped: SkippedFrame[] = [];
  for (const [name, image] of [...layout.images].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const listed = detection.get(name);
    const boxes = tasks.includes('det') ? listed : undefined;
    const frame: NamedFrame = {
      name,
      // The toolkit joins frames by the names in the label file, regardless of the image files' names.
      file: listed?.imageName ?? basename(image),
      listed: boxes !== undefined,
      ...(boxes?.scored && { scored: boxes.scored }),
      image,
      det: boxes?.label ?? { state: 'absent' },
      ...(boxes?.key && { detKey: boxes.key }),
      masks: masksOf(layout, tasks, name),
      ...(boxes?.size && { stated: { ...boxes.size, labels: layout.detection! } }),
      ...reading,
    };
    const labelled = labelledTasks(frame);
    const missing = tasks.filter((task) => !labelled[task]);
    const labels = tasks.length - missing.length;
    const isScored = scored && frame.listed && frame.det.state === 'absent';
    const enough = labels >= { none: 0, any: 1, all: tasks.length }[require] || isScored;
    if (enough) frames.push(frame);
    else skipped.push({ name, reason: `the image has no label for ${missing.join(', ')}` });
  }
  for (const [task, names] of labelNames(layout, detection)) {
    if (!tasks.includes(task)) continue;
    for (const name of names) {
      if (!layout.images.has(name)) skipped.push({ name, reason: `its ${task} label has no image` });
    }
  }
  if (frames.length === 0) {
    throw new DataError(
      `${root} has no "${split}" frame labelled for ${require} of ${tasks.join(', ')}: ` +
        `${layout.images.size} images, ${skipped.length} skipped, the first because ${skipped[0]?.reason} (${skipped[0]?.name})`,
      { file: root },
    );
  }
  return new FolderDataset(root, split, tasks, frames, skipped);
}

/** Frames of the detection file by name; empty if there is no file. */
async function readDetection(file: string | null, notes: Notes): Promise<Map<string, DetectionFrame>> {
  const frames = new Map<string, DetectionFrame>();
  if (!file) return frames;
  for await (const frame of readDetectionFrames(file, noteProblem(notes))) frames.set(frame.name, frame);
  return frames;
}

/** @param tasks may include tasks without masks */
function masksOf({ masks }: SplitLayout, tasks: readonly string[], name: string): MaskFiles {
  const found = Object.entries(masks).flatMap(([task, files]) => {
    const file = tasks.includes(task) ? files.get(name) : undefined;
    return file === undefined ? [] : [[task, file]];
  });
  return Object.fromEntries(found);
}

interface NamedFrame extends FrameFiles, FrameId {
  /** Whether the detection file lists the frame, with or without labels. */
  listed: boolean;
  /** Ground-truth boxes for scorers, if they differ from the label's boxes. */
  scored?: Boxes;
}

class FolderDataset implements Bdd100kDataset {
  readonly names: readonly string[];
  readonly tasks: TaskSpecs;

  constructor(
    readonly root: string,
    readonly split: Split,
    read: readonly string[],
    private readonly frames: readonly NamedFrame[],
    readonly skipped: readonly SkippedFrame[],
  ) {
    this.names = frames.map((frame) => frame.name);
    const others = read.map((task) => [task, BDD100K_READER_TASKS[task]]);
    this.tasks = { ...BDD100K_TASKS, ...Object.fromEntries(others) };
  }

  get length(): number {
    return this.frames.length;
  }

  frameId(index: number): FrameId {
    return { file: this.frame(index).file };
  }

  scored(index: number, task: string): Boxes | null {
    if (task !== 'det') return null;
    const { listed, scored, det } = this.frame(index);
    if (scored) return scored;
    return listed && det.state === 'absent' ? boxesOf({ boxes: [], classes: [] }) : null;
  }

  async get(index: number): Promise<Sample<Bdd100kLabels>> {
    return loadSample(this.frame(index));
  }

  async labels(index: number): Promise<LabelledFrame<Bdd100kLabels>> {
    return loadLabels(this.frame(index));
  }

  labelled(index: number): Record<string, boolean> {
    return labelledTasks(this.frame(index));
  }

  async labelKeys(index: number): Promise<LabelKeys> {
    return labelKeys(this.frame(index));
  }

  source(index: number): SampleSource {
    return { module: new URL('./frame.js', import.meta.url).href, args: this.frame(index) };
  }

  private frame(index: number): NamedFrame {
    const frame = this.frames[index];
    if (!frame)
      throw new ArgumentError(`sample ${index} is out of range: the data set has ${this.length} samples`);
    return frame;
  }
}

function checkOptions(options: Bdd100kOptions): Bdd100kOptions {
  if (!SPLITS.includes(options.split)) {
    throw new DataConfigError(`split is "${options.split}"; it is one of ${SPLITS.join(', ')}`);
  }
  const known = Object.keys(BDD100K_READER_TASKS);
  const unknown = options.tasks?.find((task) => !known.includes(task));
  if (unknown !== undefined || options.tasks?.length === 0) {
    throw new DataConfigError(`tasks is [${options.tasks?.join(', ')}]; choose from ${known.join(', ')}`);
  }
  return options;
}

function chooseTasks(layout: SplitLayout, { tasks, split, require }: Bdd100kOptions): readonly string[] {
  const { masks, detection } = layout.searched;
  const places: Readonly<Record<string, string>> = { det: detection, ...masks };
  const has = (task: string) =>
    task === 'det' ? layout.detection !== null : layout.masks[task as keyof MaskFiles].size > 0;
  const missing = tasks?.find((task) => !has(task));
  if (missing) {
    const place = places[missing];
    throw new DataError(`there are no ${missing} labels for "${split}"; looked in ${place}`, { file: place });
  }
  const found = tasks ?? Object.keys(BDD100K_TASKS).filter(has);
  if (found.length > 0 || require === 'none') return found;
  const searched = [...new Set(Object.values(places))];
  throw new DataError(`there are no labels for "${split}"; looked in ${searched.join(', ')}`, {
    file: masks.sem_seg,
  });
}

const labelNames = (layout: SplitLayout, detection: Map<string, unknown>): [string, Iterable<string>][] => [
  ['det', detection.keys()],
  ...Object.entries(layout.masks).map(([task, files]): [string, Iterable<string>] => [task, files.keys()]),
];
