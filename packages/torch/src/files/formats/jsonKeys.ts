// What is looked at in JSON text beside what JSON.parse does.
import { FileFormatError } from '../../errors/errors.js';

/** Objects in an object is all that a header holds; JSON.parse itself takes any depth. */
const MAXIMUM_DEPTH = 8;
/**
 * Objects, lists and numbers take up to fifty times their text; V8 ends the process when its heap is full.
 */
const MAXIMUM_MEMORY = 2 ** 29;
const OBJECT_BYTES = 160;
const LIST_BYTES = 80;
const ITEM_BYTES = 16;

/** @throws FileFormatError for text, JSON or not, that JSON.parse would make too much of */
export function checkJsonCost(path: string, text: Uint8Array): void {
  const [quote, backslash] = [0x22, 0x5c];
  let [depth, memory] = [0, 2 * text.length];
  for (let at = 0; at < text.length; at++) {
    const code = text[at];
    if (code === quote) {
      for (at++; at < text.length && text[at] !== quote; at++) if (text[at] === backslash) at++;
    } else if (code === 0x7b || code === 0x5b) {
      memory += code === 0x7b ? OBJECT_BYTES : LIST_BYTES;
      if (++depth > MAXIMUM_DEPTH)
        throw new FileFormatError(path, `its header is nested more than ${MAXIMUM_DEPTH} deep`);
    } else if (code === 0x7d || code === 0x5d) depth--;
    else if (code === 0x2c) memory += ITEM_BYTES;
  }
  if (memory > MAXIMUM_MEMORY)
    throw new FileFormatError(path, `its header would take more than ${MAXIMUM_MEMORY} bytes of memory`);
}

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
