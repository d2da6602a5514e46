// What a pickle can hold here: data, and names of things that are known to be harmless. No value of another
// kind exists.
import { CotrainError } from '../../../errors/errors.js';
import type { Budget } from '../budget.js';

export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Value[] // list
  | Tuple
  | Map<Value, Value> // dict, OrderedDict, ...
  | Set<Value>
  | LongText
  | Complex
  | Global
  | Built;

export class Tuple {
  constructor(readonly items: readonly Value[]) {}
}

export class Complex {
  constructor(
    readonly real: number,
    readonly imag: number,
  ) {}
}

/** Why a pickle is refused; the reader adds the file and the place. */
export class PickleError extends CotrainError {
  override readonly name = 'PickleError';
  override readonly code = 'E_PICKLE';
}

/** What an allowed global can do: be called (REDUCE), be instantiated (NEWOBJ), or only be named. */
export interface Behaviour {
  call?(args: readonly Value[], budget: Budget): Value;
  create?(args: readonly Value[]): Value;
}

export class Global {
  constructor(
    /** `torch._utils._rebuild_tensor_v2` */
    readonly name: string,
    readonly behaviour: Behaviour = {},
  ) {}
}

/** Values with parts of their own: tensors, storages, arrays, objects. Some take a state (BUILD). */
export abstract class Built {
  /** @throws PickleError for what is not a state of such a value */
  setState(_state: Value): void {
    throw new PickleError(`a state is given to ${nameOf(this)}, which takes none`);
  }
}

/**
 * A long string, decoded only where it is used: protocol 2 writes the bytes of an array as text, and they
 * must not be in memory in three forms at once.
 */
export class LongText {
  private latin1Bytes: Uint8Array | null = null;

  constructor(
    private bytes: Buffer,
    private readonly encoding: 'utf8' | 'latin1',
  ) {}

  get length(): number {
    return this.bytes.length;
  }

  toString(): string {
    return this.latin1Bytes === null
      ? this.bytes.toString(this.encoding)
      : Buffer.from(this.latin1Bytes).toString('latin1');
  }

  /** One byte a character, overwriting the UTF-8. @throws PickleError for a character beyond U+00FF */
  latin1(): Uint8Array {
    this.latin1Bytes ??= this.encoding === 'latin1' ? this.bytes : utf8ToLatin1(this.bytes);
    return this.latin1Bytes;
  }
}

function utf8ToLatin1(bytes: Buffer): Uint8Array {
  let to = 0;
  for (let from = 0; from < bytes.length; from++) {
    const lead = bytes[from]!;
    if (lead < 0x80) bytes[to++] = lead;
    else {
      // U+0080 to U+00FF are C2 xx and C3 xx.
      const tail = bytes[++from] ?? 0;
      if ((lead !== 0xc2 && lead !== 0xc3) || (tail & 0xc0) !== 0x80)
        throw new PickleError('text that stands for bytes has a character beyond U+00FF');
      bytes[to++] = ((lead & 0x03) << 6) | (tail & 0x3f);
    }
  }
  return bytes.subarray(0, to);
}

/** The bytes that a value stands for: bytes, or Python 2's strings. @throws PickleError */
export function asBytes(value: Value): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (value instanceof LongText) return value.latin1();
  if (typeof value === 'string') return latin1(value);
  throw new PickleError(`bytes are expected, not ${nameOf(value)}`);
}

/** @throws PickleError for a character beyond U+00FF */
export function latin1(text: string): Uint8Array {
  for (let i = 0; i < text.length; i++)
    if (text.charCodeAt(i) > 0xff)
      throw new PickleError('text that stands for bytes has a character beyond U+00FF');
  return Buffer.from(text, 'latin1');
}

/** The elements of a list or tuple. @throws PickleError */
export function items(value: Value | undefined, what: string): readonly Value[] {
  if (value instanceof Tuple) return value.items;
  if (Array.isArray(value)) return value;
  throw new PickleError(`${what} is ${nameOf(value)}, not a list`);
}

/**
 * A list of integers that are sizes, strides, places: neither negative nor beyond 2^53.
 * @throws PickleError
 */
export function sizes(value: Value | undefined, what: string): number[] {
  return items(value, what).map((item) => size(item, what));
}

/** @throws PickleError */
export function size(value: Value | undefined, what: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new PickleError(`${what} holds ${describe(value)}, which is not a size`);
  return value;
}

/** @throws PickleError */
export function text(value: Value | undefined, what: string): string {
  if (value instanceof LongText || typeof value === 'string') return value.toString();
  // Python 2's strings become bytes when Python 3 saves them again.
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  throw new PickleError(`${what} is ${nameOf(value)}, not a text`);
}

const describe = (value: Value | undefined): string =>
  typeof value === 'number' || typeof value === 'bigint' ? String(value) : nameOf(value);

/** A kind of value in Python's words, for messages. */
export function nameOf(value: Value | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'None';
  if (value instanceof Global) return value.name;
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Map) return 'a dict';
  if (value instanceof Set) return 'a set';
  if (value instanceof Uint8Array) return 'bytes';
  if (typeof value === 'string' || value instanceof LongText) return 'a string';
  return typeof value === 'object' ? `a ${value.constructor.name.toLowerCase()}` : `a ${typeof value}`;
}
