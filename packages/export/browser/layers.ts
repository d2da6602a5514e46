// What is drawn of each task: the controls of its layer.
import { byId, h } from './dom.js';
import type { Metadata, TaskMetadata } from './metadata.js';

/** What the reader wants to see of a task. */
export interface Layer {
  shown: boolean;
  /** 0..1 */
  opacity: number;
  /** Boxes with lower scores are not drawn. */
  threshold: number;
}

/** Layers by the names of tasks. */
export type Layers = Readonly<Record<string, Layer>>;

/** As in the pictures of `cotrain predict`. */
const MAP_OPACITY = 0.55;
const THRESHOLD = 0.3;

/** Makes the controls, and calls `onChange` when one is moved. Choices of a former model stay. */
export function makeLayers({ tasks }: Metadata, former: Layers, onChange: () => void): Layers {
  const layers = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [name, former[name] ?? defaultsOf(task)]),
  );
  byId('layers').replaceChildren(
    ...Object.entries(tasks).map(([name, task]) => controlsOf(name, task, layers[name]!, onChange)),
  );
  return layers;
}

const defaultsOf = ({ kind, threshold = THRESHOLD }: TaskMetadata): Layer => ({
  shown: true,
  opacity: kind === 'boxes' ? 1 : MAP_OPACITY,
  threshold,
});

/** Title of a task. */
export const titleOf = (name: string, { title }: TaskMetadata): string => title ?? name.replaceAll('_', ' ');

function controlsOf(name: string, task: TaskMetadata, layer: Layer, onChange: () => void): HTMLElement {
  const shown = h('input', { type: 'checkbox', ...(layer.shown && { checked: true }) });
  shown.addEventListener('change', () => {
    layer.shown = shown.checked;
    onChange();
  });
  const head = h('legend', {}, h('label', {}, shown, titleOf(name, task)));
  if (!['boxes', 'classMap', 'field'].includes(task.kind))
    return h('fieldset', {}, head, h('p', { class: 'note soft' }, `This page cannot draw ${task.kind}.`));
  const opacity = slider('Opacity', 0, 1, layer.opacity, (value) => {
    layer.opacity = value;
    onChange();
  });
  if (task.kind !== 'boxes') return h('fieldset', {}, head, opacity);
  const threshold = slider('Least score', 0.05, 1, layer.threshold, (value) => {
    layer.threshold = value;
    onChange();
  });
  return h('fieldset', {}, head, threshold, opacity);
}

function slider(
  title: string,
  min: number,
  max: number,
  value: number,
  onInput: (value: number) => void,
): HTMLElement {
  const percent = (of: number) => `${Math.round(100 * of)} %`;
  const input = h('input', { type: 'range', min, max, step: 0.01, value });
  const output = h('output', {}, percent(value));
  input.setAttribute('aria-valuetext', percent(value));
  input.addEventListener('input', () => {
    output.textContent = percent(input.valueAsNumber);
    input.setAttribute('aria-valuetext', percent(input.valueAsNumber));
    onInput(input.valueAsNumber);
  });
  return h('label', { class: 'row' }, h('span', {}, title), input, output);
}
