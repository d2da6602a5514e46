// One call of one operator: choose the overload, write the arguments, dispatch, wrap the results.
import { dtypeCode } from './dtype.js';
import { ArgumentError, DisposedTensorError, TorchError } from './errors.js';
import {
  type ArgumentSchema,
  bigints,
  bytes,
  native,
  numbers,
  type OperatorSchema,
  type ReturnSchema,
} from './native.js';
import { Tensor } from './tensor.js';
import { LAYOUTS, MEMORY_FORMATS } from './types.js';

// The tags of native/addon/bridge.h.
const DEFAULT = 0;
const NONE = 1;
const TENSOR = 2;
const NUMBER = 3;
const BIGINT = 4;
const BOOL = 5;
const STRING = 6;
const LIST = 7;
const ARGUMENT = 8;

export const camelCase = (name: string): string =>
  name.replace(/(?<=[a-zA-Z0-9])_+([a-z0-9])/g, (_, c) => c.toUpperCase());

type Options = Record<string, unknown>;

function isOptions(value: unknown): value is Options {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Required arguments by position; all that has a default, or is keyword-only, by name. */
class Overload {
  readonly arguments: ArgumentSchema[];
  readonly returns: ReturnSchema[];
  readonly positional: number[] = [];
  readonly options = new Map<string, number>();
  private readonly requiredOptions: string[] = [];
  /** Takes dtype, layout, device and pinMemory as PyTorch's factories do, and so also `requiresGrad`. */
  readonly factory: boolean;
  private id = -1;

  constructor(
    private readonly operator: string,
    readonly name: string,
    readonly schema: OperatorSchema,
  ) {
    this.arguments = schema.arguments;
    this.returns = schema.returns;
    for (const [index, argument] of this.arguments.entries()) {
      if (argument.required && !argument.keywordOnly) this.positional.push(index);
      else {
        this.options.set(camelCase(argument.name), index);
        if (argument.required) this.requiredOptions.push(camelCase(argument.name));
      }
    }
    this.factory = ['dtype', 'layout', 'device', 'pinMemory'].every((name) => this.options.has(name));
  }

  accepts(positional: readonly unknown[], count: number, options: Options | undefined): boolean {
    if (count !== this.positional.length) return false;
    for (let i = 0; i < count; i++) {
      if (!matches(positional[i], this.arguments[this.positional[i]!]!)) return false;
    }
    for (const name of this.requiredOptions) if (options?.[name] === undefined) return false;
    for (const name in options) {
      const index = this.options.get(name);
      if (index === undefined && this.factory && name === 'requiresGrad') continue;
      if (index === undefined) return false;
      if (options[name] !== undefined && !matches(options[name], this.arguments[index]!)) return false;
    }
    return true;
  }

  call(positional: readonly unknown[], options: Options | undefined): unknown {
    if (this.id < 0) this.id = native.findOperator(this.operator, this.name);
    const values = this.arguments;
    let at = 0;
    let next = 0;
    for (let i = 0; i < values.length; i++) {
      const argument = values[i]!;
      const value = this.positional[next] === i ? positional[next++] : options?.[camelCaseOf(argument)];
      if (value instanceof Tensor && value.slot < 0)
        throw new DisposedTensorError(
          `${this.operator}: argument '${argument.name}': ${value.disposedMessage()}`,
        );
      at = write(value, argument, at);
    }
    let slot: number;
    try {
      slot = native.call(this.id);
    } catch (error) {
      throw this.failure(error as Error, positional, options);
    }
    if (slot >= 0) {
      const tensor = new Tensor(slot);
      return this.factory && options?.requiresGrad === true ? tensor.requiresGrad_() : tensor;
    }
    return this.results(positional, options);
  }

  private results(positional: readonly unknown[], options: Options | undefined): unknown {
    const cursor = { at: 0 };
    const results = this.returns.map((result) => {
      if (numbers[cursor.at] !== ARGUMENT) return read(cursor);
      cursor.at += 2;
      const place = this.positional.indexOf(result.alias);
      return place >= 0 ? positional[place] : options?.[camelCaseOf(this.arguments[result.alias]!)];
    });
    return results.length === 0 ? undefined : results.length === 1 ? results[0] : results;
  }

  private failure(error: Error, positional: readonly unknown[], options: Options | undefined): TorchError {
    const inputs = [...positional, ...Object.values(options ?? {})]
      .flat()
      .filter((value) => value instanceof Tensor)
      .map((tensor) => ({ shape: tensor.shape, dtype: tensor.dtype, device: tensor.device }));
    return new TorchError(this.operator, error.message, inputs, { cause: error });
  }

  /** As a call of it would be written, for error messages. */
  toString(): string {
    const type = (argument: ArgumentSchema) => {
      const list = argument.list ? `[${argument.size || ''}]` : '';
      return `${argument.kind}${list}${argument.optional ? ' | null' : ''}`;
    };
    const positional = this.positional.map(
      (i) => `${camelCaseOf(this.arguments[i]!)}: ${type(this.arguments[i]!)}`,
    );
    const options = [...this.options].map(
      ([name, i]) => `${name}${this.arguments[i]!.required ? '' : '?'}: ${type(this.arguments[i]!)}`,
    );
    return `(${[...positional, ...(options.length > 0 ? [`{${options.join(', ')}}`] : [])].join(', ')})`;
  }
}

const camelNames = new WeakMap<ArgumentSchema, string>();
function camelCaseOf(argument: ArgumentSchema): string {
  let name = camelNames.get(argument);
  if (name === undefined) {
    name = camelCase(argument.name);
    camelNames.set(argument, name);
  }
  return name;
}

/** Whether a value can be this argument: the test that tells overloads apart. */
function matches(value: unknown, argument: ArgumentSchema): boolean {
  if (value === null || value === undefined) return argument.optional;
  if (!argument.list) return matchesKind(value, argument);
  if (!Array.isArray(value)) return argument.size > 0 && matchesKind(value, argument);
  return value.every((item) => (item === null ? argument.elementOptional : matchesKind(item, argument)));
}

function matchesKind(value: unknown, { kind }: ArgumentSchema): boolean {
  switch (kind) {
    case 'Tensor':
      return value instanceof Tensor;
    case 'int':
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
    default:
      return false;
  }
}

function room(at: number, doubles: number): void {
  if (at + doubles > numbers.length)
    throw new RangeError(`the arguments of one call are over ${numbers.length} values`);
}

function write(value: unknown, argument: ArgumentSchema, at: number): number {
  if (value === undefined) {
    numbers[at] = DEFAULT;
    return at + 1;
  }
  if (Array.isArray(value) && argument.list) {
    room(at, 2 + 3 * value.length);
    numbers[at] = LIST;
    numbers[at + 1] = value.length;
    let end = at + 2;
    for (const item of value) end = writeOne(item, argument, end);
    return end;
  }
  return writeOne(value, argument, at);
}

function writeOne(value: unknown, argument: ArgumentSchema, at: number): number {
  room(at, 3);
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
      numbers[at] = BIGINT;
      bigints[at + 1] = value;
      return at + 2;
    case 'string':
      return writeString(value, argument, at);
  }
  if (value instanceof Tensor) {
    value.assertLive();
    numbers[at] = TENSOR;
    numbers[at + 1] = value.slot;
    numbers[at + 2] = value.generation;
    return at + 3;
  }
  numbers[at] = NONE;
  return at + 1;
}

