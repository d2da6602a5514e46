import { formatShape, mapValues, OptionError, withDefaults } from '@cotrain/nn';
import { keep, noGrad, scope, Tensor, torch } from '@cotrain/torch';
import { hasFusedKernel, isDense } from './fused.js';
import { asList, checkParams, kind } from './params.js';
import { requireNonNegative } from './require.js';
import {
  fromStateKeys,
  type OptimizerStateDict,
  OptimizerStateError,
  requireState,
  type StoredOptimizerState,
  type StoredParamState,
  toStateKeys,
} from './stateDict.js';

/** Parameters with shared options. Options that a group omits are taken from the optimizer. */
export type GroupOptions<O> = Partial<O> & {
  params: Tensor | Iterable<Tensor>;
  /** Name of the group in errors and state dicts. Default: none. */
  name?: string;
};

/** Parameters with options of their own, such as a learning rate. */
export type ParamGroup<O> = O & {
  params: Tensor[];
  name: string | undefined;
  /** Base learning rate that a schedule scales: the group's rate when its first `LrSchedule` was created. */
  initialLr: number | undefined;
};

/** The state of one parameter, by name. */
export type ParamState = Record<string, Tensor>;

/**
 * Parameters of one device and dtype, which one native call can update. As in PyTorch, complex parameters are
 * viewed as pairs of real numbers.
 */
export interface Bucket {
  params: Tensor[];
  grads: Tensor[];
  states: ParamState[];
  /** Whether the state of these parameters was created in this step. */
  isFirstStep: boolean;
  /** Whether the fused operators support these parameters. */
  isFusible: boolean;
}

/**
 * Base class of the optimizers. Handles parameter groups, state (created on a parameter's first step) and
 * PyTorch's state dict. Parameters without a gradient are skipped. State tensors belong to no scope and live
 * until `dispose()`.
 */
export abstract class Optimizer<O extends { lr: number } = { lr: number }> {
  readonly paramGroups: ParamGroup<O>[];
  readonly #state = new Map<Tensor, ParamState>();
  readonly #optionNames: string[];
  /**
   * Options of PyTorch's optimizer that have no counterpart here, by group. They are kept so that a state
   * returns to Python with them.
   */
  readonly #foreign: Record<string, unknown>[] = [];
  readonly #defaults: O;

  /** @throws OptionError for unknown or invalid options, empty groups, and parameters given twice. */
  constructor(params: Iterable<Tensor> | Iterable<GroupOptions<O>>, defaults: O) {
    this.#defaults = defaults;
    this.#optionNames = [...Object.keys(defaults), 'initialLr'];
    this.paramGroups = [];
    for (const group of groupsOf(this.constructor.name, params)) this.addParamGroup(group);
  }

