import { ArgumentError } from '@cotrain/torch';
import { type Annotated, annotatedOf, type TaskLabel } from './types.js';

/**
 * The boxes of one image, a column for each of their properties: row i of every column is of box i. Readers,
 * transforms, heads and metrics hand them on as they are. Columns are never changed in place, since others
 * may hold them.
 */
export interface Boxes {
  /**
   * Half-open edges `[x1, y1, x2, y2]` in pixels, one box after the other: a box of one pixel has width 1.
   */
  readonly boxes: Float64Array; // [N, 4]
  /** Class ids: places in the task's `classes`. */
  readonly classes: Int32Array; // [N]
  /** 0..1, of boxes that were found. Absent: these are true boxes. */
  readonly scores?: Float64Array; // [N]
  /**
   * 1: of a category that is annotated but not evaluated (other vehicle, other person, trailer). Absent: none
   * is.
   */
  readonly ignored?: Uint8Array; // [N]
  /** 1: the box is around a crowd. Absent: none is. */
  readonly crowd?: Uint8Array; // [N]
  /** 1: something else hides a part of the object. Absent: none is. */
  readonly occluded?: Uint8Array; // [N]
  /** 1: the object reaches out of the image. Absent: none is. */
  readonly truncated?: Uint8Array; // [N]
  /** What the file calls the objects. Absent: it does not name them. */
  readonly ids?: readonly (string | number | null)[]; // [N]
  /**
   * Widths and heights as the official scorer of the file computes them. Absent: they are the edges'
   * differences. The last bit decides whether a box of 32 x 32 pixels is small.
   */
  readonly sizes?: Float64Array; // [N, 2]
  /** In pixels, for scorers: COCO's areas are masks'. Absent: the boxes' own. */
  readonly areas?: Float64Array; // [N]
  /** 1: an annotation whose id is 0, which pycocotools takes for unmatched. Absent: none is. */
  readonly zeroIds?: Uint8Array; // [N]
}

/** Boxes that were found. */
export type FoundBoxes = Boxes & { readonly scores: Float64Array };

/** The numbers in a row of each column. */
const WIDTHS = {
  ...{ boxes: 4, classes: 1, scores: 1, ignored: 1, crowd: 1, occluded: 1, truncated: 1 },
  ...{ ids: 1, sizes: 2, areas: 1, zeroIds: 1 },
} as const satisfies Record<keyof Boxes, number>;
const COLUMNS = Object.keys(WIDTHS) as (keyof Boxes)[];
const FLAGS = ['ignored', 'crowd', 'occluded', 'truncated', 'zeroIds'] as const;

/** Columns as lists of any kind. */
export type BoxColumns = { readonly [Name in 'boxes' | 'classes']: ArrayLike<number> } & {
  readonly [Name in 'scores' | 'sizes' | 'areas']?: ArrayLike<number> | undefined;
} & { readonly [Name in (typeof FLAGS)[number]]?: ArrayLike<number | boolean> | undefined } & {
  readonly ids?: readonly (string | number | null | undefined)[] | undefined;
};

/**
 * Copies columns into boxes. Flags that no box has, and sizes that follow from the edges, are left out.
 * @throws ArgumentError for columns of different lengths, and for class ids that are not whole numbers
 */
