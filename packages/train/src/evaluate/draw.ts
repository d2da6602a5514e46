// Predictions and truth as pictures.
import { type Labels, labelOf, type Sample, type TaskSpecs } from '@cotrain/data';
import { drawPanels, type LegendEntry, type Panel } from '../report/panels.js';
import { taskOf } from '../tasks/index.js';
import type { Layer } from '../tasks/kind.js';
import type { FramePrediction } from './predictBatch.js';

/** Boxes below are not drawn: a set of proposals always has hundreds of them. */
export const SHOWN_SCORE = 0.3;

/** What is drawn of a prediction, and from which score on. */
export interface DrawOptions {
  /** What the prediction and the truth are of. */
  tasks: TaskSpecs;
  /** Boxes of lower scores are not drawn. Default 0.3. */
  minScore?: number;
  /** Width of each picture in pixels. Default 480, and at most twice the image's. */
  width?: number;
  /** False draws on a flat background, for frames whose photographs must not be passed on. Default true. */
  photograph?: boolean;
}

const FLAT = 128;

/**
 * Draws a frame and what was predicted for each task side by side, and below, where the frame is labelled,
 * the truth. The result is a PNG.
 */
export function drawPrediction(
  sample: Pick<Sample, 'name' | 'image'> & { labels?: Labels },
  prediction: FramePrediction,
  options: DrawOptions,
): Promise<Buffer> {
  const { name, labels = {} } = sample;
  const { minScore = SHOWN_SCORE, width, photograph = true } = options;
  const image = photograph
    ? sample.image
    : { ...sample.image, data: new Uint8Array(sample.image.data.length).fill(FLAT) };
  const bare = (caption: string): Panel[] => (photograph ? [{ caption, image }] : []);
  const tasks = Object.entries(options.tasks)
    .filter(([task]) => prediction[task] !== undefined)
    .map(([task, spec]) => taskOf(task, spec));
  const found = tasks.map((task): Layer => {
    const drawing = { classes: task.classes, minScore };
    return task.draw(task.caption, image, prediction[task.name], drawing);
  });
  const truths = tasks.map((task): Layer | null => {
    const truth = task.drawn(labelOf(labels, task.name));
    return truth === undefined
      ? null
      : task.draw(`${task.caption}: truth`, image, truth, { classes: task.classes, minScore: 0 });
  });
  const rows: Panel[][] = [[...bare(name), ...found.map(({ panel }) => panel)]];
  if (truths.some((truth) => truth !== null)) {
    const unlabelled = (caption: string): Panel => ({ caption: `${caption}: not labelled`, image });
    rows.push([...bare('truth'), ...tasks.map(({ caption }, i) => truths[i]?.panel ?? unlabelled(caption))]);
  }
  const entries = [...found, ...truths].flatMap((layer) => layer?.legend ?? []);
  const legend = new Map(entries.map((entry): [string, LegendEntry] => [entry.name, entry]));
  return drawPanels(rows, [...legend.values()], width === undefined ? {} : { width });
}