  /**
   * Adds a group of parameters, for example of layers that learn from now on. Options that it omits are the
   * optimizer's. A schedule that exists already does not know it: create the schedule again.
   *
   * @throws OptionError for unknown or invalid options, an empty group, and parameters that the optimizer has
   *   already; it is unchanged then
   */
  addParamGroup({ params, name, ...options }: GroupOptions<O>): void {
    const where = `${this.constructor.name} group ${name ?? this.paramGroups.length}`;
    const resolved = withDefaults<object>(where, options, this.#defaults) as O;
    this.validate(where, resolved);
    const own = checkParams(where, params, new Set(this.#params()));
    this.paramGroups.push({ ...resolved, params: own, name, initialLr: undefined });
    this.#foreign.push({});
  }

  /** @throws OptionError for invalid values. */
  protected abstract validate(where: string, options: O): void;

  /** Names of the tensors in a parameter's state. */
  protected abstract stateNames(options: O): readonly string[];

  /** Initial state of one parameter. */
  protected abstract initState(param: Tensor, options: O): ParamState;

  /** Entries of a group, besides the options, that PyTorch's optimizer of this name stores. */
  protected abstract torchOptions(): Record<string, unknown>;

  /** Updates one bucket's parameters and states in place. Runs without autograd and inside a scope. */
  protected abstract update(bucket: Bucket, group: ParamGroup<O>): void;

  /** Updates every parameter that has a gradient. */
  step(): void {
    noGrad(() => {
      for (const group of this.paramGroups) {
        scope(() => {
          for (const bucket of this.#buckets(group)) this.update(bucket, group);
        });
      }
    });
  }

  #buckets(group: ParamGroup<O>): Iterable<Bucket> {
    const buckets = new Map<string, Bucket>();
    for (const param of group.params) {
      const grad = param.grad;
      if (!grad) continue;
      if (grad.layout !== 'strided') {
        throw new OptionError(
          `${this.constructor.name}: the gradient of a parameter of shape ${formatShape(param.shape)} is ${grad.layout}; only dense gradients are supported`,
        );
      }
      const { state, isFirstStep } = this.#stateOf(param, group);
      const dense = isDense(param);
      const key = `${param.device} ${param.dtype} ${isFirstStep} ${dense}`;
      let bucket = buckets.get(key);
      if (!bucket) {
        const isFusible = dense && hasFusedKernel(param);
        bucket = { params: [], grads: [], states: [], isFirstStep, isFusible };
        buckets.set(key, bucket);
      }
      const complex = param.isComplex();
      const laidOut = sameLayout(grad, param) ? grad : relayout(grad, param);
      bucket.params.push(complex ? torch.viewAsReal(param) : param);
      bucket.grads.push(complex ? torch.viewAsReal(laidOut.resolveConj()) : laidOut);
      bucket.states.push(complex ? mapValues(state, asReal) : state);
    }
    return buckets.values();
  }

  #stateOf(param: Tensor, group: ParamGroup<O>): { state: ParamState; isFirstStep: boolean } {
    let state = this.#state.get(param);
    if (!state) {
      state = {};
      this.#state.set(param, state);
    }
    // State that an option requires is created now if the option was changed after the first step.
    const missing = this.stateNames(group).filter((name) => !state[name]);
    if (missing.length > 0) {
      const fresh = this.initState(param, group);
      for (const name of missing) state[name] = keep(fresh[name]!);
    }
    // The fused operators traverse raw memory, so the state must follow a parameter whose memory format
    // changed.
    for (const [name, tensor] of Object.entries(state)) {
      if (tensor.ndim !== param.ndim || sameLayout(tensor, param) || !isDense(param)) continue;
      state[name] = keep(relayout(tensor, param));
      tensor.dispose();
    }
    return { state, isFirstStep: missing.length > 0 };
  }

  /** Drops the gradients of all parameters, or fills them with zeros if `setToNull` is false. */
  zeroGrad({ setToNull = true }: { setToNull?: boolean } = {}): void {
    for (const param of this.#params()) {
      if (setToNull) param.grad = null;
      else scope(() => void param.grad?.zero_());
    }
  }

  /**
   * State in PyTorch's layout and keys: state by parameter index, options by group. The tensors are the
   * optimizer's own, not copies. To write a file that Python can read, use `forPython`.
   */
  stateDict(): OptimizerStateDict {
    const index = new Map(this.#params().map((param, i) => [param, i]));
    const kept = [...this.#state].filter(([, tensors]) => Object.keys(tensors).length > 0);
    const state = kept.map(([param, tensors]) => [index.get(param)!, toStateKeys(tensors)]);
    const groups = this.paramGroups.map(({ params, ...options }, i) => ({
      ...this.torchOptions(),
      ...this.#foreign[i],
      ...toStateKeys(options),
      params: params.map((param) => index.get(param)!),
    }));
    return { state: Object.fromEntries(state), param_groups: groups };
  }

  /**
   * Copies the options and tensors of a state dict, from this library or from PyTorch (`loadObject` of a file
   * written by `torch.save(optimizer.state_dict())`).
   *
   * @throws OptimizerStateError if groups, parameters or shapes differ, OptionError for invalid options. The
   *   optimizer is unchanged in either case.
   */
  loadStateDict({ state, param_groups }: OptimizerStateDict | StoredOptimizerState): void {
    requireState(this.constructor.name, { state, param_groups });
    const sizes = (groups: readonly { params: readonly unknown[] }[]) =>
      groups.map((group) => group.params.length).join(', ');
    if (sizes(param_groups) !== sizes(this.paramGroups)) {
      throw new OptimizerStateError(
        `${this.constructor.name}: the state has groups of ${sizes(param_groups)} parameters, the optimizer has groups of ${sizes(this.paramGroups)}`,
      );
    }
    const stored = new Map<number, StoredParamState>(
      state instanceof Map ? state : Object.entries(state).map(([index, entry]) => [Number(index), entry]),
    );
    const options = param_groups.map((group, i) => this.#readOptions(group, i));
    const loaded = new Map<Tensor, ParamState>();
    try {
      for (const [i, group] of this.paramGroups.entries()) {
        for (const [j, param] of group.params.entries()) {
          const index = param_groups[i]!.params[j]!;
          const entry = stored.get(index);
          if (entry)
            loaded.set(param, this.#readState(param, { ...group, ...options[i]!.own }, index, entry));
        }
      }
    } catch (error) {
      disposeAll(loaded);
      throw error;
    }
    this.dispose();
    for (const [param, tensors] of loaded) this.#state.set(param, tensors);
    for (const [i, group] of this.paramGroups.entries()) {
      // As in PyTorch: if the state has no initial rate, a schedule created later scales the loaded rate.
      Object.assign(group, { initialLr: undefined }, options[i]!.own);
      this.#foreign[i] = options[i]!.foreign;
    }
  }

  /**
   * Splits a stored group's options into those of this optimizer and the others, which keep PyTorch's keys.
   */
  #readOptions(stored: object, index: number): { own: Partial<O>; foreign: Record<string, unknown> } {
    const entries = Object.entries(stored).filter(([key]) => key !== 'params' && key !== 'name');
    const isOwn = (key: string) => this.#optionNames.includes(Object.keys(fromStateKeys({ [key]: 0 }))[0]!);
    // None in Python (such as `fused: None`) leaves the choice to the optimizer.
    const own = entries.filter(([key, value]) => isOwn(key) && value !== null);
    const numbers = own.map(([key, value]) => [key, value instanceof Tensor ? Number(value.item()) : value]);
    const options = fromStateKeys(Object.fromEntries(numbers)) as Partial<O>;
    const where = `${this.constructor.name}: group ${index} of the state`;
    this.validate(where, { ...this.paramGroups[index]!, ...options });
    const { initialLr } = options as { initialLr?: number };
    if (initialLr !== undefined) requireNonNegative(where, { initialLr });
    return { own: options, foreign: Object.fromEntries(entries.filter(([key]) => !isOwn(key))) };
  }

  #readState(param: Tensor, options: O, index: number, stored: StoredParamState): ParamState {
    return noGrad(() =>
      scope(() => {
        const own = this.initState(param, options);
        for (const [key, tensor] of Object.entries(toStateKeys(own) as ParamState)) {
          const source = stored[key];
          // PyTorch before 1.12 stored the step count as a number.
          if (typeof source === 'number' && tensor.ndim === 0) tensor.fill_(source);
          else if (source instanceof Tensor && source.shape.join() === tensor.shape.join())
            tensor.copy_(source);
          else {
            throw new OptimizerStateError(
              `${this.constructor.name}: ${key} of parameter ${index} is ${source instanceof Tensor ? formatShape(source.shape) : 'missing'}, expected ${formatShape(tensor.shape)}`,
            );
          }
        }
        return mapValues(own, keep);
      }),
    );
  }

  #params(): Tensor[] {
    return this.paramGroups.flatMap((group) => group.params);
  }

  /** Frees the state. A later step starts from initial state. */
  dispose(): void {
    disposeAll(this.#state);
    this.#state.clear();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

function groupsOf<O>(where: string, params: Iterable<Tensor> | Iterable<GroupOptions<O>>): GroupOptions<O>[] {
  if (params instanceof Tensor) {
    throw new OptionError(
      `${where}: expected a list of parameters or of groups, got ${kind(params)}; put a single one in brackets`,
    );
  }
  const given = asList<Tensor | GroupOptions<O>>(where, params);
  if (given.every((item) => item instanceof Tensor)) return [{ params: given } as unknown as GroupOptions<O>];
  for (const [i, item] of given.entries()) {
    if (item instanceof Tensor || typeof item !== 'object' || item === null || !('params' in item)) {
      throw new OptionError(`${where}: item ${i} must be a group { params, ... }, got ${kind(item)}`);
    }
  }
  return given as GroupOptions<O>[];
}

const asReal = (tensor: Tensor): Tensor => (tensor.isComplex() ? torch.viewAsReal(tensor) : tensor);

function sameLayout(a: Tensor, b: Tensor): boolean {
  const strides = b.stride();
  return a.stride().every((stride, i) => stride === strides[i]);
}

function relayout(tensor: Tensor, like: Tensor): Tensor {
  return torch.emptyLike(like, { dtype: tensor.dtype }).copy_(tensor);
}

function disposeAll(state: Map<Tensor, ParamState>): void {
  for (const tensors of state.values()) for (const tensor of Object.values(tensors)) tensor.dispose();
}
