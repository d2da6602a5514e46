import { types } from 'node:util';
import { ArgumentError } from '../errors/errors.js';

/** Runs `run` between two calls. @throws ArgumentError for an `async` function, or a promise */
export function within<T>(name: string, enter: () => void, leave: () => void, run: () => T): T {
  if (typeof run !== 'function') throw new ArgumentError(`${name}() takes a function`);
  // A mode is the thread's, not the call chain's: other work would run under it between two awaits.
  if (types.isAsyncFunction(run))
    throw new ArgumentError(
      `${name}() takes a synchronous function: wrap the parts between the awaits instead`,
    );
  enter();
  try {
    const result = run();
    if (types.isPromise(result)) {
      result.catch(() => {});
      throw new ArgumentError(`${name}() got a promise: code after an await would run in another mode`);
    }
    return result;
  } finally {
    leave();
  }
}
