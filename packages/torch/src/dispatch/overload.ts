// One signature of an operator: does a call fit it, write the arguments, dispatch, wrap the results.
import { AsyncResource } from 'node:async_hooks';
import { ArgumentError, DisposedTensorError } from '../errors/errors.js';
import { isTensor, tensorAt } from '../handle/handle.js';
import { type ArgumentSchema, native, numbers, type OperatorSchema } from '../native/addon.js';
import { operatorFailure } from '../native/failure.js';
import type { Tensor } from '../tensor/tensor.js';
import { codeOf, type NamedCodes, namedCodes, shownCodes } from '../values/codes.js';
import { camelCase } from '../values/names.js';
import { GUARDS } from './guards.js';
import { matches, NOT_PLAIN, ResultReader, write, writePlain } from './marshal.js';
import { layoutsOf, refuseOverlap } from './outputs.js';

export type Options = Record<string, unknown>;

const RESIZING = new Set(
  ['resize_', 'resize_as_', 'resize_as_sparse_', 'set_'].map((name) => `aten::${name}`),
);

/** Required arguments by position; all that has a default, or is keyword-only, by name. */
export class Overload {
  readonly arguments: readonly ArgumentSchema[];
  /** Index of the argument that an option names. */
  readonly options = new Map<string, number>();
  private readonly positional: number[] = [];
  private readonly requiredOptions: number[] = [];
  private readonly returnCount: number;
  /** Takes dtype, layout, device and pinMemory as PyTorch's factories do, and so also `requiresGrad`. */
  private readonly factory: boolean;
  /** Indices of the arguments that a call may resize: outs, and what `resize_` and `set_` are called on. */
  private readonly resized: readonly number[];
  private readonly outs: readonly number[];
  /** By index, of the arguments that take a name for an integer. */
  private readonly codes = new Map<number, NamedCodes>();
  private readonly guard: ((values: readonly unknown[]) => void) | null;
  private id = -1;
  /** For `native.callDirect`, with all arguments; negative if the signature is none that has such calls. */
  private directId = -1;

  constructor(
    private readonly operator: string,
    readonly name: string,
    schema: OperatorSchema,
  ) {
    this.arguments = schema.arguments;
    this.returnCount = schema.returns.length;
    for (const [index, argument] of this.arguments.entries()) {
      const codes = namedCodes(operator, argument);
      if (codes !== undefined) this.codes.set(index, codes);
      if (argument.required && !argument.keywordOnly) this.positional.push(index);
      else {
        this.options.set(camelCase(argument.name), index);
        if (argument.required) this.requiredOptions.push(index);
      }
    }
    this.resized = this.arguments.flatMap(({ out }, index) =>
      out || (index === 0 && RESIZING.has(operator)) ? [index] : [],
    );
    this.outs = this.arguments.flatMap(({ out }, index) => (out ? [index] : []));
    this.guard = this.guardOf(operator);
    this.factory = ['dtype', 'layout', 'device', 'pinMemory'].every((name) => this.options.has(name));
  }

  /**
   * The values of a call in the order of the schema's arguments, undefined for defaults; null if they do not
   * fit. They are read here, once: what an option's getter does must not disturb the writing of the others.
   *
   * @throws ArgumentError if a name such as that of a reduction is unknown
   */
  bind(given: readonly unknown[], count: number, options: Options | undefined): unknown[] | null {
    if (count !== this.positional.length) return null;
    const values = new Array<unknown>(this.arguments.length); // holes read as undefined
    for (let i = 0; i < count; i++) {
      const index = this.positional[i]!;
      const value = this.decoded(index, given[i] ?? null);
      if (!matches(value, this.arguments[index]!)) return null;
      values[index] = value;
    }
    for (const name in options) {
      const index = this.options.get(name);
      if (index === undefined) {
        const flag = options[name];
        if (this.factory && name === 'requiresGrad' && (flag === undefined || typeof flag === 'boolean'))
          continue;
        return null;
      }
      const value = this.decoded(index, options[name]);
      if (value === undefined) continue;
      if (!matches(value, this.arguments[index]!)) return null;
      values[index] = value;
    }
    for (const index of this.requiredOptions) if (values[index] === undefined) return null;
    return values;
  }

  private decoded(index: number, value: unknown): unknown {
    const codes = this.codes.get(index);
    if (codes === undefined) return value;
    return codeOf(`${this.operator}: ${camelCase(this.arguments[index]!.name)}`, value, codes);
  }

  private guardOf(operator: string): ((values: readonly unknown[]) => void) | null {
    const guard = GUARDS.get(operator);
    if (guard === undefined) return null;
    const places = new Map(this.arguments.map(({ name }, index) => [name, index]));
    return (values) => {
      if (tensorsAmong(values).some((tensor) => tensor.isDisposed)) return; // writing them says so better
      try {
        guard((name) => values[places.get(name) ?? -1] ?? this.arguments[places.get(name) ?? -1]?.default);
      } catch (error) {
        throw error instanceof ArgumentError ? new ArgumentError(`${operator}: ${error.message}`) : error;
      }
    };
  }

