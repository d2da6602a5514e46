import { type LabelMask, writeClassMapPng } from '@cotrain/data';
import type { Tensor } from '@cotrain/torch';
import { maskLegend, maskPanel } from '../../report/overlay.js';
import { classStyle } from '../classStyle.js';
import type { TaskKind } from '../kind.js';
import { openFolderOfMaps } from '../mapFiles.js';
import type { ClassMapResult } from '../results.js';
import { CLASS_MAP_PSEUDO_LABELS } from './pseudoLabels.js';
import { ClassMapScorer } from './scorer.js';

/** The kind of task for class maps: a class for each pixel. */
export const CLASS_MAP_TASK: TaskKind<LabelMask, LabelMask> = {
  name: 'classMap',
  metrics: ['mIoU', 'pAcc'],
  toHost: (prediction, { height, width }) => ({
    height,
    width,
    data: (prediction as Tensor).data<'uint8'>(),
  }),
  result: (found, { classes }) => ({ kind: 'classMap', ...found, classes: namedColors(classes) }),
  makeScorer: (task, { classes }) => new ClassMapScorer(task, classes),
  draw(caption, image, found, { classes }) {
    const style = classStyle(classes);
    return { panel: maskPanel(caption, image, found, style), legend: maskLegend([found], style) };
  },
  drawn: (label) => (label.state === 'present' ? label.value : undefined),
  openFiles: (folder, { task, classes }) =>
    openFolderOfMaps(folder, task, (path, mask: LabelMask) => writeClassMapPng(path, mask, classes)),
  pseudoLabels: CLASS_MAP_PSEUDO_LABELS,
};

function namedColors(classes: readonly string[]): ClassMapResult['classes'] {
  const { palette } = classStyle(classes);
  return classes.map((name, id) => ({ name, color: [...palette[id]!] }));
}
