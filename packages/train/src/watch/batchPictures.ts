// Pictures of the first training batches, as the model gets them.
import { join } from 'node:path';
import { type HostBatch, labelOf, type Sample, type TaskSpecs } from '@cotrain/data';
import sharp from 'sharp';
import { writeWhole } from '../report/files.js';
import { drawPanels, type LegendEntry, type Panel } from '../report/panels.js';
import { taskOf } from '../tasks/index.js';

/** Images of a batch that are drawn; more would make a large file and show nothing new. */
const IMAGES = 4;
const WIDTH = 320;

/**
 * Writes `batches/N.webp` into a run's folder for its first batches.
 *
 * @param batches batches with transformed samples, of the first epoch
 * @param count number of batches to draw
 * @param tasks the run's tasks, with their classes
 */
export async function saveFirstBatches(
  run: string,
  batches: AsyncIterable<HostBatch>,
  count: number,
  tasks: TaskSpecs,
): Promise<void> {
  if (count === 0) return;
  let number = 0;
  for await (const { samples } of batches) {
    number++;
    const rows = (samples ?? []).slice(0, IMAGES).map((sample) => drawSample(sample, tasks));
    if (rows.length > 0) {
      const entries = rows.flatMap(({ legend }) => legend).map((entry) => [entry.name, entry] as const);
      const png = await drawPanels(
        rows.map(({ panels }) => panels),
        [...new Map(entries).values()],
        { width: WIDTH },
      );
      await writeWhole(
        join(run, 'batches', `${number}.webp`),
        await sharp(png).webp({ quality: 80 }).toBuffer(),
      );
    }
    if (number === count) return;
  }
}

/** The image alone, and with each task's labels. */
function drawSample(
  { name, image, labels }: Sample,
  tasks: TaskSpecs,
): { panels: Panel[]; legend: LegendEntry[] } {
  const layers = Object.entries(tasks).map(([own, spec]) => {
    const task = taskOf(own, spec);
    const truth = task.drawn(labelOf(labels, own));
    if (truth === undefined)
      return { panel: { caption: `${task.caption}: not labelled`, image }, legend: [] };
    return task.draw(`${task.caption}: labels`, image, truth, { classes: task.classes, minScore: 0 });
  });
  return {
    panels: [{ caption: name, image }, ...layers.map(({ panel }) => panel)],
    legend: layers.flatMap(({ legend }) => legend),
  };
}
