// The outputs of a model as predictions of its tasks, in the pixels of the photograph.
import type { Metadata } from './metadata.js';
import { type NumberMap, resizeNearest } from './resize.js';

/** A box with its class and score. */
export interface FoundObject {
  className: string;
  classId: number;
  /** 0..1. */
  score: number;
  /** Half-open edges in pixels of the photograph. */
  box: [x1: number, y1: number, x2: number, y2: number];
}

/** What a model found in a photograph for one of its tasks. */
export type TaskPrediction =
  | { kind: 'boxes'; objects: FoundObject[] }
  | ({ kind: 'classMap' } & NumberMap<Uint8Array>)
  | ({ kind: 'field' } & NumberMap<Float32Array>)
  | { kind: 'other' };

/** Predictions by the names of tasks. */
export type Predictions = Record<string, TaskPrediction>;

/** An output tensor, as onnxruntime gives it. */
export interface Output {
  data: unknown;
  dims: readonly number[];
}

interface Size {
  height: number;
  width: number;
}

/**
 * Reads the outputs of a batch of one.
 *
 * @param input size of the model's input
 * @param photograph size of the photograph
 * @throws Error if an output is missing
 */
export function readOutputs(
  metadata: Metadata,
  outputs: Readonly<Record<string, Output | undefined>>,
  input: Size,
  photograph: Size,
): Predictions {
  const output = (name: string): Output => {
    const found = outputs[name];
    if (!found) throw new Error(`The model has no output "${name}": model.json is of another model.`);
    return found;
  };
  const read = (name: string, kind: string, classes: readonly string[]): TaskPrediction => {
    if (kind === 'boxes') {
      const [boxes, scores, ids] = ['boxes', 'scores', 'classes'].map((own) => output(`${name}.${own}`));
      const objects = objectsOf(boxes!, scores!, ids!, classes, input, photograph);
      return { kind, objects };
    }
    if (kind === 'classMap') return { kind, ...mapOf<Uint8Array>(output(name), photograph) };
    if (kind === 'field') return { kind, ...mapOf<Float32Array>(output(name), photograph) };
    return { kind: 'other' };
  };
  return Object.fromEntries(
    Object.entries(metadata.tasks).map(([name, { kind, classes }]) => [name, read(name, kind, classes)]),
  );
}

/** Scaled to the photograph and clipped to it; boxes without area are dropped. */
function objectsOf(
  boxes: Output, // [1, K, 4]
  scores: Output, // [1, K]
  ids: Output, // [1, K], -1 for rows without a box
  classes: readonly string[],
  input: Size,
  photograph: Size,
): FoundObject[] {
  const [edges, scored] = [boxes.data as Float32Array, scores.data as Float32Array];
  const clipped = (value: number, from: number, to: number) =>
    Math.min(to, Math.max(0, Math.fround(value * Math.fround(to / from))));
  return Array.from(ids.data as BigInt64Array, Number).flatMap((classId, row) => {
    if (classId < 0) return [];
    const edge = (i: number) =>
      i % 2 === 0
        ? clipped(edges[4 * row + i]!, input.width, photograph.width)
        : clipped(edges[4 * row + i]!, input.height, photograph.height);
    const box: FoundObject['box'] = [edge(0), edge(1), edge(2), edge(3)];
    if (!(box[2] > box[0] && box[3] > box[1])) return [];
    return [{ className: classes[classId] ?? `class ${classId}`, classId, score: scored[row]!, box }];
  });
}

function mapOf<T extends Uint8Array | Float32Array>({ data, dims }: Output, photograph: Size): NumberMap<T> {
  const [height, width] = dims.slice(-2) as [number, number];
  return resizeNearest({ height, width, data: data as T }, photograph);
}
