import { stringify } from 'yaml';
import type { Curve } from './curves.js';
import type { TrainEvent } from './events.js';
import { escapeXml } from './raster.js';
import { STYLE } from './style.js';
import {
  formatPercent,
  groupMetrics,
  lastMetrics,
  type Row,
  runFacts,
  stateOf,
  type TaskMetrics,
  timingRows,
} from './summary.js';

export interface Page {
  title: string;
  events: readonly TrainEvent[];
  /** The resolved configuration, shown as YAML. */
  config: object;
  /** In percent, `task/metric` or `task/kind/class`; default: the last evaluation of `events`. */
  metrics?: Readonly<Record<string, number | null>>;
  curves: readonly Curve[];
  /** Pictures as data URIs. */
  pictures: readonly { name: string; uri: string }[];
}

const TASK_TITLES: Readonly<Record<string, string>> = {
  sem_seg: 'Semantic segmentation',
  drivable: 'Drivable area',
  det: 'Detection',
  '': 'Other',
};

/** One HTML page that needs nothing beside itself: styles, curves and pictures are inside. All text is escaped. */
export function renderPage(page: Page): string {
  const { title, events, config, curves, pictures } = page;
  const state = stateOf(events);
  const groups = groupMetrics(page.metrics ?? lastMetrics(events));
  const timing = timingRows(events);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<style>${STYLE}</style>
</head>
<body><main>
<header>
<h1>${escapeXml(title)}</h1>
<p class="soft"><span class="pill ${state === 'finished' ? 'finished' : ''}">${state}</span>${subtitle(groups)}</p>
</header>
${tiles(groups)}
${section('Run', `<div class="grid two">${card(table(runFacts(events)))}${timing.length > 0 ? card(timingTable(timing)) : ''}</div>`)}
${section('Metrics', groups.length > 0 ? `<div class="grid two">${groups.map(taskCard).join('')}</div>` : '')}
${section('Curves', curves.length > 0 ? `<div class="grid two">${curves.map(({ svg }) => card(svg)).join('\n')}</div>` : '')}
${section('Pictures', pictures.map(figure).join('\n'))}
${section('Configuration', card(`<details open><summary>config</summary><pre>${escapeXml(stringify(config))}</pre></details>`))}
</main></body>
</html>
`;
}

function section(title: string, body: string): string {
  return body === '' ? '' : `<section><h2>${title}</h2>${body}</section>`;
}

function card(body: string): string {
  return `<div class="card">${body}</div>`;
}

function subtitle(groups: TaskMetrics[]): string {
  const tasks = groups.map(({ task }) => taskTitle(task));
  return tasks.length > 0 ? `evaluated on ${escapeXml(tasks.join(' and ').toLowerCase())}` : 'not evaluated';
}

/** The first two overall scores of each task: what one looks for first. */
function tiles(groups: TaskMetrics[]): string {
  const scores = groups.flatMap(({ task, overall }) =>
    overall.slice(0, 2).map(({ name, value }) => {
      const label = `${taskTitle(task)}, ${name}`;
      return `<div class="card tile"><b>${formatPercent(value)}</b><span>${escapeXml(label)}</span></div>`;
    }),
  );
  return scores.length > 0 ? `<div class="grid tiles">${scores.join('')}</div>` : '';
}

function table(rows: readonly Row[]): string {
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeXml(cell)}</td>`).join('')}</tr>`);
  return `<table><tbody>${body.join('')}</tbody></table>`;
}

function timingTable(rows: readonly Row[]): string {
  return table(rows).replace(
    '<tbody>',
    '<thead><tr><th>Time</th><th>median</th><th>95 %</th><th>sum</th></tr></thead><tbody>',
  );
}

function taskCard({ task, overall, kinds, classes }: TaskMetrics): string {
  const summary = table(overall.map(({ name, value }) => [name, formatPercent(value)]));
  if (classes.length === 0) return card(`<h3>${escapeXml(taskTitle(task))} (%)</h3>${summary}`);
  const head = ['class', '', ...kinds].map((cell) => `<th>${escapeXml(cell)}</th>`).join('');
  const body = classes.map(({ name, values }) => {
    const cells = values.map((value) => `<td>${formatPercent(value)}</td>`).join('');
    return `<tr><td>${escapeXml(name)}</td><td class="wide">${bar(values[0] ?? null)}</td>${cells}</tr>`;
  });
  return card(
    `<h3>${escapeXml(taskTitle(task))} (%)</h3>${summary}` +
      `<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`,
  );
}

function bar(percent: number | null): string {
  if (percent === null || !Number.isFinite(percent)) return '';
  const width = Math.min(100, Math.max(0, percent)).toFixed(1);
  return `<div class="bar"><i style="width:${width}%"></i></div>`;
}

function figure({ name, uri }: { name: string; uri: string }): string {
  const text = escapeXml(name);
  return `<figure class="card"><img src="${escapeXml(uri)}" alt="${text}" loading="lazy"><figcaption>${text}</figcaption></figure>`;
}

function taskTitle(task: string): string {
  return TASK_TITLES[task] ?? task;
}
