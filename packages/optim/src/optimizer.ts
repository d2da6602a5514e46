import { formatShape, OptionError, withDefaults } from '@cotrain/nn';
import { keep, noGrad, scope, Tensor, torch } from '@cotrain/torch';
import { fromStateKeys, type OptimizerStateDict, OptimizerStateError, toStateKeys } from './stateDict.js';

/** Parameters that share options; an option that a group does not give is the optimizer's. */
export type GroupOptions<O> = Partial<O> & { params: Iterable<Tensor>; name?: string };

export type ParamGroup<O> = O & {
  params: Tensor[];
  name: string | undefined;
  /** The learning rate that a schedule scales. */
  initialLr: number;
};

/** The state of one parameter, by name. */
export type ParamState = Record<string, Tensor>;

/** Parameters of one device and dtype, which one native call can take. */
export interface Bucket {
  params: Tensor[];
  grads: Tensor[];
  states: ParamState[];
  /** Whether this is the first step of these parameters. */
  isFirstStep: boolean;
}

/**
 * Base of the optimizers: parameter groups, state made on a parameter's first step, PyTorch's state dict. Parameters without
 * a gradient are skipped. State tensors belong to no scope and live until `dispose()`.
 */
export abstract class Optimizer<O extends { lr: number } = { lr: number }> {
  readonly paramGroups: ParamGroup<O>[];
  readonly #state = new Map<Tensor, ParamState>();
  readonly #optionNames: string[];

  /** @throws OptionError for unknown or impossible options, empty groups and parameters given twice. */
  constructor(params: Iterable<Tensor> | Iterable<GroupOptions<O>>, defaults: O) {
    const given: (Tensor | GroupOptions<O>)[] = [...params];
    const isList = given.every((item) => item instanceof Tensor);
    const groups = (isList ? [{ params: given }] : given) as GroupOptions<O>[];
    const seen = new Set<Tensor>();
    this.#optionNames = [...Object.keys(defaults), 'initialLr'];
    this.paramGroups = groups.map(({ params, name, ...options }, index) => {
      const where = `${this.constructor.name} group ${name ?? index}`;
      const resolved = withDefaults<object>(where, options, defaults) as O;
      this.validate(where, resolved);
      return { ...resolved, params: checkParams(where, params, seen), name, initialLr: resolved.lr };
    });
  }

  /** @throws OptionError for values that cannot work. */
  protected abstract validate(where: string, options: O): void;

