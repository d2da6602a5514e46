// Who frees a tensor. A scope owns what is made while it runs, and frees at its end all that it does not
// return. On Node no finalizer runs inside a synchronous loop, so the garbage collector is a backstop here
// and not the plan.

import { AsyncLocalStorage } from 'node:async_hooks';
import { types } from 'node:util';
import { ArgumentError } from '../errors/errors.js';
import { native, numbers } from '../native/addon.js';
import { Handle } from './handle.js';

export class Scope {
  private owned: Handle[] = [];
  private others: Owned[] = [];
  private sweepAt = 1024;
  closed = false;

  constructor(private readonly outer: Scope | null) {}

  add(tensor: Handle): void {
    tensor.scope = this;
    // A scope around a whole training run must not hold on to what was disposed long ago.
    if (this.owned.push(tensor) > this.sweepAt) {
      this.owned = this.owned.filter((owned) => this.owns(owned));
      this.sweepAt = Math.max(1024, 2 * this.owned.length);
    }
  }

  adopt(other: Owned): void {
    other.scope = this;
    this.others.push(other);
  }

  /** This scope, or the innermost one around it that still runs. */
  open(): Scope | null {
    let scope: Scope | null = this;
    while (scope?.closed) scope = scope.outer;
    return scope;
  }

  /** Hands the tensors found in `result` to the outer scope and frees the rest. */
  close(result: unknown): void {
    this.closed = true;
    try {
      release(result, this, this.open());
    } finally {
      this.free();
    }
  }

  private owns(tensor: Handle): boolean {
    return tensor.scope === this && tensor.slot >= 0;
  }

  private free(): void {
    for (const other of this.others) if (other.scope === this) other.dispose();
    this.others.length = 0;
    let at = 0;
    for (const tensor of this.owned) {
      if (!this.owns(tensor)) continue;
      numbers[at++] = tensor.slot;
      numbers[at++] = tensor.generation;
      tensor.slot = -1;
      if (at === numbers.length) at = freeWritten(at);
    }
    freeWritten(at);
    this.owned.length = 0;
  }
}

/** What a scope frees besides tensors: it is made, returned and kept as they are. */
export abstract class Owned {
  /** @internal */
  scope: Scope | null = null;

  constructor() {
    currentScope()?.adopt(this);
  }

  /** @internal Puts it into `scope`; without one it is the caller's. */
  moveTo(scope: Scope | null): void {
    if (scope === null) this.scope = null;
    else scope.adopt(this);
  }

  /** Frees it now. Doing it again is fine. */
  abstract dispose(): void;

  [Symbol.dispose](): void {
    this.dispose();
  }
}

function freeWritten(length: number): number {
  if (length > 0) native.freeMany(length / 2);
  return 0;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Moves every tensor of `from` that `result` holds, however deeply nested, to `to`. */
function release(result: unknown, from: Scope, to: Scope | null): void {
  if (!isObject(result)) return;
  if (result instanceof Handle) {
    if (result.scope === from) own(result, to);
    return;
  }
  // A worklist instead of recursion: a linked list may be deeper than the stack.
  const seen = new Set<object>([result]);
  for (const value of seen) {
    if (value instanceof Handle) {
      if (value.scope === from) own(value, to);
    } else if (value instanceof Owned) {
      if (value.scope === from) value.moveTo(to);
    } else if (!ArrayBuffer.isView(value)) {
      for (const part of partsOf(value)) if (isObject(part)) seen.add(part);
    }
  }
}

function partsOf(value: object): Iterable<unknown> {
  if (Array.isArray(value) || value instanceof Set) return value;
  if (value instanceof Map) return [...value.keys(), ...value.values()];
  return Object.values(value);
}

/**
 * Puts a tensor into `scope`; without one it is the caller's, and the garbage collector's if the caller
 * forgets.
 */
export function own(tensor: Handle, scope: Scope | null): void {
  if (scope !== null) {
    scope.add(tensor);
    return;
  }
  tensor.scope = null;
  tensor.escape();
}

// A synchronous scope is innermost while it runs, since nothing can interleave with it. Asynchronous ones
// follow the chain of awaits.
let synchronous: Scope | null = null;
let asynchronousUsed = false;
const asynchronous = new AsyncLocalStorage<Scope | null>();

export function currentScope(): Scope | null {
  if (synchronous !== null || !asynchronousUsed) return synchronous;
  // Work that was started in a scope and not awaited there goes on in what is still open around it.
  return asynchronous.getStore()?.open() ?? null;
}

/**
 * Runs `run` and frees every tensor made meanwhile, except those that it returns (also inside arrays, maps,
 * sets and the public fields of objects). Scopes nest: what an inner one returns belongs to the outer one.
 * When `run` throws, all are freed.
 *
 * An `async` function gets a scope that follows its awaits and ends when its promise settles.
 *
 * @throws ArgumentError for what is not a function, and if a function that is not declared `async` returns a
 *   promise: its continuation would run outside the scope.
 */
export function scope<T>(run: () => T): T {
  if (typeof run !== 'function') throw new ArgumentError('scope() takes a function');
  if (types.isAsyncFunction(run)) return asyncScope(run as () => Promise<unknown>) as T;
  const outerSynchronous = synchronous;
  const inner = new Scope(currentScope());
  synchronous = inner;
  let result: T | undefined;
  try {
    const returned = run();
    if (types.isPromise(returned)) {
      returned.catch(() => {});
      throw new ArgumentError(
        'scope() got a promise from a function that is not `async`: declare it `async`',
      );
    }
    result = returned;
    return returned;
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
  let pending: Promise<T>;
  try {
    pending = asynchronous.run(inner, run);
  } finally {
    synchronous = outerSynchronous;
  }
  let result: T | undefined;
  try {
    result = await pending;
    return result;
  } finally {
    inner.close(result);
  }
}
