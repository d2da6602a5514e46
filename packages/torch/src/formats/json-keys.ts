// JSON.parse keeps the last of two equal keys without a word; a checkpoint with such a header is damaged.

/** A key that stands twice in one object of `text`, which must be valid JSON. */
export function duplicateKey(text: string): string | undefined {
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{') open.push(new Set());
    else if (character === '}') open.pop();
    else if (character === '"') {
      const end = endOfString(text, at);
      let next = end;
      while (' \t\r\n'.includes(text[next]!)) next++;
      if (text[next] === ':') {
        const key = JSON.parse(text.slice(at, end)) as string;
        const keys = open[open.length - 1]!;
        if (keys.has(key)) return key;
        keys.add(key);
      }
      at = next - 1;
    }
  }
  return undefined;
}

/** Where the string that begins at `begin` ends: behind the first quote that no backslash escapes. */
function endOfString(text: string, begin: number): number {
  let at = begin + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
