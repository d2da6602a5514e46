// A run in words and figures, from its events and configuration.
import { stringify } from 'yaml';
import type { TrainEvent } from '../report/events.js';
import {
  changeRows,
  divergenceRows,
  groupMetrics,
  lastMetrics,
  runFacts,
  skippedRows,
  timingRows,
  warningRows,
} from '../report/summary.js';
import type { EvaluationFiles } from './evaluationFiles.js';
import type { RunEvents } from './runEvents.js';
import type { RunSummary, Table, TaskScores } from './view.js';

/** What a summary is made of. */
export interface RunParts extends Pick<RunSummary, 'id' | 'name' | 'title' | 'status' | 'origin'> {
  config: object;
  events: RunEvents;
  evaluations: readonly EvaluationFiles[];
  frames: RunSummary['frames'];
  batches: RunSummary['batches'];
  /** Scores in percent. Default: those of the last evaluation. */
  metrics?: Readonly<Record<string, number | null>>;
}

/** What the page says of a run, without its tables. */
export function summarize(parts: RunParts): RunSummary {
  const { id, name, title, status, origin, config, frames, batches } = parts;
  const { others: events, lastStep, steps } = parts.events;
  const details = parts.evaluations.at(-1) ?? null;
  const scored = events.findLast(({ type }) => type === 'eval');
  const titles = new Map(details?.tasks.map(({ task, title }) => [task, title]));
  const scores = groupMetrics(parts.metrics ?? lastMetrics(events)).map(
    (group): TaskScores => ({
      ...group,
      title: group.task === '' ? 'Other' : (titles.get(group.task) ?? TITLES.get(group.task) ?? group.task),
    }),
  );
  return {
    ...{ id, name, title, status, origin, scores },
    facts: runFacts(lastStep ? [...events, lastStep] : events),
    timing: timingRows(timesOf(steps, events)),
    warnings: [...warningRows(events), ...divergenceRows(events)],
    changes: changeRows(events),
    skipped: skippedRows(events),
    scoredAt: scored?.type === 'eval' ? scored.step : null,
    config: Object.fromEntries(settingsOf(config)),
    configText: stringify(config),
    details: details && { step: details.step, tasks: details.tasks },
    frames,
    batches,
  };
}

/** For runs of earlier versions, which do not record the titles of their tasks. */
const TITLES = new Map([
  ['det', 'Detection'],
  ['sem_seg', 'Semantic segmentation'],
  ['drivable', 'Drivable area'],
]);

function timesOf({ columns }: Table, events: readonly TrainEvent[]) {
  const known = (name: string) => (columns[name] ?? []).filter((value) => value !== null);
  return {
    step: known('stepTime'),
    data: known('dataTime'),
    images: known('images').reduce((a, b) => a + b, 0),
    evaluation: events.flatMap((event) => (event.type === 'eval' ? [event.time] : [])),
  };
}

/** Keys and values of a configuration. A list of values is one value. */
function* settingsOf(value: object, prefix = ''): Generator<[string, string]> {
  for (const [key, below] of Object.entries(value)) {
    const isTree =
      typeof below === 'object' &&
      below !== null &&
      Object.keys(below).length > 0 &&
      (!Array.isArray(below) || below.every((item) => typeof item === 'object' && item !== null));
    if (isTree) yield* settingsOf(below, `${prefix}${key}.`);
    else yield [prefix + key, JSON.stringify(below) ?? 'null'];
  }
}
