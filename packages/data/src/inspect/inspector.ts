import { type DetectionFrame, readDetectionFrames } from '../bdd100k/detection.js';
import { splitLaneMask } from '../bdd100k/laneByte.js';
import { DETECTION_TASK, type Split, type SplitLayout } from '../bdd100k/layout.js';
import { LANE_TASK_NAMES } from '../bdd100k/tasks.js';
import { type Boxes, edgesOf } from '../boxes.js';
import { DataError, MaskIdError } from '../errors.js';
import { readDepth, readImage, readLaneMask, readMask } from '../imageIo.js';
import type { NuImagesDataset } from '../nuimages/dataset.js';
import {
  IGNORE_LABEL,
  type LabelMask,
  type LabelState,
  labelOf,
  maskLabel,
  type Size,
  type TaskSpecs,
} from '../types.js';
import type { Inspection, Problem, ProblemKind } from './report.js';

/** Accumulates the counts of an inspection, frame by frame. */
export class Inspector {
  readonly #root: string;
  readonly #tasks: TaskSpecs;
  readonly #images: Record<Split, number> = { train: 0, val: 0 };
  readonly #coverage = new Map<string, Record<Split, number>>();
  readonly #states: Inspection['states'];
  readonly #sizes = new Map<string, number>();
  readonly #masks: Inspection['masks'];
  readonly #ignoredPixels: Inspection['ignoredPixels'];
  readonly #boxes: Inspection['boxes'];
  readonly #problems: Problem[] = [];

