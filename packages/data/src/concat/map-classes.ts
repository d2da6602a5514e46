import { suggestion } from '@cotrain/torch';
import type { DETECTION_CATEGORIES, DRIVABLE_CLASSES, SEMANTIC_CLASSES } from '../classes.js';
import { classesOf } from '../classes-of.js';
import { DataConfigError } from '../errors.js';
import { keyOf } from '../label-keys.js';
import { loadSource } from '../source.js';
import {
  type Annotated,
  annotatedOf,
  type Box,
  boxLabel,
  type Dataset,
  IGNORE_LABEL,
  type LabelKeys,
  type LabelledFrame,
  type LabelMask,
  type LabelSpace,
  maskLabel,
  readLabels,
  type Sample,
  type SampleSource,
  TASKS,
  type Task,
  type TaskLabel,
} from '../types.js';

/** BDD100K's classes by task, as types. */
export interface Bdd100kSpace {
  det: typeof DETECTION_CATEGORIES;
  sem_seg: typeof SEMANTIC_CLASSES;
  drivable: typeof DRIVABLE_CLASSES;
}

type Names<Space extends LabelSpace, T extends Task> = Space[T] extends readonly (infer Name extends string)[]
  ? Name
  : string;

/**
 * A data set's own class names, by task, to those of the model; null: to be ignored. A class whose name the model has too need not be
 * mentioned, any other must be.
 */
export type ClassMap<Own extends LabelSpace = LabelSpace, Model extends LabelSpace = Bdd100kSpace> = {
  readonly [T in Task]?: { readonly [Name in Names<Own, T>]?: Names<Model, T> | null };
};

/** What becomes of the labels of one task; plain data, so that a worker thread needs no more. */
interface TaskTable {
  /** The model's id of each own class; null: ignored. */
  ids: readonly (number | null)[];
  /** How many classes the model has. */
  classes: number;
}

/** Null for a task without any class that both have: its labels are absent. */
type Tables = Record<Task, TaskTable | null>;

interface MappedSource {
  inner: SampleSource;
  tables: Tables;
}

/**
 * A data set in the label space of a model. Classes of the model that no own class is mapped to count as not annotated there:
 * nobody looked for them, so they are neither present nor absent. Pixels of an ignored class are 255; boxes of one are left
 * out, and with that are background to a detector.
 *
 * @param classMap of the classes whose names the model does not have
 * @param model the model's classes; BDD100K's for a task that is not named
 * @throws DataConfigError for an own class that is not mapped to anything, and for names that are no classes
 */
export function mapClasses<Own extends LabelSpace, const Model extends LabelSpace = Bdd100kSpace>(
  dataset: Dataset & { readonly classes?: Own },
  classMap: ClassMap<Own, Model> = {},
  model?: Model,
): Dataset {
  const own = classesOf(dataset);
  const target = classesOf(model ? { classes: model } : {});
  const unknown = Object.keys(classMap).find((task) => !TASKS.includes(task as Task));
  if (unknown !== undefined) {
    throw new DataConfigError(`class map: there is no task "${unknown}"; the tasks are ${TASKS.join(', ')}`);
  }
  const tables = Object.fromEntries(
    TASKS.map((task) => [task, tableFor(task, own[task], target[task], classMap[task] ?? {})]),
  ) as Tables;
  return {
    length: dataset.length,
    names: dataset.names,
    classes: target,
    // Boxes of other classes are no longer what the official scorer of the file counts.
    ...(isSame(tables.det) && dataset.scored && { scored: (index: number) => dataset.scored!(index) }),
    ...(dataset.frameId && { frameId: (index: number) => dataset.frameId!(index) }),
    get: async (index) => mapLabels(await dataset.get(index), tables),
    labels: async (index) => mapLabels(await readLabels(dataset, index), tables),
    ...(dataset.labelled && {
      labelled(index: number): Record<Task, boolean> {
        const labelled = dataset.labelled!(index);
        const has = (task: Task) => labelled[task] && tables[task] !== null;
        return { det: has('det'), sem_seg: has('sem_seg'), drivable: has('drivable') };
      },
    }),
    ...(dataset.labelKeys && {
      async labelKeys(index: number): Promise<LabelKeys> {
        const keys = Object.entries(await dataset.labelKeys!(index)) as [Task, string][];
        const mapped = keys.flatMap(([task, key]) =>
          tables[task] === null ? [] : [[task, keyOf([key, tables[task]])] as const],
        );
        return Object.fromEntries(mapped);
      },
    }),
    ...(dataset.source && {
      source(index: number): SampleSource {
        const args: MappedSource = { inner: dataset.source!(index), tables };
        return { module: import.meta.url, args };
      },
    }),
  };
}

