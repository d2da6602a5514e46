import type { Split } from '../bdd100k/layout.js';
import type { LabelledFrame, TaskLabel } from '../types.js';

/**
 * How labels of a kind lie in files of BDD100K's layout, from which labels are filled in. An entry is plain
 * data.
 */
export interface LabelStore<Value = unknown, Entry = unknown> {
  /** The file or folder of a task's labels. */
  place(folder: string, task: string, split: Split): string;
  /** What there is at a place, by what {@link keyOf} says of the frames' names. */
  find(place: string, classes: readonly string[]): Promise<Map<string, Entry>>;
  keyOf(name: string): string;
  /** @throws DataError for a label that was made for an image of another size */
  read(entry: Entry, frame: LabelledFrame, classes: readonly string[]): Promise<TaskLabel<Value>>;
  /** What tells an entry from others. */
  contentKey(entry: Entry): string | Promise<string>;
}
