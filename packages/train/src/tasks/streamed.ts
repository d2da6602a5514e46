import { once } from 'node:events';
import { PassThrough } from 'node:stream';

/**
 * Turns a function that takes values one by one into one that is given them, so that several files can be
 * written beside each other. `add` waits until the value is taken; an error of the function comes out of the
 * next call.
 */
export function streamed<T>(write: (values: AsyncIterable<T>) => Promise<unknown>) {
  const stream = new PassThrough({ objectMode: true, highWaterMark: 1 });
  stream.on('error', () => {}); // an abort is for the writer to hear, which may not be listening yet
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
      if (isOver) return; // it wants no more
      // A writer that stops destroys the stream: what it says of that is in `written`.
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
