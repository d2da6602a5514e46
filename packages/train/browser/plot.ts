// One chart: uPlot with a legend that wraps, hover values, zoom, and the keyboard.
import type { ChartPlan } from './chartPlan.js';
import { smooth } from './chartPlan.js';
import { lineStyle } from './colors.js';
import { h, svg } from './dom.js';
import { format, formatBytes, formatStep } from './numbers.js';
import { settings } from './state.js';

/** A line with its values; `x` ascends. */
export interface Series {
  label: string;
  /** Number by which it is coloured. */
  index: number;
  x: number[];
  y: (number | null)[];
}

export interface PlotOptions {
  title: string;
  unit: string;
  xLabel: string;
  /** Whether the values are noisy: a moving average is drawn over the faint values. */
  noisy: boolean;
  /** Whether the chart shares its range and cursor with the others. */
  linked: boolean;
}

const HEIGHT = 240;
/** Largest to smallest value from which a linear axis would hide the later part of a run. */
const LOG_RATIO = 30;
/**
 * Most points that are drawn as such on a line with a moving average; a single one would be no line at all.
 */
const MOST_POINTS = 12;
/** Distances between the ticks of an axis: whole numbers for steps, powers of two for bytes. */
const WHOLE = Array.from({ length: 12 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();
const POWERS = Array.from({ length: 50 }, (_, power) => 2 ** power);
/** Every chart of steps has the same cursor. */
const CURSOR = uPlot.sync('steps');

const plots = new Set<Plot>();

/** A chart and its legend. */
export class Plot {
  readonly element: HTMLElement;
  readonly #box = h('div', { class: 'plot' });
  readonly #legend = h('div', { class: 'legend' });
  readonly #reading = h('p', { class: 'hidden', 'aria-live': 'polite' });
  readonly #note = h('span', { class: 'soft note' });
  #plot: uPlot | undefined;
  #series: Series[] = [];
  readonly #hidden = new Set<string>();
  #shape = '';
  #log = false;

  constructor(readonly options: PlotOptions) {
    const help = 'Arrow keys move the cursor, plus and minus zoom, Escape shows everything.';
    this.#box.tabIndex = 0;
    this.#box.setAttribute('role', 'application');
    this.#box.setAttribute('aria-roledescription', 'chart');
    this.#box.setAttribute('aria-label', `${options.title}. ${help}`);
    this.#box.title = 'Drag to zoom, double click to show everything';
    this.#box.addEventListener('keydown', (event) => this.#onKey(event));
    const heading = h('h3', {}, options.title, ' ', this.#note);
    this.element = h('figure', { class: 'card chart' }, heading, this.#legend, this.#box, this.#reading);
    new ResizeObserver(() => this.#plot?.setSize(this.#size())).observe(this.#box);
    plots.add(this);
  }

  /** Draws the given lines. */
  update(series: Series[]): void {
    this.#series = series;
    const { scale, smoothing } = settings;
    const values = series.flatMap(({ y }) => y).filter((value) => value !== null);
    const [least, most] = range(values);
    const isLog = scale === 'log' || (scale === 'auto' && this.options.noisy && most / least > LOG_RATIO);
    this.#log = isLog && least > 0;
    const shape = JSON.stringify([series.map(({ label, index }) => [label, index]), this.#log]);
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.#build();
    }
    this.#note.textContent = [this.options.unit, this.#log ? 'logarithmic' : ''].filter(Boolean).join(', ');
    const tables = series.map(
      ({ x, y }): uPlot.AlignedData => (this.options.noisy ? [x, y, smooth(y, smoothing)] : [x, y]),
    );
    if (tables.length === 0) return;
    const isShared = series.every(({ x }) => x === series[0]!.x);
    const data = isShared ? [series[0]!.x, ...tables.flatMap(([, ...lines]) => lines)] : uPlot.join(tables);
    this.#plot!.setData(data as uPlot.AlignedData);
    this.#showValues();
  }

  remove(): void {
    plots.delete(this);
    this.#plot?.destroy();
    this.element.remove();
  }

  /** Draws again, with the present colours and range. */
  refresh(): void {
    if (this.#plot && this.#plot.data[0].length > 0) this.#plot.setData(this.#plot.data);
  }

  #size(): { width: number; height: number } {
    return { width: Math.max(200, this.#box.clientWidth), height: HEIGHT };
  }

  #build(): void {
    this.#plot?.destroy();
    const { noisy, linked, unit, xLabel } = this.options;
    const lines = this.#series.flatMap(({ label, index }): uPlot.Series[] => {
      const { color, dash } = lineStyle(index);
      const show = !this.#hidden.has(label);
      const main = { label, show, stroke: color, dash, width: 2, spanGaps: true };
      if (!noisy) return [{ ...main, points: { size: 6 } }];
      const faint = { ...main, width: 1, alpha: 0.45, dash: [], points: { show: false } };
      return [faint, { ...main, points: { size: 6, show: isSparse } }];
    });
    const ink = (name: string) => () => getComputedStyle(document.body).getPropertyValue(name);
    const axis = { stroke: ink('--soft'), grid: { stroke: ink('--line'), width: 1 }, ticks: { show: false } };
    const value = unit === 'bytes' ? formatBytes : format;
    this.#plot = new uPlot(
      {
        ...this.#size(),
        legend: { show: false },
        focus: { alpha: 0.25 },
        cursor: {
          ...(linked && { sync: { key: CURSOR.key, setSeries: false } }),
          drag: { x: true, y: false, setScale: false },
          points: { size: 7 },
          bind: { dblclick: () => () => this.#zoom(null) },
        },
        scales: {
          x: { time: false, range: (_, min, max) => this.#range(min, max) },
          y: {
            distr: this.#log ? 3 : 1,
            ...(unit === 'bytes' &&
              !this.#log && { range: (_: uPlot, __: number, most: number) => [0, 1.1 * most] }),
          },
        },
        axes: [
          {
            ...axis,
            ...(linked && { incrs: WHOLE }),
            label: xLabel,
            labelSize: 18,
            labelFont: '12px sans-serif',
            size: 34,
            values: (_, all) => all.map((at) => (linked ? compact(at) : format(at))),
          },
          {
            ...axis,
            ...(unit === 'bytes' && { incrs: POWERS }),
            size: (_, labels) => 14 + 7 * Math.max(3, ...(labels ?? []).map((label) => label?.length ?? 0)),
            values: (_, all) => all.map((at) => (at === null ? '' : value(at))),
          },
        ],
        series: [{}, ...lines],
        hooks: {
          setCursor: [() => this.#showValues()],
          setSelect: [
            ({ select, posToVal }) => {
              if (select.width > 4)
                this.#zoom([posToVal(select.left, 'x'), posToVal(select.left + select.width, 'x')]);
            },
          ],
        },
      },
      [[], ...lines.map(() => [])] as unknown as uPlot.AlignedData,
      this.#box,
    );
    if (linked) CURSOR.sub(this.#plot);
    this.#buildLegend();
  }

  #range(min: number, max: number): [number, number] {
    if (this.options.linked && settings.zoom) return settings.zoom;
    if (this.#own) return this.#own;
    return min === max ? [min - 1, max + 1] : [min, max];
  }

  #own: [number, number] | null = null;

  #zoom(to: [number, number] | null): null {
    this.#plot?.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    if (!this.options.linked) {
      this.#own = to;
      this.refresh();
      return null;
    }
    settings.zoom = to;
    for (const plot of plots) if (plot.options.linked) plot.refresh();
    return null;
  }

  #buildLegend(): void {
    const entries = this.#series.map(({ label, index }, i) => {
      const { color, dash } = lineStyle(index);
      const line = svg('line', {
        x1: 0,
        y1: 5,
        x2: 24,
        y2: 5,
        stroke: color,
        'stroke-width': 3,
        'stroke-dasharray': dash.join(' ') || 'none',
      });
      const swatch = svg('svg', { width: 24, height: 10, 'aria-hidden': 'true' }, line);
      const button = h(
        'button',
        {
          type: 'button',
          'aria-pressed': String(!this.#hidden.has(label)),
          onclick: () => this.#toggle(label, button, i),
          onpointerenter: () => this.#focus(i),
          onpointerleave: () => this.#focus(null),
        },
        swatch,
        h('span', { class: 'name' }, label),
        h('span', { class: 'value' }),
      );
      return button;
    });
    this.#legend.replaceChildren(h('span', { class: 'at soft' }), ...entries);
  }

  /** Number of uPlot's last series of a line. */
  #seriesOf = (i: number): number => (this.options.noisy ? 2 * i + 2 : i + 1);

  #focus(i: number | null): void {
    if (this.#series.length > 1)
      this.#plot!.setSeries(i === null ? null : this.#seriesOf(i), { focus: i !== null });
  }

  #toggle(label: string, button: HTMLElement, i: number): void {
    const show = this.#hidden.delete(label);
    if (!show) this.#hidden.add(label);
    button.setAttribute('aria-pressed', String(show));
    this.#plot!.setSeries(this.#seriesOf(i), { show });
    if (this.options.noisy) this.#plot!.setSeries(this.#seriesOf(i) - 1, { show });
  }

  /** Shows the values at the cursor; without one, the last ones of a run, and none of another curve. */
  #showValues(): void {
    const plot = this.#plot;
    if (!plot) return;
    const [steps] = plot.data;
    const at = plot.cursor.idx ?? (this.options.linked ? steps.length - 1 : -1);
    const value = this.options.unit === 'bytes' ? formatBytes : format;
    const where = steps[at];
    const [step, ...entries] = this.#legend.children;
    const text =
      where === undefined
        ? ''
        : `${this.options.xLabel} ${this.options.linked ? formatStep(where) : format(where)}`;
    step!.textContent = text;
    entries.forEach((entry, i) => {
      const known = plot.data[this.#seriesOf(i)]!;
      let row = at;
      // Where runs have other steps than each other, the latest value counts.
      while (row >= 0 && (known[row] === null || known[row] === undefined)) row--;
      entry.querySelector('.value')!.textContent = at < 0 ? '' : value(known[row] ?? null);
    });
  }

  #onKey(event: KeyboardEvent): void {
    const plot = this.#plot;
    if (!plot || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = plot.data[0];
    // What a zoomed chart shows.
    const [first, last] = plot.series[0]!.idxs ?? [0, steps.length - 1];
    const at = plot.cursor.idx ?? last;
    const moves: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      PageUp: at - 20,
      PageDown: at + 20,
      Home: first,
      End: last,
    };
    const to = moves[event.key];
    if (to !== undefined) this.#moveTo(Math.max(first, Math.min(last, to)));
    else if (event.key === '+' || event.key === '=') this.#zoomAround(steps[at]!, 0.5);
    else if (event.key === '-') this.#zoomAround(steps[at]!, 2);
    else if (event.key === 'Escape' || event.key === '0') this.#zoom(null);
    else return;
    event.preventDefault();
  }

  #moveTo(row: number): void {
    const plot = this.#plot!;
    const left = plot.valToPos(plot.data[0][row]!, 'x');
    plot.setCursor({ left, top: plot.over.clientHeight / 2 });
    this.#reading.textContent = [...this.#legend.children].map(({ textContent }) => textContent).join(', ');
  }

  #zoomAround(step: number, factor: number): void {
    const { min = 0, max = 1 } = this.#plot!.scales.x!;
    const steps = this.#plot!.data[0];
    const half = ((max - min) * factor) / 2;
    const from = Math.max(steps[0]!, step - half);
    const to = Math.min(steps.at(-1)!, step + half);
    this.#zoom(to > from ? [from, to] : null);
  }
}

/** Draws all charts again, in the colours of the present scheme. */
export function refreshAll(): void {
  for (const plot of plots) plot.refresh();
}

/** The lines of a planned chart. */
export const linesOf = ({ lines, of }: ChartPlan, several: boolean): Series[] =>
  lines.map(({ label, run, column }, i) => {
    const { step, columns } = run[of];
    return { label, index: several ? run.index : i, x: step, y: columns[column]! };
  });

function isSparse({ data }: uPlot, series: number, from: number, to: number): boolean {
  const shown = data[series]!.slice(from, to + 1);
  return shown.filter((value) => value !== null && value !== undefined).length <= MOST_POINTS;
}

function range(values: readonly number[]): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

/** 1500 is 1.5k, so that axes stay short. */
const compact = (step: number): string =>
  Math.abs(step) < 1000 ? String(Number(step.toPrecision(4))) : `${Number((step / 1000).toPrecision(4))}k`;
