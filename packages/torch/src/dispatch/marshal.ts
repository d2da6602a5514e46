// Values across the bridge's buffer: `[tag, payload...]` each, as native/addon/bridge.h says.

import { ArgumentError, DisposedTensorError } from '../errors/errors.js';
import { GeneratorHandle } from '../handle/generatorHandle.js';
import { isTensor, tensorAt } from '../handle/handle.js';
import { type ArgumentSchema, bigints, bytes, numbers } from '../native/addon.js';
import { checkDevice } from '../native/cuda.js';
import { dtypeCode } from '../values/dtype.js';
import { LAYOUTS, MEMORY_FORMATS } from '../values/types.js';

const DEFAULT = 0;
const NONE = 1;
const TENSOR = 2;
const NUMBER = 3;
const BIGINT = 4;
const BOOL = 5;
const STRING = 6;
const LIST = 7;
const ARGUMENT = 8;
const GENERATOR = 9;

/** Whether a value can be this argument: the test that tells overloads apart. */
export function matches(value: unknown, argument: ArgumentSchema): boolean {
  if (value === null) return argument.optional;
  if (!argument.list) return matchesKind(value, argument);
  if (!Array.isArray(value)) return argument.size > 0 && matchesKind(value, argument);
  for (const item of value) {
    if (!(item === null ? argument.elementOptional : matchesKind(item, argument))) return false;
  }
  return true;
}

function matchesKind(value: unknown, { kind }: ArgumentSchema): boolean {
  switch (kind) {
    case 'Tensor':
      return isTensor(value);
    case 'int':
      return Number.isInteger(value) || typeof value === 'bigint';
    case 'float':
      return typeof value === 'number' || typeof value === 'bigint';
    case 'Scalar':
      return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
    case 'bool':
      return typeof value === 'boolean';
    case 'str':
    case 'Device':
    case 'ScalarType':
    case 'MemoryFormat':
    case 'Layout':
      return typeof value === 'string';
    case 'Generator':
      return value instanceof GeneratorHandle;
    default:
      return false;
  }
}

function room(at: number, doubles: number): void {
  if (at + doubles > numbers.length)
    throw new ArgumentError(`the arguments of one call take more than ${8 * numbers.length} bytes`);
}

/**
 * Writes a value that matches its argument at `at`; undefined stands for the schema's default.
 * @returns where the next one goes
 */
export function write(value: unknown, argument: ArgumentSchema, at: number): number {
  if (value === undefined) {
    room(at, 1);
    numbers[at] = DEFAULT;
    return at + 1;
  }
  if (!Array.isArray(value)) return writeOne(value, argument, at);
  room(at, 2);
  numbers[at] = LIST;
  numbers[at + 1] = value.length;
  let end = at + 2;
  for (const item of value) end = writeOne(item, argument, end);
  return end;
}

function writeOne(value: unknown, argument: ArgumentSchema, at: number): number {
  room(at, 3);
  if (isTensor(value)) {
    if (value.isDisposed)
      throw new DisposedTensorError(`argument '${argument.name}': ${value.disposedMessage()}`);
    numbers[at] = TENSOR;
    numbers[at + 1] = value.slot;
    numbers[at + 2] = value.generation;
    return at + 3;
  }
  switch (typeof value) {
    case 'number':
      numbers[at] = NUMBER;
      numbers[at + 1] = value;
      return at + 2;
    case 'boolean':
      numbers[at] = BOOL;
      numbers[at + 1] = value ? 1 : 0;
      return at + 2;
    case 'bigint':
      if (BigInt.asIntN(64, value) !== value)
        throw new ArgumentError(`argument '${argument.name}': ${value} does not fit 64 bits`);
      numbers[at] = BIGINT;
      bigints[at + 1] = value;
      return at + 2;
    case 'string':
      return writeString(value, argument, at);
  }
  if (value instanceof GeneratorHandle) {
    numbers[at] = GENERATOR;
    numbers[at + 1] = value.index;
    return at + 2;
  }
  numbers[at] = NONE;
  return at + 1;
}

// oneDNN's layout is opaque: most operators take such a tensor for a dense one, and its address for none.
const { mkldnn: _opaque, ...MAKEABLE_LAYOUTS } = LAYOUTS;
const codes: Partial<Record<ArgumentSchema['kind'], Record<string, number>>> = {
  Layout: MAKEABLE_LAYOUTS,
  MemoryFormat: MEMORY_FORMATS,
};
const encoder = new TextEncoder();

