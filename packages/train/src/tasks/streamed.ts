import { once } from 'node:events';
import { PassThrough } from 'node:stream';

/**
 * Turns a function that consumes values into one that values are pushed to, so that several files can be
 * written in parallel. `add` waits until the value is consumed. An error of the function is thrown by the
 * next call.
 */
export function streamed<T>(write: (values: AsyncIterable<T>) => Promise<unknown>) {
  const stream = new PassThrough({ objectMode: true, highWaterMark: 1 });
  stream.on('error', () => {}); // the writer handles an abort, but may not be listening yet
  let isOver = false;
  let failure: { error: unknown } | undefined;
  const written = write(stream)
    .catch((error) => {
      failure = { error };
    })
    .then(() => {
      isOver = true;
    });
  const check = () => {
    if (failure) throw failure.error;
  };
  return {
    async add(value: T): Promise<void> {
      check();
      if (isOver) return; // the writer has finished A writer that stops destroys the stream; its error is in `written`.
      if (!stream.write(value)) await Promise.race([once(stream, 'drain').catch(() => written), written]);
      check();
    },
    async end(): Promise<void> {
      stream.end();
      await written;
      check();
    },
    async abort(reason: unknown): Promise<void> {
      stream.destroy(reason instanceof Error ? reason : new Error('aborted'));
      await written;
    },
  };
}
