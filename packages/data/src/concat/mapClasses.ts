import { suggestion } from '@cotrain/torch';
import { derive } from '../derive.js';
import { DataConfigError } from '../errors.js';
import { labelKind } from '../kinds/index.js';
import { keyOf } from '../labelKeys.js';
import { loadSource } from '../source.js';
import {
  type Annotated,
  annotatedOf,
  type Dataset,
  type LabelledFrame,
  labelOf,
  type Sample,
  type SampleSource,
  type TaskLabel,
  type TaskSpecs,
} from '../types.js';

type Names<Tasks extends TaskSpecs, T extends keyof Tasks> = Tasks[T]['classes'][number];

/**
 * A data set's own class names, by task, to those of the model; null: to be ignored. A class whose name the
 * model has too need not be mentioned, any other must be.
 */
export type ClassMap<Own extends TaskSpecs = TaskSpecs, Model extends TaskSpecs = TaskSpecs> = {
  readonly [T in keyof Own]?: {
    readonly [Name in Names<Own, T>]?: (T extends keyof Model ? Names<Model, T> : string) | null;
  };
};

/** What becomes of the labels of one task; plain data, so that a worker thread needs no more. */
interface TaskTable {
  kind: string;
  /** The model's id of each own class; null: ignored. */
  ids: readonly (number | null)[];
  /** How many classes the model has. */
  classes: number;
}

/** By task; a task without any class that both have is missing: its labels are absent. */
type Tables = Readonly<Record<string, TaskTable>>;

interface MappedSource {
  inner: SampleSource;
  tables: Tables;
}

/**
 * A data set with the classes of a model. Classes of the model that no own class is mapped to count as not
 * annotated there: nobody looked for them, so they are neither present nor absent. Pixels of an ignored class
 * are 255; boxes of one are left out, and with that are background to a detector. Tasks that the model has
 * not are left out.
 *
 * @param classMap of the classes whose names the model does not have
 * @param model the model's tasks
 * @throws DataConfigError for an own class that is not mapped to anything, for names that are no classes, and
 *   for a task of another kind
 */
export function mapClasses<Own extends TaskSpecs, const Model extends TaskSpecs>(
  dataset: Dataset & { readonly tasks: Own },
  classMap: ClassMap<Own, Model> = {},
  model: Model,
): Dataset {
  const known = Object.keys(model);
  const unknown = Object.keys(classMap).find((task) => !known.includes(task));
  if (unknown !== undefined)
    throw new DataConfigError(`class map: there is no task "${unknown}"; the tasks are ${known.join(', ')}`);
  const maps = classMap as Readonly<Record<string, Readonly<Record<string, string | null | undefined>>>>;
  const tables: Tables = Object.fromEntries(
    Object.entries(dataset.tasks).flatMap(([task, own]) => {
      const target = model[task];
      if (!target) return [];
      if (target.kind !== own.kind)
        throw new DataConfigError(
          `${task} is of the kind ${own.kind} in the data set, and ${target.kind} in the model`,
        );
      const table = tableFor(task, own.kind, own.classes, target.classes, maps[task] ?? {});
      return table ? [[task, table]] : [];
    }),
  );
  // Numbers of classes in the data set's files are those of the model's classes where these are the same.
  const sameIds = Object.entries(model).map(([task, spec]) => {
    const ids = tables[task] && isSame(tables[task]) ? dataset.tasks[task]?.ids : undefined;
    return [task, ids ? { ...spec, ids } : spec];
  });
  return derive(dataset, {
    tasks: Object.fromEntries(sameIds),
    // Boxes of other classes are no longer what the official scorer of the file counts.
    keepsScored: (task) => tables[task] !== undefined && isSame(tables[task]),
    change: (frame) => mapLabels(frame, tables),
    labelled: (own) =>
      Object.fromEntries(Object.keys(model).map((task) => [task, own[task] === true && task in tables])),
    labelKeys: (own) =>
      Object.fromEntries(
        Object.entries(own).flatMap(([task, key]) => {
          const table = tables[task];
          return table ? [[task, keyOf([key, { ids: table.ids, classes: table.classes }])]] : [];
        }),
      ),
    source(inner): SampleSource {
      const args: MappedSource = { inner, tables };
      return { module: import.meta.url, args };
    },
  });
}

const isSame = ({ ids, classes }: TaskTable): boolean =>
  ids.length === classes && ids.every((id, own) => id === own);

function tableFor(
  task: string,
  kind: string,
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
    const wanted = map[name] === undefined ? name : map[name];
    return wanted === null ? null : model.indexOf(wanted);
  });
  // A kind without classes needs no map.
  return own.length === 0 || ids.some((id) => id !== null) ? { kind, ids, classes: model.length } : null;
}

export async function loadSample({ inner, tables }: MappedSource): Promise<Sample> {
  return mapLabels(await loadSource(inner), tables);
}

function mapLabels<Frame extends LabelledFrame>(frame: Frame, tables: Tables): Frame {
  const labels = Object.entries(tables).map(([task, table]) => [
    task,
    mapLabel(labelOf(frame.labels, task), table),
  ]);
  return { ...frame, labels: Object.fromEntries(labels) };
}

function mapLabel(label: TaskLabel<unknown>, table: TaskTable): TaskLabel<unknown> {
  const kind = labelKind(table.kind);
  if (label.state === 'absent' || !kind.mapIds) return label;
  const annotated = annotatedAfter(label, table);
  if (annotated.classes?.length === 0) return { state: 'absent' };
  if (label.state === 'empty') return { state: 'empty', ...annotated };
  return kind.label(kind.mapIds(label.value, table.ids), annotated);
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