  constructor(root: string, tasks: TaskSpecs) {
    this.#root = root;
    this.#tasks = tasks;
    const none = (): Record<LabelState, number> => ({ absent: 0, empty: 0, present: 0 });
    this.#states = this.#each(null, () => ({ train: none(), val: none() }));
    this.#masks = this.#each('classMap', (classes) =>
      classes.map((name) => ({ name, pixels: 0, images: 0 })),
    );
    this.#ignoredPixels = this.#each('classMap', () => 0);
    this.#boxes = this.#each('boxes', (classes) =>
      classes.map((name) => ({
        ...{ name, boxes: 0, images: 0, occluded: 0, truncated: 0, crowd: 0, ignored: 0 },
      })),
    );
  }

  /** Makes an entry for each task, or for each task of one kind. */
  #each<T>(wanted: string | null, make: (classes: readonly string[]) => T): Record<string, T> {
    const tasks = Object.entries(this.#tasks).filter(([, { kind }]) => wanted === null || kind === wanted);
    return Object.fromEntries(tasks.map(([task, { classes }]) => [task, make(classes)]));
  }

  /** Reads the detection labels of a split. Errors in them become problems. */
  async detection({ detection: file }: SplitLayout, split: Split): Promise<Map<string, DetectionFrame>> {
    const labels = new Map<string, DetectionFrame>();
    if (!file) return labels;
    try {
      const frames = readDetectionFrames(file, ({ kind, message }) =>
        this.#report(kind, split, file, message),
      );
      for await (const frame of frames) labels.set(frame.name, frame);
    } catch (error) {
      this.#reportError('invalid JSON', split, file, error);
    }
    return labels;
  }

  async frame(
    layout: SplitLayout,
    split: Split,
    name: string,
    { label: boxes, size: stated }: Partial<DetectionFrame> = {},
  ): Promise<void> {
    const file = layout.images.get(name);
    const size = file ? await this.#image(file, split) : null;
    const states: Record<string, LabelState> = this.#each(null, () => 'absent');
    states[DETECTION_TASK] = boxes?.state ?? 'absent';
    for (const [task, files] of Object.entries(layout.masks)) {
      const maskFile = files.get(name);
      if (maskFile) states[task] = await this.#mask(task, maskFile, split, size, file);
    }
    if (!file) return;
    if (size && stated && (size.width !== stated.width || size.height !== stated.height)) {
      const sizes = `${file} is ${size.width}x${size.height}, but ${stated.width}x${stated.height} in ${layout.detection}`;
      this.#report('image size', split, file, sizes);
    }
    if (size && boxes?.state === 'present')
      this.#outside(DETECTION_TASK, boxes.value, size, layout.detection!, split, name);
    if (boxes?.state === 'present') this.#countBoxes(DETECTION_TASK, boxes.value);
    this.#countFrame(file, split, states);
  }

  /** Inspects a frame that the data set reads itself. */
  async sample(dataset: NuImagesDataset, split: Split, index: number): Promise<void> {
    const file = dataset.image(index);
    const has = dataset.labelled(index);
    const states: Record<string, LabelState> = Object.fromEntries(
      Object.keys(this.#tasks).map((task) => [task, has[task] ? 'present' : 'absent']),
    );
    try {
      const { name, image, labels } = await dataset.get(index);
      this.#countSize(image);
      for (const task of Object.keys(this.#tasks)) states[task] = labelOf(labels, task).state;
      for (const [task, { kind }] of Object.entries(this.#tasks)) {
        const label = labelOf(labels, task);
        if (label.state !== 'present') continue;
        if (kind === 'classMap') this.#countPixels(task, label.value as LabelMask);
        if (kind !== 'boxes') continue;
        this.#outside(task, label.value as Boxes, image, dataset.root, split, name);
        this.#countBoxes(task, label.value as Boxes);
      }
    } catch (error) {
      // An invalid mask is reported for the tables, which contain it.
      const isImage = error instanceof DataError && error.file === file;
      this.#reportError(isImage ? 'unreadable image' : 'unreadable mask', split, file, error);
    }
    this.#countFrame(file, split, states);
  }

  skipped({ root, skipped }: NuImagesDataset, split: Split): void {
    for (const { name, reason } of skipped)
      this.#report('degenerate box', split, root, `${root}: frame "${name}": ${reason}`);
  }

  #countFrame(file: string, split: Split, states: Readonly<Record<string, LabelState>>): void {
    for (const [task, counts] of Object.entries(this.#states)) counts[split][states[task]!]++;
    const labelled = Object.keys(this.#tasks).filter((task) => states[task] !== 'absent');
    if (labelled.length === 0) {
      this.#report('image without label', split, file, `${file} has no label for any task`);
    }
    const key = labelled.join(',');
    const counts = this.#coverage.get(key) ?? { train: 0, val: 0 };
    counts[split]++;
    this.#coverage.set(key, counts);
    this.#images[split]++;
  }

  brokenLinks({ broken }: SplitLayout, split: Split): void {
    for (const link of broken) this.#report('broken link', split, link, `${link} is a broken symbolic link`);
  }

  orphanedBoxes({ images, detection: file }: SplitLayout, split: Split, labels: Map<string, unknown>): void {
    for (const name of labels.keys()) {
      if (images.has(name)) continue;
      this.#report('label without image', split, file!, `${file}: frame "${name}" has no image`);
    }
  }

  repeatedFrames({ train, val }: Record<Split, SplitLayout>): void {
    for (const [name, file] of val.images) {
      const other = train.images.get(name);
      if (!other) continue;
      const message = `${file} is also a training image (${other}), so evaluating on it is not a valid test`;
      this.#report('same frame in two splits', 'val', file, message);
    }
  }

  result(): Inspection {
    const coverage = [...this.#coverage].map(([key, images]) => ({
      tasks: Object.keys(this.#tasks).filter((task) => key.split(',').includes(task)),
      images,
    }));
    const sum = ({ images }: { images: Record<Split, number> }) => images.train + images.val;
    const sizes = [...this.#sizes].map(([key, images]) => {
      const [width, height] = key.split('x').map(Number) as [number, number];
      return { width, height, images };
    });
    return {
      root: this.#root,
      tasks: this.#tasks,
      images: this.#images,
      coverage: coverage.sort(
        (a, b) =>
          sum(b) - sum(a) || b.tasks.length - a.tasks.length || compare(a.tasks.join(), b.tasks.join()),
      ),
      states: this.#states,
      sizes: sizes.sort((a, b) => b.images - a.images || a.width - b.width),
      masks: this.#masks,
      ignoredPixels: this.#ignoredPixels,
      boxes: this.#boxes,
      // Frames finish in any order; sorting makes the report independent of it.
      problems: this.#problems.sort((a, b) => compare(a.file, b.file) || compare(a.message, b.message)),
    };
  }

  async #image(file: string, split: Split): Promise<Size | null> {
    try {
      const { width, height } = await readImage(file);
      this.#countSize({ width, height });
      return { width, height };
    } catch (error) {
      this.#reportError('unreadable image', split, file, error);
      return null;
    }
  }

  #countSize({ width, height }: Size): void {
    const key = `${width}x${height}`;
    this.#sizes.set(key, (this.#sizes.get(key) ?? 0) + 1);
  }

  async #mask(
    task: string,
    file: string,
    split: Split,
    size: Size | null,
    image?: string,
  ): Promise<LabelState> {
    if (!image) this.#report('label without image', split, file, `${file} has no image`);
    let map: Size;
    let state: LabelState = 'present';
    try {
      const { kind, classes } = this.#tasks[task]!;
      if (kind === 'field') map = await readDepth(file);
      else {
        const mask = await readClassMap(task, file, classes);
        this.#countPixels(task, mask);
        state = maskLabel(mask).state;
        map = mask;
      }
    } catch (error) {
      const kind = error instanceof MaskIdError ? 'bad mask ids' : 'unreadable mask';
      this.#reportError(kind, split, file, error);
      // The label exists, although it must be fixed before use.
      return 'present';
    }
    if (size && (size.width !== map.width || size.height !== map.height)) {
      const sizes = `${file} is ${map.width}x${map.height}, its image ${size.width}x${size.height}`;
      this.#report('mask size', split, file, sizes);
    }
    return state;
  }

  #countPixels(task: string, mask: LabelMask): void {
    const histogram = new Uint32Array(256);
    for (const id of mask.data) histogram[id]!++;
    for (const [id, statistics] of this.#masks[task]!.entries()) {
      statistics.pixels += histogram[id]!;
      if (histogram[id]! > 0) statistics.images++;
    }
    this.#ignoredPixels[task]! += histogram[IGNORE_LABEL]!;
  }

  #countBoxes(task: string, boxes: Boxes): void {
    const counts = this.#boxes[task]!;
    for (const [row, id] of boxes.classes.entries()) {
      const statistics = counts[id]!;
      statistics.boxes++;
      for (const flag of ['occluded', 'truncated', 'crowd', 'ignored'] as const)
        statistics[flag] += boxes[flag]?.[row] ?? 0;
    }
    for (const id of new Set(boxes.classes)) counts[id]!.images++;
  }

  #outside(
    task: string,
    boxes: Boxes,
    { width, height }: Size,
    file: string,
    split: Split,
    name: string,
  ): void {
    for (const [row, id] of boxes.classes.entries()) {
      const [x1, y1, right, bottom] = edgesOf(boxes, row);
      // Inclusive corners, as in files.
      const [x2, y2] = [right - 1, bottom - 1];
      // Annotators draw to the very edge of the image, which is one pixel past the last.
      if (x1 >= 0 && y1 >= 0 && x2 <= width && y2 <= height) continue;
      const what = `${this.#tasks[task]!.classes[id]} (${x1}, ${y1}, ${x2}, ${y2})`;
      const message = `${file}: frame "${name}": ${what} extends beyond the ${width}x${height} image`;
      this.#report('box outside image', split, file, message);
    }
  }

  #report(kind: ProblemKind, split: Split, file: string, message: string): void {
    this.#problems.push({ kind, split, file, message });
  }

  #reportError(kind: ProblemKind, split: Split, file: string, error: unknown): void {
    if (!(error instanceof DataError)) throw error;
    this.#report(kind, split, file, error.message);
  }
}

async function readClassMap(task: string, file: string, classes: readonly string[]): Promise<LabelMask> {
  if (!(LANE_TASK_NAMES as readonly string[]).includes(task)) return readMask(file, classes);
  const { data, ...size } = await readLaneMask(file);
  const maps = splitLaneMask(data);
  return { ...size, data: maps[task.slice('lane_'.length) as keyof typeof maps] };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