const codes = { Layout: LAYOUTS, MemoryFormat: MEMORY_FORMATS } as Record<string, Record<string, number>>;
const encoder = new TextEncoder();

function writeString(value: string, argument: ArgumentSchema, at: number): number {
  if (argument.kind === 'ScalarType') return writeOne(dtypeCode(value), argument, at);
  const table = codes[argument.kind];
  if (table !== undefined) {
    const code = table[value];
    if (code === undefined)
      throw new ArgumentError(`'${value}' is no ${argument.kind}; they are ${Object.keys(table).join(', ')}`);
    return writeOne(code, argument, at);
  }
  room(at, 2 + Math.ceil((3 * value.length) / 8));
  const { written } = encoder.encodeInto(value, bytes.subarray((at + 2) * 8));
  numbers[at] = STRING;
  numbers[at + 1] = written;
  return at + 2 + Math.ceil(written / 8);
}

const decoder = new TextDecoder();

function read(cursor: { at: number }): unknown {
  const tag = numbers[cursor.at++];
  switch (tag) {
    case NONE:
      return null;
    case TENSOR:
      return new Tensor(numbers[cursor.at++]!);
    case BIGINT: {
      const value = bigints[cursor.at++]!;
      const number = Number(value);
      return Number.isSafeInteger(number) ? number : value;
    }
    case BOOL:
      return numbers[cursor.at++] !== 0;
    case STRING: {
      const length = numbers[cursor.at++]!;
      const start = cursor.at * 8;
      cursor.at += Math.ceil(length / 8);
      return decoder.decode(bytes.slice(start, start + length));
    }
    case LIST: {
      const items = new Array<unknown>(numbers[cursor.at++]!);
      for (let i = 0; i < items.length; i++) items[i] = read(cursor);
      return items;
    }
    default:
      return numbers[cursor.at++];
  }
}

