// Scores: tiles, tables by class, confusion matrices, and precision-recall curves.
import type { Confusion, TaskDetails, TaskScores } from '../src/watch/view.js';
import { card, h, redraw, table } from './dom.js';
import { formatScore, formatStep } from './numbers.js';
import { Plot } from './plot.js';
import { type Run, runs, shownRuns } from './state.js';

export const tiles = h('div', { class: 'grid tiles' });
export const scoresSection = h('section', { id: 'scores' });
const scores = h('div', {});
const details = h('div', {});
scoresSection.append(h('h2', {}, 'Scores'), scores, details);

export function drawScores(): void {
  const shown = shownRuns();
  const [only] = shown;
  redraw(tiles, shown.length === 1 && only!.summary.scores, () =>
    shown.length === 1 ? only!.summary.scores.flatMap(tilesOf) : [],
  );
  const values = shown.map(({ summary }) => [summary.name, summary.scores, summary.scoredAt]);
  redraw(scores, values, () => {
    if (shown.every(({ summary }) => summary.scores.length === 0))
      return [h('p', { class: 'soft' }, 'Not evaluated yet.')];
    return shown.length === 1 ? [singleRun(only!)] : [comparison(shown)];
  });
  redraw(
    details,
    shown.map(({ summary }) => [summary.name, summary.details]),
    () => shown.flatMap(detailsOf),
  );
}

/** The first two overall scores of a task, which readers look for first. */
const tilesOf = ({ title, overall }: TaskScores): HTMLElement[] =>
  overall
    .slice(0, 2)
    .map(({ name, value }) =>
      h('div', { class: 'card tile' }, h('b', {}, formatScore(value)), h('span', {}, `${title}, ${name}`)),
    );

function singleRun({ summary }: Run): HTMLElement {
  return h('div', { class: 'grid two' }, ...summary.scores.map(taskCard));
}

function taskCard({ title, overall, kinds, classes }: TaskScores): HTMLElement {
  const rows = overall.map(({ name, value }) => [name, formatScore(value)]);
  const byClass = classes.map(({ name, values }) => [
    name,
    bar(values[0] ?? null),
    ...values.map(formatScore),
  ]);
  return card(
    h('h3', {}, `${title} (%)`),
    table(rows),
    byClass.length > 0 && table(byClass, ['class', '', ...kinds]),
  );
}

function bar(percent: number | null): HTMLElement {
  const filled = h('i', {});
  filled.style.width = `${Math.min(100, Math.max(0, percent ?? 0))}%`;
  return h('div', { class: 'bar', 'aria-hidden': 'true' }, filled);
}

/** Rows are scores, columns are runs; the best of a row is bold. */
function comparison(shown: readonly Run[]): HTMLElement {
  const scoreOf = (run: Run, task: string, name: string) =>
    run.summary.scores.find((own) => own.task === task)?.overall.find((own) => own.name === name)?.value ??
    null;
  const names = new Map(
    shown.flatMap(({ summary }) =>
      summary.scores.flatMap(({ task, title, overall }) =>
        overall.map(({ name }) => [`${task}/${name}`, { task, title, name }] as const),
      ),
    ),
  );
  const rows = [...names.values()].map(({ task, title, name }) => {
    const values = shown.map((run) => scoreOf(run, task, name));
    const best = Math.max(...values.map((value) => value ?? Number.NEGATIVE_INFINITY));
    // Errors are better when they are small.
    const isRanked = !/RMSE|MAE|error/i.test(name) && values.length > 1;
    return [
      `${title}, ${name}`,
      ...values.map((value) =>
        isRanked && value === best ? h('strong', {}, formatScore(value)) : h('span', {}, formatScore(value)),
      ),
    ];
  });
  return card(table(rows, ['score (%)', ...shown.map(({ summary }) => summary.name)]));
}

function detailsOf({ summary }: Run): HTMLElement[] {
  const { details: found } = summary;
  if (!found) return [];
  const prefix = runs.size > 1 ? `${summary.name}, ` : '';
  const note = `${prefix}after step ${formatStep(found.step)}`;
  return found.tasks.flatMap((task) => [
    ...(task.precision && Object.keys(task.precision).length > 0 ? [precisionCurves(task, note)] : []),
    ...(task.confusion ? [confusionMatrix(task.title, task.confusion, note)] : []),
  ]);
}

/** Recalls at which precision is logged: 0, 0.01, ... 1. */
const RECALLS = Array.from({ length: 101 }, (_, i) => i / 100);

function precisionCurves({ title, precision = {} }: TaskDetails, note: string): HTMLElement {
  const options = { unit: 'precision', xLabel: 'recall', noisy: false, linked: false };
  const plot = new Plot({ ...options, title: `Precision and recall: ${title}, IoU 0.5, ${note}` });
  plot.element.classList.add('wide');
  const series = Object.entries(precision).map(([name, y], index) => {
    const average = y.reduce((sum, value) => sum + value, 0) / y.length;
    return { label: `${name}, AP50 ${formatScore(100 * average)}`, index, x: RECALLS, y };
  });
  queueMicrotask(() => plot.update(series));
  return plot.element;
}

/** Rows are the truth and sum to 100 %. */
function confusionMatrix(
  title: string,
  { classes, none, counts, unit }: Confusion,
  note: string,
): HTMLElement {
  const columns = [...classes, none];
  const head = h(
    'tr',
    {},
    h('th', { scope: 'col' }, 'truth'),
    ...columns.map((name) => h('th', { scope: 'col', class: 'turned' }, h('span', {}, name))),
  );
  const rows = counts.flatMap((row, i) => {
    const total = row.reduce((a, b) => a + b, 0);
    if (total === 0) return [];
    const truth = classes[i] ?? 'no object';
    const cells = columns.map((name, j) => {
      const share = (row[j] ?? 0) / total;
      const cell = h(
        'td',
        {
          title: `${truth} as ${name}: ${(row[j] ?? 0).toLocaleString('en')} ${unit}, ${(100 * share).toFixed(1)} %`,
        },
        share < 0.005 ? '' : String(Math.round(100 * share)),
      );
      cell.style.setProperty('--share', String(Math.sqrt(share)));
      if (share > 0.7) cell.classList.add('strong'); // contrast of 4:1 on both backgrounds
      if (j === i) cell.classList.add('right');
      return cell;
    });
    return [h('tr', {}, h('th', { scope: 'row' }, truth), ...cells)];
  });
  const missing = classes.filter((_, i) => (counts[i] ?? []).every((count) => count === 0));
  const name = `Confusion: ${title}, ${note}`;
  return card(
    h('h3', {}, name),
    h(
      'p',
      { class: 'soft' },
      `What each true class was predicted as, in percent of its ${unit}.${missing.length > 0 ? ` Not in the data: ${missing.join(', ')}.` : ''}`,
    ),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': name },
      h('table', { class: 'confusion' }, h('thead', {}, head), h('tbody', {}, ...rows)),
    ),
  );
}
