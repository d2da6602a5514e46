import type { HookHandle } from '@cotrain/torch';
import type { AnyModule } from './module.js';

type ArgsOf<M extends AnyModule> = Parameters<M['forward']>;
type OutputOf<M extends AnyModule> = ReturnType<M['forward']>;

/**
 * Runs before `forward`. A hook that returns nothing changes nothing.
 *
 * @returns replacement arguments for `forward`, if any
 */
export type ForwardPreHook<M extends AnyModule = AnyModule> = (
  module: M,
  args: ArgsOf<M>,
  // The empty tuple makes TypeScript infer `return [x]` as a tuple.
  // biome-ignore lint/suspicious/noConfusingVoidType: a hook without a return statement is fine
) => ArgsOf<M> | [] | undefined | void;

/**
 * Function that sees, and may replace, the output of a module's `forward`.
 *
 * @returns the replacement, if any
 */
export type ForwardHook<M extends AnyModule = AnyModule> = (
  module: M,
  args: ArgsOf<M>,
  output: OutputOf<M>,
  // biome-ignore lint/suspicious/noConfusingVoidType: a hook without a return statement is fine
) => OutputOf<M> | undefined | void;

/** Wrapper around a module's `forward`, present while the module has hooks. */
interface Hooks {
  /** The module's own `forward` if it was a field rather than a method of the class. */
  own: PropertyDescriptor | undefined;
  before: Set<{ hook: ForwardPreHook }>;
  after: Set<{ hook: ForwardHook }>;
}

const hooksOf = new WeakMap<AnyModule, Hooks>();

export function addPreHook<M extends AnyModule>(module: M, hook: ForwardPreHook<M>): HookHandle {
  return add(module, 'before', { hook: hook as unknown as ForwardPreHook });
}

export function addForwardHook<M extends AnyModule>(module: M, hook: ForwardHook<M>): HookHandle {
  return add(module, 'after', { hook: hook as unknown as ForwardHook });
}

function add<When extends 'before' | 'after'>(
  module: AnyModule,
  when: When,
  entry: Hooks[When] extends Set<infer Entry> ? Entry : never,
): HookHandle {
  const hooks = hooksOf.get(module) ?? install(module);
  const entries = hooks[when] as Set<unknown>;
  entries.add(entry);
  const remove = () => {
    entries.delete(entry);
    if (hooks.before.size + hooks.after.size === 0) uninstall(module);
  };
  return { remove, [Symbol.dispose]: remove };
}

/** Shadows the class's `forward` on the instance, so that modules without hooks have no overhead. */
function install(module: AnyModule): Hooks {
  const own = Object.getOwnPropertyDescriptor(module, 'forward');
  const hooks: Hooks = { own, before: new Set(), after: new Set() };
  hooksOf.set(module, hooks);
  const { forward } = module;
  const hooked = (...given: never[]): unknown => {
    let args = given;
    for (const { hook } of [...hooks.before]) args = (hook(module, args) as never[] | undefined) ?? args;
    let output = forward.apply(module, args);
    for (const { hook } of [...hooks.after]) output = hook(module, args, output) ?? output;
    return output;
  };
  // Not enumerable, so that it is not a registered field.
  Object.defineProperty(module, 'forward', { value: hooked, configurable: true, writable: true });
  return hooks;
}

function uninstall(module: AnyModule): void {
  const hooks = hooksOf.get(module);
  if (!hooks) return;
  hooksOf.delete(module);
  if (hooks.own) Object.defineProperty(module, 'forward', hooks.own);
  else Reflect.deleteProperty(module, 'forward');
}
