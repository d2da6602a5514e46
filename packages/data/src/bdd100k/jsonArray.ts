import { createReadStream } from 'node:fs';
import { DataError, reasonOf } from '../errors.js';

export interface ArrayElement {
  value: unknown;
  /** The array's key in the object at the top of the file; null where the file is the array. */
  key: string | null;
  index: number;
  /** 1-based line on which the element starts. */
  line: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const NEWLINE = 0x0a;
const [ARRAY, OBJECT] = [0x5b, 0x7b]; // [ {
const [END_OF_ARRAY, END_OF_OBJECT] = [0x5d, 0x7d]; // ] }
const SPACE = new Set([0x20, 0x09, 0x0a, 0x0d]);
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
/** Longer strings beside the arrays are values, no keys that anybody asks for. */
const LONGEST_KEY = 256;

/**
 * Reads a JSON file whose top level is one array, or an object with arrays under some of `keys`, an element at a time:
 * det_train.json of the full BDD100K is near V8's limit for one string, and only one of its frames is needed at once.
 * What stands under other keys is passed over.
 * @param parse of an element's text
 * @throws DataError with the file, the element and the line.
 */
export async function* readJsonArray(
  file: string,
  keys: readonly string[] = ['frames'],
  parse: (json: string) => unknown = JSON.parse,
): AsyncGenerator<ArrayElement> {
  const fail = (what: string, cause?: unknown) =>
    new DataError(`${file}, line ${line}: ${what}`, { file, cause });
  const expected = `an array of ${keys[0]}, or an object with ${keys.map((name) => `"${name}"`).join(', ')}`;
  let line = 1;
  let index = 0;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let started = false;
  let ended = false;
  let afterComma = false;
  let startLine = 1;
  let parts: Buffer[] = [];
  /** How deep the elements' array is; 0 outside of the arrays that are read. */
  let arrayDepth = 0;
  let arrays = 0;
  /** The last string of the object at the top, and the key it turned out to be. */
  let text: number[] = [];
  let key: string | null = null;

  const open = (next: number) => {
    arrayDepth = depth;
    arrays++;
    index = 0;
    afterComma = false;
    startLine = line;
    return next;
  };
  const finish = (last: Buffer): ArrayElement | null => {
    const json = Buffer.concat([...parts, last]).toString('utf8');
    parts = [];
    if (json.trim() === '') return null;
    try {
      return { value: parse(json), key, index: index++, line: startLine };
    } catch (cause) {
      const name = /"name"\s*:\s*"([^"]{1,200})"/.exec(json);
      const nan = /[[:,]\s*-?(NaN|Infinity)\b/.exec(json);
      const why = nan ? `it holds ${nan[1]}, which JSON does not have` : reasonOf(cause);
      throw fail(`element ${index}${name ? ` ("${name[1]}")` : ''} is not valid JSON: ${why}`, cause);
    }
  };

  let offset = 0;
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
      let from = 0;
      for (let i = 0; i < chunk.length; i++) {
        const byte = chunk[i]!;
        if (byte === NEWLINE) line++;
        if (inString) {
          if (escaped) escaped = false;
          else if (byte === BACKSLASH) escaped = true;
          else if (byte === QUOTE) inString = false;
          if (inString && arrayDepth === 0 && depth === 1 && text.length < LONGEST_KEY) text.push(byte);
          continue;
        }
        if (!started) {
          if (SPACE.has(byte) || byte === BYTE_ORDER_MARK[offset + i]) continue;
          if (byte !== ARRAY && byte !== OBJECT)
            throw fail(`the file must begin with "[" or "{": ${expected}`);
          started = true;
          depth = 1;
          if (byte === ARRAY) from = open(i + 1);
          continue;
        }
        if (ended) {
          if (!SPACE.has(byte)) throw fail('something follows the end of the file');
          continue;
        }
        if (byte === QUOTE) {
          inString = true;
          text = [];
        } else if (byte === ARRAY || byte === OBJECT) {
          depth++;
          if (arrayDepth === 0 && depth === 2 && byte === ARRAY && key !== null && keys.includes(key)) {
            from = open(i + 1);
            continue;
          }
        } else if (byte === END_OF_ARRAY || byte === END_OF_OBJECT) depth--;
        if (arrayDepth === 0) {
          if (byte === COLON && depth === 1) key = Buffer.from(text).toString('utf8');
          ended = depth === 0;
          continue;
        }
        const isSeparator = byte === COMMA && depth === arrayDepth;
        const isEnd = depth < arrayDepth;
        if (!isSeparator && !isEnd) continue;
        if (isEnd && byte !== END_OF_ARRAY) throw fail(`"}" closes the array of ${key ?? keys[0]}`);
        const element = finish(chunk.subarray(from, i));
        if (element) yield element;
        else if (isSeparator || afterComma) throw fail(`element ${index} is missing beside a comma`);
        afterComma = isSeparator;
        from = i + 1;
        startLine = line;
        if (isEnd) arrayDepth = 0;
        ended = depth === 0;
      }
      offset += chunk.length;
      if (arrayDepth > 0) parts.push(Buffer.from(chunk.subarray(from)));
    }
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    throw new DataError(`cannot read ${file}: ${reasonOf(cause)}`, { file, cause });
  }
  if (!started) throw fail(`the file is empty; expected ${expected}`);
  if (!ended) throw fail(`the file ends inside element ${index}: it is incomplete`);
  if (arrays === 0) throw fail(`expected ${expected}; the object has none of these`);
}
