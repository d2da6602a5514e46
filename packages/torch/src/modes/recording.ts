// Whether operators are recorded for backward. This thread's.
import { native } from '../native/addon.js';
import { within } from './within.js';

function withGrad<T>(enabled: boolean, run: () => T, name: string): T {
  let before = true;
  return within(
    name,
    () => {
      before = native.setGradEnabled(enabled);
    },
    () => native.setGradEnabled(before),
    run,
  );
}

/**
 * Runs `run` without recording operators for backward.
 * @throws ArgumentError for an `async` function, or a promise
 */
export const noGrad = <T>(run: () => T): T => withGrad(false, run, 'noGrad');

/**
 * Runs `run` with recording on, also inside `noGrad`.
 * @throws ArgumentError for an `async` function, or a promise
 */
export const enableGrad = <T>(run: () => T): T => withGrad(true, run, 'enableGrad');

/** Whether this thread records operators for autograd. */
export const isGradEnabled = (): boolean => native.gradEnabled();

/**
 * Runs `run` without recording, and without the bookkeeping that would allow recording later: its results can
 * never take part in a gradient. A little faster than `noGrad`.
 * @throws ArgumentError for an `async` function, or a promise
 */
export const inferenceMode = <T>(run: () => T): T =>
  within(
    'inferenceMode',
    () => native.enterInference(true),
    () => native.leaveInference(),
    run,
  );

/** Whether this thread is in inference mode. */
export const isInferenceMode = (): boolean => native.isInference();
