import type { TaskSpec, TaskSpecs } from '@cotrain/data';
import type { VectorNames } from '@cotrain/models';
import type { HeadInput } from '../config/heads.js';
import { type TaskKind, taskKind } from './kind.js';
import { Registry } from './registry.js';

/**
 * A task by name, with everything that a run needs to know in addition to its labels' kind. Missing entries
 * are taken from the kind. A task that was not registered has only the kind stated by the data.
 */
export interface TaskDefinition<Label = unknown, Found = unknown>
  extends Partial<Omit<TaskKind<Label, Found>, 'name'>> {
  name: string;
  /** Kind of its labels. */
  kind: string;
  /** Title on pages. Default: its name. */
  title?: string;
  /** Name in images. Default: its name. */
  caption?: string;
  /** Default weight of its losses. Default 1. */
  lossWeight?: number;
  /** Default head. Default: the first kind of head that answers tasks of this kind. */
  head?: HeadInput;
  /** Names of the classes for a text encoder. Default: their names. */
  prompts?(classes: readonly string[]): readonly string[];
  /** For each name returned by `prompts`: its name in a list of text vectors. Default: the same name. */
  vectorNames?: VectorNames;
}

/** A task of a run: the kind's abilities, overridden by the task's own. */
export interface Task extends TaskKind, TaskSpec {
  title: string;
  caption: string;
  lossWeight: number;
  prompts(classes: readonly string[]): readonly string[];
  vectorNames: VectorNames;
}

const TASKS = new Registry<TaskDefinition>('task');

/** Registers a task for runs. @throws ConfigError if the name is already in use */
export const registerTask = <Label, Found>(task: TaskDefinition<Label, Found>): void =>
  TASKS.add(task.name, task as TaskDefinition);

/** The registered definition of a task. */
export const definitionOf = (name: string): TaskDefinition | undefined => TASKS.get(name);

/** Names of all registered tasks. */
export const registeredTasks = (): string[] => TASKS.names;

/** A task of the data. @throws ConfigError for labels of an unknown kind */
export function taskOf(name: string, spec: TaskSpec): Task {
  const { name: _, kind: __, head: ___, ...own } = definitionOf(name) ?? { name, kind: spec.kind };
  const defaults = {
    title: name,
    caption: name,
    lossWeight: 1,
    prompts: (classes: readonly string[]) => classes,
    vectorNames: {},
  };
  return { ...taskKind(spec.kind), ...defaults, ...own, ...spec, name };
}

/** Those of the named tasks that the data has. */
export const tasksOf = (names: readonly string[], specs: TaskSpecs): Task[] =>
  names.flatMap((name) => (specs[name] ? [taskOf(name, specs[name])] : []));

/** Title of a task on pages. */
export const taskTitle = (name: string): string => definitionOf(name)?.title ?? name;
