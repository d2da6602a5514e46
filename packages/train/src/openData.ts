// Opens the frames of a configuration.
import {
  applySplit,
  BDD100K_TASKS,
  concatDatasets,
  type Dataset,
  makeSplit,
  readSplit,
  type Split,
  subset,
  type TaskSpecs,
  type TaskSplit,
  withPseudoLabels,
} from '@cotrain/data';
import type { TrainConfig } from './config/config.js';
import type { ConcatConfig, DataConfig, SingleDataConfig } from './config/data.js';
import { kindOf } from './data/index.js';
import { ConfigError } from './errors.js';

/**
 * Opens the training or validation part of the configured data.
 *
 * @throws ConfigError for a task without labelled training frames; DataError and DataConfigError like the
 *   data sets
 */
export async function openData({ data, tasks }: TrainConfig, part: Split): Promise<Dataset> {
  // Every setting is evaluated on the same frames and labels (section 3.1 of the paper).
  const required = data.split ? undefined : tasks;
  if (part === 'val') return openFrames(data, part, tasks, required);
  const dataset = await openTraining(data, tasks, required);
  const labelled = labelledTasks(dataset);
  const missing = tasks.find((task) => dataset.labelled && !labelled.includes(task));
  if (missing === undefined) return withLabelsOf(dataset, tasks);
  throw new ConfigError(
    `tasks: no training frame is labelled for ${missing}, only for ${labelled.join(', ') || 'no task'}`,
  );
}

/**
 * Warns on stderr if training frames are also used for evaluation, since BDD100K's 10k and 100k images
 * overlap. Other data sets number the images of each part separately, so equal names mean nothing there.
 */
export function warnOfLeak({ data }: TrainConfig, train: Dataset, val: Dataset): void {
  const kinds = data.kind === 'concat' ? data.parts.map((part) => part.data.kind) : [data.kind];
  if (!kinds.includes('bdd100k')) return;
  const judged = new Set(val.names);
  const shared = train.names.filter((name) => judged.has(name));
  if (shared.length === 0) return;
  process.emitWarning(
    `training frames are validation frames too (${shared.length}, first: ${shared[0]}), so that scores are too high: ` +
      'remove their images or labels from one of the two; `cotrain data inspect` lists them',
    'DataWarning',
  );
}

/**
 * The training frames with the split applied and pseudo labels filled in.
 * @param required see {@link openFrames}
 */
async function openTraining(
  data: DataConfig | SingleDataConfig,
  tasks: readonly string[],
  required?: readonly string[],
): Promise<Dataset> {
  const frames = await openFrames(data, 'train', tasks, required);
  const { split, pseudoLabels } = data;
  const shown = split ? applySplit(frames, await splitOf(frames, split)) : frames;
  return pseudoLabels.length > 0 ? withPseudoLabels(shown, pseudoLabels, { tasks }) : shown;
}

/**
 * Drawn over all tasks with labels, so that a teacher of one task gets the frames that the student has for
 * it.
 */
const splitOf = async (frames: Dataset, split: NonNullable<DataConfig['split']>): Promise<TaskSplit> =>
  split.setting === 'file'
    ? readSplit(split.file)
    : makeSplit(frames, { ...split, tasks: split.tasks ?? labelledTasks(frames) });

/** @param required tasks for which a folder must have labels; default: any labels */
async function openFrames(
  data: DataConfig | SingleDataConfig,
  part: Split,
  tasks: readonly string[],
  required?: readonly string[],
): Promise<Dataset> {
  if (data.kind !== 'concat') return openSingle(data, part, tasks, required);
  const parts = [];
  for (const { data: own, for: use, ...mapping } of data.parts) {
    if (use !== 'both' && use !== part) continue;
    const dataset = part === 'train' ? await openTraining(own, tasks) : await openSingle(own, part, tasks);
    parts.push({ ...mapping, dataset });
  }
  if (parts.length === 0)
    throw new ConfigError(`data.parts: none of them is for ${part}: set 'for' of one to ${part} or both`);
  return concatDatasets(parts, { tasks: modelTasks(data, parts) });
}

/**
 * The classes named in a configuration, BDD100K's for its tasks, or else those of the first part with the
 * task.
 */
function modelTasks({ classes }: ConcatConfig, parts: readonly { dataset: Dataset }[]): TaskSpecs {
  const found: TaskSpecs = Object.assign({}, ...parts.map(({ dataset }) => dataset.tasks).reverse());
  const known: TaskSpecs = BDD100K_TASKS;
  const tasks = Object.entries(found).map(([task, { kind, classes: own }]) => [
    task,
    { kind, classes: classes[task] ?? known[task]?.classes ?? own },
  ]);
  const unknown = Object.keys(classes).find((task) => !found[task]);
  if (unknown === undefined) return Object.fromEntries(tasks);
  throw new ConfigError(
    `data.classes: no part has labels of ${unknown}; they have labels of ${Object.keys(found).join(', ')}`,
  );
}

const openSingle = async (
  data: SingleDataConfig,
  part: Split,
  tasks: readonly string[],
  required?: readonly string[],
): Promise<Dataset> => kindOf(data).open(data as never, { part, tasks, ...(required && { required }) });

/**
 * The frames that at least one of the tasks can learn from: with a split, a teacher of one task sees only
 * that task's frames.
 */
function withLabelsOf(dataset: Dataset, tasks: readonly string[]): Dataset {
  if (!dataset.labelled) return dataset;
  const indices = dataset.names.flatMap((_, index) => {
    const labelled = dataset.labelled!(index);
    return tasks.some((task) => labelled[task]) ? [index] : [];
  });
  return indices.length === dataset.length ? dataset : subset(dataset, indices);
}

const labelledTasks = (dataset: Dataset): string[] =>
  Object.keys(dataset.tasks).filter((task) =>
    dataset.names.some((_, index) => dataset.labelled?.(index)[task]),
  );
