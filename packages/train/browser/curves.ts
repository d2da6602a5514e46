// The section of curves: charts that stay while their lines grow.
import { type ChartPlan, GROUPS, planCharts } from './chartPlan.js';
import { h } from './dom.js';
import { linesOf, Plot } from './plot.js';
import { runs, settings, shownRuns } from './state.js';

const charts = new Map<string, Plot>();
const grids = new Map<string, HTMLElement>();

/** The section, with its controls. */
export const curvesSection = h('section', { id: 'curves' });

export function drawCurves(): void {
  if (curvesSection.childElementCount === 0) curvesSection.append(h('h2', {}, 'Curves'), controls());
  const shown = shownRuns();
  const several = runs.size > 1;
  const plans = planCharts(shown, titleOf, several);
  for (const [key, plot] of charts)
    if (!plans.some((plan) => keyOf(plan) === key)) {
      plot.remove();
      charts.delete(key);
    }
  for (const plan of plans) {
    const lines = linesOf(plan, several);
    const key = keyOf(plan);
    let plot = charts.get(key);
    if (!plot) {
      plot = new Plot({
        title: plan.title,
        unit: plan.unit,
        xLabel: 'step',
        noisy: plan.noisy,
        linked: true,
      });
      charts.set(key, plot);
      gridOf(plan).append(plot.element);
    }
    plot.update(lines);
  }
  for (const grid of grids.values()) grid.parentElement!.hidden = grid.childElementCount === 0;
}

const keyOf = ({ key, title }: ChartPlan): string => `${key} ${title}`;

/** Title of a task, as its run names it. */
function titleOf(task: string): string {
  for (const { summary } of runs.values()) {
    const found = summary.scores.find((scores) => scores.task === task);
    if (found) return found.title;
  }
  return task;
}

function gridOf({ group, folded }: ChartPlan): HTMLElement {
  const key = `${group}${folded}`;
  const known = grids.get(key);
  if (known) return known;
  const grid = h('div', { class: 'grid charts' });
  const name = folded ? `${group} by class` : group;
  const holder = h('details', { class: 'group' }, h('summary', {}, name), grid);
  holder.open = !folded;
  grids.set(key, grid);
  // In the order of the groups, whatever comes first in the log.
  const rank = (text: string) =>
    GROUPS.findIndex((own) => text.startsWith(own)) + Number(text.endsWith('class')) / 2;
  const after = [...curvesSection.querySelectorAll('details')].find(
    (other) => rank(other.querySelector('summary')!.textContent!) > rank(name),
  );
  curvesSection.insertBefore(holder, after ?? null);
  return grid;
}

function controls(): HTMLElement {
  const shown = h('output', { for: 'smoothing' }, settings.smoothing.toFixed(2));
  const smoothing = h('input', {
    ...{ type: 'range', id: 'smoothing', min: 0, max: 0.99, step: 0.01, value: settings.smoothing },
    oninput: () => {
      settings.smoothing = Number(smoothing.value);
      shown.textContent = settings.smoothing.toFixed(2);
      drawCurves();
    },
  });
  const scale = h(
    'select',
    {
      id: 'scale',
      onchange: () => {
        settings.scale = scale.value as typeof settings.scale;
        drawCurves();
      },
    },
    ...['auto', 'linear', 'log'].map((name) => h('option', { value: name }, name)),
  );
  const everything = h(
    'button',
    {
      type: 'button',
      onclick: () => {
        settings.zoom = null;
        drawCurves();
      },
    },
    'Show all steps',
  );
  return h(
    'div',
    { class: 'controls' },
    h('label', { for: 'smoothing' }, 'Smoothing ', smoothing, ' ', shown),
    h('label', { for: 'scale' }, 'Axis ', scale),
    everything,
    h('span', { class: 'soft' }, 'Drag over a chart to zoom; hover or use arrow keys to read values.'),
  );
}
