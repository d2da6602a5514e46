import { join } from 'node:path';
import { drawCurves } from './curves.js';
import { ReportError } from './errors.js';
import type { TrainEvent } from './events.js';
import { dataUri, writeWhole } from './files.js';
import { renderPage } from './html.js';
import { pictureFile } from './pictures.js';
import { svgToPng } from './raster.js';

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
  const pictures = [];
  for (const { name, png } of overlays) {
    await writeWhole(join(runDir, pictureFile(name)), png);
    pictures.push({ name, uri: await dataUri(name, png) });
  }
  const page = renderPage({ title, events, config, ...(metrics ? { metrics } : {}), curves, pictures });
  const path = join(runDir, 'report.html');
  await writeWhole(path, page);
  return path;
}
