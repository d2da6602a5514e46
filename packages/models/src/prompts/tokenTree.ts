/** Texts as a prefix tree, in which a shared beginning occurs once. Nodes come after their parents. */
export interface TokenTree {
  /** Token of each node. */
  tokens: number[];
  /** Position of each node in its text. */
  positions: number[];
  /** `hidden[i][j]`: whether node j is not part of the text up to node i. */
  hidden: boolean[][];
  /** The last node of each text. */
  ends: number[];
}

/** @param texts tokens of each text; the numbers may have any meaning */
export function tokenTree(texts: readonly (readonly number[])[]): TokenTree {
  const tokens: number[] = [];
  const positions: number[] = [];
  const paths: (readonly number[])[] = [];
  const known = new Map<string, number>();
  const ends = texts.map((text) => {
    let path: readonly number[] = [];
    for (const [position, token] of text.entries()) {
      const key = `${path.at(-1)} ${token}`;
      const node = known.get(key) ?? tokens.length;
      if (node === tokens.length) {
        known.set(key, node);
        tokens.push(token);
        positions.push(position);
        paths.push([...path, node]);
      }
      path = paths[node]!;
    }
    return path.at(-1)!;
  });
  const hidden = paths.map((path) => {
    const row = new Array<boolean>(tokens.length).fill(true);
    for (const node of path) row[node] = false;
    return row;
  });
  return { tokens, positions, hidden, ends };
}
