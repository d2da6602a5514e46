import { open } from 'node:fs/promises';
import { jsonRecords, type RecordFields } from '@cotrain/torch';
import { DataError, reasonOf } from '../errors.js';

export interface ArrayElement {
  value: unknown;
  /** Key of the array in the file's top-level object; null if the file itself is the array. */
  key: string | null;
  index: number;
  /** 1-based line on which the element starts. */
  line: number;
}

/** Successive elements that are records of numbers. */
export interface NumberRows {
  /**
   * One row for each: the numbers of the fields in their order, then the number of line breaks between `line`
   * and the element. They are overwritten by the next ones.
   */
  rows: Float64Array; // [N, width]
  width: number;
  key: string | null;
  /** Index of the first one. */
  index: number;
  line: number;
}

/** How elements are read. */
export interface ElementReading {
  /** Parses the text of an element. Default: `JSON.parse`. */
  parse?: ((json: string) => unknown) | undefined;
  /**
   * By array: the fields of elements that are wanted as rows of numbers, which is several times as fast.
   * Elements without all of these numbers are parsed. What rows hold beside these fields is lost.
   */
  numbers?: Readonly<Record<string, RecordFields>> | undefined;
}

/** Most bytes read at a time. */
const CHUNK = 1 << 20;
/** Numbers given out at a time. */
const NUMBERS = 1 << 16;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const NEWLINE = 0x0a;
const [ARRAY, OBJECT] = [0x5b, 0x7b]; // [ {
const [END_OF_ARRAY, END_OF_OBJECT] = [0x5d, 0x7d]; // ] }
const SPACE = new Set([0x20, 0x09, 0x0a, 0x0d]);
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
/** Longer strings outside the arrays must be values, because no requested key is that long. */
const LONGEST_KEY = 256;

/**
 * Streams the elements of a JSON file whose top level is an array, or an object with arrays under some of
 * `keys`. det_train.json of the full BDD100K is close to V8's limit for a single string, and only one frame
 * is needed at a time. Other keys are skipped.
 * @throws DataError with the file, the element and the line.
 */
export async function* readJsonArray(
  file: string,
  keys: readonly string[] = ['frames'],
  parse?: (json: string) => unknown,
): AsyncGenerator<ArrayElement> {
  for await (const elements of readJsonChunks(file, keys, { parse }))
    yield* elements as Iterable<ArrayElement>;
}

/**
 * The same, with the elements of one chunk of the file at a time: waiting for each of a million small ones
 * would take as long as reading them. The caller must take all elements of a chunk before the next one.
 * @param keys the first one is that of a file which is the array itself
 */
export async function* readJsonChunks(
  file: string,
  keys: readonly string[],
  reading: ElementReading = {},
): AsyncGenerator<Iterable<ArrayElement | NumberRows>> {
  const scanner = new Scanner(file, keys, reading);
  try {
    await using handle = await open(file);
    const { size } = await handle.stat(); // 0: a pipe
    // Two pieces of memory for all chunks: one is filled while the other one is parsed. A stream would take
    // new pages for each chunk.
    const length = size > 0 ? Math.min(size, CHUNK) : CHUNK;
    let [memory, next] = [Buffer.allocUnsafe(length), Buffer.allocUnsafe(length)];
    let { bytesRead } = await handle.read(memory, 0, length);
    while (bytesRead > 0) {
      const ahead = handle.read(next, 0, length);
      ahead.catch(() => {}); // reported where it is awaited, unless the caller stops before
      yield scanner.read(memory.subarray(0, bytesRead));
      ({ bytesRead } = await ahead);
      [memory, next] = [next, memory];
    }
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    throw new DataError(`cannot read ${file}: ${reasonOf(cause)}`, { file, cause });
  }
  scanner.finish();
}

/** Current position of the reader in the file. */
class Scanner {
  #line = 1;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #started = false;
  #ended = false;
  /** Number of bytes in the previous chunks. */
  #offset = 0;
  /** Nesting depth of the elements' array; 0 outside the arrays to read. */
  #arrayDepth = 0;
  #arrays = 0;
  /** The current element: its index, and its bytes from earlier chunks. */
  #index = 0;
  #startLine = 1;
  #afterComma = false;
  #parts: Buffer[] = [];
  /** Start of the element in the chunk. */
  #from = 0;
  /** The last string of the top-level object, and the key if it turned out to be one. */
  #text: number[] = [];
  #key: string | null = null;
  /** Memory of rows, once there are any. */
  #numbers: Float64Array | null = null;

  constructor(
    private readonly file: string,
    private readonly keys: readonly string[],
    private readonly reading: ElementReading,
  ) {}

