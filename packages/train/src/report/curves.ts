import { type ChartSpec, COLORS, renderChart } from './chart.js';
import { type EvalEvent, type StepEvent, type TrainEvent, taskLoss, taskOf } from './events.js';

/** One curve of a report, by step. */
export interface Curve {
  /** File name without extension. */
  name: string;
  title: string;
  /** Axes and text are drawn in `currentColor`, so the image follows the page's theme. */
  svg: string;
}

interface Point {
  step: number;
  value: number;
  series: string;
}

interface Chart {
  name: string;
  title: string;
  points: Point[];
  /** Noisy series show a moving average over the faint raw values; others show their points. */
  noisy: boolean;
  format?: string;
}

const MAX_POINTS = 600;
/** Fraction of the run that the moving average covers. */
const SMOOTHING = 0.03;
/**
 * Ratio of the largest to the smallest value above which a linear axis would hide the later part of the run.
 */
const LOG_RATIO = 30;

/**
 * Draws loss, learning-rate, gradient and metric curves. Non-finite values are skipped; a curve without
 * values is not drawn.
 */
export async function drawCurves(events: readonly TrainEvent[]): Promise<Curve[]> {
  const steps = events.filter((event): event is StepEvent => event.type === 'step');
  const evals = events.filter((event): event is EvalEvent => event.type === 'eval');
  const charts = [...stepCharts(steps), ...metricCharts(evals)].filter(({ points }) => points.length > 0);
  return Promise.all(
    charts.map(async (chart) => ({
      name: chart.name,
      title: chart.title,
      svg: await renderChart(specOf(chart)),
    })),
  );
}

function stepCharts(steps: StepEvent[]): Chart[] {
  const series = (name: string, read: (step: StepEvent) => number | undefined): Point[] =>
    steps.flatMap((event) => {
      const value = read(event);
      return value !== undefined && Number.isFinite(value) ? [{ step: event.step, value, series: name }] : [];
    });
  const parts = [...new Set(steps.flatMap(({ losses }) => Object.keys(losses)))];
  const tasks = [...new Set(parts.map(taskOf))];
  const losses = [
    ...series('total', ({ loss }) => loss),
    // With a single task, its loss is the total.
    ...(tasks.length > 1 ? tasks.flatMap((task) => series(task, (event) => taskLoss(event, task))) : []),
  ];
  const byTask = tasks.flatMap((task): Chart[] => {
    const own = parts.filter((part) => taskOf(part) === task);
    if (own.length < 2) return [];
    const points = own.flatMap((part) => series(part.slice(task.length + 1), (event) => event.losses[part]));
    return [{ name: `loss-${fileName(task)}`, title: `Training loss: ${task}`, points, noisy: true }];
  });
  const normTasks = [...new Set(steps.flatMap(({ gradNorms }) => Object.keys(gradNorms)))];
  return [
    { name: 'loss', title: 'Training loss', points: losses, noisy: true },
    ...byTask,
    { name: 'lr', title: 'Learning rate', points: series('lr', ({ lr }) => lr), noisy: false, format: '~e' },
    {
      name: 'grad-norm',
      title: 'Gradient norm',
      points: series('norm', ({ gradNorm }) => gradNorm),
      noisy: true,
    },
    {
      name: 'grad-norm-tasks',
      title: "Norm of the tasks' gradients at the shared features",
      points: normTasks.flatMap((task) => series(task, (event) => event.gradNorms[task])),
      noisy: true,
    },
  ];
}

const fileName = (task: string): string => task.replace(/[^\w-]+/g, '_');

/** One chart for each task with its overall metrics; per-class values are shown in a table. */
function metricCharts(evals: EvalEvent[]): Chart[] {
  const byTask = new Map<string, Point[]>();
  for (const { step, metrics } of evals) {
    for (const [key, value] of Object.entries(metrics)) {
      const [task, metric, ...rest] = key.split('/');
      if (!task || !metric || rest.length > 0 || value === null || !Number.isFinite(value)) continue;
      const points = byTask.get(task) ?? [];
      byTask.set(task, points);
      points.push({ step, value, series: metric });
    }
  }
  return [...byTask].map(([task, points]) => ({
    name: `metrics-${fileName(task)}`,
    title: `Validation: ${task} (%)`,
    points,
    noisy: false,
  }));
}

function specOf({ title, points, noisy, format }: Chart): ChartSpec {
  const names = [...new Set(points.map(({ series }) => series))];
  const values = points.map(({ value }) => value);
  const [least, most] = [min(values), max(values)];
  const log = noisy && least > 0 && most / least > LOG_RATIO;
  const bySeries = names.map((name) => points.filter(({ series }) => series === name));
  const encoding = {
    x: {
      field: 'step',
      type: 'quantitative',
      title: 'step',
      scale: { nice: false, zero: true },
      axis: { tickMinStep: 1, format: '~s' },
    },
    y: {
      field: 'value',
      type: 'quantitative',
      title: null,
      scale: log ? { type: 'log' as const } : { zero: false, nice: true },
      axis: { tickCount: 5, ...(format ? { format } : {}), ...(log ? { values: decades(least, most) } : {}) },
    },
    color: {
      field: 'series',
      type: 'nominal',
      scale: { domain: names, range: names.map((_, i) => COLORS[i % COLORS.length]) },
      legend: names.length > 1 ? { title: null, orient: 'top' } : null,
    },
  } as const;
  return {
    title: { text: title, subtitle: log ? 'logarithmic axis' : '' },
    layer: noisy
      ? [
          {
            data: { values: bySeries.flatMap(thin) },
            mark: { type: 'line', strokeWidth: 1, opacity: 0.25 },
            encoding,
          },
          {
            data: { values: bySeries.flatMap((series) => thin(smooth(series))) },
            mark: { type: 'line', strokeWidth: 2.2 },
            encoding,
          },
        ]
      : [
          {
            data: { values: bySeries.flatMap(thin) },
            mark: { type: 'line', strokeWidth: 2.2, point: points.length <= 60 * names.length },
            encoding,
          },
        ],
  };
}

/** Centred moving average over {@link SMOOTHING} of the series. */
function smooth(points: Point[]): Point[] {
  const reach = Math.floor((points.length * SMOOTHING) / 2);
  if (reach === 0) return points;
  const sums = [0];
  for (const { value } of points) sums.push(sums.at(-1)! + value);
  return points.map((point, i) => {
    const [from, to] = [Math.max(0, i - reach), Math.min(points.length, i + reach + 1)];
    return { ...point, value: (sums[to]! - sums[from]!) / (to - from) };
  });
}

/**
 * At most {@link MAX_POINTS} points, each the mean of its neighbourhood, so that a long run does not make a
 * large page.
 */
function thin(points: Point[]): Point[] {
  const size = Math.ceil(points.length / MAX_POINTS);
  if (size <= 1) return points;
  return Array.from({ length: Math.ceil(points.length / size) }, (_, i) => {
    const group = points.slice(i * size, (i + 1) * size);
    return { ...group.at(-1)!, value: group.reduce((sum, { value }) => sum + value, 0) / group.length };
  });
}

/**
 * 0.01, 0.1, 1 ... around a range, because a grid line for each digit between them would look like a grey
 * block.
 */
function decades(least: number, most: number): number[] {
  const [from, to] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
  return Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));
}

// Math.min(...values) overflows the stack on long runs.
const min = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const max = (values: number[]) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
