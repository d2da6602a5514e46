import { ArgumentError, distributed, isGradEnabled, Tensor } from '@cotrain/torch';
import { isSyncBatchNorm } from './layers/syncBatchNorm.js';
import { type AnyModule, Module } from './module.js';
import { withDefaults } from './options.js';
import type { Buffer, Parameter } from './parameter.js';
import type { StateDict } from './stateDict.js';

/** Options of `DistributedModel`. */
export interface DistributedModelOptions {
  /**
   * Finds out, from the graph of each output, which parameters get no gradient. Without it, a parameter
   * without a gradient is an error on every rank. Default false.
   */
  findUnused?: boolean;
  /**
   * Gives every rank the buffers of rank 0 before each forward pass in training. Those of synchronised batch
   * norms are left out, since they are the same everywhere. Default true.
   */
  broadcastBuffers?: boolean;
  /** Size of a bucket of gradients, in bytes. Default 26214400 (25 MB). */
  bucketBytes?: number;
  /** Size of the first bucket of gradients, in bytes. Default 1048576 (1 MB). */
  firstBucketBytes?: number;
  /**
   * Makes the gradients views of the buckets, which saves their memory and a copy. A gradient that is held
   * from an earlier step then changes in the next one. Default true.
   */
  gradientAsBucketView?: boolean;
}

/**
 * A module that trains on several processes, each with its own part of the batch, as PyTorch's
 * `DistributedDataParallel`: at the start every rank gets the parameters and buffers of rank 0, and
 * `backward` on a loss of an output leaves the average over all ranks in each gradient. Its parameters,
 * buffers and state-dict keys are those of the module inside.
 *
 * ```ts
 * const model = new DistributedModel(new Net(), group);
 * const optimizer = new AdamW(model.parameters());
 * loss(model.forward(images)).backward(); // every gradient is the average over all ranks
 * ```
 *
 * For a loss that is a mean over the batch, the average is the gradient of the joined batch if all ranks have
 * batches of one size. Batch norms see their own rank's batch unless `convertSyncBatchNorm` replaces them.
 */
export class DistributedModel<Args extends readonly unknown[], Out> extends Module<Args, Out> {
  readonly module: Module<Args, Out>;
  readonly #group: distributed.ProcessGroup;
  readonly #options: Required<DistributedModelOptions>;
  // Found once: to walk through a model takes milliseconds.
  readonly #named: readonly [path: string, parameter: Parameter][];
  readonly #buffers: readonly Buffer[];
  #synchronises = true;
  #trained: Parameter[] = [];
  #reducer: distributed.GradientReducer | null = null;

