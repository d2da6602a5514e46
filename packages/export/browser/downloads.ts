// The picture and the predictions as files.
import type { Layers } from './layers.js';
import { paint, type Scene } from './painter.js';
import type { TaskPrediction } from './predictions.js';
import type { NumberMap } from './resize.js';

/** Saves the photograph with what is drawn over it, as a PNG of its own size. */
export async function savePicture(scene: Scene, layers: Layers): Promise<void> {
  const { width, height } = scene.image;
  const canvas = new OffscreenCanvas(width, height);
  paint(canvas, scene, layers, Math.max(1, width / 1280));
  save(await canvas.convertToBlob({ type: 'image/png' }), `${stemOf(scene.name)}-predicted.png`);
}

/** Saves the predictions of all tasks as JSON, whatever is drawn. */
export function savePredictions(scene: Scene): void {
  const text = JSON.stringify(predictionsFile(scene));
  save(new Blob([text], { type: 'application/json' }), `${stemOf(scene.name)}-predictions.json`);
}

/** Content of the predictions' file: all boxes, and maps as runs of equal classes, row by row. */
export function predictionsFile({ name, image, metadata, predictions }: Scene): object {
  const tasks = Object.entries(predictions).map(([task, prediction]) => [
    task,
    plain(prediction, metadata.tasks[task]!.classes),
  ]);
  return {
    image: { name, width: image.width, height: image.height },
    model: metadata.name,
    tasks: Object.fromEntries(tasks),
  };
}

function plain(prediction: TaskPrediction, classes: readonly string[]): object {
  if (prediction.kind === 'classMap') {
    const { kind, height, width } = prediction;
    return { kind, height, width, classes, runs: runsOf(prediction) };
  }
  // NaN, an unknown value, is not a number of JSON.
  if (prediction.kind === 'field')
    return {
      ...prediction,
      data: Array.from(prediction.data, (value) => (Number.isNaN(value) ? null : value)),
    };
  return prediction;
}

/** [class, length, class, length, ...] */
function runsOf({ data }: NumberMap): number[] {
  const runs: number[] = [];
  for (let at = 0; at < data.length; ) {
    let end = at + 1;
    while (end < data.length && data[end] === data[at]) end++;
    runs.push(data[at]!, end - at);
    at = end;
  }
  return runs;
}

const stemOf = (name: string): string => name.replace(/\.[^.]*$/, '');

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads it after this task.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
