/** Value of mask pixels that are ignored by losses and metrics. */
export const IGNORE_LABEL = 255;

/** Height and width in pixels. */
export interface Size {
  height: number;
  width: number;
}

/** 8-bit RGB in row-major order: `data[(y * width + x) * 3 + channel]`. */
export interface RgbImage extends Size {
  data: Uint8Array; // [H, W, 3]
}

/** One class id for each pixel; 255 = ignore. */
export interface LabelMask extends Size {
  data: Uint8Array; // [H, W]
}

/** One number for each pixel, such as distance in metres; NaN = unknown. */
export interface FieldMap extends Size {
  data: Float32Array; // [H, W]
}

/** Which classes were annotated in a label. */
export interface Annotated {
  /**
   * Ids of the annotated classes. Absent: all classes. Other classes may or may not be in the frame: losses
   * and metrics treat them neither as present nor as absent.
   */
  classes?: readonly number[];
}

/**
 * Absent: the frame was not labelled for the task, so it contributes no loss. Empty: the frame was labelled,
 * and there is nothing in it (no boxes; no pixel that is not "ignore").
 */
export type TaskLabel<T> =
  | { state: 'absent' }
  | ({ state: 'empty' } & Annotated)
  | ({ state: 'present'; value: T } & Annotated);
/** State of a label: `absent`, `empty` or `present`. */
export type LabelState = TaskLabel<unknown>['state'];

/** Labels by task. A task without an entry is absent. */
export type Labels = Readonly<Record<string, TaskLabel<unknown> | undefined>>;

/** Describes the labels of a task. */
export interface TaskSpec {
  /**
   * Name of the kind of labels: `boxes`, `classMap`, `field`, or a kind registered with
   * {@link registerLabelKind}.
   */
  kind: string;
  /** Class names in the order of the ids in the labels. Empty for a kind without classes. */
  classes: readonly string[];
  /** Class numbers in the data set's own files, if they differ from the indices in `classes`. */
  ids?: readonly CocoId[];
}

/** Task specifications by name, in the order in which tasks are listed everywhere. */
export type TaskSpecs = Readonly<Record<string, TaskSpec>>;

/** An id in COCO's files: a number (a bigint if a double cannot represent it) or any string. */
export type CocoId = number | bigint | string;

/**
 * A frame's name in the data set's own files. Predictions are written under it, so that official tools find
 * the matching ground truth.
 */
export interface FrameId {
  /** File name with extension and folders: `va.png`, `cam0/0001.jpg`. */
  file: string;
  /** The image's id in COCO's file. */
  id?: CocoId;
}

/** A frame without its pixels. */
export interface LabelledFrame<L extends Labels = Labels> {
  /** The frame's name without extension, which joins images and labels. */
  name: string;
  /** Size of the upright image. */
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
 * Fingerprint of the frame's label for each labelled task. Equal labels have equal fingerprints, wherever the
 * data set is located.
 */
export type LabelKeys = Readonly<Record<string, string>>;

/** Indexed frames with labels. A frame is decoded when it is asked for. */
export interface Dataset<L extends Labels = Labels> {
  readonly length: number;
  readonly names: readonly string[];
  /** Tasks that frames may be labelled for. */
  readonly tasks: TaskSpecs;
  get(index: number): Promise<Sample<L>>;
  /** Like `get`, without pixels and without decoding the image; see {@link readLabels}. */
  labels?(index: number): Promise<LabelledFrame<L>>;
  /** The frame's name in the data set's own files; see {@link frameIdOf}. */
  frameId?(index: number): FrameId;
  /**
   * Ground truth for a task's official scorer, if it differs from the frame's label. Null if it does not
   * differ.
   */
  scored?(index: number, task: string): unknown;
  /** Which tasks the frame is labelled for, without decoding it. Needed only for splits and task sampling. */
  labelled?(index: number): Readonly<Record<string, boolean>>;
  /** Fingerprints of the frame's labels, without decoding them. Needed to detect changed labels. */
  labelKeys?(index: number): Promise<LabelKeys>;
  /** How a worker thread makes the sample. Needed only for loaders with worker threads. */
  source?(index: number): SampleSource;
}

/** A frame's name in the data set's own files. Default: its name in `names`. */
export function frameIdOf(dataset: Dataset, index: number): FrameId {
  return dataset.frameId?.(index) ?? { file: dataset.names[index]! };
}

/**
 * A frame's labels and size, without decoding its image if the data set supports that.
 * @throws as `get`
 */
export function readLabels<L extends Labels>(dataset: Dataset<L>, index: number): Promise<LabelledFrame<L>> {
  return dataset.labels ? dataset.labels(index) : dataset.get(index);
}

/** A frame's label for a task, typed by the task's kind. */
export function labelOf<T>(labels: Labels, task: string): TaskLabel<T> {
  return (labels[task] as TaskLabel<T> | undefined) ?? { state: 'absent' };
}

/** Wraps a mask as a label. If every pixel is "ignore", the label is empty, not absent. */
export function maskLabel(mask: LabelMask, of: Annotated = {}): TaskLabel<LabelMask> {
  const labelled = mask.data.some((id) => id !== IGNORE_LABEL);
  const annotated = annotatedOf(of);
  return labelled ? { state: 'present', value: mask, ...annotated } : { state: 'empty', ...annotated };
}

/** Wraps a field as a label. If no pixel is known, the label is empty, not absent. */
export function fieldLabel(field: FieldMap): TaskLabel<FieldMap> {
  return field.data.some((value) => !Number.isNaN(value))
    ? { state: 'present', value: field }
    : { state: 'empty' };
}

/** The annotated classes of a label; empty if all classes were annotated. */
export function annotatedOf(of: TaskLabel<unknown> | Annotated): Annotated {
  return 'classes' in of && of.classes !== undefined ? { classes: of.classes } : {};
}
