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
 * Maps a data set's class names to the model's, by task; null ignores a class. Classes whose names also exist
 * in the model may be omitted, all others must be listed.
 */
export type ClassMap<Own extends TaskSpecs = TaskSpecs, Model extends TaskSpecs = TaskSpecs> = {
  readonly [T in keyof Own]?: {
    readonly [Name in Names<Own, T>]?: (T extends keyof Model ? Names<Model, T> : string) | null;
  };
};

/** How to convert the labels of one task. Plain data, so that it can be sent to a worker thread. */
interface TaskTable {
  kind: string;
  /** The model's id for each class of the data set; null ignores the class. */
  ids: readonly (number | null)[];
  /** Number of the model's classes. */
  classes: number;
}

/** Tables by task. Tasks without any common class are missing, and their labels are absent. */
type Tables = Readonly<Record<string, TaskTable>>;

interface MappedSource {
  inner: SampleSource;
  tables: Tables;
}

/**
 * A data set converted to the classes of a model. Model classes that no class of the data set maps to count
 * as not annotated, so they are treated as neither present nor absent. Pixels of an ignored class become 255.
 * Boxes of an ignored class are removed and are therefore background to a detector. Tasks that the model does
 * not have are dropped.
 *
 * @param classMap mapping of the classes whose names the model does not have
 * @param model the model's tasks
 * @throws DataConfigError for a class without a mapping, for unknown class names, and for a task of another
 *   kind
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
          `${task} has the kind ${own.kind} in the data set, but ${target.kind} in the model`,
        );
      const table = tableFor(task, own.kind, own.classes, target.classes, maps[task] ?? {});
      return table ? [[task, table]] : [];
    }),
  );
  // The class numbers in the data set's files apply to the model's classes only if the classes are the same.
  const sameIds = Object.entries(model).map(([task, spec]) => {
    const ids = tables[task] && isSame(tables[task]) ? dataset.tasks[task]?.ids : undefined;
    return [task, ids ? { ...spec, ids } : spec];
  });
  return derive(dataset, {
    tasks: Object.fromEntries(sameIds),
    // With other classes, the boxes are no longer what the file's official scorer counts.
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
  // A kind without classes does not need a map.
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

/**
 * A model class is annotated if at least one class maps to it and all classes that map to it are annotated.
 */
function annotatedAfter(label: TaskLabel<unknown>, { ids, classes }: TaskTable): Annotated {
  const own = annotatedOf(label).classes;
  const annotated = Array.from({ length: classes }, (_, id) => id).filter((id) => {
    const sources = [...ids.keys()].filter((source) => ids[source] === id);
    return sources.length > 0 && sources.every((source) => own?.includes(source) ?? true);
  });
  return annotated.length === classes ? {} : { classes: annotated };
}
