import { type Boxes, boxesOf, filterBoxes, isLeftOut } from '@cotrain/data';
import type { BoxPrediction } from '@cotrain/models';
import { boxLegend, boxPanel } from '../../report/boxOverlay.js';
import { classStyle } from '../classStyle.js';
import type { TaskKind } from '../kind.js';
import { openBoxFile } from './files.js';
import { foundBoxes, foundObjects } from './found.js';
import { BOX_PSEUDO_LABELS } from './pseudoLabels.js';
import { BoxScorer } from './scorer.js';

/** The kind of task for objects: boxes with classes and scores. */
export const BOXES_TASK: TaskKind<Boxes, Boxes> = {
  name: 'boxes',
  metrics: ['AP50', 'AP', 'AP75'],
  toHost: (prediction) => foundBoxes(prediction as BoxPrediction),
  result: (found, { classes, minScore }) => ({
    kind: 'boxes',
    objects: foundObjects(found, classes, minScore),
  }),
  // For data whose files number the categories, pycocotools is the official scorer.
  makeScorer: (task, { classes, ids }) => new BoxScorer(task, classes, ids ? 'coco' : 'scalabel'),
  draw(caption, image, found, { classes, minScore }) {
    const style = classStyle(classes);
    const boxes = filterBoxes(found, (row) => (found.scores?.[row] ?? 1) >= minScore);
    return { panel: boxPanel(caption, image, boxes, style), legend: boxLegend([boxes], style) };
  },
  drawn(label) {
    if (label.state === 'absent') return undefined;
    if (label.state === 'empty') return boxesOf({ boxes: [], classes: [] });
    return filterBoxes(label.value, (row) => !isLeftOut(label.value, row));
  },
  openFiles: openBoxFile,
  pseudoLabels: BOX_PSEUDO_LABELS,
};
