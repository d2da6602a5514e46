// Who frees a tensor. A scope owns what is made while it runs, and frees at its end all that it does not return.
// On Node no finalizer runs inside a synchronous loop, so the garbage collector is a backstop here and not the plan.
import { AsyncLocalStorage } from 'node:async_hooks';
import { types } from 'node:util';
import { generations, native, numbers } from './native.js';

/** What a scope needs of a tensor; the class itself stands above this file. */
export interface Scoped {
  slot: number;
  readonly generation: number;
  scope: Scope | null;
}

export class Scope {
  private readonly owned: Scoped[] = [];
  closed = false;

  constructor(readonly outer: Scope | null) {}

  add(tensor: Scoped): void {
    tensor.scope = this;
    this.owned.push(tensor);
  }

  /** Hands the tensors found in `result` to the outer scope and frees the rest. */
  close(result: unknown): void {
    if (result !== undefined && result !== null) release(result, this, this.outer);
    let pairs = 0;
    for (const tensor of this.owned) {
      if (tensor.scope !== this || tensor.slot < 0) continue;
      numbers[2 * pairs] = tensor.slot;
      numbers[2 * pairs + 1] = tensor.generation;
      tensor.slot = -1;
      if (2 * ++pairs === numbers.length) pairs = flush(pairs);
    }
    if (pairs > 0) flush(pairs);
    this.owned.length = 0;
    this.closed = true;
  }
}

function flush(pairs: number): number {
  native.freeMany(pairs);
  return 0;
}

let isTensor: (value: object) => value is Scoped & object;
let onEscape: (tensor: Scoped) => void;

/** The tensor class registers itself here, once: scopes stand below it. */
export function connectTensors(test: typeof isTensor, escaped: typeof onEscape): void {
  isTensor = test;
  onEscape = escaped;
}

/** Moves every tensor of `from` that `value` holds, however deeply nested, to `to`. */
function release(value: unknown, from: Scope, to: Scope | null, seen = new Set<object>()): void {
  if (typeof value !== 'object' || value === null) return;
  if (isTensor(value)) {
    if (value.scope === from) own(value, to);
    return;
  }
  if (ArrayBuffer.isView(value) || seen.has(value)) return;
  seen.add(value);
  if (value instanceof Map) for (const [key, item] of value) release([key, item], from, to, seen);
  else if (value instanceof Set) for (const item of value) release(item, from, to, seen);
  else for (const item of Object.values(value)) release(item, from, to, seen);
}

/** Puts a tensor into `scope`; without one it is the caller's, and the garbage collector's if the caller forgets. */
export function own(tensor: Scoped, scope: Scope | null): void {
  if (scope !== null) {
    scope.add(tensor);
    return;
  }
  tensor.scope = null;
  onEscape(tensor);
}

// A synchronous scope is innermost while it runs, since nothing can interleave with it. Asynchronous ones follow the
// chain of awaits.
let synchronous: Scope | null = null;
let asynchronousUsed = false;
const asynchronous = new AsyncLocalStorage<Scope | null>();

export function currentScope(): Scope | null {
  if (synchronous !== null || !asynchronousUsed) return synchronous;
  let scope = asynchronous.getStore() ?? null;
  // Work that was started in a scope and not awaited there goes on in what is still open around it.
  while (scope?.closed) scope = scope.outer;
  return scope;
}

/**
 * Runs `run` and frees every tensor made meanwhile, except those that it returns (also inside arrays, objects, maps
 * and sets). Scopes nest: what an inner one returns belongs to the outer one. When `run` throws, all are freed.
 *
 * An `async` function gets a scope that follows its awaits and ends when its promise settles.
 *
 * @throws TypeError if a function that is not declared `async` returns a promise: its continuation would run outside
 * the scope.
 */
export function scope<T>(run: () => T): T {
  if (types.isAsyncFunction(run)) return asyncScope(run as () => Promise<unknown>) as T;
  const outerSynchronous = synchronous;
  const inner = new Scope(currentScope());
  synchronous = inner;
  let result: T | undefined;
  try {
    result = run();
    if (types.isPromise(result)) {
      result.catch(() => {});
      throw new TypeError('scope() got a promise from a function that is not `async`: declare it `async`');
    }
    return result;
  } catch (error) {
    result = undefined;
    throw error;
  } finally {
    synchronous = outerSynchronous;
    inner.close(result);
  }
}

async function asyncScope<T>(run: () => Promise<T>): Promise<T> {
  asynchronousUsed = true;
  const inner = new Scope(currentScope());
  const outerSynchronous = synchronous;
  synchronous = null;
  let result: T | undefined;
  let pending: Promise<T>;
  try {
    pending = asynchronous.run(inner, run);
  } finally {
    synchronous = outerSynchronous;
  }
  try {
    result = await pending;
    return result;
  } finally {
    inner.close(result);
  }
}

/** True while the slot still holds this tensor. */
export const isLive = (tensor: Scoped): boolean =>
  tensor.slot >= 0 && generations[tensor.slot] === tensor.generation;
