import { BDD100K_READER_TASKS } from '../bdd100k/tasks.js';
import { DataError } from '../errors.js';
import { labelKind } from '../kinds/index.js';
import type { LabelStore } from '../kinds/store.js';
import type { TaskSpec, TaskSpecs } from '../types.js';
import { type PseudoLabelRecord, readProvenance } from './provenance.js';

/**
 * Entries by task and frame, as found by the store of the task's kind. Tasks that the folder does not have
 * are missing.
 */
export type PseudoLabels = Record<string, ReadonlyMap<string, unknown>>;

/** Tasks of the pseudo labels in a folder, independent of the data set that they are for. */
export function labelledTasks(folder: string): TaskSpecs {
  const known: TaskSpecs = BDD100K_READER_TASKS;
  const specs = Object.entries(readProvenance(folder)).flatMap(([task, record]) => {
    const { kind = known[task]?.kind, classes = known[task]?.classes } = record ?? {};
    return kind && classes ? [[task, { kind, classes }] as const] : [];
  });
  return Object.fromEntries(specs);
}

/** @throws DataError for a kind whose labels are not stored in files */
export function storeOf(task: string, { kind }: TaskSpec): LabelStore {
  const { store } = labelKind(kind);
  if (store) return store;
  throw new DataError(`${task}: labels of the kind '${kind}' cannot be pseudo labels`);
}

/**
 * Finds the pseudo labels in a folder written by `cotrain pseudo-label`.
 *
 * @param tasks the tasks to look for, with the classes of the data set that the labels are for
 * @throws DataError if the folder has none of the tasks, pseudo-labelling was interrupted, files are missing,
 *   classes differ, or a box has an unknown category
 */
export async function readPseudoLabels(folder: string, tasks: TaskSpecs): Promise<PseudoLabels> {
  const records = readProvenance(folder);
  const found: PseudoLabels = {};
  for (const [task, spec] of Object.entries(tasks)) {
    const record = records[task];
    if (!record) continue;
    assertClasses(folder, task, record, spec.classes);
    const again = `run \`cotrain pseudo-label\` again with the same options to make what is missing`;
    const store = storeOf(task, spec);
    const place = store.place(folder, task, record.split);
    if (!record.complete)
      throw new DataError(`${folder}: pseudo-labelling of ${task} was interrupted; ${again}`, {
        file: folder,
      });
    const labels = await store.find(place, spec.classes);
    if (labels.size < record.frames)
      throw new DataError(
        `${place} has pseudo labels of ${labels.size} frames instead of ${record.frames}; ${again}`,
        {
          file: place,
        },
      );
    found[task] = labels;
  }
  if (Object.keys(found).length > 0) return found;
  throw new DataError(
    `${folder} has no pseudo labels of ${Object.keys(tasks).join(', ')}: no provenance.json lists any`,
    { file: folder },
  );
}

/**
 * A record without classes comes from a version in which all were BDD100K's, or from a task without classes.
 */
function assertClasses(
  folder: string,
  task: string,
  { classes }: PseudoLabelRecord,
  wanted: readonly string[],
): void {
  if (classes === undefined || classes.join() === wanted.join()) return;
  throw new DataError(
    `${folder} labels ${task} with the classes ${classes.join(', ')}, but those of the data set are ${wanted.join(', ')}`,
    { file: folder },
  );
}
