// Decoded samples in memory, for later epochs.
import { types } from 'node:util';
import type { PreparedSample } from './prepare.js';

/**
 * Samples by index, within a number of bytes. Those that came first stay: in an epoch that draws each sample
 * once, replacing them would lose as many hits as it gains.
 */
export class SampleCache {
  readonly #samples = new Map<number, PreparedSample>();
  #free: number;
  #isFull = false;

  constructor(bytes: number) {
    this.#free = bytes;
    this.#isFull = bytes === 0;
  }

  /** Whether a sample did not fit. From then on no other is added. */
  get isFull(): boolean {
    return this.#isFull;
  }

  get(index: number): PreparedSample | undefined {
    return this.#samples.get(index);
  }

  add(index: number, sample: PreparedSample): void {
    if (this.#isFull || this.#samples.has(index)) return;
    const bytes = bytesOf(sample);
    this.#isFull = bytes > this.#free;
    if (this.#isFull) return;
    this.#free -= bytes;
    this.#samples.set(index, sample);
  }
}

/** Memory of typed arrays and of lists of numbers. The rest of a sample is small. */
function bytesOf(value: unknown, counted = new Set<unknown>()): number {
  if (types.isTypedArray(value)) {
    if (counted.has(value.buffer)) return 0;
    counted.add(value.buffer);
    return value.buffer.byteLength;
  }
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce((sum, part) => sum + bytesOf(part, counted), 0);
}

/**
 * A copy whose typed arrays lie in memory that all threads can read: those in lists and plain objects. All
 * else stays as it is, and is copied by what passes it to another thread.
 */
export function inSharedMemory<T>(value: T): T {
  const copy = (part: unknown): unknown => {
    if (types.isTypedArray(part)) return sharedArray(part);
    if (Array.isArray(part)) return part.map(copy);
    if (typeof part !== 'object' || part === null) return part;
    if (Object.getPrototypeOf(part) !== Object.prototype) return part;
    return Object.fromEntries(Object.entries(part).map(([key, own]) => [key, copy(own)]));
  };
  return copy(value) as T;
}

function sharedArray(array: NodeJS.TypedArray): NodeJS.TypedArray {
  const bytes = new Uint8Array(new SharedArrayBuffer(array.byteLength));
  bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  // Buffer's own constructor copies numbers.
  const Kind = Buffer.isBuffer(array) ? Uint8Array : (array.constructor as Uint8ArrayConstructor);
  return new Kind(bytes.buffer, 0, array.length);
}
