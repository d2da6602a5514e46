// Names: from LibTorch's spelling to JavaScript's, and from a misspelt one to what was meant.

/** `upsample_bilinear2d` -> `upsampleBilinear2d`; leading and trailing underscores stay. */
export const camelCase = (name: string): string =>
  name.replace(/(?<=[a-zA-Z0-9])_+([a-z0-9])/g, (_, c) => c.toUpperCase());

/** ` (did you mean 'stride'?)` when a known name is at most two edits away, else nothing. */
export function suggestion(name: string, known: Iterable<string>): string {
  let best: string | undefined;
  // A name of two letters is two edits away from every other.
  let bestDistance = Math.min(3, name.length);
  for (const candidate of known) {
    const distance = editDistance(name, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best === undefined ? '' : ` (did you mean '${best}'?)`;
}

/** Levenshtein's. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}
