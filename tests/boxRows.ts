import { type Boxes, boxesOf, edgesOf } from '@cotrain/data';

/** A box as tests write it: half-open edges; missing flags are false. */
export interface BoxRow {
  class: number;
  edges: readonly [x1: number, y1: number, x2: number, y2: number];
  score?: number;
  ignored?: boolean;
  crowd?: boolean;
  occluded?: boolean;
  truncated?: boolean;
  id?: string | number;
}

const FLAGS = ['ignored', 'crowd', 'occluded', 'truncated'] as const;

export function fromRows(rows: readonly (BoxRow & { score: number })[]): Boxes & { scores: Float64Array };
export function fromRows(rows: readonly BoxRow[]): Boxes;
export function fromRows(rows: readonly BoxRow[]): Boxes {
  const scores = rows.flatMap(({ score }) => score ?? []);
  return boxesOf({
    boxes: rows.flatMap(({ edges }) => edges),
    classes: rows.map((row) => row.class),
    ...(scores.length === rows.length && { scores }),
    ...Object.fromEntries(FLAGS.map((flag) => [flag, rows.map((row) => row[flag] ?? false)])),
    ids: rows.map(({ id }) => id),
  });
}

export const toRows = (boxes: Boxes): BoxRow[] =>
  Array.from(boxes.classes, (id, row) => ({
    class: id,
    edges: edgesOf(boxes, row),
    ...(boxes.scores && { score: boxes.scores[row]! }),
    ...Object.fromEntries(FLAGS.flatMap((flag) => (boxes[flag]?.[row] ? [[flag, true]] : []))),
    ...(boxes.ids?.[row] != null && { id: boxes.ids[row] }),
  }));

/** The boxes of a label; empty if it has none. */
export const rowsOf = (label: { state: string; value?: Boxes }): BoxRow[] =>
  label.value === undefined ? [] : toRows(label.value);
