// Draws predictions and ground truth.
import { type Labels, labelOf, type Sample, type TaskSpecs } from '@cotrain/data';
import { drawPanels, type LegendEntry, type Panel } from '../report/panels.js';
import { classStyle } from '../tasks/classStyle.js';
import { taskOf } from '../tasks/index.js';
import type { Layer } from '../tasks/kind.js';
import type { FramePrediction } from './predictBatch.js';

/** Boxes with lower scores are not drawn, because a set of proposals always has hundreds of them. */
export const SHOWN_SCORE = 0.3;

/** What to draw of a prediction, and the minimum score. */
export interface DrawOptions {
  /** Tasks of the prediction and the ground truth. */
  tasks: TaskSpecs;
  /** Minimum score of the boxes to draw. Default 0.3. */
  minScore?: number;
  /** Width of each image in pixels. Default 480, and at most twice the image's width. */
  width?: number;
  /** If false, draws on a flat background, for photographs that must not be passed on. Default true. */
  photograph?: boolean;
  /**
   * Classes in the legend: those found in the frame, or all, so that pictures have one size. Default `found`.
   */
  legend?: 'found' | 'all';
}

const FLAT = 128;

/**
 * Draws a frame with the prediction of each task side by side and, if the frame is labelled, the ground truth
 * below. The result is a PNG.
 */
export function drawPrediction(
  sample: Pick<Sample, 'name' | 'image'> & { labels?: Labels },
  prediction: FramePrediction,
  options: DrawOptions,
): Promise<Buffer> {
  const { name, labels = {} } = sample;
  const { minScore = SHOWN_SCORE, width, photograph = true, legend: listed = 'found' } = options;
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
  const all = listed === 'all' ? tasks.flatMap(({ classes }) => namesAndColors(classes)) : [];
  const entries = [...all, ...[...found, ...truths].flatMap((layer) => layer?.legend ?? [])];
  const legend = new Map(entries.map((entry): [string, LegendEntry] => [entry.name, entry]));
  return drawPanels(rows, [...legend.values()], width === undefined ? {} : { width });
}

function namesAndColors(classes: readonly string[]): LegendEntry[] {
  const { palette, plain } = classStyle(classes);
  return classes.flatMap((name, id) => (plain?.includes(name) ? [] : [{ name, color: palette[id]! }]));
}
