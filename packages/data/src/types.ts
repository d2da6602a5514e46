/** The value of mask pixels that count neither in a loss nor in a metric. */
export const IGNORE_LABEL = 255;

/** Height and width in pixels. */
export interface Size {
  height: number;
  width: number;
}

/** 8-bit RGB, row by row: `data[(y * width + x) * 3 + channel]`. */
export interface RgbImage extends Size {
  data: Uint8Array; // [H, W, 3]
}

/** One class id a pixel; 255 = ignore. */
export interface LabelMask extends Size {
  data: Uint8Array; // [H, W]
}

/** One number a pixel, such as metres to what is seen there; NaN = unknown. */
export interface FieldMap extends Size {
  data: Float32Array; // [H, W]
}

/** What was annotated of a label. */
export interface Annotated {
  /**
   * Ids of the classes that were annotated; absent: all of them. Of the others nobody knows whether they are
   * in the frame: neither a loss nor a metric takes them as there or as not there.
   */
  classes?: readonly number[];
}

/**
 * Absent: nobody labelled this frame for the task, so nothing may be learned from it.
 * Empty: it was labelled, and there is nothing there (no boxes; no pixel that is not "ignore").
 */
export type TaskLabel<T> =
  | { state: 'absent' }
  | ({ state: 'empty' } & Annotated)
  | ({ state: 'present'; value: T } & Annotated);
/** State of a label: `absent`, `empty` or `present`. */
export type LabelState = TaskLabel<unknown>['state'];

/** By task; a task without an entry is absent. */
export type Labels = Readonly<Record<string, TaskLabel<unknown> | undefined>>;

/** What the labels of a task are. */
export interface TaskSpec {
  /**
   * The name of their kind: `boxes`, `classMap`, `field`, or one that was registered with
   * {@link registerLabelKind}.
   */
  kind: string;
  /** The names of the classes, in the order of the ids in the labels; none for a kind without classes. */
  classes: readonly string[];
  /** What the data set's own files number the classes by, where it is not their place in `classes`. */
  ids?: readonly CocoId[];
}

/** By the tasks' names, in the order in which tasks are listed wherever they are. */
export type TaskSpecs = Readonly<Record<string, TaskSpec>>;

/** An id of COCO's files: a number (a bigint where no number holds it) or any text. */
export type CocoId = number | bigint | string;

/**
 * What the data set's own files call a frame. Predictions are written under it, so that official tools find
 * their truth.
 */
export interface FrameId {
  /** Its name there, with its ending and folders: `va.png`, `cam0/0001.jpg`. */
  file: string;
  /** The image's id in COCO's file. */
  id?: CocoId;
}

/** A frame without its pixels. */
export interface LabelledFrame<L extends Labels = Labels> {
  /** The frame's name without extension; it joins images and labels. */
  name: string;
  /** Of the photograph, upright. */
  image: Size;
  labels: L;
}

/** Image with its labels. */
export interface Sample<L extends Labels = Labels> extends LabelledFrame<L> {
  image: RgbImage;
}

/**
 * How a worker thread makes one sample without the data set: it imports `module` and calls its export
 * `loadSample(args): Promise<Sample>`. `args` must survive a structured clone.
 */
export interface SampleSource {
  module: string;
  args: unknown;
}

/**
 * For each task that a frame is labelled for, a text that is equal for equal labels, wherever the data set
 * lies.
 */
export type LabelKeys = Readonly<Record<string, string>>;

/** Indexed frames with labels. A frame is decoded when it is asked for. */
export interface Dataset<L extends Labels = Labels> {
  readonly length: number;
  readonly names: readonly string[];
  /** The tasks that its frames may be labelled for. */
  readonly tasks: TaskSpecs;
  get(index: number): Promise<Sample<L>>;
  /** What `get` gives but the pixels, without decoding the photograph; see {@link readLabels}. */
  labels?(index: number): Promise<LabelledFrame<L>>;
  /** What the data set's own files call the frame; see {@link frameIdOf}. */
  frameId?(index: number): FrameId;
  /**
   * What the official scorer of a task takes as the frame's truth, where its label does not say; null where
   * it does.
   */
  scored?(index: number, task: string): unknown;
  /** Which tasks the frame has a label for, without decoding it; needed by splits and task sampling only. */
  labelled?(index: number): Readonly<Record<string, boolean>>;
  /**
   * What tells the frame's labels from others, without decoding them; needed to see whether labels have
   * changed.
   */
  labelKeys?(index: number): Promise<LabelKeys>;
  /** Needed by loaders with worker threads only. */
  source?(index: number): SampleSource;
}

/** What the data set's own files call a frame: its name in `names` where they have no other. */
export function frameIdOf(dataset: Dataset, index: number): FrameId {
  return dataset.frameId?.(index) ?? { file: dataset.names[index]! };
}

/**
 * A frame's labels and size, without decoding its photograph where the data set can do without.
 * @throws as `get`
 */
export function readLabels<L extends Labels>(dataset: Dataset<L>, index: number): Promise<LabelledFrame<L>> {
  return dataset.labels ? dataset.labels(index) : dataset.get(index);
}

/** A frame's label for a task, of the values that the task's kind has. */
export function labelOf<T>(labels: Labels, task: string): TaskLabel<T> {
  return (labels[task] as TaskLabel<T> | undefined) ?? { state: 'absent' };
}

/** A mask in which every pixel is "ignore" is a label that says nothing: empty, not absent. */
export function maskLabel(mask: LabelMask, of: Annotated = {}): TaskLabel<LabelMask> {
  const labelled = mask.data.some((id) => id !== IGNORE_LABEL);
  const annotated = annotatedOf(of);
  return labelled ? { state: 'present', value: mask, ...annotated } : { state: 'empty', ...annotated };
}

/** A field in which no pixel is known is a label that says nothing: empty, not absent. */
export function fieldLabel(field: FieldMap): TaskLabel<FieldMap> {
  return field.data.some((value) => !Number.isNaN(value))
    ? { state: 'present', value: field }
    : { state: 'empty' };
}

/** Which classes a label says anything about; nothing for all of them. */
export function annotatedOf(of: TaskLabel<unknown> | Annotated): Annotated {
  return 'classes' in of && of.classes !== undefined ? { classes: of.classes } : {};
}
