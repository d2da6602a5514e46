// Which curves there are, and which of them share a chart. Every number of the log has its place, whatever
// its name.

import type { Table } from '../src/watch/view.js';
import type { Run } from './state.js';

/** One line. */
export interface Line {
  label: string;
  run: Run;
  column: string;
}

export interface ChartPlan {
  /** Unique on the page. */
  key: string;
  title: string;
  group: string;
  of: 'steps' | 'evaluations';
  lines: Line[];
  /** What is measured, for the axis and the description. */
  unit: string;
  /** Whether the values scatter from step to step, so that a moving average helps. */
  noisy: boolean;
  /** Scores by class are many, and folded at first. */
  folded: boolean;
}

export const GROUPS = ['Loss', 'Validation', 'Optimisation', 'Time and memory', 'Other'] as const;

interface Rule {
  match: RegExp;
  chart: string;
  title: string;
  group: (typeof GROUPS)[number];
  unit?: string;
}

/** The first rule that fits a column decides. `$1` is the part in brackets. */
const RULES: readonly Rule[] = [
  { match: /^(?:loss|losses\/[^/]+)$/, chart: 'loss', title: 'Training loss', group: 'Loss' },
  { match: /^losses\/(.+)\/[^/]+$/, chart: 'loss/$1', title: 'Training loss: $1', group: 'Loss' },
  {
    match: /^metrics\/([^/]+)\/[^/]+$/,
    chart: 'metrics/$1',
    title: 'Validation: $1',
    group: 'Validation',
    unit: '%',
  },
  {
    match: /^metrics\/([^/]+)\/([^/]+)\/.+$/,
    chart: 'metrics/$1/$2',
    title: 'Validation: $1, $2 by class',
    group: 'Validation',
    unit: '%',
  },
  { match: /^lr$/, chart: 'lr', title: 'Learning rate', group: 'Optimisation' },
  { match: /^gradNorm$/, chart: 'gradNorm', title: 'Gradient norm, before clipping', group: 'Optimisation' },
  {
    match: /^gradNorms\//,
    chart: 'gradNorms',
    title: 'Gradient norm by task, at the shared features',
    group: 'Optimisation',
  },
  { match: /^partNorms\//, chart: 'partNorms', title: 'Gradient norm by part', group: 'Optimisation' },
  {
    match: /^updateRatios\//,
    chart: 'updateRatios',
    title: 'Update relative to the weights, by part',
    group: 'Optimisation',
  },
  { match: /^(?:lossScale)$/, chart: 'lossScale', title: 'Scale of the loss (fp16)', group: 'Optimisation' },
  {
    match: /^(?:overflow)$/,
    chart: 'overflow',
    title: 'Steps that overflowed (fp16)',
    group: 'Optimisation',
  },
  {
    match: /^(?:stepTime|dataTime)$/,
    chart: 'time',
    title: 'Time of a step',
    group: 'Time and memory',
    unit: 's',
  },
  {
    match: /^imagesPerSecond$/,
    chart: 'imagesPerSecond',
    title: 'Throughput',
    group: 'Time and memory',
    unit: 'images/s',
  },
  { match: /^images$/, chart: 'images', title: 'Images in a step', group: 'Time and memory' },
  { match: /[mM]emory/, chart: 'memory', title: 'Memory', group: 'Time and memory', unit: 'bytes' },
  { match: /^(.+)\/[^/]+$/, chart: '$1', title: '$1', group: 'Other' },
  { match: /^(.+)$/, chart: '$1', title: '$1', group: 'Other' },
];

/** Numbers that follow from the settings. */
const EXACT = new Set(['lr', 'lossScale']);

const NAMES: Readonly<Record<string, string>> = {
  loss: 'total',
  stepTime: 'step',
  dataTime: 'waiting for data',
  lr: 'learning rate',
  gradNorm: 'norm',
  imagesPerSecond: 'images per second',
};

/**
 * The charts of some runs. One run has its related curves in one chart; several runs have a chart for each
 * curve, so that the runs can be compared.
 */
export function planCharts(
  shown: readonly Run[],
  titleOf: (task: string) => string,
  several = shown.length > 1,
): ChartPlan[] {
  const charts = new Map<string, ChartPlan>();
  for (const run of shown)
    for (const of of ['steps', 'evaluations'] as const)
      for (const column of columnsOf(run[of])) {
        const rule = RULES.find(({ match }) => match.test(column))!;
        const [own, task] = rule.match.exec(column)!;
        const fill = (text: string, name = (part: string) => part) =>
          text.replace(/\$(\d)/g, (_, i: string) => name(rule.match.exec(own)![Number(i)]!));
        const key = `${of} ${several ? column : fill(rule.chart)}`;
        const label = NAMES[column] ?? column.slice(column.lastIndexOf('/') + 1);
        const title = fill(rule.title, (part) => (part === task ? titleOf(part) : part));
        const isAlone = title.endsWith(label) || NAMES[column] === 'learning rate' || label === 'norm';
        let chart = charts.get(key);
        if (!chart) {
          chart = {
            ...{ key, of, group: rule.group, unit: rule.unit ?? '', lines: [] },
            title: several && !isAlone ? `${title}: ${label}` : title,
            noisy: of === 'steps' && !EXACT.has(column),
            folded: /by class/.test(rule.title),
          };
          charts.set(key, chart);
        }
        const line = { label: several ? run.summary.name : label, run, column };
        if (column === 'loss') chart.lines.unshift(line);
        else chart.lines.push(line);
      }
  return [...charts.values()].sort((a, b) => order(a) - order(b));
}

const order = ({ group, folded }: ChartPlan): number =>
  2 * GROUPS.indexOf(group as (typeof GROUPS)[number]) + Number(folded);

/** Columns to draw. With a single task, its loss is the total. */
function columnsOf({ columns }: Table): string[] {
  const names = Object.keys(columns);
  const tasks = names.filter((name) => /^losses\/[^/]+$/.test(name));
  return tasks.length > 1 ? names : names.filter((name) => !tasks.includes(name));
}

/** Exponential moving average, corrected for its start as in TensorBoard. Gaps stay gaps. */
export function smooth(values: readonly (number | null)[], weight: number): (number | null)[] {
  let [average, power] = [0, 1];
  return values.map((value) => {
    if (value === null) return null;
    average = weight * average + (1 - weight) * value;
    power *= weight;
    return average / (1 - power);
  });
}
