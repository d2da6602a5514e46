// Predictions and truth as pictures.
import {
  type Box,
  boxEdges,
  classesOf,
  type LabelSpace,
  type RgbImage,
  type Sample,
  TASKS,
  type Task,
  type TaskLabel,
} from '@cotrain/data';
import { boxLegend, boxPanel, type DrawnBox } from '../report/box-overlay.js';
import { type ClassStyle, maskLegend, maskPanel } from '../report/overlay.js';
import { drawPanels, type LegendEntry, type Panel } from '../report/panels.js';
import { paletteOf } from './palette.js';
import type { FramePrediction } from './predict-batch.js';

/** How a task's classes are shown. @param classes names in the order of the ids */
export function classStyle(classes: readonly string[]): ClassStyle {
  return { classes, palette: paletteOf(classes), plain: ['background'] };
}

const TITLES: Readonly<Record<Task, string>> = {
  det: 'objects',
  sem_seg: 'semantic',
  drivable: 'drivable area',
};

/** Boxes below are not drawn: a set of proposals always has hundreds of them. */
export const SHOWN_SCORE = 0.3;

export interface DrawOptions {
  /** Boxes of lower scores are not drawn. */
  minScore?: number;
  /** Width of each picture in pixels. */
  width?: number;
  /** Of the prediction and the truth; BDD100K's for a task that is not named. */
  classes?: LabelSpace;
  /** False draws on a flat background, for frames whose photographs must not be passed on. */
  photograph?: boolean;
}

const FLAT = 128;

/**
 * Draws a frame and what was predicted for each task side by side, and below, where the frame is labelled, the truth. The
 * result is a PNG.
 */
export function drawPrediction(
  sample: Pick<Sample, 'name' | 'image'> & { labels?: Sample['labels'] },
  prediction: FramePrediction,
  options: DrawOptions = {},
): Promise<Buffer> {
  const { name, labels } = sample;
  const { minScore = SHOWN_SCORE, width, photograph = true } = options;
  const classes = classesOf(options);
  const image = photograph
    ? sample.image
    : { ...sample.image, data: new Uint8Array(sample.image.data.length).fill(FLAT) };
  const bare = (caption: string): Panel[] => (photograph ? [{ caption, image }] : []);
  const tasks = TASKS.filter((task) => prediction[task] !== undefined);
  const truth = labels ? truthOf(labels) : {};
  const shown = {
    ...prediction,
    ...(prediction.det ? { det: prediction.det.filter(({ score }) => score >= minScore) } : {}),
  };
  const found = tasks.map((task) => layer(task, classStyle(classes[task]), TITLES[task], image, shown));
  const labelled = tasks.filter((task) => truth[task] !== undefined);
  const rows: Panel[][] = [[...bare(name), ...found.map(({ panel }) => panel)]];
  const layers = [...found];
  if (labelled.length > 0) {
    const truths = tasks.map((task) =>
      truth[task] === undefined
        ? { panel: { caption: `${TITLES[task]}: not labelled`, image }, legend: [] }
        : layer(task, classStyle(classes[task]), `${TITLES[task]}: truth`, image, truth),
    );
    layers.push(...truths);
    rows.push([...bare('truth'), ...truths.map(({ panel }) => panel)]);
  }
  const legend = new Map(layers.flatMap((one) => one.legend).map((entry) => [entry.name, entry]));
  return drawPanels(rows, [...legend.values()], width === undefined ? {} : { width });
}

type Drawable = Pick<FramePrediction, 'sem_seg' | 'drivable'> & { det?: DrawnBox[] };

function layer(
  task: Task,
  style: ClassStyle,
  caption: string,
  image: RgbImage,
  content: Drawable,
): { panel: Panel; legend: LegendEntry[] } {
  if (task === 'det') {
    const boxes = content.det!;
    return { panel: boxPanel(caption, image, boxes, style), legend: boxLegend([boxes], style) };
  }
  const mask = content[task]!;
  return { panel: maskPanel(caption, image, mask, style), legend: maskLegend([mask], style) };
}

function truthOf({ det, sem_seg, drivable }: Sample['labels']): Drawable {
  const mask = (label: Sample['labels']['sem_seg']) => (label.state === 'present' ? label.value : undefined);
  const maps = Object.entries({ sem_seg: mask(sem_seg), drivable: mask(drivable) });
  const drawn = drawnBoxes(det);
  return {
    ...Object.fromEntries(maps.filter(([, map]) => map !== undefined)),
    ...(drawn ? { det: drawn } : {}),
  };
}

function drawnBoxes(label: TaskLabel<Box[]>): DrawnBox[] | undefined {
  if (label.state === 'absent') return undefined;
  const boxes = label.state === 'present' ? label.value : [];
  return boxes
    .filter(({ ignored, crowd }) => !ignored && !crowd)
    .map((box) => {
      const [x1, y1, x2, y2] = boxEdges(box);
      return { category: box.category, x1, y1, x2, y2 };
    });
}
