// Pictures: validation frames through time, the first training batches, and a closer look at each.
import { h, redraw } from './dom.js';
import { formatStep } from './numbers.js';
import { type Run, runs, shownRuns } from './state.js';

export const framesSection = h('section', { id: 'frames' });
export const batchesSection = h('section', { id: 'batches' });

/** Step that the reader chose; null follows the latest evaluation. */
let chosen: number | null = null;
let timer: number | undefined;

const slider = h('input', {
  type: 'range',
  id: 'frame-step',
  min: 0,
  value: 0,
  oninput: () => choose(Number(slider.value)),
});
const stepText = h('output', { for: 'frame-step' });
const play = h('button', { type: 'button', onclick: () => (timer === undefined ? start() : stop()) }, 'Play');
const sliderBar = h(
  'div',
  { class: 'controls' },
  h('label', { for: 'frame-step' }, 'After step ', slider, ' ', stepText),
  play,
);
const frames = h('div', {});
const batches = h('div', {});
framesSection.append(h('h2', {}, 'Validation frames'), sliderBar, frames);
batchesSection.append(
  h('h2', {}, 'First training batches'),
  h('p', { class: 'soft' }, 'Images as the model gets them: augmented, with their labels drawn.'),
  batches,
);

const stepsOf = (shown: readonly Run[]): number[] =>
  [
    ...new Set(
      shown.flatMap(({ summary }) =>
        summary.frames.flatMap(({ versions }) => versions.map(({ step }) => step)),
      ),
    ),
  ].sort((a, b) => a - b);

export function drawPictures(): void {
  const shown = shownRuns();
  const steps = stepsOf(shown);
  framesSection.hidden = steps.length === 0;
  sliderBar.hidden = steps.length < 2;
  const at =
    chosen === null
      ? steps.length - 1
      : Math.max(
          0,
          steps.findLastIndex((step) => step <= chosen!),
        );
  slider.max = String(steps.length - 1);
  slider.value = String(at);
  const step = steps[at] ?? 0;
  const text = `${formatStep(step)} (${at + 1} of ${steps.length})`;
  stepText.textContent = text;
  slider.setAttribute('aria-valuetext', `step ${text}`);
  const rows = framesAt(shown, step);
  redraw(frames, rows, () => rows.map(frameRow));
  const firsts = shown.flatMap(({ summary }) =>
    summary.batches.map((picture) => ({ ...picture, run: nameOf(summary.name) })),
  );
  batchesSection.hidden = firsts.length === 0;
  redraw(batches, firsts, () =>
    firsts.map(({ name, src, run }) =>
      picture({
        src,
        caption: `${run}${name}`,
        alt: `Training batch of ${run}${name}: augmented images with their labels drawn`,
      }),
    ),
  );
}

/** Names the run where there are several. */
const nameOf = (run: string): string => (runs.size > 1 ? `${run}, ` : '');

interface Shot {
  src: string;
  caption: string;
  alt: string;
}

/** For each frame, the picture of each run at a step or before it. */
function framesAt(shown: readonly Run[], step: number): { name: string; shots: Shot[] }[] {
  const names = [...new Set(shown.flatMap(({ summary }) => summary.frames.map(({ name }) => name)))];
  return names.map((name) => ({
    name,
    shots: shown.flatMap(({ summary }) => {
      const version = summary.frames
        .find((frame) => frame.name === name)
        ?.versions.findLast((own) => own.step <= step);
      if (!version) return [];
      const caption = `${nameOf(summary.name)}step ${formatStep(version.step)}`;
      const alt = `Validation frame ${name}, ${caption}: photograph and predictions in the first row, ground truth below`;
      return [{ src: version.src, caption, alt }];
    }),
  }));
}

const frameRow = ({ name, shots }: { name: string; shots: Shot[] }): HTMLElement =>
  h('div', { class: 'card frame' }, h('h3', {}, name), h('div', { class: 'side' }, ...shots.map(picture)));

function picture(shot: Shot): HTMLElement {
  const image = h('img', { src: shot.src, alt: shot.alt, loading: 'lazy' });
  const enlarge = h(
    'button',
    { type: 'button', class: 'picture', 'aria-label': `Enlarge: ${shot.alt}`, onclick: () => show(shot) },
    image,
  );
  return h('figure', {}, enlarge, h('figcaption', {}, shot.caption));
}

const closer = h('img', {});
const closerText = h('p', {});
const dialog = h(
  'dialog',
  { 'aria-label': 'Enlarged picture', onclick: (event) => event.target === dialog && dialog.close() },
  h(
    'form',
    { method: 'dialog' },
    h('button', { type: 'submit' }, 'Close'),
    h('span', { class: 'soft' }, 'Arrow keys: other pictures'),
  ),
  h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Picture' }, closer),
  closerText,
);
dialog.addEventListener('keydown', (event) => {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const all = [...document.querySelectorAll<HTMLImageElement>('button.picture img')];
  const next = all[all.findIndex(({ src }) => src === closer.src) + by];
  if (next) show({ src: next.src, alt: next.alt, caption: next.closest('figure')!.textContent! });
});
document.body.append(dialog);

function show({ src, alt }: Shot): void {
  closer.src = src;
  closer.alt = alt;
  closerText.textContent = alt;
  if (!dialog.open) dialog.showModal();
}

function choose(index: number): void {
  const steps = stepsOf(shownRuns());
  // At its end, the slider follows the run.
  chosen = index >= steps.length - 1 ? null : steps[index]!;
  drawPictures();
}

function start(): void {
  const steps = stepsOf(shownRuns());
  play.textContent = 'Stop';
  if (Number(slider.value) >= steps.length - 1) choose(0);
  timer = setInterval(() => {
    choose(Number(slider.value) + 1);
    if (chosen === null) stop();
  }, 700);
}

function stop(): void {
  clearInterval(timer);
  timer = undefined;
  play.textContent = 'Play';
}