const isSame = (table: TaskTable | null): boolean =>
  table !== null && table.ids.length === table.classes && table.ids.every((id, own) => id === own);

function tableFor(
  task: Task,
  own: readonly string[],
  model: readonly string[],
  map: Readonly<Record<string, string | null | undefined>>,
): TaskTable | null {
  for (const [name, wanted] of Object.entries(map)) {
    if (!own.includes(name)) {
      throw new DataConfigError(
        `class map of ${task}: the data set has no class "${name}"${suggestion(name, own)}; it has ${own.join(', ')}`,
      );
    }
    if (wanted !== null && wanted !== undefined && !model.includes(wanted)) {
      throw new DataConfigError(
        `class map of ${task}: the model has no class "${wanted}"${suggestion(wanted, model)}; it has ${model.join(', ')}`,
      );
    }
  }
  const unmapped = own.filter((name) => map[name] === undefined && !model.includes(name));
  if (unmapped.length > 0) {
    throw new DataConfigError(
      `class map of ${task}: the model has no class ${unmapped.map((name) => `"${name}"`).join(', ')}; ` +
        'map each to one of its classes, or to null to ignore it',
    );
  }
  const ids = own.map((name) => {
    const wanted = map[name] === undefined ? name : map[name]!;
    return wanted === null ? null : model.indexOf(wanted);
  });
  return ids.some((id) => id !== null) ? { ids, classes: model.length } : null;
}

export async function loadSample({ inner, tables }: MappedSource): Promise<Sample> {
  return mapLabels(await loadSource(inner), tables);
}

function mapLabels<Frame extends LabelledFrame>(frame: Frame, tables: Tables): Frame {
  const { labels } = frame;
  return {
    ...frame,
    labels: {
      det: mapLabel(labels.det, tables.det, mapBoxes, boxLabel),
      sem_seg: mapLabel(labels.sem_seg, tables.sem_seg, mapMask, maskLabel),
      drivable: mapLabel(labels.drivable, tables.drivable, mapMask, maskLabel),
    },
  };
}

function mapLabel<T>(
  label: TaskLabel<T>,
  table: TaskTable | null,
  map: (value: T, table: TaskTable) => T,
  makeLabel: (value: T, of: Annotated) => TaskLabel<T>,
): TaskLabel<T> {
  if (table === null || label.state === 'absent') return { state: 'absent' };
  const annotated = annotatedAfter(label, table);
  if (annotated.classes?.length === 0) return { state: 'absent' };
  if (label.state === 'empty') return { state: 'empty', ...annotated };
  return makeLabel(map(label.value, table), annotated);
}

/** A class of the model is annotated if all own classes that are mapped to it are, and there is one. */
function annotatedAfter(label: TaskLabel<unknown>, { ids, classes }: TaskTable): Annotated {
  const own = annotatedOf(label).classes;
  const annotated = Array.from({ length: classes }, (_, id) => id).filter((id) => {
    const sources = [...ids.keys()].filter((source) => ids[source] === id);
    return sources.length > 0 && sources.every((source) => own?.includes(source) ?? true);
  });
  return annotated.length === classes ? {} : { classes: annotated };
}

function mapBoxes(boxes: Box[], { ids }: TaskTable): Box[] {
  return boxes.flatMap((box) => {
    const category = ids[box.category];
    return category === null || category === undefined ? [] : [{ ...box, category }];
  });
}

function mapMask({ height, width, data }: LabelMask, { ids }: TaskTable): LabelMask {
  const table = Uint8Array.from({ length: 256 }, (_, id) => ids[id] ?? IGNORE_LABEL);
  return { height, width, data: data.map((id) => table[id]!) };
}
