// Calls without options: `x.relu()`, `x.add(y)`, `x.mul(2)`, `x.view([2, 3])`. Where the operator's C++
// signature is a common one they skip the search among overloads and the boxed arguments
// (native/addon/direct.cpp).

import { isTensor, tensorAt } from '../handle/handle.js';
import { native, numbers } from '../native/addon.js';
import { operatorFailure } from '../native/failure.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Operator } from './operator.js';

/** Longer lists go the general way. */
const MAXIMUM_SIZES = 16;

/** One way past the general one. */
interface DirectCall {
  /** For `native.callDirect`. */
  readonly id: number;
  /** What the addon reads after the values that are given: defaults. */
  readonly defaults: readonly number[];
}

/**
 * The direct calls of one operator, by the kind of its second value; null for none. Each is looked for when
 * it is first needed.
 */
class DirectCalls {
  private alone: DirectCall | null | undefined = undefined;
  private withTensor: DirectCall | null | undefined = undefined;
  private withNumber: DirectCall | null | undefined = undefined;
  private withSizes: DirectCall | null | undefined = undefined;

  constructor(private readonly operator: Operator) {}

  /** The result, or undefined: the general way decides, and says what is wrong. */
  unary(self: Tensor): Tensor | undefined {
    if (this.alone === undefined) this.alone = this.find([self]);
    if (this.alone === null) return undefined;
    numbers[0] = self.slot;
    numbers[1] = self.generation;
    return this.run(this.alone, 2, self, self);
  }

  /** The same with a second value. */
  binary(self: Tensor, value: unknown): Tensor | undefined {
    if (isTensor(value)) {
      if (this.withTensor === undefined) this.withTensor = this.find([self, value]);
      if (this.withTensor === null) return undefined;
      numbers[2] = value.slot;
      numbers[3] = value.generation;
      numbers[0] = self.slot;
      numbers[1] = self.generation;
      return this.run(this.withTensor, 4, self, value);
    }
    if (typeof value === 'number') {
      // Whether a number is whole must not matter for the choice.
      if (this.withNumber === undefined) this.withNumber = this.find([self, 0.5], [self, 1]);
      if (this.withNumber === null) return undefined;
      numbers[2] = value;
      numbers[0] = self.slot;
      numbers[1] = self.generation;
      return this.run(this.withNumber, 3, self, self);
    }
    if (Array.isArray(value)) return this.sizes(self, value);
    return undefined;
  }

  private sizes(self: Tensor, values: readonly unknown[]): Tensor | undefined {
    if (this.withSizes === undefined) this.withSizes = this.find([self, [1]]);
    if (this.withSizes === null) return undefined;
    if (values.length > MAXIMUM_SIZES) return undefined;
    for (let i = 0; i < values.length; i++) {
      const size = values[i];
      if (!Number.isSafeInteger(size)) return undefined;
      numbers[3 + i] = size as number;
    }
    numbers[0] = self.slot;
    numbers[1] = self.generation;
    numbers[2] = values.length;
    return this.run(this.withSizes, 3 + values.length, self, self);
  }

  private run({ id, defaults }: DirectCall, end: number, self: Tensor, other: Tensor): Tensor | undefined {
    for (let i = 0; i < defaults.length; i++) numbers[end + i] = defaults[i]!;
    let slot: number;
    try {
      slot = native.callDirect(id);
    } catch (error) {
      if (self.isDisposed || other.isDisposed) return undefined;
      throw operatorFailure(this.operator.name, error as Error, self === other ? [self] : [self, other]);
    }
    return slot < 0 ? self : tensorAt(slot);
  }

  /** The direct call of the overload that takes each of the lists of values. */
  private find(values: readonly unknown[], same: readonly unknown[] = values): DirectCall | null {
    if (this.operator.guarded) return null;
    const overload = this.operator.overloadFor(values);
    if (overload === null || overload !== this.operator.overloadFor(same)) return null;
    const id = native.findDirect(this.operator.name, overload.name, false);
    if (id >= 0) return { id, defaults: [] };
    const defaults = overload.plainDefaults(values.length);
    const whole = defaults === null ? -1 : native.findDirect(this.operator.name, overload.name, true);
    return whole < 0 ? null : { id: whole, defaults: defaults! };
  }
}

type AnyFunction = (this: unknown, ...values: never[]) => unknown;

// Below, `arguments` and no rest parameter: the array of one is made in every call, though few need it.

/** An operator as a function of `torch`. */
export function asFunction(operator: Operator): AnyFunction {
  const direct = new DirectCalls(operator);
  return function (self: unknown, value: unknown): unknown {
    // biome-ignore lint/complexity/noArguments: see above
    const given = arguments;
    if (isTensor(self) && given.length <= 2) {
      const result = given.length === 1 ? direct.unary(self) : direct.binary(self, value);
      if (result !== undefined) return result;
    }
    const values = new Array<unknown>(given.length);
    for (let i = 0; i < given.length; i++) values[i] = given[i];
    return operator.call(values);
  } as AnyFunction;
}

/** An operator as a method of tensors. */
export function asMethod(operator: Operator): AnyFunction {
  const direct = new DirectCalls(operator);
  return function (this: Tensor, value: unknown): unknown {
    // biome-ignore lint/complexity/noArguments: see above
    const given = arguments;
    if (given.length <= 1) {
      const result = given.length === 0 ? direct.unary(this) : direct.binary(this, value);
      if (result !== undefined) return result;
    }
    const values = new Array<unknown>(given.length + 1);
    values[0] = this;
    for (let i = 0; i < given.length; i++) values[i + 1] = given[i];
    return operator.call(values);
  } as AnyFunction;
}
