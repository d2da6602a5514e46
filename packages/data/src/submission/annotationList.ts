import type { NumberRows } from '../bdd100k/jsonArray.js';
import type { Bbox } from '../boxes.js';
import type { CocoId } from '../types.js';
import { float64Table } from './numberTable.js';

/** An entry of `annotations` in COCO's instances file. */
export interface Annotation {
  id?: CocoId | null | undefined;
  image_id: CocoId;
  category_id: CocoId;
  bbox: Bbox;
  area?: number | null | undefined;
  iscrowd?: unknown;
}

/** What almost all annotations consist of. */
export const ANNOTATION_NUMBERS = { id: 1, image_id: 1, category_id: 1, bbox: 4, area: 1, iscrowd: 1 };
const [ID, IMAGE, CATEGORY, BOX, AREA, CROWD, WIDTH] = [0, 1, 2, 3, 7, 8, 9] as const;
const UNUSED = new Float64Array(WIDTH);

/**
 * Annotations in the order of their file. Those that consist of numbers are kept as rows: a million objects
 * would keep the garbage collector busy.
 */
export class AnnotationList {
  readonly #rows = float64Table(WIDTH);
  /** The others by index. Their rows are not used. */
  readonly #others = new Map<number, Annotation>();

  get length(): number {
    return this.#rows.length;
  }

  add(annotation: Annotation): void {
    this.#others.set(this.length, annotation);
    this.#rows.append(UNUSED);
  }

  /** Appends rows of `ANNOTATION_NUMBERS`. */
  addRows({ rows, width }: NumberRows): void {
    for (let i = 0; i < rows.length; i += width) this.#rows.append(rows, i);
  }

  at(index: number): Annotation {
    const number = (column: number) => this.#rows.at(index, column);
    return (
      this.#others.get(index) ?? {
        id: number(ID),
        image_id: number(IMAGE),
        category_id: number(CATEGORY),
        bbox: [number(BOX), number(BOX + 1), number(BOX + 2), number(BOX + 3)],
        area: number(AREA),
        iscrowd: number(CROWD),
      }
    );
  }

  id(index: number): CocoId | null | undefined {
    const other = this.#others.get(index);
    return other ? other.id : this.#rows.at(index, ID);
  }

  imageId(index: number): CocoId {
    return this.#others.get(index)?.image_id ?? this.#rows.at(index, IMAGE);
  }

  /** The annotations with their indices. */
  *entries(): Generator<[number, Annotation]> {
    for (let i = 0; i < this.length; i++) yield [i, this.at(i)];
  }
}
