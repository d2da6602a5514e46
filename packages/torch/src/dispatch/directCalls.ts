// Calls without options: `x.relu()`, `x.add(y)`, `x.mul(2)`, `x.view([2, 3])`. Where the operator's C++
// signature is a common one they skip the search among overloads and the boxed arguments
// (native/addon/direct.cpp).

import { isTensor, tensorAt } from '../handle/handle.js';
import { native, numbers } from '../native/addon.js';
import { operatorFailure } from '../native/failure.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Operator } from './operator.js';

const UNKNOWN = -2;
const NONE = -1;
/** Longer lists go the general way. */
const MAXIMUM_SIZES = 16;

/**
 * The direct calls of one operator, by the kind of its second value; each is looked for when it is first
 * needed.
 */
class DirectCalls {
  private alone = UNKNOWN;
  private withTensor = UNKNOWN;
  private withNumber = UNKNOWN;
  private withSizes = UNKNOWN;

  constructor(private readonly operator: Operator) {}

  /** The result, or undefined: the general way decides, and says what is wrong. */
  unary(self: Tensor): Tensor | undefined {
    if (this.alone < 0) {
      if (this.alone === NONE) return undefined;
      this.alone = this.find([self]);
      return this.unary(self);
    }
    numbers[0] = self.slot;
    numbers[1] = self.generation;
    return this.run(this.alone, self, self);
  }

  /** The same with a second value. */
  binary(self: Tensor, value: unknown): Tensor | undefined {
    if (isTensor(value)) {
      if (this.withTensor < 0) {
        if (this.withTensor === NONE) return undefined;
        this.withTensor = this.find([self, value]);
        return this.binary(self, value);
      }
      numbers[2] = value.slot;
      numbers[3] = value.generation;
      numbers[0] = self.slot;
      numbers[1] = self.generation;
      return this.run(this.withTensor, self, value);
    }
    if (typeof value === 'number') {
      if (this.withNumber < 0) {
        if (this.withNumber === NONE) return undefined;
        // Whether a number is whole must not matter for the choice.
        const [whole, broken] = [this.find([self, 1]), this.find([self, 0.5])];
        this.withNumber = whole === broken ? whole : NONE;
        return this.binary(self, value);
      }
      numbers[2] = value;
      numbers[0] = self.slot;
      numbers[1] = self.generation;
      return this.run(this.withNumber, self, self);
    }
    if (Array.isArray(value)) return this.sizes(self, value);
    return undefined;
  }

  private sizes(self: Tensor, values: readonly unknown[]): Tensor | undefined {
    if (this.withSizes < 0) {
      if (this.withSizes === NONE) return undefined;
      this.withSizes = this.find([self, [1]]);
      return this.sizes(self, values);
    }
    if (values.length > MAXIMUM_SIZES) return undefined;
    for (let i = 0; i < values.length; i++) {
      const size = values[i];
      if (!Number.isSafeInteger(size)) return undefined;
      numbers[3 + i] = size as number;
    }
    numbers[0] = self.slot;
    numbers[1] = self.generation;
    numbers[2] = values.length;
    return this.run(this.withSizes, self, self);
  }

  private run(id: number, self: Tensor, other: Tensor): Tensor | undefined {
    let slot: number;
    try {
      slot = native.callDirect(id);
    } catch (error) {
      if (self.isDisposed || other.isDisposed) return undefined;
      throw operatorFailure(this.operator.name, error as Error, self === other ? [self] : [self, other]);
    }
    return slot < 0 ? self : tensorAt(slot);
  }

  private find(values: readonly unknown[]): number {
    if (this.operator.guarded) return NONE;
    const overload = this.operator.overloadFor(values);
    return overload === null ? NONE : native.findDirect(this.operator.name, overload, false);
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
