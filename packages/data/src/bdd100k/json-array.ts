import { createReadStream } from 'node:fs';
import { DataError, reasonOf } from '../errors.js';

export interface ArrayElement {
  value: unknown;
  index: number;
  /** 1-based line on which the element starts. */
  line: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const NEWLINE = 0x0a;
const OPEN = new Set([0x5b, 0x7b]); // [ {
const CLOSE = new Set([0x5d, 0x7d]); // ] }
const SPACE = new Set([0x20, 0x09, 0x0a, 0x0d]);
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Reads a JSON file whose top level is one array, an element at a time: det_train.json of the full BDD100K is
 * near V8's limit for one string, and only one of its frames is needed at once.
 * @throws DataError with the file, the element and the line.
 */
export async function* readJsonArray(file: string): AsyncGenerator<ArrayElement> {
  const fail = (what: string, cause?: unknown) =>
    new DataError(`${file}, line ${line}: ${what}`, { file, cause });
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

  const finish = (last: Buffer): ArrayElement | null => {
    const text = Buffer.concat([...parts, last]).toString('utf8');
    parts = [];
    if (text.trim() === '') return null;
    try {
      return { value: JSON.parse(text), index: index++, line: startLine };
    } catch (cause) {
      throw fail(`element ${index} is not valid JSON: ${reasonOf(cause)}`, cause);
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
          continue;
        }
        if (!started) {
          if (SPACE.has(byte) || byte === BYTE_ORDER_MARK[offset + i]) continue;
          if (byte !== 0x5b) throw fail('expected an array of frames: the file must begin with "["');
          started = true;
          depth = 1;
          from = i + 1;
          startLine = line;
          continue;
        }
        if (ended) {
          if (!SPACE.has(byte)) throw fail('something follows the end of the array');
          continue;
        }
        if (byte === QUOTE) inString = true;
        else if (OPEN.has(byte)) depth++;
        else if (CLOSE.has(byte)) depth--;
        const isSeparator = byte === COMMA && depth === 1;
        if (!isSeparator && depth > 0) continue;
        if (depth === 0 && byte !== 0x5d) throw fail('"}" closes the array of frames');
        const element = finish(chunk.subarray(from, i));
        if (element) yield element;
        else if (isSeparator || afterComma) throw fail(`element ${index} is missing beside a comma`);
        afterComma = isSeparator;
        ended = depth === 0;
        from = i + 1;
        startLine = line;
      }
      offset += chunk.length;
      if (started && !ended) parts.push(Buffer.from(chunk.subarray(from)));
    }
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    throw new DataError(`cannot read ${file}: ${reasonOf(cause)}`, { file, cause });
  }
  if (!started) throw fail('the file is empty; expected an array of frames');
  if (!ended) throw fail(`the file ends inside element ${index}: it is incomplete`);
}
