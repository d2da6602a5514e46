import { ArgumentError } from '@cotrain/torch';
import { type Annotated, annotatedOf, type TaskLabel } from './types.js';

/**
 * Boxes of one image, stored in columns: row i of every column belongs to box i. Readers, transforms, heads
 * and metrics pass them on unchanged. Columns are never modified in place, because other code may hold them.
 */
export interface Boxes {
  /** Half-open edges `[x1, y1, x2, y2]` in pixels, flattened. A box of one pixel has width 1. */
  readonly boxes: Float64Array; // [N, 4]
  /** Class ids: indices into the task's `classes`. */
  readonly classes: Int32Array; // [N]
  /** Confidence scores 0..1 of detections. Absent: these are ground-truth boxes. */
  readonly scores?: Float64Array; // [N]
  /**
   * 1: the box's category is annotated but not evaluated (other vehicle, other person, trailer). Absent:
   * none.
   */
  readonly ignored?: Uint8Array; // [N]
  /** 1: the box surrounds a crowd. Absent: none. */
  readonly crowd?: Uint8Array; // [N]
  /** 1: the object is partly hidden. Absent: none. */
  readonly occluded?: Uint8Array; // [N]
  /** 1: the object extends beyond the image. Absent: none. */
  readonly truncated?: Uint8Array; // [N]
  /** Object ids from the file. Absent: the file has none. */
  readonly ids?: readonly (string | number | null)[]; // [N]
  /**
   * Widths and heights as computed by the file's official scorer. Absent: differences of the edges. The last
   * bit decides whether a box of 32 x 32 pixels counts as small.
   */
  readonly sizes?: Float64Array; // [N, 2]
  /** Areas in pixels for scorers; COCO's areas are mask areas. Absent: the areas of the boxes. */
  readonly areas?: Float64Array; // [N]
  /** 1: the annotation has id 0, which pycocotools treats as unmatched. Absent: none. */
  readonly zeroIds?: Uint8Array; // [N]
}

/** Boxes with scores, as predicted by a model. */
export type FoundBoxes = Boxes & { readonly scores: Float64Array };

/** Numbers in each row, by column. */
const WIDTHS = {
  ...{ boxes: 4, classes: 1, scores: 1, ignored: 1, crowd: 1, occluded: 1, truncated: 1 },
  ...{ ids: 1, sizes: 2, areas: 1, zeroIds: 1 },
} as const satisfies Record<keyof Boxes, number>;
const COLUMNS = Object.keys(WIDTHS) as (keyof Boxes)[];
const FLAGS = ['ignored', 'crowd', 'occluded', 'truncated', 'zeroIds'] as const;

/** Columns as lists of any type. */
export type BoxColumns = { readonly [Name in 'boxes' | 'classes']: ArrayLike<number> } & {
  readonly [Name in 'scores' | 'sizes' | 'areas']?: ArrayLike<number> | undefined;
} & { readonly [Name in (typeof FLAGS)[number]]?: ArrayLike<number | boolean> | undefined } & {
  readonly ids?: readonly (string | number | null | undefined)[] | undefined;
};