  /** Fresh state of one parameter. */
  protected abstract initState(param: Tensor, group: ParamGroup<O>): ParamState;

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
      const isFirstStep = !this.#state.has(param);
      const key = `${param.device} ${param.dtype} ${isFirstStep}`;
      const bucket = buckets.get(key) ?? { params: [], grads: [], states: [], isFirstStep };
      buckets.set(key, bucket);
      bucket.params.push(param);
      bucket.grads.push(sameLayout(grad, param) ? grad : relayout(grad, param));
      bucket.states.push(this.#stateOf(param, group));
    }
    return buckets.values();
  }

  #stateOf(param: Tensor, group: ParamGroup<O>): ParamState {
    let state = this.#state.get(param);
    if (!state) {
      state = mapValues(this.initState(param, group), keep);
      this.#state.set(param, state);
    }
    // The fused operators walk raw memory: state must follow a parameter that changed its memory format.
    for (const [name, tensor] of Object.entries(state)) {
      if (tensor.ndim !== param.ndim || sameLayout(tensor, param)) continue;
      state[name] = keep(relayout(tensor, param));
      tensor.dispose();
    }
    return state;
  }

  /** Drops the gradients of all parameters, or fills them with zeros where `setToNull` is false. */
  zeroGrad({ setToNull = true }: { setToNull?: boolean } = {}): void {
    for (const param of this.#params()) {
      if (setToNull) param.grad = null;
      else scope(() => void param.grad?.zero_());
    }
  }

  /** PyTorch's layout: state by parameter index, options by group. The tensors are the optimizer's own, not copies. */
  stateDict(): OptimizerStateDict {
    const index = new Map(this.#params().map((param, i) => [param, i]));
    const kept = [...this.#state].filter(([, tensors]) => Object.keys(tensors).length > 0);
    const state = kept.map(([param, tensors]) => [index.get(param)!, toStateKeys(tensors)]);
    const groups = this.paramGroups.map(({ params, ...options }) => ({
      ...toStateKeys(options),
      params: params.map((param) => index.get(param)!),
    }));
    return { state: Object.fromEntries(state), param_groups: groups };
  }

  /**
   * Takes over the options and copies of the tensors of a state dict, this library's or PyTorch's.
   *
   * @throws OptimizerStateError if groups, parameters or shapes differ; nothing has been changed then.
   */
  loadStateDict({ state, param_groups }: OptimizerStateDict): void {
    const sizes = (groups: { params: unknown[] }[]) => groups.map((group) => group.params.length).join(', ');
    if (sizes(param_groups) !== sizes(this.paramGroups)) {
      throw new OptimizerStateError(
        `${this.constructor.name}: the state has groups of ${sizes(param_groups)} parameters, the optimizer of ${sizes(this.paramGroups)}`,
      );
    }
    const loaded = new Map<Tensor, ParamState>();
    try {
      for (const [i, group] of this.paramGroups.entries()) {
        for (const [j, param] of group.params.entries()) {
          const index = param_groups[i]!.params[j]!;
          if (state[index]) loaded.set(param, this.#readState(param, group, index, state[index]));
        }
      }
    } catch (error) {
      disposeAll(loaded);
      throw error;
    }
    this.dispose();
    for (const [param, tensors] of loaded) this.#state.set(param, tensors);
    for (const [i, group] of this.paramGroups.entries()) {
      const options = fromStateKeys(param_groups[i]!);
      for (const name of this.#optionNames) {
        if (options[name] !== undefined) Object.assign(group, { [name]: options[name] });
      }
    }
  }

  #readState(param: Tensor, group: ParamGroup<O>, index: number, tensors: ParamState): ParamState {
    return noGrad(() =>
      scope(() => {
        const own = this.initState(param, group);
        for (const [key, tensor] of Object.entries(toStateKeys(own) as ParamState)) {
          const source = tensors[key];
          if (!source || source.shape.join() !== tensor.shape.join()) {
            throw new OptimizerStateError(
              `${this.constructor.name}: ${key} of parameter ${index} is ${source ? formatShape(source.shape) : 'missing'}, expected ${formatShape(tensor.shape)}`,
            );
          }
          tensor.copy_(source);
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

function checkParams(where: string, params: Iterable<Tensor>, seen: Set<Tensor>): Tensor[] {
  const list = [...params];
  if (list.length === 0) throw new OptionError(`${where}: no parameters`);
  for (const [i, param] of list.entries()) {
    if (!(param instanceof Tensor)) throw new OptionError(`${where}: parameter ${i} is not a tensor`);
    if (!param.isLeaf)
      throw new OptionError(`${where}: parameter ${i} is the result of an operator, not a leaf`);
    if (seen.has(param))
      throw new OptionError(`${where}: parameter ${i}, ${formatShape(param.shape)}, was given before`);
    seen.add(param);
  }
  return list;
}

/** @throws OptionError unless every value is a finite number of at least 0. */
export function requireNonNegative(where: string, values: Record<string, number>): void {
  for (const [key, value] of Object.entries(values)) {
    if (!(Number.isFinite(value) && value >= 0)) {
      throw new OptionError(`${where}: ${key} must be a number >= 0, got ${value}`);
    }
  }
}

function sameLayout(a: Tensor, b: Tensor): boolean {
  const strides = b.stride();
  return a.stride().every((stride, i) => stride === strides[i]);
}

function relayout(tensor: Tensor, like: Tensor): Tensor {
  return torch.emptyLike(like, { dtype: tensor.dtype }).copy_(tensor);
}

function mapValues(tensors: ParamState, fn: (tensor: Tensor) => Tensor): ParamState {
  return Object.fromEntries(Object.entries(tensors).map(([key, tensor]) => [key, fn(tensor)]));
}

function disposeAll(state: Map<Tensor, ParamState>): void {
  for (const tensors of state.values()) for (const tensor of Object.values(tensors)) tensor.dispose();
}
