// What was found, in words and numbers: the legend, the lists, and a sentence for screen readers.
import { colorOf, css, fieldColor, mapColorOf } from './colors.js';
import { byId, h } from './dom.js';
import type { Predicted } from './engine.js';
import { type Layer, type Layers, titleOf } from './layers.js';
import type { Rgb, TaskMetadata } from './metadata.js';
import { rangeOf, type Scene, visible } from './painter.js';
import type { TaskPrediction } from './predictions.js';

interface Entry {
  name: string;
  color: Rgb;
}

/** Draws the legend and the lists of a scene. */
export function showResults(scene: Scene, layers: Layers): void {
  const tasks = Object.entries(scene.metadata.tasks).filter(
    ([name]) => layers[name]!.shown && scene.predictions[name],
  );
  const entries = tasks.flatMap(([name, task]) => legendOf(task, scene.predictions[name]!, layers[name]!));
  const unique = new Map(entries.map((entry) => [`${entry.name} ${entry.color}`, entry]));
  byId('legend').replaceChildren(...[...unique.values()].map(legendItem));
  byId('found').replaceChildren(
    ...tasks.flatMap(([name, task]) => {
      const table = tableOf(task, scene.predictions[name]!, layers[name]!);
      return table ? [h('section', { class: 'card' }, h('h2', {}, titleOf(name, task)), table)] : [];
    }),
  );
}

function legendItem({ name, color }: Entry): HTMLElement {
  const swatch = h('span', { class: 'swatch', 'aria-hidden': 'true' });
  swatch.style.background = css(color);
  return h('li', {}, swatch, name);
}

function legendOf(task: TaskMetadata, prediction: TaskPrediction, layer: Layer): Entry[] {
  if (prediction.kind === 'boxes') {
    const seen = new Set(visible(prediction, layer).map(({ classId }) => classId));
    return task.classes.flatMap((name, id) => (seen.has(id) ? [{ name, color: colorOf(task, id) }] : []));
  }
  if (prediction.kind === 'classMap') {
    const counts = countsOf(prediction.data);
    return task.classes.flatMap((name, id) => {
      const color = mapColorOf(task, id);
      return color && counts[id]! > 0 ? [{ name, color }] : [];
    });
  }
  if (prediction.kind === 'field') {
    const [low, high] = rangeOf(prediction.data);
    return [0, 0.5, 1].map((at) => ({
      name: String(Number((low + at * (high - low)).toPrecision(3))),
      color: fieldColor(at),
    }));
  }
  return [];
}

const counted = new WeakMap<Uint8Array, Uint32Array>();

/** Pixels of each class. */
function countsOf(data: Uint8Array): Uint32Array {
  const known = counted.get(data);
  if (known) return known;
  const counts = new Uint32Array(256);
  for (const id of data) counts[id]!++;
  counted.set(data, counts);
  return counts;
}

/** Classes of a map that occur, with their share of its pixels, most first. */
function sharesOf(task: TaskMetadata, data: Uint8Array): [name: string, share: number][] {
  const counts = countsOf(data);
  return task.classes
    .map((name, id): [string, number] => [name, counts[id]! / data.length])
    .filter(([, share]) => share > 0)
    .sort(([, a], [, b]) => b - a);
}

const percent = (share: number): string => (share < 0.001 ? '< 0.1 %' : `${(100 * share).toFixed(1)} %`);

function tableOf(task: TaskMetadata, prediction: TaskPrediction, layer: Layer): HTMLElement | null {
  if (prediction.kind === 'boxes') {
    const rows = visible(prediction, layer).map(({ className, score }) => [className, score.toFixed(2)]);
    return rows.length > 0
      ? table(['object', 'score'], rows)
      : h(
          'p',
          { class: 'soft note' },
          `No object has a score of ${Math.round(100 * layer.threshold)} % or more.`,
        );
  }
  if (prediction.kind === 'classMap')
    return table(
      ['class', 'pixels'],
      sharesOf(task, prediction.data).map(([name, share]) => [name, percent(share)]),
    );
  return null;
}

function table(head: string[], rows: string[][]): HTMLElement {
  const line = (tag: 'th' | 'td', cells: string[]) =>
    h(
      'tr',
      {},
      ...cells.map((text, i) =>
        h(tag, tag === 'th' ? { scope: 'col' } : i === 0 ? { class: 'name' } : {}, text),
      ),
    );
  const body = rows.map((row) => line('td', row));
  return h(
    'div',
    { class: 'list', tabindex: 0, role: 'region', 'aria-label': `Table: ${head.join(', ')}` },
    h('table', {}, h('thead', {}, line('th', head)), h('tbody', {}, ...body)),
  );
}

/** One sentence for each task: "2 car, 1 person. road 41 %, sky 30 %, building 12 %." */
export function describe({ metadata, predictions }: Scene, layers: Layers): string {
  const sentences = Object.entries(metadata.tasks).map(([name, task]) => {
    const prediction = predictions[name]!;
    const title = titleOf(name, task);
    if (prediction.kind === 'boxes') {
      const counts = new Map<string, number>();
      for (const { className } of visible(prediction, layers[name]!))
        counts.set(className, (counts.get(className) ?? 0) + 1);
      const list = [...counts].sort(([, a], [, b]) => b - a).map(([own, count]) => `${count} ${own}`);
      return `${title}: ${list.join(', ') || 'nothing'}.`;
    }
    if (prediction.kind !== 'classMap') return '';
    const list = sharesOf(task, prediction.data).slice(0, 4);
    return `${title}: ${list.map(([own, share]) => `${own} ${percent(share)}`).join(', ')}.`;
  });
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** Shows how long a frame took. @param rate frames a second, for videos */
export function showTimes({ times }: Predicted, rate: number | null): void {
  const total = times.prepare + times.model + times.finish;
  const rows = [
    ['resize', times.prepare],
    ['model', times.model],
    ['restore', times.finish],
    ['a frame', total],
  ] as const;
  const cells = rows.map(([name, ms]) => [name, `${ms.toFixed(0)} ms`]);
  if (rate !== null) cells.push(['frames a second', rate.toFixed(1)]);
  byId('times').replaceChildren(
    h(
      'table',
      {},
      h(
        'tbody',
        {},
        ...cells.map(([name, text]) => h('tr', {}, h('th', { scope: 'row' }, name!), h('td', {}, text!))),
      ),
    ),
  );
}
