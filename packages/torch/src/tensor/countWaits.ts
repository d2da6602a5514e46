import { native } from '../native/addon.js';

/** How often the host waited for a device. */
export interface Waits {
  /**
   * Values that were read from the device, by `item()`, `data()`, copies to the CPU and operators that read.
   */
  reads: number;
  /** Copies to the device from memory that is not pinned, or that were not asked to be `nonBlocking`. */
  writes: number;
  /** Operators whose result has a size that only the device knows, such as `nonzero`. */
  operators: number;
}

/** Counts from its start until it is disposed. */
export interface WaitCounter extends Disposable {
  /** The waits since the start, or since `reset`. */
  counts(): Waits;
  reset(): void;
}

let open = 0;

/**
 * Counts how often the host waits for a device, in all threads, also inside operators and backward passes:
 * each wait leaves a GPU idle soon after. Nothing is counted for tensors on the CPU. Calls are slower while
 * one counts.
 *
 * @example
 * using waits = countWaits();
 * step();
 * console.log(waits.counts()); // { reads: 1, writes: 0, operators: 0 }
 */
export function countWaits(): WaitCounter {
  if (open++ === 0) native.countWaits(true);
  let start = native.waitCounts();
  let isOpen = true;
  return {
    counts() {
      const now = native.waitCounts();
      return {
        reads: now.reads - start.reads,
        writes: now.writes - start.writes,
        operators: now.operators - start.operators,
      };
    },
    reset() {
      start = native.waitCounts();
    },
    [Symbol.dispose]() {
      if (isOpen && --open === 0) native.countWaits(false);
      isOpen = false;
    },
  };
}
