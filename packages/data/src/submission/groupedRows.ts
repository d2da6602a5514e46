/**
 * Rows of numbers, each of one of many groups. Rows that come one after the other are mostly of one group, so
 * they are collected in one place and kept as one array: millions of numbers in growing lists would be copied
 * by the garbage collector again and again.
 */
export class GroupedRows<Key> {
  readonly #groups = new Map<Key, Float64Array[]>();
  /** The rows of the current group that are not yet kept. */
  #rows = new Float64Array(1024);
  #length = 0;
  #key: Key | undefined;
  #current: Float64Array[] = [];

  /** Makes the group current. It exists then, even without a row. */
  open(key: Key): void {
    if (key === this.#key) return;
    this.#keep();
    this.#key = key;
    this.#current = this.#groups.get(key) ?? [];
    if (this.#current.length === 0) this.#groups.set(key, this.#current);
  }

  /** Appends to the current group. */
  add(...row: readonly number[]): void {
    if (this.#length + row.length > this.#rows.length) this.#grow();
    for (const value of row) this.#rows[this.#length++] = value;
  }

  /** The rows of each group, flattened, with the groups in the order in which they were opened. */
  *groups(): Generator<[Key, Float64Array]> {
    this.#keep();
    for (const [key, parts] of this.#groups) yield [key, parts.length === 1 ? parts[0]! : joined(parts)];
  }

  #keep(): void {
    if (this.#length > 0) this.#current.push(this.#rows.slice(0, this.#length));
    this.#length = 0;
  }

  #grow(): void {
    const rows = this.#rows;
    this.#rows = new Float64Array(2 * rows.length);
    this.#rows.set(rows);
  }
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
