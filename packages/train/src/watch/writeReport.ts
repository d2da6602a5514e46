import { join } from 'node:path';
import { drawCurves } from '../report/curves.js';
import { ReportError } from '../report/errors.js';
import type { TrainEvent } from '../report/events.js';
import { dataUri, writeWhole } from '../report/files.js';
import { pictureFile } from '../report/pictures.js';
import { svgToPng } from '../report/raster.js';
import { makePage } from './page.js';
import { RunEvents } from './runEvents.js';
import { RunReader } from './runReader.js';
import { withPictures } from './staticPage.js';
import { summarize } from './summarize.js';
import { MAX_ROWS, thinned } from './table.js';
import type { FrameHistory, RunStatus } from './view.js';

/** Title, events, configuration, scores and pictures of a report. */
export interface ReportOptions {
  title: string;
  /** Every event of the run, as in `log.jsonl`. */
  events: readonly TrainEvent[];
  /** The resolved configuration. */
  config: object;
  /** Scores in percent (`sem_seg/mIoU`, `sem_seg/IoU/road`). Default: those of the last evaluation event. */
  metrics?: Readonly<Record<string, number | null>>;
  /** Images for the gallery, in order. `name` becomes the caption and the file name. Default: none. */
  overlays?: readonly { name: string; png: Uint8Array }[];
}

/**
 * Writes `report.html`, `curves/*.svg|png` and `overlays/*.png` to a run's folder. The page is
 * self-contained, so it can be sent on its own. Each file is written completely or not at all.
 *
 * @returns path of the page
 * @throws ReportError if an image is broken, two have the same name, or the folder cannot be written to
 */
export async function writeReport(runDir: string, options: ReportOptions): Promise<string> {
  const { title, events, config, metrics, overlays = [] } = options;
  const files = new Set<string>();
  for (const { name } of overlays) {
    const file = pictureFile(name);
    if (files.has(file)) throw new ReportError(`two overlays would be written to ${file}`);
    files.add(file);
  }
  const curves = await drawCurves(events);
  for (const { name, svg } of curves) {
    await writeWhole(join(runDir, 'curves', `${name}.svg`), svg);
    await writeWhole(join(runDir, 'curves', `${name}.png`), await svgToPng(svg));
  }
  const frames: FrameHistory[] = [];
  const all = new RunEvents();
  for (const event of events) all.add(event);
  const step = all.evaluations.step.at(-1) ?? all.steps.step.at(-1) ?? 0;
  for (const { name, png } of overlays) {
    await writeWhole(join(runDir, pictureFile(name)), png);
    frames.push({ name, versions: [{ step, src: await dataUri(name, png) }] });
  }
  // What the run's folder has beside its log.
  const id = '0';
  const inFolder = new RunReader(id, { folder: runDir, name: title }, (file) => join(runDir, file));
  inFolder.poll();
  const { run: found } = await withPictures(inFolder.current());
  const run = summarize({
    ...{ id, name: title, title, config, origin: found.origin, batches: found.batches, events: all },
    status: endOf(events),
    ...(metrics && { metrics }),
    evaluations: inFolder.evaluations,
    frames: found.frames.some(({ versions }) => versions.length > 1) ? found.frames : frames,
  });
  const [steps, evaluations] = [thinned(all.steps, MAX_ROWS), thinned(all.evaluations, MAX_ROWS)];
  const page = makePage({ title, live: false, runs: [{ run, whole: true, steps, evaluations }] }).html;
  const path = join(runDir, 'report.html');
  await writeWhole(path, page);
  return path;
}

const endOf = (events: readonly TrainEvent[]): RunStatus => {
  const end = events.findLast(({ type }) => type === 'end');
  return end?.type === 'end' ? end.reason : 'not ended';
};
