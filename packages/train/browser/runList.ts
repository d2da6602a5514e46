// The runs themselves: what they are, what happened to them, and how their configurations differ.
import type { RunSummary } from '../src/watch/view.js';
import { lineStyle } from './colors.js';
import { card, h, redraw, table } from './dom.js';
import { type Run, runs, shownRuns } from './state.js';

export const header = h('header', {});
export const runsSection = h('section', { id: 'runs' });
export const configSection = h('section', { id: 'configuration' });
const list = h('div', {});
const differences = h('div', {});
const configs = h('div', {});
runsSection.append(h('h2', {}, 'Runs'), list);
configSection.append(h('h2', {}, 'Configuration'), differences, configs);

/** Whether the comparison shows equal keys too. */
let isComplete = false;

/** @param onChoice called when the reader shows or hides a run */
export function drawRuns(title: string, onChoice: () => void): void {
  const all = [...runs.values()];
  const shown = shownRuns();
  const heading = all.length === 1 ? all[0]!.summary.title : all.length === 0 ? title : `${all.length} runs`;
  document.title = all.length === 0 ? title : heading;
  redraw(
    header,
    [heading, all.map(({ summary: { name, status, origin } }) => [name, status, origin])],
    () => [
      h('h1', {}, heading),
      ...(all.length === 1 ? [subtitle(all[0]!.summary)] : []),
      ...(all.length === 0
        ? [h('p', { class: 'soft' }, 'There is no run yet; this page shows it when it begins.')]
        : []),
      ...(all.length > 1 ? [choices(all, onChoice)] : []),
    ],
  );
  redraw(
    list,
    shown.map(({ summary: { config: _, configText: __, details: ___, ...rest } }) => rest),
    () => shown.map(({ summary }) => runCard(summary)),
  );
  runsSection.querySelector('h2')!.textContent = all.length > 1 ? 'Runs' : 'Run';
  drawConfigs(shown);
}

function pill(status: string): HTMLElement {
  return h(
    'span',
    { class: `pill ${status === 'finished' || status === 'running' ? 'finished' : ''}` },
    status,
  );
}

function subtitle({ status, origin }: RunSummary): HTMLElement {
  const facts = origin
    ? [
        h('code', {}, origin.command),
        ` · cotrain ${origin.version}`,
        origin.commit ? ` · commit ${origin.commit}` : ' · no commit',
      ]
    : ['the command is not recorded'];
  return h('p', { class: 'soft' }, pill(status), ...facts);
}

function choices(all: readonly Run[], onChoice: () => void): HTMLElement {
  const boxes = all.map((run) => {
    const box = h('input', {
      type: 'checkbox',
      checked: run.shown,
      onchange: () => {
        run.shown = box.checked;
        onChoice();
      },
    });
    const swatch = h('i', { class: 'swatch', 'aria-hidden': 'true' });
    swatch.style.background = lineStyle(run.index).color;
    return h(
      'label',
      { class: 'choice' },
      box,
      swatch,
      h('span', {}, run.summary.name),
      pill(run.summary.status),
    );
  });
  return h('fieldset', { class: 'choices' }, h('legend', { class: 'soft' }, 'Shown runs'), ...boxes);
}

function runCard(summary: RunSummary): HTMLElement {
  const { name, facts, timing, warnings, changes, skipped } = summary;
  const lists: [string, RunSummary['facts'], string[]][] = [
    ['Warnings', warnings, ['what', 'step']],
    ['Changed on the way', changes, ['key', 'from step', 'at']],
    ['Frames left out', skipped, ['frame', 'part', 'why']],
  ];
  const several = runs.size > 1;
  return h(
    'div',
    { class: 'run' },
    several && h('h3', {}, name),
    several && subtitle(summary),
    h(
      'div',
      { class: 'grid two' },
      card(table(facts)),
      timing.length > 0 && card(table(timing, ['Time', 'median', '95 %', 'sum'])),
      ...lists.flatMap(([title, rows, head]) =>
        rows.length > 0 ? [card(h('h3', {}, title), table(rows, head))] : [],
      ),
    ),
  );
}

function drawConfigs(shown: readonly Run[]): void {
  const keys = [...new Set(shown.flatMap(({ summary }) => Object.keys(summary.config)))];
  const differ = keys.filter((key) => new Set(shown.map(({ summary }) => summary.config[key])).size > 1);
  const listed = isComplete ? keys : differ;
  redraw(
    differences,
    [
      shown.length,
      listed,
      listed.map((key) => shown.map(({ summary }) => [summary.name, summary.config[key]])),
    ],
    () => {
      if (shown.length < 2) return [];
      const all = h('input', {
        type: 'checkbox',
        id: 'all-keys',
        checked: isComplete,
        onchange: () => {
          isComplete = all.checked;
          drawConfigs(shownRuns());
          document.getElementById('all-keys')?.focus();
        },
      });
      const rows = listed.map((key) => [
        key,
        ...shown.map(({ summary }) =>
          h('span', { class: differ.includes(key) ? 'differs' : 'soft' }, summary.config[key] ?? 'not set'),
        ),
      ]);
      const control = h('label', { for: 'all-keys' }, all, ' equal keys too');
      if (rows.length === 0) return [card(h('p', {}, 'The configurations are equal. ', control))];
      return [
        card(
          h('h3', {}, 'Differences '),
          control,
          table(rows, ['key', ...shown.map(({ summary }) => summary.name)]),
        ),
      ];
    },
  );
  redraw(
    configs,
    shown.map(({ summary }) => summary.configText),
    () =>
      shown.map(({ summary }) => {
        const text = h('pre', { tabindex: 0 }, summary.configText);
        const details = h('details', {}, h('summary', {}, runs.size > 1 ? summary.name : 'all keys'), text);
        details.open = runs.size === 1;
        return card(details);
      }),
  );
}
