import { join } from 'node:path';
import { type FrameId, writeCocoResults, writeDetections } from '@cotrain/data';
import { RunError } from '../../errors.js';
import type { PredictionFiles, PredictionFilesOptions } from '../kind.js';
import { streamed } from '../streamed.js';
import { cocoResults, type FoundBox, submitted } from './found.js';

/** `TASK.json`: BDD100K's submission, or COCO's results with the ids of the data set's file. */
export function openBoxFile(
  folder: string,
  { task, classes, ids, format }: PredictionFilesOptions,
): PredictionFiles<FoundBox[]> {
  const path = `${task}.json`;
  const file = join(folder, path);
  if (format === 'coco') {
    const categoryIds = ids ?? refuse();
    const stream = streamed<FrameId & { found: FoundBox[] }>((frames) =>
      writeCocoResults(
        file,
        map(frames, ({ id, found }) => ({ id: id!, ...cocoResults(found) })),
        categoryIds,
      ),
    );
    return { path, ...stream, add: (frame, found) => stream.add({ ...frame, found }) };
  }
  const stream = streamed<FrameId & { found: FoundBox[] }>((frames) =>
    writeDetections(
      file,
      map(frames, ({ file: name, found }) => submitted(name, found)),
      { classes },
    ),
  );
  return { path, ...stream, add: (frame, found) => stream.add({ ...frame, found }) };
}

function refuse(): never {
  throw new RunError(
    "COCO's results need the ids of images and categories: predict a data set of kind 'coco' with the run's categories, such as the run's own",
  );
}

async function* map<T, U>(values: AsyncIterable<T>, convert: (value: T) => U): AsyncGenerator<U> {
  for await (const value of values) yield convert(value);
}
