// Draws a photograph with its predictions.
import { colorOf, css, fieldColor, inkOn, mapColorOf } from './colors.js';
import type { Layer, Layers } from './layers.js';
import type { Metadata, TaskMetadata } from './metadata.js';
import type { FoundObject, Predictions, TaskPrediction } from './predictions.js';

/** A photograph or a frame with what was found in it. */
export interface Scene {
  name: string;
  image: ImageBitmap;
  metadata: Metadata;
  predictions: Predictions;
}

const FONT_SIZE = 13;

/** Maps in colours, which toggles and sliders do not change. */
const colored = new WeakMap<TaskPrediction, OffscreenCanvas>();

/**
 * Draws a scene into a canvas of any size.
 *
 * @param unit pixels of the canvas in a pixel of the screen: lines and labels are that much larger
 */
export function paint(
  canvas: HTMLCanvasElement | OffscreenCanvas,
  scene: Scene,
  layers: Layers,
  unit: number,
): void {
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const { image, metadata, predictions } = scene;
  context.globalAlpha = 1;
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const shown = Object.entries(metadata.tasks).filter(([name]) => layers[name]!.shown && predictions[name]);
  for (const [name, task] of shown) {
    const prediction = predictions[name]!;
    if (prediction.kind !== 'classMap' && prediction.kind !== 'field') continue;
    context.globalAlpha = layers[name]!.opacity;
    context.drawImage(coloredMap(task, prediction), 0, 0, canvas.width, canvas.height);
  }
  // Boxes lie over all maps.
  const [scaleX, scaleY] = [canvas.width / image.width, canvas.height / image.height];
  for (const [name, task] of shown) {
    const layer = layers[name]!;
    context.globalAlpha = layer.opacity;
    const objects = visible(predictions[name]!, layer);
    // High scores are drawn last, so that they are not hidden.
    for (const object of objects.toReversed()) paintBox(context, object, task, [scaleX, scaleY], unit);
  }
  context.globalAlpha = 1;
}

/** The objects of a prediction that are drawn, best first. */
export function visible(prediction: TaskPrediction, { threshold }: Layer): FoundObject[] {
  return prediction.kind === 'boxes' ? prediction.objects.filter(({ score }) => score >= threshold) : [];
}

function coloredMap(
  task: TaskMetadata,
  prediction: Extract<TaskPrediction, { kind: 'classMap' | 'field' }>,
): OffscreenCanvas {
  const known = colored.get(prediction);
  if (known) return known;
  const { height, width, data } = prediction;
  const pixels = new Uint32Array(width * height);
  const colors = prediction.kind === 'classMap' ? classColors(task) : fieldColors(prediction.data);
  for (let i = 0; i < pixels.length; i++) pixels[i] = colors(data[i]!);
  const canvas = new OffscreenCanvas(width, height);
  canvas
    .getContext('2d')!
    .putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), width, height), 0, 0);
  colored.set(prediction, canvas);
  return canvas;
}

/** Bytes of an opaque pixel, red first. */
const opaque = ([red, green, blue]: readonly [number, number, number]): number =>
  ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;

function classColors(task: TaskMetadata): (id: number) => number {
  const table = new Uint32Array(256);
  for (const id of task.classes.keys()) {
    const color = mapColorOf(task, id);
    if (color) table[id] = opaque(color);
  }
  return (id) => table[id]!;
}

function fieldColors(data: Float32Array): (value: number) => number {
  const [low, high] = rangeOf(data);
  return (value) => (Number.isNaN(value) ? 0 : opaque(fieldColor((value - low) / (high - low || 1))));
}

/** Least and greatest value of a field; [0, 1] if nothing in it is known. */
export function rangeOf(data: Float32Array): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of data) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}

function paintBox(
  context: CanvasRenderingContext2D,
  { className, classId, score, box: [x1, y1, x2, y2] }: FoundObject,
  task: TaskMetadata,
  [scaleX, scaleY]: [number, number],
  unit: number,
): void {
  const color = colorOf(task, classId);
  const ink = inkOn(color);
  const [x, y, width, height] = [x1 * scaleX, y1 * scaleY, (x2 - x1) * scaleX, (y2 - y1) * scaleY];
  const opacity = context.globalAlpha;
  // A seam in the opposite lightness keeps dark boxes visible at night, and light ones before the sky.
  context.globalAlpha = 0.75 * opacity;
  context.strokeStyle = ink;
  context.lineWidth = 4 * unit;
  context.strokeRect(x, y, width, height);
  context.globalAlpha = opacity;
  context.strokeStyle = css(color);
  context.lineWidth = 2 * unit;
  context.strokeRect(x, y, width, height);
  const text = `${className} ${Math.round(100 * score)}`;
  context.font = `500 ${FONT_SIZE * unit}px Inter, system-ui, "DejaVu Sans", sans-serif`;
  const [tagWidth, tagHeight] = [context.measureText(text).width + 6 * unit, (FONT_SIZE + 4) * unit];
  const left = Math.max(0, Math.min(x, context.canvas.width - tagWidth));
  const top = y >= tagHeight ? y - tagHeight : y;
  context.fillStyle = css(color);
  context.fillRect(left, top, tagWidth, tagHeight);
  context.fillStyle = ink;
  context.textBaseline = 'middle';
  context.fillText(text, left + 3 * unit, top + tagHeight / 2 + 0.5 * unit);
}