export function boxesOf(columns: BoxColumns & { readonly scores: ArrayLike<number> }): FoundBoxes;
export function boxesOf(columns: BoxColumns): Boxes;
export function boxesOf(columns: BoxColumns): Boxes {
  const { classes, scores, ids, sizes, areas } = columns;
  for (const name of COLUMNS) {
    const [length, expected] = [columns[name]?.length, WIDTHS[name] * classes.length];
    if (length !== undefined && length !== expected)
      throw new ArgumentError(
        `${classes.length} boxes: their ${name} are ${length} entries, expected ${expected}`,
      );
  }
  const wrong = Array.from(classes).find((id) => (id | 0) !== id);
  if (wrong !== undefined) throw new ArgumentError(`a box is of class ${wrong}; class ids are whole numbers`);
  const boxes = Float64Array.from(columns.boxes);
  const flags = FLAGS.flatMap((name) => {
    const column = Uint8Array.from(columns[name] ?? [], (flag) => (flag ? 1 : 0));
    return column.includes(1) ? [[name, column]] : [];
  });
  const hasSizes = Array.from(sizes ?? []).some((size, i) => size !== difference(boxes, i));
  const hasIds = ids?.some((id) => id !== null && id !== undefined);
  return {
    boxes,
    classes: Int32Array.from(classes),
    ...(scores && { scores: Float64Array.from(scores) }),
    ...(Object.fromEntries(flags) as Partial<Boxes>),
    ...(hasIds && { ids: ids!.map((id) => id ?? null) }),
    ...(hasSizes && { sizes: Float64Array.from(sizes!) }),
    ...(areas && { areas: Float64Array.from(areas) }),
  };
}

/** Entry i of the sizes that follow from edges, [N, 2]. */
function difference(boxes: Float64Array, i: number): number {
  const low = 4 * (i >> 1) + (i & 1);
  return boxes[low + 2]! - boxes[low]!;
}

/** Copies of the boxes in `rows`, in that order. */
export function takeBoxes<B extends Boxes>(boxes: B, rows: readonly number[]): B {
  const columns = COLUMNS.map((name) => {
    const [column, width] = [boxes[name], WIDTHS[name]];
    const taken: unknown[] = [];
    if (column) for (const row of rows) taken.push(...column.slice(width * row, width * (row + 1)));
    return [name, column && taken];
  });
  return boxesOf(Object.fromEntries(columns)) as B;
}

/** Copies of the boxes for which `keep` holds. */
export function filterBoxes<B extends Boxes>(boxes: B, keep: (row: number) => boolean): B {
  return takeBoxes(boxes, [...boxes.classes.keys()].filter(keep));
}

/** Boxes that have moved: what scorers of their file know of them does not hold any more. */
export function withEdges(
  { sizes: _, areas: __, zeroIds: ___, ...boxes }: Boxes,
  edges: Float64Array,
): Boxes {
  return { ...boxes, boxes: edges };
}

/** Whether nothing is learned from a box: it is ignored, or a crowd. */
export const isLeftOut = ({ ignored, crowd }: Boxes, row: number): boolean =>
  Boolean(ignored?.[row] || crowd?.[row]);

/**
 * Label of a frame from its boxes: `empty` if there are none, `present` otherwise.
 *
 * @param of what was annotated; all classes where it does not say
 */
export function boxLabel(boxes: Boxes, of: Annotated = {}): TaskLabel<Boxes> {
  const annotated = annotatedOf(of);
  return boxes.classes.length === 0
    ? { state: 'empty', ...annotated }
    : { state: 'present', value: boxes, ...annotated };
}

/** A label of one's own, for who may change it. */
export const copyLabel = (label: TaskLabel<Boxes>): TaskLabel<Boxes> =>
  label.state === 'present' ? { ...label, value: boxesOf(label.value) } : label;

/** The half-open edges of a box. */
export function edgesOf({ boxes }: Pick<BoxColumns, 'boxes'>, row: number): Edges {
  return [boxes[4 * row]!, boxes[4 * row + 1]!, boxes[4 * row + 2]!, boxes[4 * row + 3]!];
}
/** Half-open edges of a box in pixels. */
export type Edges = [x1: number, y1: number, x2: number, y2: number];

/** A box as COCO's files have it. */
export function bboxOf(columns: Pick<BoxColumns, 'boxes' | 'sizes'>, row: number): Bbox {
  const [x1, y1, x2, y2] = edgesOf(columns, row);
  const { sizes } = columns;
  return sizes ? [x1, y1, sizes[2 * row]!, sizes[2 * row + 1]!] : [x1, y1, x2 - x1, y2 - y1];
}
export type Bbox = readonly [x: number, y: number, width: number, height: number];
