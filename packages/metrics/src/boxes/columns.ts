/**
 * A growable typed array. The metric keeps millions of numbers, and one object for each would need ten times
 * the memory.
 */
class Column<A extends Float64Array | Uint32Array> {
  #values: A;
  length = 0;

  constructor(private readonly make: (size: number) => A) {
    this.#values = make(1024);
  }

  /** The values so far. The view is valid until the next `extend`. */
  get values(): A {
    return this.#values.subarray(0, this.length) as A;
  }

  /** Appends `count` zeros and returns the array that holds them. They begin at the previous length. */
  extend(count: number): A {
    const length = this.length + count;
    if (length > this.#values.length) {
      // Memory that is not yet written to costs nothing, unlike copying.
      const larger = this.make(Math.max(length, 4 * this.#values.length));
      larger.set(this.#values.subarray(0, this.length));
      this.#values = larger;
    }
    this.length = length;
    return this.#values;
  }

  append(values: A): void {
    const at = this.length;
    this.extend(values.length).set(values, at);
  }
}

export const float64Column = () => new Column((size) => new Float64Array(size));
export const uint32Column = () => new Column((size) => new Uint32Array(size));
