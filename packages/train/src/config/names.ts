// Keys that had another name once: runs and files that were written then are read all the same.

/** @returns the same with today's names; anything that is no configuration as it is */
export function withNewNames(input: unknown): unknown {
  const { model } = entriesOf(input);
  const { heads } = entriesOf(model);
  const renamed = Object.entries(entriesOf(heads)).map(([task, head]) => [task, newHead(head)]);
  if (renamed.length === 0) return input;
  const own = { ...entriesOf(model), heads: Object.fromEntries(renamed) };
  return { ...entriesOf(input), model: own };
}

/** `initialBoxes: image|data`, which are the boxes themselves today, is `proposalsFrom`. */
function newHead(head: unknown): unknown {
  const { initialBoxes, ...rest } = entriesOf(head);
  return typeof initialBoxes === 'string' ? { ...rest, proposalsFrom: initialBoxes } : head;
}

const entriesOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
