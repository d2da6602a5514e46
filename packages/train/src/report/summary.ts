import type {
  DivergenceEvent,
  EndEvent,
  EvalEvent,
  ResumeEvent,
  SkipEvent,
  StartEvent,
  StepEvent,
  TrainEvent,
  WarningEvent,
} from './events.js';

export type Row = readonly [label: string, ...values: string[]];

/** What was trained, on which data, and for how long. */
export function runFacts(events: readonly TrainEvent[]): Row[] {
  const first = ofType<StartEvent>(events, 'start')[0];
  const start = last<StartEvent>(events, 'start');
  const resumed = ofType<ResumeEvent>(events, 'resume').map(({ step }) => step.toLocaleString('en'));
  const steps = ofType<StepEvent>(events, 'step');
  const end = last<EndEvent>(events, 'end');
  const step = steps.at(-1);
  const checkpoints = events.filter(({ type }) => type === 'checkpoint').length;
  return [
    ...(first && start
      ? ([
          ['Started', formatTime(first.time)],
          ...(resumed.length > 0 ? ([['Resumed after step', resumed.join(', ')]] satisfies Row[]) : []),
          ['Device', start.device],
          ['Parameters', formatCount(start.parameters)],
          ['Training images', count(start.images)],
          ['Planned', `${count(start.steps)} steps, ${formatNumber(start.epochs)} epochs`],
        ] satisfies Row[])
      : []),
    ...(step ? ([['Done', `${step.step.toLocaleString('en')} steps`]] satisfies Row[]) : []),
    ...(step ? ([['Last loss', formatNumber(step.loss)]] satisfies Row[]) : []),
    ...(checkpoints > 0 ? ([['Checkpoints written', String(checkpoints)]] satisfies Row[]) : []),
    ...(end ? ([['Time', formatDuration(end.time)]] satisfies Row[]) : []),
  ];
}

/** Settings that changed from a step on. */
export function changeRows(events: readonly TrainEvent[]): Row[] {
  return ofType<ResumeEvent>(events, 'resume').flatMap(({ step, time, changes, data }) => [
    ...changes.map(
      ({ key, from, to }): Row => [
        `${key}: ${JSON.stringify(from)} to ${JSON.stringify(to)}`,
        String(step),
        formatTime(time),
      ],
    ),
    ...(data === null ? [] : [[`data: ${data}`, String(step), formatTime(time)] satisfies Row]),
  ]);
}

/** Frames that could not be read. */
export function skippedRows(events: readonly TrainEvent[]): Row[] {
  return ofType<SkipEvent>(events, 'skip').map(({ name, part, reason }) => [name, part, reason]);
}

/** Warnings about parts of the model. */
export function warningRows(events: readonly TrainEvent[]): Row[] {
  return ofType<WarningEvent>(events, 'warning').map(({ text, step }) => [text, String(step)]);
}

/** Steps whose numbers were not finite, after which training continued. */
export function divergenceRows(events: readonly TrainEvent[]): Row[] {
  return ofType<DivergenceEvent>(events, 'divergence').map(({ text, step }) => [text, String(step)]);
}

const formatTime = (time: string): string => time.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');

/** Times of all steps and evaluations of a run, in seconds. */
export interface Times {
  step: readonly number[];
  data: readonly number[];
  evaluation: readonly number[];
  /** Number of images in all steps. */
  images: number;
}

/** Step and data times: median, 95th percentile, sum. Empty before the first step. */
export function timingRows({ step, data, evaluation, images }: Times): Row[] {
  if (step.length === 0) return [];
  const total = sum(step);
  const row = (label: string, times: readonly number[]): Row => [
    label,
    formatSeconds(quantile(times, 0.5)),
    formatSeconds(quantile(times, 0.95)),
    formatDuration(sum(times)),
  ];
  return [
    row('Step', step),
    ...(data.length > 0 ? [row('of which waiting for data', data)] : []),
    ...(evaluation.length > 0 ? [row('Evaluation', evaluation)] : []),
    ['Images a second, training', total > 0 ? formatNumber(images / total) : '–', '', ''],
  ];
}

export interface TaskMetrics {
  task: string;
  /** Overall scores `mIoU`, `pAcc`, ... in percent. */
  overall: { name: string; value: number | null }[];
  /** Columns of the class table: the kinds of scores (`IoU`, `Acc`). Each class is a row. */
  kinds: string[];
  classes: { name: string; values: (number | null)[] }[];
}

/** Groups `task/metric` and `task/kind/class` keys by task; other keys are listed under ''. */
export function groupMetrics(metrics: Readonly<Record<string, number | null>>): TaskMetrics[] {
  const tasks = new Map<
    string,
    { overall: Map<string, number | null>; perClass: Map<string, Map<string, number | null>> }
  >();
  for (const [key, value] of Object.entries(metrics)) {
    const [task = '', kind = '', ...rest] = key.includes('/') ? key.split('/') : ['', key];
    const group = tasks.get(task) ?? { overall: new Map(), perClass: new Map() };
    tasks.set(task, group);
    if (rest.length === 0) {
      group.overall.set(kind, value);
    } else {
      const name = rest.join('/');
      const scores = group.perClass.get(name) ?? new Map<string, number | null>();
      group.perClass.set(name, scores.set(kind, value));
    }
  }
  return [...tasks].map(([task, { overall, perClass }]) => {
    const kinds = [...new Set([...perClass.values()].flatMap((scores) => [...scores.keys()]))];
    return {
      task,
      overall: [...overall].map(([name, value]) => ({ name, value })),
      kinds,
      classes: [...perClass].map(([name, scores]) => ({
        name,
        values: kinds.map((kind) => scores.get(kind) ?? null),
      })),
    };
  });
}

export function lastMetrics(events: readonly TrainEvent[]): Record<string, number | null> {
  return last<EvalEvent>(events, 'eval')?.metrics ?? {};
}

/** Two decimals; a dash for an undefined score. */
export function formatPercent(value: number | null): string {
  return value === null || !Number.isFinite(value) ? '–' : value.toFixed(2);
}

function formatNumber(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : '–';
}

const count = (value: number | null): string => value?.toLocaleString('en') ?? '–';

function formatCount(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} M`;
  return value >= 1e4 ? `${(value / 1e3).toFixed(1)} k` : String(value);
}

function formatSeconds(seconds: number): string {
  return seconds < 1 ? `${(seconds * 1000).toPrecision(3)} ms` : `${seconds.toPrecision(3)} s`;
}

function formatDuration(seconds: number): string {
  if (seconds < 120) return formatSeconds(seconds);
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Nearest-rank quantile. */
function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)]!;
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function ofType<T extends TrainEvent>(events: readonly TrainEvent[], type: T['type']): T[] {
  return events.filter((event): event is T => event.type === type);
}

function last<T extends TrainEvent>(events: readonly TrainEvent[], type: T['type']): T | undefined {
  return ofType<T>(events, type).at(-1);
}
