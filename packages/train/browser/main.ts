// The page: draws what its file holds, or what its server sends.
import type { PageData, RunUpdate } from '../src/watch/view.js';
import { curvesSection, drawCurves } from './curves.js';
import { h } from './dom.js';
import { batchesSection, drawPictures, framesSection } from './pictures.js';
import { refreshAll } from './plot.js';
import { configSection, drawRuns, header, runsSection } from './runList.js';
import { drawScores, scoresSection, tiles } from './scores.js';
import { apply, runs } from './state.js';

const data = JSON.parse(document.getElementById('data')!.textContent!) as PageData;
let { title } = data;

const sections = [curvesSection, scoresSection, framesSection, batchesSection, runsSection, configSection];
const links = sections.map(({ id }) => h('a', { href: `#${id}` }));
const connection = h('p', { class: 'connection', role: 'status' });
document
  .querySelector('main')!
  .replaceChildren(header, h('nav', { 'aria-label': 'Sections' }, ...links), connection, tiles, ...sections);

function draw(): void {
  drawRuns(title, draw);
  drawCurves();
  drawScores();
  drawPictures();
  for (const section of [curvesSection, scoresSection, runsSection, configSection])
    section.hidden = runs.size === 0;
  links.forEach((link, i) => {
    link.hidden = sections[i]!.hidden;
    link.textContent = sections[i]!.querySelector('h2')?.textContent ?? 'Curves';
  });
}

let isWaiting = false;
/** Draws once for all updates that come together. */
function drawSoon(): void {
  if (isWaiting) return;
  isWaiting = true;
  // A frame would not come while the page is in the background.
  setTimeout(() => {
    isWaiting = false;
    draw();
  }, 50);
}

for (const run of data.runs) apply(run);
draw();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', refreshAll);

if (data.live) {
  // It connects again by itself, and gets every run whole then.
  const source = new EventSource('/events');
  source.addEventListener('title', ({ data }) => {
    title = JSON.parse(data) as string;
    drawSoon();
  });
  source.addEventListener('run', ({ data }) => {
    apply(JSON.parse(data) as RunUpdate);
    drawSoon();
  });
  source.onopen = () => {
    connection.textContent = '';
  };
  source.onerror = () => {
    connection.textContent =
      'The connection to cotrain watch is lost. The page shows what came before, and tries again.';
  };
}
