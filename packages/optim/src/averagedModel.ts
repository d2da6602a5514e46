import {
  type AnyModule,
  Buffer,
  formatShape,
  OptionError,
  type Parameter,
  type StateDict,
  StateDictError,
  withDefaults,
} from '@cotrain/nn';
import { ArgumentError, noGrad, scope, type Tensor, torch } from '@cotrain/torch';

/** Decay of the running average, and whether buffers are averaged. */
export interface AveragedModelOptions {
  /**
   * Weight of the old average in each update. `null` computes the plain mean over all updates (Izmailov et
   * al., 2018). Default 0.999.
   */
  decay?: number | null;
  /** Averages buffers too. If false, they are copied from the model. Default false. */
  useBuffers?: boolean;
}

/**
 * A running average of a model's weights (Polyak & Juditsky, 1992), with the arithmetic and the state-dict
 * keys of `torch.optim.swa_utils.AveragedModel`. `decay` is the decay of PyTorch's `get_ema_multi_avg_fn`.
 *
 * It holds tensors, not a model. `functionalCall(model, average.weights, ...args)` calls a model with them,
 * and `swap(model)` puts them into the model.
 */
export class AveragedModel {
  readonly decay: number | null;
  readonly useBuffers: boolean;
  readonly #parameters: Map<string, Tensor>;
  readonly #buffers: Map<string, Tensor>;
  /**
   * Tensors under the keys of the model's state dict. Shared tensors appear under each of their keys; buffers
   * that are not persistent are left out.
   */
  readonly #state: Map<string, Tensor>;
  #updates = 0;

  /** Starts with copies of the model's tensors. As in PyTorch, the first update replaces them. */
  constructor(model: AnyModule, options?: AveragedModelOptions) {
    const { decay, useBuffers } = withDefaults<AveragedModelOptions>('AveragedModel', options, {
      decay: 0.999,
      useBuffers: false,
    });
    if (decay !== null && !(decay >= 0 && decay <= 1)) {
      throw new OptionError(`AveragedModel: decay must be between 0 and 1, got ${decay}`);
    }
    this.decay = decay;
    this.useBuffers = useBuffers;
    this.#parameters = copies(model.namedParameters());
    this.#buffers = copies(model.namedBuffers());
    const averages = new Map<Tensor, Tensor>();
    for (const [key, tensor] of model.namedParameters()) averages.set(tensor, this.#parameters.get(key)!);
    for (const [key, tensor] of model.namedBuffers()) averages.set(tensor, this.#buffers.get(key)!);
    const state = Object.entries(model.stateDict());
    this.#state = new Map(state.map(([key, tensor]) => [key, averages.get(tensor)!]));
  }

  /** Number of updates so far. */
  get nAveraged(): number {
    return this.#updates;
  }

  /**
   * The averaged parameters and buffers by the model's keys. These are the average's own tensors, not copies.
   */
  get weights(): Record<string, Tensor> {
    return Object.fromEntries([...this.#parameters, ...this.#buffers]);
  }

  /**
   * Updates the average with the model's current weights.
   * @throws ArgumentError if the average was made from another model
   */
  update(model: AnyModule): void {
    const parameters = pairs(this.#parameters, model.namedParameters());
    const buffers = pairs(this.#buffers, model.namedBuffers());
    noGrad(() =>
      scope(() => {
        const averaged = this.useBuffers ? [...parameters, ...buffers] : parameters;
        if (this.#updates === 0) copyAll(averaged);
        else for (const group of byKind(averaged)) this.#average(group);
        if (!this.useBuffers) copyAll(buffers);
      }),
    );
    this.#updates++;
  }

  #average(group: readonly Pair[]): void {
    const weight = this.decay === null ? 1 / (this.#updates + 1) : 1 - this.decay;
    const own = group.map(([average]) => average);
    const current = group.map(([, value]) => value);
    if (own[0]!.isFloatingPoint()) torch.unchecked._foreachLerp_(own, current, weight);
    else for (const [average, value] of group) average.copy_(average.mul(1 - weight).add(value.mul(weight)));
  }

  /** Swaps the average's values with the model's. A second call restores them. */
  swap(model: AnyModule): void {
    const all = [
      ...pairs(this.#parameters, model.namedParameters()),
      ...pairs(this.#buffers, model.namedBuffers()),
    ];
    noGrad(() =>
      scope(() => {
        for (const [average, value] of all) {
          const before = average.clone();
          average.copy_(value);
          value.copy_(before);
        }
      }),
    );
  }

  /**
   * State under PyTorch's keys: `n_averaged`, and each of the model's keys as `module.<key>`. Except for the
   * count, the tensors are the average's own, not copies.
   */
  stateDict(): StateDict {
    const count = torch.tensor(BigInt64Array.of(BigInt(this.#updates)), { shape: [] });
    const averages = [...this.#state].map(([key, tensor]) => [`module.${key}`, tensor]);
    return { n_averaged: count, ...Object.fromEntries(averages) };
  }

  /**
   * Copies a state's tensors into the average.
   * @throws StateDictError if keys or shapes do not match; the average is unchanged then
   */
  loadStateDict(state: StateDict): void {
    scope(() => {
      const own = this.stateDict();
      const shared = Object.keys(own).filter((key) => state[key]);
      const mismatch = {
        missing: Object.keys(own).filter((key) => !state[key]),
        unexpected: Object.keys(state).filter((key) => !own[key]),
        misshaped: shared
          .map((key) => ({ key, expected: own[key]!.shape, actual: state[key]!.shape }))
          .filter(({ expected, actual }) => formatShape(expected) !== formatShape(actual)),
      };
      if (Object.values(mismatch).some((found) => found.length > 0)) {
        throw new StateDictError('AveragedModel', mismatch);
      }
      noGrad(() => copyAll(shared.map((key) => [own[key]!, state[key]!])));
      this.#updates = Number(own.n_averaged!.item());
    });
  }

  /** Frees the averages. */
  dispose(): void {
    for (const tensor of [...this.#parameters.values(), ...this.#buffers.values()]) tensor.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

type Pair = readonly [average: Tensor, current: Tensor];

// Buffers, because they belong to no scope and need no gradient.
function copies(named: [string, Parameter | Buffer][]): Map<string, Tensor> {
  return new Map(
    named.map(([key, tensor]) => [key, noGrad(() => scope(() => new Buffer(tensor.detach().clone())))]),
  );
}

function pairs(averages: Map<string, Tensor>, named: [string, Tensor][]): Pair[] {
  if (named.length !== averages.size || named.some(([key]) => !averages.has(key))) {
    throw new ArgumentError('AveragedModel: the average was made from another model');
  }
  return named.map(([key, tensor]) => [averages.get(key)!, tensor]);
}

function copyAll(all: readonly Pair[]): void {
  for (const [average, current] of all) average.copy_(current);
}

/** Groups pairs by device and dtype, since one native call handles one such group. */
function byKind(all: readonly Pair[]): Iterable<Pair[]> {
  const groups = new Map<string, Pair[]>();
  for (const pair of all) {
    const key = `${pair[0].device} ${pair[0].dtype}`;
    groups.set(key, [...(groups.get(key) ?? []), pair]);
  }
  return groups.values();
}