/** All overloads of a name, in the order in which they are tried. */
export class Operator {
  private overloads: Overload[] | null = null;

  constructor(
    /** `aten::add` */
    readonly name: string,
    private readonly overloadNames: readonly string[],
  ) {}

  call(values: readonly unknown[]): unknown {
    this.overloads ??= this.load();
    const last = values.at(-1);
    const options = isOptions(last) ? last : undefined;
    const count = options === undefined ? values.length : values.length - 1;
    for (const overload of this.overloads) {
      if (overload.accepts(values, count, options)) return overload.call(values, options);
    }
    throw this.mismatch(values.slice(0, count), options);
  }

  private load(): Overload[] {
    const overloads = this.overloadNames.flatMap((overload) => {
      const schema = native.describeOperator(this.name, overload);
      return schema === null ? [] : [new Overload(this.name, overload, schema)];
    });
    if (overloads.length === 0)
      throw new ArgumentError(
        `${this.name} does not exist in LibTorch ${native.buildInfo().libtorchVersion}`,
      );
    return overloads;
  }

  private mismatch(positional: readonly unknown[], options: Options | undefined): Error {
    const given = [
      ...positional.map(describe),
      ...(options
        ? [
            `{${Object.keys(options)
              .map((k) => `${k}: ${describe(options[k])}`)
              .join(', ')}}`,
          ]
        : []),
    ];
    const known = new Set(this.overloads!.flatMap((overload) => [...overload.options.keys()]));
    const unknown = Object.keys(options ?? {}).find((name) => !known.has(name));
    const reason =
      unknown !== undefined
        ? `unknown option '${unknown}'${suggestion(unknown, known)}`
        : `no signature takes (${given.join(', ')})`;
    const signatures = this.overloads!.map((overload) => `\n  ${this.name.split('::')[1]}${overload}`).join(
      '',
    );
    return new ArgumentError(`${this.name}: ${reason}. It takes:${signatures}`);
  }
}

function describe(value: unknown): string {
  if (value instanceof Tensor)
    return value.slot < 0 ? 'disposed Tensor' : `Tensor[${value.shape.join(', ')}]`;
  if (Array.isArray(value))
    return `[${value.slice(0, 3).map(describe).join(', ')}${value.length > 3 ? ', ...' : ''}]`;
  if (typeof value === 'object' && value !== null) return value.constructor?.name ?? 'object';
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/** ` (did you mean 'stride'?)` when a known name is at most two edits away. */
export function suggestion(name: string, known: Iterable<string>): string {
  let best: string | undefined;
  let bestDistance = 3;
  for (const candidate of known) {
    const distance = editDistance(name, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best === undefined ? '' : ` (did you mean '${best}'?)`;
}

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