  /** Yields the elements that end in the next chunk. */
  *read(chunk: Buffer): Generator<ArrayElement | NumberRows> {
    this.#from = 0;
    for (let i = 0; i < chunk.length; i++) {
      if (this.#arrayDepth > 0 && i === this.#from && this.#parts.length === 0) {
        for (let rows = this.#readNumbers(chunk); rows; rows = this.#readNumbers(chunk)) yield rows;
        i = this.#from;
        if (i === chunk.length) break;
      }
      const byte = chunk[i]!;
      if (byte === NEWLINE) this.#line++;
      if (this.#inString) this.#inside(byte);
      else if (!this.#started) this.#start(byte, i);
      else if (this.#ended) this.#behind(byte);
      else if (!this.#nest(byte, i)) {
        const element = this.#elementBefore(byte, i, chunk);
        if (element) yield element;
      }
    }
    this.#offset += chunk.length;
    if (this.#arrayDepth > 0) this.#parts.push(Buffer.from(chunk.subarray(this.#from)));
  }

  /** @throws DataError unless the file is complete and contained one of the arrays */
  finish(): void {
    if (!this.#started) throw this.#fail(`the file is empty; expected ${this.#expected}`);
    if (!this.#ended) throw this.#fail(`the file ends inside element ${this.#index}: it is incomplete`);
    if (this.#arrays === 0) throw this.#fail(`expected ${this.#expected}; the object has none of these`);
  }

  /** The records of numbers with which the rest of the chunk begins; null if it does not. */
  #readNumbers(chunk: Buffer): NumberRows | null {
    const [key, index, line] = [this.#key, this.#index, this.#line];
    const fields = this.reading.numbers?.[key ?? this.keys[0]!];
    if (!fields) return null;
    this.#numbers ??= new Float64Array(NUMBERS);
    const { width, count, end, lines } = jsonRecords(chunk, this.#from, fields, this.#numbers);
    if (count === 0) return null;
    this.#index += count;
    this.#line += lines;
    this.#startLine = this.#line;
    this.#from = end;
    this.#afterComma = true;
    return { rows: this.#numbers.subarray(0, count * width), width, key, index, line };
  }

  /** Handles a byte inside a string. */
  #inside(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
    const isKey = this.#inString && this.#arrayDepth === 0 && this.#depth === 1;
    if (isKey && this.#text.length < LONGEST_KEY) this.#text.push(byte);
  }

  /** Handles a byte up to the first bracket. */
  #start(byte: number, i: number): void {
    if (SPACE.has(byte) || byte === BYTE_ORDER_MARK[this.#offset + i]) return;
    if (byte !== ARRAY && byte !== OBJECT)
      throw this.#fail(`the file must begin with "[" or "{": ${this.#expected}`);
    this.#started = true;
    this.#depth = 1;
    if (byte === ARRAY) this.#open(i + 1);
  }

  /** Handles a byte after the last bracket. */
  #behind(byte: number): void {
    if (!SPACE.has(byte)) throw this.#fail('unexpected content after the end of the JSON value');
  }

  /** Tracks strings and brackets. @returns whether the byte cannot end an element */
  #nest(byte: number, i: number): boolean {
    if (byte === QUOTE) {
      this.#inString = true;
      this.#text = [];
    } else if (byte === ARRAY || byte === OBJECT) {
      this.#depth++;
      if (byte === ARRAY && this.#isWanted()) {
        this.#open(i + 1);
        return true;
      }
    } else if (byte === END_OF_ARRAY || byte === END_OF_OBJECT) this.#depth--;
    if (this.#arrayDepth > 0) return false;
    if (byte === COLON && this.#depth === 1) this.#key = Buffer.from(this.#text).toString('utf8');
    this.#ended = this.#depth === 0;
    return true;
  }

  /** Whether the array that just began is one of those to read. */
  #isWanted(): boolean {
    const isUnderKey = this.#arrayDepth === 0 && this.#depth === 2;
    return isUnderKey && this.#key !== null && this.keys.includes(this.#key);
  }

  #open(from: number): void {
    this.#from = from;
    this.#arrayDepth = this.#depth;
    this.#arrays++;
    this.#index = 0;
    this.#afterComma = false;
    this.#startLine = this.#line;
  }

  /**
   * The element that ends at a comma or at the end of the array; null for other bytes, or if the array is
   * empty.
   */
  #elementBefore(byte: number, i: number, chunk: Buffer): ArrayElement | null {
    const isSeparator = byte === COMMA && this.#depth === this.#arrayDepth;
    const isEnd = this.#depth < this.#arrayDepth;
    if (!isSeparator && !isEnd) return null;
    if (isEnd && byte !== END_OF_ARRAY)
      throw this.#fail(`"}" closes the array of ${this.#key ?? this.keys[0]}`);
    const element = this.#parsed(chunk.subarray(this.#from, i));
    if (!element && (isSeparator || this.#afterComma))
      throw this.#fail(`element ${this.#index} is missing next to a comma`);
    this.#afterComma = isSeparator;
    this.#from = i + 1;
    this.#startLine = this.#line;
    if (isEnd) this.#arrayDepth = 0;
    this.#ended = this.#depth === 0;
    return element;
  }

  /** @param last the part of the element in this chunk */
  #parsed(last: Buffer): ArrayElement | null {
    const json = Buffer.concat([...this.#parts, last]).toString('utf8');
    this.#parts = [];
    const begin = json.search(/\S/);
    if (begin < 0) return null;
    const line = this.#startLine + json.slice(0, begin).split('\n').length - 1;
    try {
      const { parse = JSON.parse } = this.reading;
      return { value: parse(json), key: this.#key, index: this.#index++, line };
    } catch (cause) {
      const name = /"name"\s*:\s*"([^"]{1,200})"/.exec(json);
      const nan = /[[:,]\s*-?(NaN|Infinity)\b/.exec(json);
      const why = nan ? `it contains ${nan[1]}, which is not valid JSON` : reasonOf(cause);
      const which = `element ${this.#index}${name ? ` ("${name[1]}")` : ''}`;
      throw this.#fail(`${which} is not valid JSON: ${why}`, cause);
    }
  }

  get #expected(): string {
    const names = this.keys.map((name) => `"${name}"`).join(', ');
    return `an array of ${this.keys[0]}, or an object with ${names}`;
  }

  #fail(what: string, cause?: unknown): DataError {
    return new DataError(`${this.file}, line ${this.#line}: ${what}`, { file: this.file, cause });
  }
}
