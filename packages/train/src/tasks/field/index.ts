import { dirname } from 'node:path';
import { encodeDepth, type FieldMap } from '@cotrain/data';
import { makeFolder, scope, type Tensor, writeFileAtomic } from '@cotrain/torch';
import { fieldLegend, fieldPanel } from '../../report/fieldOverlay.js';
import type { TaskKind } from '../kind.js';
import { openFolderOfMaps } from '../mapFiles.js';
import { FieldScorer } from './scorer.js';

/** The kind of task for fields: a number for each pixel, such as depth in metres. */
export const FIELD_TASK: TaskKind<FieldMap, FieldMap> = {
  name: 'field',
  metrics: ['R2', 'RMSE', 'MAE'],
  toHost: (prediction, { height, width }) => ({
    height,
    width,
    data: scope(() => (prediction as Tensor).to({ dtype: 'float32' }).data<'float32'>()),
  }),
  result: (found) => ({ kind: 'field', ...found }),
  makeScorer: (task) => new FieldScorer(task),
  draw: (caption, image, found) => ({
    panel: fieldPanel(caption, image, found),
    legend: fieldLegend(found),
  }),
  drawn: (label) => (label.state === 'present' ? label.value : undefined),
  openFiles: (folder, { task }) =>
    openFolderOfMaps(folder, task, async (path, field: FieldMap) => {
      makeFolder(dirname(path));
      writeFileAtomic(path, await encodeDepth(field));
    }),
};