function writeString(value: string, argument: ArgumentSchema, at: number): number {
  if (argument.kind === 'ScalarType') return writeOne(dtypeCode(value), argument, at);
  if (argument.kind === 'Device') checkDevice(value);
  const table = codes[argument.kind];
  if (table !== undefined) {
    if (!Object.hasOwn(table, value))
      throw new ArgumentError(
        `'${value}' is not a ${argument.kind}; it can be ${Object.keys(table).join(', ')}`,
      );
    return writeOne(table[value], argument, at);
  }
  // No character takes more than 3 bytes for a UTF-16 unit.
  room(at, 2 + Math.ceil((3 * value.length) / 8));
  const { written } = encoder.encodeInto(value, bytes.subarray((at + 2) * 8));
  numbers[at] = STRING;
  numbers[at + 1] = written;
  return at + 2 + Math.ceil(written / 8);
}

/** What `writePlain` returns for a value that it cannot write. */
export const NOT_PLAIN = -1;
const NO_TENSOR = -1;
const NO_LIST = -1;
const NO_DTYPE = -1;
const MAXIMUM_LENGTH = 16;

/**
 * Writes a value that matches its argument as a direct call reads it: without a tag
 * (native/addon/direct.cpp).
 * @returns where the next one goes, or NOT_PLAIN
 */
export function writePlain(value: unknown, argument: ArgumentSchema, at: number): number {
  if (argument.list) return writePlainList(value, argument, at);
  if (isTensor(value)) {
    if (value.isDisposed) return NOT_PLAIN;
    numbers[at] = value.slot;
    numbers[at + 1] = value.generation;
    return at + 2;
  }
  if (typeof value === 'number') {
    if (argument.kind === 'int' && !Number.isSafeInteger(value)) return NOT_PLAIN;
    numbers[at] = value;
    return at + 1;
  }
  if (typeof value === 'boolean' && argument.kind === 'bool') {
    numbers[at] = value ? 1 : 0;
    return at + 1;
  }
  if (value !== null) return NOT_PLAIN;
  if (argument.kind === 'Tensor') {
    numbers[at] = NO_TENSOR;
    numbers[at + 1] = 0;
    return at + 2;
  }
  numbers[at] = NO_DTYPE;
  return argument.kind === 'ScalarType' ? at + 1 : NOT_PLAIN;
}

function writePlainList(value: unknown, argument: ArgumentSchema, at: number): number {
  if (value === null) {
    numbers[at] = NO_LIST;
    return at + 1;
  }
  const list = Array.isArray(value) ? value : null;
  const length = list === null ? argument.size : list.length;
  if (length > MAXIMUM_LENGTH) return NOT_PLAIN;
  numbers[at] = length;
  for (let i = 0; i < length; i++) {
    const item: unknown = list === null ? value : list[i];
    if (!Number.isSafeInteger(item)) return NOT_PLAIN;
    numbers[at + 1 + i] = item as number;
  }
  return at + 1 + length;
}

const decoder = new TextDecoder();

/**
 * Reads the results of a call, in order; `values` are its arguments, which in-place and out variants return.
 */
export class ResultReader {
  private at = 0;

  constructor(private readonly values: readonly unknown[]) {}

  next(): unknown {
    switch (numbers[this.at++]) {
      case NONE:
        return null;
      case TENSOR:
        return tensorAt(numbers[this.at++]!);
      case BIGINT: {
        const value = bigints[this.at++]!;
        const number = Number(value);
        return Number.isSafeInteger(number) ? number : value;
      }
      case BOOL:
        return numbers[this.at++] !== 0;
      case STRING: {
        const length = numbers[this.at++]!;
        const start = this.at * 8;
        this.at += Math.ceil(length / 8);
        return decoder.decode(bytes.subarray(start, start + length));
      }
      case LIST: {
        const items = new Array<unknown>(numbers[this.at++]!);
        for (let i = 0; i < items.length; i++) items[i] = this.next();
        return items;
      }
      case ARGUMENT:
        return this.values[numbers[this.at++]!];
      default:
        return numbers[this.at++];
    }
  }
}
