import type { CocoId } from '../types.js';

/** Rows in a block. */
const BLOCK = 1 << 14;

type Numbers = Float64Array | Int32Array;

/**
 * A growing table of numbers, [N, width]. Its memory comes in blocks, because a growing array would be copied
 * again and again, and fresh memory is what a table of millions costs.
 */
export class NumberTable<A extends Numbers = Numbers> {
  /** Number of rows. */
  length = 0;
  readonly #blocks: A[] = [];
  #last: A;

  /** @param make gives an array of so many zeros */
  constructor(
    readonly width: number,
    private readonly make: (length: number) => A,
  ) {
    this.#last = make(0);
  }

  /** Appends the row that begins at an index of `numbers`. */
  append(numbers: ArrayLike<number>, from = 0): void {
    const at = this.#extend();
    for (let i = 0; i < this.width; i++) this.#last[at + i] = numbers[from + i]!;
  }

  /** Appends a row of up to four numbers. */
  push(first: number, second = 0, third = 0, fourth = 0): void {
    const at = this.#extend();
    const [last, { width }] = [this.#last, this];
    last[at] = first;
    if (width > 1) last[at + 1] = second;
    if (width > 2) last[at + 2] = third;
    if (width > 3) last[at + 3] = fourth;
  }

  /** Makes room for a row. @returns its place in the last block */
  #extend(): number {
    const row = this.length++ % BLOCK;
    if (row === 0) {
      this.#last = this.make(BLOCK * this.width);
      this.#blocks.push(this.#last);
    }
    return row * this.width;
  }

  /** Number `column` of a row. */
  at(row: number, column: number): number {
    return this.#blocks[Math.floor(row / BLOCK)]![(row % BLOCK) * this.width + column]!;
  }

  /**
   * The rows of ranges, [from, to, from, to, ...], flattened: a view of the table if they lie one after the
   * other in one block, otherwise a copy.
   */
  rows(ranges: readonly number[]): A {
    const parts: A[] = [];
    for (let i = 0; i < ranges.length; i += 2) this.#addViews(ranges[i]!, ranges[i + 1]!, parts);
    if (parts.length === 1) return parts[0]!;
    const copy = this.make(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      copy.set(part, at);
      at += part.length;
    }
    return copy;
  }

  /** Adds a view for each block that holds some of the rows. */
  #addViews(from: number, to: number, views: A[]): void {
    for (let row = from; row < to; ) {
      const block = Math.floor(row / BLOCK);
      const start = block * BLOCK;
      const end = Math.min(to, start + BLOCK);
      const { width } = this;
      views.push(this.#blocks[block]!.subarray((row - start) * width, (end - start) * width) as A);
      row = end;
    }
  }
}

export const float64Table = (width: number) => new NumberTable(width, (length) => new Float64Array(length));
export const int32Table = (width: number) => new NumberTable(width, (length) => new Int32Array(length));

/**
 * Tables whose rows belong to groups: the boxes of images. The rows of a group need not follow one another.
 */
export class GroupedTables<Tables extends Readonly<Record<string, NumberTable>>> {
  /** The rows of a group: [from, to, from, to, ...]. The last range of the current one is open. */
  readonly #ranges = new Map<CocoId, number[]>();
  #key: CocoId | undefined;
  #current: number[] | null = null;
  readonly #first: NumberTable;

  /** @param tables tables, all of which get a row for each row of a group */
  constructor(readonly tables: Tables) {
    this.#first = Object.values(tables)[0]!;
  }

  /** The rows that follow are those of this group. It exists from then on, even without a row. */
  open(key: CocoId): void {
    if (this.#current && key === this.#key) return;
    this.#current?.push(this.#first.length);
    this.#key = key;
    this.#current = this.#ranges.get(key) ?? [];
    if (this.#current.length === 0) this.#ranges.set(key, this.#current);
    this.#current.push(this.#first.length);
  }

  /**
   * The rows of each group by table, flattened, with the groups in the order in which they were opened. They
   * may be views.
   */
  *groups(): Generator<[CocoId, { [Name in keyof Tables]: ReturnType<Tables[Name]['rows']> }]> {
    this.#current?.push(this.#first.length);
    this.#current = null;
    const tables = Object.entries(this.tables);
    for (const [key, ranges] of this.#ranges) {
      const columns = Object.fromEntries(tables.map(([name, table]) => [name, table.rows(ranges)]));
      yield [key, columns as { [Name in keyof Tables]: ReturnType<Tables[Name]['rows']> }];
    }
  }
}
