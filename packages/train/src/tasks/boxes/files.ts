import { join } from 'node:path';
import {
  type CocoPrediction,
  type FoundBoxes,
  type PredictedFrame,
  writeCocoResults,
  writeDetections,
} from '@cotrain/data';
import { RunError } from '../../errors.js';
import type { PredictionFiles, PredictionFilesOptions } from '../kind.js';
import { streamed } from '../streamed.js';

/** Writes `TASK.json`: BDD100K's submission, or COCO's results with the ids of the data set's file. */
export function openBoxFile(
  folder: string,
  { task, classes, ids, format }: PredictionFilesOptions,
): PredictionFiles<FoundBoxes> {
  const path = `${task}.json`;
  const file = join(folder, path);
  if (format === 'coco') {
    const categoryIds = ids ?? refuse();
    const stream = streamed<CocoPrediction>((images) => writeCocoResults(file, images, categoryIds));
    return { path, ...stream, add: ({ id }, found) => stream.add({ ...found, id: id! }) };
  }
  const stream = streamed<PredictedFrame>((frames) => writeDetections(file, frames, { classes }));
  return { path, ...stream, add: (frame, found) => stream.add({ ...found, name: frame.file }) };
}

function refuse(): never {
  throw new RunError(
    "COCO's results need the ids of images and categories: predict a data set of kind 'coco' with the run's categories, such as the run's own",
  );
}
