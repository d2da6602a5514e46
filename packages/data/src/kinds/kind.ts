import { type Device, suggestion } from '@cotrain/torch';
import { DataConfigError } from '../errors.js';
import type { Annotated, LabelState, Size, TaskLabel } from '../types.js';
import type { LabelStore } from './store.js';

/** A rectangular part of an image, in pixels. */
export interface Window extends Size {
  x: number;
  y: number;
}

/** State of a label in a batch, without its value. */
export type LabelInfo = { state: LabelState } & Annotated;

/** Labels of one task for a batch, in host memory. Plain data, one entry for each image. */
export interface HostLabels {
  labels: readonly LabelInfo[];
}

/** Where to put targets, and the batch that they belong to. */
export interface TargetContext {
  /** Size of the batch's images, including padding. */
  size: Size;
  /** Number of classes of the task. */
  classes: number;
  device: Device;
}

/**
 * A kind of labels, as data sets, transforms and loaders need to know it. Tasks refer to it by name, and no
 * other code here depends on the contents of a label.
 */
export interface LabelKind<Value = unknown, Host extends HostLabels = HostLabels, Target = object> {
  /** Name that tasks refer to. */
  readonly name: string;
  /** Module that registers the kind, imported by worker threads. Not needed for built-in kinds. */
  readonly module?: string;
  /** Wraps a value as a label; the label is empty if the value contains nothing. */
  label(value: Value, of?: Annotated): TaskLabel<Value>;
  resize(value: Value, from: Size, to: Size): Value;
  /** Mirrors horizontally. */
  flip(value: Value, size: Size): Value;
  /** @param minVisible fraction of an object, 0..1, that must be inside the window for the object to stay */
  crop(value: Value, window: Window, minVisible: number): Value;
  /** Converts class ids to a model's; null ignores a class. Omitted by kinds without classes. */
  mapIds?(value: Value, ids: readonly (number | null)[]): Value;
  /** Joins the labels of a batch's images, each padded to `size` from the top left corner. */
  collate(labels: readonly TaskLabel<Value>[], size: Size): Host;
  /** Buffers of collated labels that a worker thread transfers instead of copying. */
  buffers?(host: Host): ArrayBufferLike[];
  /** How labels are stored in files. Omitted by kinds that cannot be pseudo labels. */
  readonly store?: LabelStore<Value>;
  /** Targets for heads, one entry for each image; null if it is not labelled. */
  targets(host: Host, context: TargetContext): (Target | null)[];
}

const KINDS = new Map<string, LabelKind>();

/**
 * Registers a kind of labels for data sets, transforms and loaders.
 * @throws DataConfigError if the name is already in use
 */
export function registerLabelKind(kind: LabelKind): void {
  const known = KINDS.get(kind.name);
  if (known && known !== kind)
    throw new DataConfigError(`a kind of labels named '${kind.name}' already exists; choose another name`);
  KINDS.set(kind.name, kind);
}

/**
 * Returns the kind of labels with this name.
 *
 * @throws DataConfigError for an unknown name
 */
export function labelKind(name: string): LabelKind {
  const kind = KINDS.get(name);
  if (kind) return kind;
  const known = [...KINDS.keys()];
  throw new DataConfigError(
    `there is no kind of labels named '${name}'${suggestion(name, known)}; there are ${known.join(', ')}`,
  );
}
