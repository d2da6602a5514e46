import { type Box, boxEdges } from '@cotrain/data';
import type { BoxPrediction } from '@cotrain/models';
import { boxLegend, boxPanel, type DrawnBox } from '../../report/boxOverlay.js';
import { classStyle } from '../classStyle.js';
import type { TaskKind } from '../kind.js';
import { openBoxFile } from './files.js';
import { type FoundBox, foundBoxes } from './found.js';
import { BOX_PSEUDO_LABELS } from './pseudoLabels.js';
import { BoxScorer } from './scorer.js';

/** Objects: boxes with classes and scores. */
export const BOXES_TASK: TaskKind<Box[], (FoundBox | DrawnBox)[]> = {
  name: 'boxes',
  metrics: ['AP50', 'AP', 'AP75'],
  toHost: (prediction) => foundBoxes(prediction as BoxPrediction),
  // Of data whose files number the categories, pycocotools is the official scorer.
  makeScorer: (task, { classes, ids }) => new BoxScorer(task, classes, ids ? 'coco' : 'scalabel'),
  draw(caption, image, found, { classes, minScore }) {
    const style = classStyle(classes);
    const boxes = found.filter(({ score = 1 }) => score >= minScore);
    return { panel: boxPanel(caption, image, boxes, style), legend: boxLegend([boxes], style) };
  },
  drawn(label) {
    if (label.state === 'absent') return undefined;
    const boxes = label.state === 'present' ? label.value : [];
    return boxes
      .filter(({ ignored, crowd }) => !ignored && !crowd)
      .map((box) => {
        const [x1, y1, x2, y2] = boxEdges(box);
        return { category: box.category, x1, y1, x2, y2 };
      });
  },
  openFiles: openBoxFile,
  pseudoLabels: BOX_PSEUDO_LABELS,
};
