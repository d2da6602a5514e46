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

/**
 * The known names that are most like a name: those that share a word with it, then those of few edits. At
 * most `count`.
 */
export function nearestNames(name: string, known: Iterable<string>, count = 3): string[] {
  const words = new Set(wordsOf(name));
  const distances = [...known].flatMap((candidate) => {
    const sharesWord = wordsOf(candidate).some((word) => words.has(word));
    const distance = editDistance(name, candidate);
    // Sharing a word comes before any number of edits.
    return sharesWord || distance <= Math.ceil(name.length / 3) ? [{ candidate, sharesWord, distance }] : [];
  });
  distances.sort((a, b) => Number(b.sharesWord) - Number(a.sharesWord) || a.distance - b.distance);
  return distances.slice(0, count).map(({ candidate }) => candidate);
}

const wordsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');

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
