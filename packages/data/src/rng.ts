import { ArgumentError } from '@cotrain/torch';
/**
 * A small seeded generator (sfc32, from Chris Doty-Humphrey's PractRand). Every random choice in this package
 * depends only on the numbers passed to the constructor, never on how often other code has drawn.
 */
export class Rng {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /**
   * @param key such as `(seed, epoch, index)`. Different numbers at any position give an independent stream.
   */
  constructor(...key: number[]) {
    let hash = 0x9e3779b9;
    for (const part of key) {
      // Hashes both halves, so that seeds above 32 bits differ too.
      hash = mix32(hash ^ (part >>> 0));
      hash = mix32((hash + Math.floor(part / 0x1_0000_0000)) | 0);
    }
    this.#a = hash;
    this.#b = mix32(hash + 0x6d2b79f5);
    this.#c = mix32(hash ^ 0x2545f491);
    for (let i = 0; i < 12; i++) this.uint32();
  }

  uint32(): number {
    const result = (this.#a + this.#b + this.#counter++) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + result;
    this.#c |= 0;
    return result >>> 0;
  }

  /** Uniform in [low, high). */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * (this.uint32() / 0x1_0000_0000);
  }

  /** Uniform integer in [low, high], both inclusive. */
  int(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  pick<T>(values: readonly T[]): T {
    if (values.length === 0) throw new ArgumentError('pick needs at least one value');
    return values[this.int(0, values.length - 1)] as T;
  }

  /** Draws one of the values with probability proportional to its weight. */
  weighted<T>(values: readonly (readonly [T, number])[]): T {
    let rest = this.uniform() * values.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of values) {
      rest -= weight;
      if (rest < 0) return value;
    }
    return values.at(-1)![0];
  }

  /** Shuffles in place (Fisher-Yates). */
  shuffle<T extends { length: number; [index: number]: number }>(values: T): T {
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [values[i], values[j]] = [values[j]!, values[i]!];
    }
    return values;
  }
}

/** Finalizer of MurmurHash3. */
function mix32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