  call(values: readonly unknown[], options: Options | undefined): unknown {
    if (this.id < 0) this.find();
    this.check(values);
    if (this.directId >= 0 && this.writePlain(values)) return this.callDirect(values);
    // Before the arguments are written: both use the buffer.
    const before = this.resized.length === 0 ? [] : layoutsOf(this.resized.map((index) => values[index]));
    this.write(values);
    let slot: number;
    try {
      slot = native.call(this.id);
    } catch (error) {
      for (const restore of before) restore();
      throw operatorFailure(this.operator, error as Error, tensorsAmong(values));
    }
    return this.result(slot, values, options);
  }

  private check(values: readonly unknown[]): void {
    if (this.outs.length > 0)
      refuseOverlap(
        this.operator,
        this.outs.flatMap((index) => values[index]),
      );
    this.guard?.(values);
  }

  private find(): void {
    this.id = native.findOperator(this.operator, this.name);
    if (this.id >= 0) this.directId = native.findDirect(this.operator, this.name, true);
  }

  private writePlain(values: readonly unknown[]): boolean {
    let at = 0;
    for (let i = 0; i < values.length; i++) {
      const argument = this.arguments[i]!;
      const value = values[i];
      at = writePlain(value === undefined ? argument.default : value, argument, at);
      if (at === NOT_PLAIN) return false;
    }
    return true;
  }

  /**
   * What a direct call reads for the arguments after the first `given`, which are not given; null if one of
   * them has no default that it could read.
   */
  plainDefaults(given: number): number[] | null {
    let at = 0;
    for (const argument of this.arguments.slice(given)) {
      at = writePlain(argument.default, argument, at);
      if (at === NOT_PLAIN) return null;
    }
    return [...numbers.subarray(0, at)];
  }

  private callDirect(values: readonly unknown[]): unknown {
    let slot: number;
    try {
      slot = native.callDirect(this.directId);
    } catch (error) {
      throw operatorFailure(this.operator, error as Error, tensorsAmong(values));
    }
    return slot < 0 ? values[0] : tensorAt(slot);
  }

  /** As `call`, on another thread. What it is given may be disposed meanwhile. */
  callAsync(values: readonly unknown[], options: Options | undefined, backward: boolean): Promise<unknown> {
    if (this.id < 0) this.find();
    this.check(values);
    const inputs = tensorsAmong(values).map(({ shape, dtype, device }) => ({ shape, dtype, device }));
    const before = layoutsOf(this.resized.map((index) => values[index]));
    const failure = (error: Error) => {
      for (const restore of before) restore();
      return operatorFailure(this.operator, error, inputs);
    };
    return new Promise((resolve, reject) => {
      // Bound, so that the results belong to the scope that awaits them.
      const done = AsyncResource.bind((error: string | null, slot: number, code: string | null) => {
        if (error !== null) reject(failure(Object.assign(new Error(error), { code })));
        else resolve(this.result(slot, values, options));
      });
      this.write(values);
      try {
        native.callAsync(this.id, backward, done);
      } catch (error) {
        reject(failure(error as Error));
      }
    });
  }

  private result(slot: number, values: readonly unknown[], options: Options | undefined): unknown {
    if (slot >= 0) {
      const tensor = tensorAt(slot);
      return this.factory && options?.requiresGrad === true ? recorded(tensor) : tensor;
    }
    const results = new ResultReader(values);
    if (this.returnCount === 1) return results.next();
    return this.returnCount === 0
      ? undefined
      : Array.from({ length: this.returnCount }, () => results.next());
  }

  private write(values: readonly unknown[]): void {
    let at = 0;
    try {
      for (let i = 0; i < values.length; i++) at = write(values[i], this.arguments[i]!, at);
    } catch (error) {
      if (error instanceof DisposedTensorError)
        throw new DisposedTensorError(`${this.operator}: ${error.message}`);
      throw error instanceof ArgumentError ? new ArgumentError(`${this.operator}: ${error.message}`) : error;
    }
  }

  /** As a call of it would be written, for error messages. */
  toString(): string {
    const type = (argument: ArgumentSchema) => {
      const codes = namedCodes(this.operator, argument);
      if (codes !== undefined) return shownCodes(codes);
      const list = argument.list ? `[${argument.size || ''}]` : '';
      return `${argument.kind}${list}${argument.optional ? ' | null' : ''}`;
    };
    const positional = this.positional.map(
      (i) => `${camelCase(this.arguments[i]!.name)}: ${type(this.arguments[i]!)}`,
    );
    const options = [...this.options].map(
      ([name, i]) => `${name}${this.arguments[i]!.required ? '' : '?'}: ${type(this.arguments[i]!)}`,
    );
    if (this.factory) options.push('requiresGrad?: bool');
    return `(${[...positional, ...(options.length > 0 ? [`{${options.join(', ')}}`] : [])].join(', ')})`;
  }
}

const tensorsAmong = (values: readonly unknown[]): Tensor[] =>
  values.flat().filter((value): value is Tensor => isTensor(value));

/** A factory's result that autograd records; nobody else holds it, should that fail. */
function recorded(tensor: Tensor): Tensor {
  try {
    return tensor.requiresGrad_();
  } catch (error) {
    tensor.dispose();
    throw error;
  }
}
