import type { TensorSummary } from '../errors/errors.js';
import { operatorFailure } from './failure.js';

/** Runs a call of the addon, whose failure becomes an error that names what was done to which tensors. */
export function attempt<T>(name: string, tensors: readonly TensorSummary[], run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw operatorFailure(name, error as Error, tensors);
  }
}