  /**
   * Blocks until every rank has made its model.
   * @throws DistributedError on every rank if the models differ in names, shapes, dtypes or in what is
   *   trained
   */
  constructor(module: Module<Args, Out>, group: distributed.ProcessGroup, options?: DistributedModelOptions) {
    super();
    this.#options = withDefaults('DistributedModel', options, {
      findUnused: false,
      broadcastBuffers: true,
      bucketBytes: 26214400,
      firstBucketBytes: 1048576,
      gradientAsBucketView: true,
    });
    this.module = module;
    this.#group = group;
    this.#named = module.namedParameters();
    this.#buffers = ownBuffers(module);
    distributed.requireSame(group, 'models', descriptions(module));
    distributed.broadcastTogether(group, [...module.parameters(), ...module.buffers()]);
    this.#update();
  }

  override describe(): string {
    return `DistributedModel(rank ${this.#group.rank} of ${this.#group.size})`;
  }

  override forward(...args: Args): Out {
    // The last step has not ended: some gradients never came. This names them, on every rank.
    if (this.#reducer?.isReducing) this.#reducer.finish();
    const reduces = this.#synchronises && isGradEnabled();
    if (reduces) this.#update();
    if (this.training && this.#synchronises && this.#options.broadcastBuffers)
      distributed.broadcastTogether(this.#group, this.#buffers);
    const output = this.module.forward(...args);
    if (reduces && this.#reducer !== null) {
      const unused = this.#options.findUnused ? this.#reducer.unusedBy(tensorsIn(output)) : [];
      this.#reducer.prepare({ unused, endsInBackward: true });
    }
    return output;
  }

  /**
   * Runs forward and backward passes without communication. Gradients accumulate on each rank; the next pass
   * outside averages their sum. `fn` may be asynchronous.
   */
  noSync<T>(fn: () => T): T {
    const before = this.#synchronises;
    const restore = () => {
      this.#synchronises = before;
    };
    this.#synchronises = false;
    let result: T;
    try {
      result = fn();
    } catch (error) {
      restore();
      throw error;
    }
    if (result instanceof Promise) return result.finally(restore) as T;
    restore();
    return result;
  }

  override namedParameters(): [path: string, parameter: Parameter][] {
    return this.module.namedParameters();
  }

  override namedBuffers(): [path: string, buffer: Buffer][] {
    return this.module.namedBuffers();
  }

  override stateDict(): StateDict {
    return this.module.stateDict();
  }

  override loadStateDict(
    ...args: Parameters<Module<Args, Out>['loadStateDict']>
  ): ReturnType<Module<Args, Out>['loadStateDict']> {
    return this.module.loadStateDict(...args);
  }

  /** @throws ArgumentError: a copy would need every rank; clone `module`, the one inside */
  override clone(): never {
    throw new ArgumentError(
      'a DistributedModel has no copies: clone its `module`, and wrap that on every rank',
    );
  }

  /** Lets the group go, and frees the module inside. */
  override dispose(): void {
    this.#reducer?.dispose();
    super.dispose();
  }

  /** Makes the reducer again where parameters were frozen or thawed. */
  #update(): void {
    const named = this.#named.filter(([, parameter]) => parameter.requiresGrad);
    const isSame =
      named.length === this.#trained.length &&
      named.every(([, parameter], i) => parameter === this.#trained[i]);
    if (isSame) return;
    const { bucketBytes, firstBucketBytes, gradientAsBucketView } = this.#options;
    this.#reducer?.dispose();
    this.#trained = named.map(([, parameter]) => parameter);
    const names = named.map(([name]) => name);
    this.#reducer =
      named.length === 0
        ? null
        : new distributed.GradientReducer(this.#group, this.#trained, {
            names,
            bucketBytes,
            firstBucketBytes,
            gradientAsBucketView,
          });
  }
}

/** What has to be the same on every rank, one line for each tensor. */
function descriptions(module: AnyModule): string[] {
  const describe = (name: string, { dtype, shape }: Tensor, kind: string) =>
    `${name}: ${dtype}[${shape.join(', ')}], ${kind}`;
  return [
    ...module
      .namedParameters()
      .map(([name, parameter]) => describe(name, parameter, parameter.requiresGrad ? 'trained' : 'frozen')),
    ...module.namedBuffers().map(([name, buffer]) => describe(name, buffer, 'buffer')),
  ];
}

/** The buffers that may differ between ranks. */
function ownBuffers(module: AnyModule): Buffer[] {
  const same = new Set(
    module
      .modules()
      .filter(isSyncBatchNorm)
      .flatMap((norm) => norm.buffers()),
  );
  return module.buffers().filter((buffer) => !same.has(buffer));
}

/** Every tensor in an output, however deeply nested. */
function tensorsIn(output: unknown): Tensor[] {
  const found = new Set<Tensor>();
  const seen = new Set<unknown>([output]);
  for (const value of seen) {
    if (value instanceof Tensor) found.add(value);
    else if (value instanceof Map || value instanceof Set || Array.isArray(value))
      for (const item of value) seen.add(item);
    else if (typeof value === 'object' && value !== null)
      for (const item of Object.values(value)) seen.add(item);
  }
  return [...found];
}
