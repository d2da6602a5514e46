// Whether our own operators are to be replaced by LibTorch's.
import { within } from '../modes/within.js';

let plain = false;

/**
 * Runs `run` with LibTorch's operators in place of cotrain's own, where that is possible: slower and with
 * more memory, but what is traced meanwhile runs without our operator library. `nms`,
 * `batchedNms` and `roiAlign` with adaptive samples stay: exporters have operators for them, and a traced
 * program runs and saves them as loops.
 *
 * @throws ArgumentError for an `async` function, or a promise
 */
export function withPlainOperators<T>(run: () => T): T {
  const before = plain;
  return within(
    'withPlainOperators',
    () => {
      plain = true;
    },
    () => {
      plain = before;
    },
    run,
  );
}

/** Whether `withPlainOperators` is running: functions over operators of a library should use LibTorch's. */
export const usesPlainOperators = (): boolean => plain;
