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

/** Parameters that share options; an option that a group does not give is the optimizer's. */
export type GroupOptions<O> = Partial<O> & {
  params: Tensor | Iterable<Tensor>;
  /** What errors and state dicts call the group. Default: none. */
  name?: string;
};

/** Parameters with options of their own, such as a learning rate. */
export type ParamGroup<O> = O & {
  params: Tensor[];
  name: string | undefined;
  /**
   * The learning rate that a schedule scales: the rate at the time when the first `LrSchedule` of the group
   * was made.
   */
  initialLr: number | undefined;
};

/** The state of one parameter, by name. */
export type ParamState = Record<string, Tensor>;

/**
 * Parameters of one device and dtype, which one native call can take; complex ones as pairs of real numbers,
 * as in PyTorch.
 */
export interface Bucket {
  params: Tensor[];
  grads: Tensor[];
  states: ParamState[];
  /** Whether these parameters' state was made in this step. */
  isFirstStep: boolean;
  /** Whether the fused operators take them. */
  isFusible: boolean;
}

/**
 * Base of the optimizers: parameter groups, state made on a parameter's first step, PyTorch's state dict.
 * Parameters without a gradient are skipped. State tensors belong to no scope and live until `dispose()`.
 */
export abstract class Optimizer<O extends { lr: number } = { lr: number }> {
  readonly paramGroups: ParamGroup<O>[];
  readonly #state = new Map<Tensor, ParamState>();
  readonly #optionNames: string[];
  /**
   * Options that PyTorch's optimizer has and this one needs not, by group: a state goes back to Python with
   * them.
   */
  readonly #foreign: Record<string, unknown>[];

  /** @throws OptionError for unknown or impossible options, empty groups and parameters given twice. */
  constructor(params: Iterable<Tensor> | Iterable<GroupOptions<O>>, defaults: O) {
    const groups = groupsOf(this.constructor.name, params);
    const seen = new Set<Tensor>();
    this.#optionNames = [...Object.keys(defaults), 'initialLr'];
    this.#foreign = groups.map(() => ({}));
    this.paramGroups = groups.map(({ params, name, ...options }, index) => {
      const where = `${this.constructor.name} group ${name ?? index}`;
      const resolved = withDefaults<object>(where, options, defaults) as O;
      this.validate(where, resolved);
      return { ...resolved, params: checkParams(where, params, seen), name, initialLr: undefined };
    });
  }

  /** @throws OptionError for values that cannot work. */
  protected abstract validate(where: string, options: O): void;

  /** Names of the tensors in a parameter's state. */
  protected abstract stateNames(options: O): readonly string[];

  /** Fresh state of one parameter. */
  protected abstract initState(param: Tensor, options: O): ParamState;

  /** What PyTorch's optimizer of this name keeps in a group besides the options. */
  protected abstract torchOptions(): Record<string, unknown>;

  /** Updates one bucket's parameters and states in place; it runs without autograd and inside a scope. */
  protected abstract update(bucket: Bucket, group: ParamGroup<O>): void;

  /** One update of every parameter that has a gradient. */
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
          `${this.constructor.name}: the gradient of a parameter of shape ${formatShape(param.shape)} is ${grad.layout}, and only dense ones are supported`,
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
    // What an option asks for that was changed after the first step is made then.
    const missing = this.stateNames(group).filter((name) => !state[name]);
    if (missing.length > 0) {
      const fresh = this.initState(param, group);
      for (const name of missing) state[name] = keep(fresh[name]!);
    }
    // The fused operators walk raw memory: state must follow a parameter that changed its memory format.
    for (const [name, tensor] of Object.entries(state)) {
      if (tensor.ndim !== param.ndim || sameLayout(tensor, param) || !isDense(param)) continue;
      state[name] = keep(relayout(tensor, param));
      tensor.dispose();
    }
    return { state, isFirstStep: missing.length > 0 };
  }

  /** Drops the gradients of all parameters, or fills them with zeros where `setToNull` is false. */
  zeroGrad({ setToNull = true }: { setToNull?: boolean } = {}): void {
    for (const param of this.#params()) {
      if (setToNull) param.grad = null;
      else scope(() => void param.grad?.zero_());
    }
  }

  /**
   * PyTorch's layout and keys: state by parameter index, options by group. The tensors are the optimizer's
   * own, not copies. For a file that Python reads, see `forPython`.
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
   * Takes over the options and copies of the tensors of a state dict, this library's or PyTorch's
   * (`loadObject` of a file by `torch.save(optimizer.state_dict())`).
   *
   * @throws OptimizerStateError if groups, parameters or shapes differ, OptionError for impossible options;
   *   nothing has been changed then.
   */
  loadStateDict({ state, param_groups }: OptimizerStateDict | StoredOptimizerState): void {
    requireState(this.constructor.name, { state, param_groups });
    const sizes = (groups: readonly { params: readonly unknown[] }[]) =>
      groups.map((group) => group.params.length).join(', ');
    if (sizes(param_groups) !== sizes(this.paramGroups)) {
      throw new OptimizerStateError(
        `${this.constructor.name}: the state has groups of ${sizes(param_groups)} parameters, the optimizer of ${sizes(this.paramGroups)}`,
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
      // As in PyTorch: without one in the state, a schedule made later scales the rate that was loaded.
      Object.assign(group, { initialLr: undefined }, options[i]!.own);
      this.#foreign[i] = options[i]!.foreign;
    }
  }

  /** A stored group's options: those that this optimizer has, and the others under PyTorch's keys. */
  #readOptions(stored: object, index: number): { own: Partial<O>; foreign: Record<string, unknown> } {
    const entries = Object.entries(stored).filter(([key]) => key !== 'params' && key !== 'name');
    const isOwn = (key: string) => this.#optionNames.includes(Object.keys(fromStateKeys({ [key]: 0 }))[0]!);
    // Python's `fused: None` and the like leave the choice to the optimizer.
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
          // PyTorch before 1.12 counted steps in a number.
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

  /** Frees the state; a later step starts from fresh state. */
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
      `${where}: give a list of parameters or of groups, got ${kind(params)}; one goes in brackets`,
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
