import { type Device, suggestion } from '@cotrain/torch';
import { DataConfigError } from '../errors.js';
import type { Annotated, LabelState, Size, TaskLabel } from '../types.js';
import type { LabelStore } from './store.js';

/** A part of an image, in pixels. */
export interface Window extends Size {
  x: number;
  y: number;
}

/** What a label of a batch says, without its value. */
export type LabelInfo = { state: LabelState } & Annotated;

/** A task's labels of a batch in the memory of the host: plain data, one entry an image. */
export interface HostLabels {
  labels: readonly LabelInfo[];
}

/** Where targets go, and what they are targets of. */
export interface TargetContext {
  /** Of the batch's images, padding included. */
  size: Size;
  /** How many there are of the task. */
  classes: number;
  device: Device;
}

/**
 * What data sets, transforms and loaders need to know of a form that labels may have. A task names its kind;
 * nothing else here knows what is in a label.
 */
export interface LabelKind<Value = unknown, Host extends HostLabels = HostLabels, Target = object> {
  /** What tasks call it. */
  readonly name: string;
  /** The module that registers the kind, for worker threads to import; not needed by those of cotrain. */
  readonly module?: string;
  /** A value as a label: empty where there is nothing in it. */
  label(value: Value, of?: Annotated): TaskLabel<Value>;
  resize(value: Value, from: Size, to: Size): Value;
  /** Mirrors left and right. */
  flip(value: Value, size: Size): Value;
  /** @param minVisible the part of an object that must be inside of the window for it to stay, 0..1 */
  crop(value: Value, window: Window, minVisible: number): Value;
  /** Brings class ids to those of a model; null: ignored. Not for a kind without classes. */
  mapIds?(value: Value, ids: readonly (number | null)[]): Value;
  /** The labels of a batch's images, each padded to `size` from the top left corner. */
  collate(labels: readonly TaskLabel<Value>[], size: Size): Host;
  /** The memory of collated labels that a worker thread gives away instead of copying it. */
  buffers?(host: Host): ArrayBufferLike[];
  /** How labels lie in files; not for a kind whose labels cannot be pseudo labels. */
  readonly store?: LabelStore<Value>;
  /** What heads learn from, one entry an image: null where it is not labelled. */
  targets(host: Host, context: TargetContext): (Target | null)[];
}

const KINDS = new Map<string, LabelKind>();

/**
 * Makes a kind known to data sets, transforms and loaders.
 * @throws DataConfigError where another kind has its name
 */
export function registerLabelKind(kind: LabelKind): void {
  const known = KINDS.get(kind.name);
  if (known && known !== kind)
    throw new DataConfigError(
      `there is a kind of labels named '${kind.name}' already; give yours another name`,
    );
  KINDS.set(kind.name, kind);
}

/**
 * Returns the kind of labels of this name.
 *
 * @throws DataConfigError for a name that no kind has
 */
export function labelKind(name: string): LabelKind {
  const kind = KINDS.get(name);
  if (kind) return kind;
  const known = [...KINDS.keys()];
  throw new DataConfigError(
    `there is no kind of labels named '${name}'${suggestion(name, known)}; there are ${known.join(', ')}`,
  );
}
