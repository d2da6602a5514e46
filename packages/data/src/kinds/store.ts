import type { Split } from '../bdd100k/layout.js';
import type { LabelledFrame, TaskLabel } from '../types.js';

/**
 * How labels of a kind are stored in files of BDD100K's layout, from which pseudo labels are read. An entry
 * is plain data.
 */
export interface LabelStore<Value = unknown, Entry = unknown> {
  /** File or folder of a task's labels. */
  place(folder: string, task: string, split: Split): string;
  /** Finds the entries at a place, by {@link keyOf} of the frames' names. */
  find(place: string, classes: readonly string[]): Promise<Map<string, Entry>>;
  keyOf(name: string): string;
  /** @throws DataError if the label was made for an image of another size */
  read(entry: Entry, frame: LabelledFrame, classes: readonly string[]): Promise<TaskLabel<Value>>;
  /** Fingerprint of an entry. */
  contentKey(entry: Entry): string | Promise<string>;
}