/**
 * Copies columns into boxes. Flags that are not set for any box, and sizes that follow from the edges, are
 * left out.
 * @throws ArgumentError for columns of different lengths and for class ids that are not whole numbers
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
  // Loops, and constructors of typed arrays: with iterators, a file of a million boxes took a second more.
  for (let row = 0; row < classes.length; row++) {
    const id = classes[row]!;
    if ((id | 0) !== id)
      throw new ArgumentError(`a box has the class id ${id}; class ids must be whole numbers`);
  }
  const boxes = new Float64Array(columns.boxes);
  const flags = FLAGS.flatMap((name) => {
    const given = columns[name] ?? [];
    let first = 0;
    while (first < given.length && !given[first]) first++;
    if (first === given.length) return [];
    const column = new Uint8Array(given.length);
    for (let row = first; row < given.length; row++) column[row] = given[row] ? 1 : 0;
    return [[name, column]];
  });
  const hasSizes = sizes !== undefined && !sizesFollow(boxes, sizes);
  const hasIds = ids?.some((id) => id !== null && id !== undefined);
  return {
    boxes,
    classes: new Int32Array(classes),
    ...(scores && { scores: new Float64Array(scores) }),
    ...(Object.fromEntries(flags) as Partial<Boxes>),
    ...(hasIds && { ids: ids!.map((id) => id ?? null) }),
    ...(hasSizes && { sizes: new Float64Array(sizes) }),
    ...(areas && { areas: new Float64Array(areas) }),
  };
}

/** Whether sizes, [N, 2], are the differences of the edges, [N, 4]. */
export function sizesFollow(boxes: Float64Array, sizes: ArrayLike<number>): boolean {
  for (let i = 0; i < sizes.length; i++) {
    const low = 4 * (i >> 1) + (i & 1);
    if (sizes[i] !== boxes[low + 2]! - boxes[low]!) return false;
  }
  return true;
}

/** Copies the boxes in `rows`, in that order. */
export function takeBoxes<B extends Boxes>(boxes: B, rows: readonly number[]): B {
  const columns = COLUMNS.map((name) => {
    const [column, width] = [boxes[name], WIDTHS[name]];
    const taken: unknown[] = [];
    if (column) for (const row of rows) taken.push(...column.slice(width * row, width * (row + 1)));
    return [name, column && taken];
  });
  return boxesOf(Object.fromEntries(columns)) as B;
}

/** Copies the boxes for which `keep` returns true. */
export function filterBoxes<B extends Boxes>(boxes: B, keep: (row: number) => boolean): B {
  return takeBoxes(boxes, [...boxes.classes.keys()].filter(keep));
}

/** Replaces the edges. Drops the sizes and areas for scorers, which no longer apply. */
export function withEdges(
  { sizes: _, areas: __, zeroIds: ___, ...boxes }: Boxes,
  edges: Float64Array,
): Boxes {
  return { ...boxes, boxes: edges };
}

/** Whether a box is excluded from training because it is ignored or a crowd. */
export const isLeftOut = ({ ignored, crowd }: Boxes, row: number): boolean =>
  Boolean(ignored?.[row] || crowd?.[row]);

/**
 * Label of a frame from its boxes: `empty` if there are none, `present` otherwise.
 *
 * @param of the annotated classes; all classes if it does not list any
 */
export function boxLabel(boxes: Boxes, of: Annotated = {}): TaskLabel<Boxes> {
  const annotated = annotatedOf(of);
  return boxes.classes.length === 0
    ? { state: 'empty', ...annotated }
    : { state: 'present', value: boxes, ...annotated };
}

/** A separate copy of a label, which the caller may modify. */
export const copyLabel = (label: TaskLabel<Boxes>): TaskLabel<Boxes> =>
  label.state === 'present' ? { ...label, value: boxesOf(label.value) } : label;

/** Half-open edges of a box. */
export function edgesOf({ boxes }: Pick<BoxColumns, 'boxes'>, row: number): Edges {
  return [boxes[4 * row]!, boxes[4 * row + 1]!, boxes[4 * row + 2]!, boxes[4 * row + 3]!];
}
/** Half-open edges of a box in pixels. */
export type Edges = [x1: number, y1: number, x2: number, y2: number];

/** A box in the format of COCO's files. */
export function bboxOf(columns: Pick<BoxColumns, 'boxes' | 'sizes'>, row: number): Bbox {
  const [x1, y1, x2, y2] = edgesOf(columns, row);
  const { sizes } = columns;
  return sizes ? [x1, y1, sizes[2 * row]!, sizes[2 * row + 1]!] : [x1, y1, x2 - x1, y2 - y1];
}
export type Bbox = readonly [x: number, y: number, width: number, height: number];
