import { stringify } from 'yaml';
import { taskTitle as titleOf } from '../tasks/task.js';
import type { Curve } from './curves.js';
import type { TrainEvent } from './events.js';
import { card, cards, figure, htmlPage, section, table, tileRow } from './page.js';
import { escapeXml } from './raster.js';
import {
  changeRows,
  formatPercent,
  groupMetrics,
  lastMetrics,
  type Row,
  runFacts,
  skippedRows,
  stateOf,
  type TaskMetrics,
  timingRows,
  warningRows,
} from './summary.js';

export interface Page {
  title: string;
  events: readonly TrainEvent[];
  /** The resolved configuration, shown as YAML. */
  config: object;
  /** Scores in percent, `task/metric` or `task/kind/class`. Default: the last evaluation of `events`. */
  metrics?: Readonly<Record<string, number | null>>;
  curves: readonly Curve[];
  /** Images as data URIs. */
  pictures: readonly { name: string; uri: string }[];
}

/** A self-contained HTML page, including styles, curves and images. All text is escaped. */
export function renderPage(page: Page): string {
  const { title, events, config, curves, pictures } = page;
  const state = stateOf(events);
  const groups = groupMetrics(page.metrics ?? lastMetrics(events));
  const timing = timingRows(events);
  const header = `<span class="pill ${state === 'finished' ? 'finished' : ''}">${escapeXml(state)}</span>${subtitle(groups)}`;
  const body = [
    tiles(groups),
    section('Run', cards([table(runFacts(events)), ...(timing.length > 0 ? [timingTable(timing)] : [])])),
    section('Warnings', listOf(warningRows(events), ['what', 'after step'])),
    section('Changed on the way', listOf(changeRows(events), ['key', 'from step', 'at'])),
    section('Frames left out', listOf(skippedRows(events), ['frame', 'part', 'why'])),
    section('Metrics', cards(groups.map(taskTables))),
    section('Curves', cards(curves.map(({ svg }) => svg))),
    section('Pictures', pictures.map(figure).join('\n')),
    section(
      'Configuration',
      card(`<details open><summary>config</summary><pre>${escapeXml(stringify(config))}</pre></details>`),
    ),
  ];
  return htmlPage(title, header, body.join('\n'));
}

function subtitle(groups: TaskMetrics[]): string {
  const tasks = groups.map(({ task }) => taskTitle(task));
  return tasks.length > 0 ? `evaluated on ${escapeXml(tasks.join(' and ').toLowerCase())}` : 'not evaluated';
}

/** The first two overall scores of each task, which readers look for first. */
function tiles(groups: TaskMetrics[]): string {
  return tileRow(
    groups.flatMap(({ task, overall }) =>
      overall
        .slice(0, 2)
        .map(({ name, value }) => [formatPercent(value), `${taskTitle(task)}, ${name}`] as const),
    ),
  );
}

const listOf = (rows: readonly Row[], head: readonly string[]): string =>
  rows.length === 0 ? '' : card(table(rows, head));

function timingTable(rows: readonly Row[]): string {
  return table(rows, ['Time', 'median', '95 %', 'sum']);
}

function taskTables({ task, overall, kinds, classes }: TaskMetrics): string {
  const summary = table(overall.map(({ name, value }) => [name, formatPercent(value)]));
  if (classes.length === 0) return `<h3>${escapeXml(taskTitle(task))} (%)</h3>${summary}`;
  const head = ['class', '', ...kinds].map((cell) => `<th>${escapeXml(cell)}</th>`).join('');
  const body = classes.map(({ name, values }) => {
    const cells = values.map((value) => `<td>${formatPercent(value)}</td>`).join('');
    return `<tr><td>${escapeXml(name)}</td><td class="wide">${bar(values[0] ?? null)}</td>${cells}</tr>`;
  });
  return (
    `<h3>${escapeXml(taskTitle(task))} (%)</h3>${summary}` +
    `<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`
  );
}

function bar(percent: number | null): string {
  if (percent === null || !Number.isFinite(percent)) return '';
  const width = Math.min(100, Math.max(0, percent)).toFixed(1);
  return `<div class="bar"><i style="width:${width}%"></i></div>`;
}

/** Scores without a task are listed under ''. */
const taskTitle = (task: string): string => (task === '' ? 'Other' : titleOf(task));
