import { type Group, gatherFrom } from './exchange.js';

/**
 * The items of all ranks in the order of one process, on every rank: rank r makes items r, r + size,
 * r + 2 * size, ... Ranks may have different numbers of items, or none. Items are plain data
 * (`structuredClone`).
 *
 * An error on one rank is thrown on all of them.
 */
export async function* inOrder<T>(group: Group, own: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  if (group === null) {
    yield* own;
    return;
  }
  const items = own[Symbol.asyncIterator]();
  try {
    for (;;) {
      const round = await gatherFrom(group, async () => {
        const next = await items.next();
        return next.done ? [] : [next.value];
      });
      if (round.every((given) => given.length === 0)) return;
      yield* round.flat();
    }
  } finally {
    await items.return?.();
  }
}
