// Former names of keys, so that old runs and files can still be read.

/** @returns the input with current names; unchanged if it is not a configuration */
export function withNewNames(input: unknown): unknown {
  const { model } = entriesOf(input);
  const { heads } = entriesOf(model);
  const renamed = Object.entries(entriesOf(heads)).map(([task, head]) => [task, newHead(head)]);
  if (renamed.length === 0) return input;
  const own = { ...entriesOf(model), heads: Object.fromEntries(renamed) };
  return { ...entriesOf(input), model: own };
}

/**
 * The former `initialBoxes: image|data` is `proposalsFrom` now, and `initialBoxes` contains the boxes
 * themselves.
 */
function newHead(head: unknown): unknown {
  const { initialBoxes, ...rest } = entriesOf(head);
  return typeof initialBoxes === 'string' ? { ...rest, proposalsFrom: initialBoxes } : head;
}

const entriesOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
