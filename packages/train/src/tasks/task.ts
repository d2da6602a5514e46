import type { TaskSpec, TaskSpecs } from '@cotrain/data';
import type { VectorNames } from '@cotrain/models';
import type { HeadInput } from '../config/heads.js';
import { type TaskKind, taskKind } from './kind.js';
import { Registry } from './registry.js';

/**
 * A task by name, and all that a run has to know of it beyond its labels' kind. What is not given is the
 * kind's; a task that nobody registered is of the kind that the data say, and no more.
 */
export interface TaskDefinition<Label = unknown, Found = unknown>
  extends Partial<Omit<TaskKind<Label, Found>, 'name'>> {
  name: string;
  /** The kind of its labels. */
  kind: string;
  /** How pages name it (default: its name). */
  title?: string;
  /** How pictures name it (default: its name). */
  caption?: string;
  /** Factor of its losses, where a configuration says none (default 1). */
  lossWeight?: number;
  /**
   * Its head, where a configuration says none (default: the first kind of head that answers tasks of this
   * kind).
   */
  head?: HeadInput;
  /** The classes as a text encoder is told them (default: their names). */
  prompts?(classes: readonly string[]): readonly string[];
  /** By class, as `prompts` says it: what stands for it in a list of text vectors (default: its own name). */
  vectorNames?: VectorNames;
}

/** A task of a run: the kind's abilities with the task's own in their places. */
export interface Task extends TaskKind, TaskSpec {
  title: string;
  caption: string;
  lossWeight: number;
  prompts(classes: readonly string[]): readonly string[];
  vectorNames: VectorNames;
}

const TASKS = new Registry<TaskDefinition>('task');

/** Makes a task known to runs. @throws ConfigError where another task has its name */
export const registerTask = <Label, Found>(task: TaskDefinition<Label, Found>): void =>
  TASKS.add(task.name, task as TaskDefinition);

/** What was registered of a task. */
export const definitionOf = (name: string): TaskDefinition | undefined => TASKS.get(name);

/** The names of all tasks that were registered. */
export const registeredTasks = (): string[] => TASKS.names;

/** A task of the data. @throws ConfigError for labels of a kind that nobody knows */
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

/** Those of the names that the data have. */
export const tasksOf = (names: readonly string[], specs: TaskSpecs): Task[] =>
  names.flatMap((name) => (specs[name] ? [taskOf(name, specs[name])] : []));

/** How pages name a task. */
export const taskTitle = (name: string): string => definitionOf(name)?.title ?? name;
