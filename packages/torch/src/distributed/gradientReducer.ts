// Gradients that are averaged over ranks while backward passes run: c10d's Reducer.
import { ArgumentError, DistributedError } from '../errors/errors.js';
import { handles } from '../handle/lists.js';
import { native } from '../native/addon.js';
import type { Tensor } from '../tensor/tensor.js';
import { requireSame } from './agreement.js';
import type { ProcessGroup } from './processGroup.js';

/** Options of `GradientReducer`. */
export interface GradientReducerOptions {
  /** Names of the parameters, in their order, for errors. Default `parameter 0`, `parameter 1` and so on. */
  names?: readonly string[];
  /**
   * Size of a bucket, whose gradients are reduced together, in bytes. Default 26214400 (25 MB), as PyTorch's.
   */
  bucketBytes?: number;
  /** Size of the first bucket, in bytes: a small one starts early. Default 1048576 (1 MB), as PyTorch's. */
  firstBucketBytes?: number;
  /**
   * Makes the gradients views of the buckets, which saves their memory and a copy. A gradient of an earlier
   * step that is still held then changes in the next one; false keeps it. Default true.
   */
  gradientAsBucketView?: boolean;
}

/** Options of `GradientReducer.prepare`. */
export interface PrepareOptions {
  /** Parameters that get no gradient on this rank in this step. Default none. */
  unused?: readonly Tensor[];
  /**
   * Ends the step in the backward pass in which the last gradient arrives, which then throws what `finish`
   * would throw. Default false.
   */
  endsInBackward?: boolean;
}

/**
 * Averages the gradients of parameters over the ranks of a group: LibTorch's own c10d Reducer, the engine of
 * `DistributedDataParallel`. Gradients are put together in buckets. Each bucket is reduced as soon as its
 * gradients are there, while the backward pass goes on.
 *
 * ```ts
 * reducer.prepare({ unused });   // in a step: which parameters this rank does not use
 * loss.backward();               // one backward pass or several; each parameter gets its gradient in one of them
 * reducer.finish();              // every gradient is the average over all ranks
 * ```
 *
 * A backward pass outside of `prepare` and `finish` accumulates gradients on its own rank, and the next step
 * averages the sum. A parameter that no rank uses keeps the gradient that it has, or none. All ranks have the
 * same parameters and take the same steps.
 */
export class GradientReducer {
  private readonly handle: unknown;
  private readonly indices: ReadonlyMap<Tensor, number>;
  private isDisposed = false;

  /**
   * Blocks until every rank has made its reducer.
   * @throws DistributedError if the ranks have different parameters; ArgumentError for parameters that need
   *   no gradient, or none at all
   */
  constructor(
    private readonly group: ProcessGroup,
    parameters: readonly Tensor[],
    {
      names = parameters.map((_, i) => `parameter ${i}`),
      bucketBytes = 26214400,
      firstBucketBytes = 1048576,
      gradientAsBucketView = true,
    }: GradientReducerOptions = {},
  ) {
    if (parameters.length === 0) throw new ArgumentError('GradientReducer: give at least one parameter');
    if (names.length !== parameters.length)
      throw new ArgumentError(
        `GradientReducer: got ${names.length} names for ${parameters.length} parameters`,
      );
    for (const [name, bytes] of Object.entries({ bucketBytes, firstBucketBytes }))
      if (!Number.isSafeInteger(bytes) || bytes < 1)
        throw new ArgumentError(`GradientReducer: ${name} must be a whole number from 1 on, got ${bytes}`);
    this.indices = new Map(parameters.map((parameter, i) => [parameter, i]));
    if (this.indices.size < parameters.length)
      throw new ArgumentError('GradientReducer: a parameter is given twice');
    const given = handles(parameters, 'GradientReducer: parameters');
    for (const [i, parameter] of parameters.entries())
      if (!parameter.requiresGrad || !parameter.isLeaf)
        throw new ArgumentError(
          `GradientReducer: ${names[i]} is not a leaf that requires a gradient: leave it out`,
        );
    requireSame(
      group,
      'parameters',
      parameters.map((parameter, i) => describe(names[i]!, parameter)),
    );
    const channel = group.gradientChannel();
    this.handle = attempt(() =>
      native.makeReducer(channel, given, names, firstBucketBytes, bucketBytes, gradientAsBucketView),
    );
  }

  /**
   * Begins a step. The gradients of the backward passes that follow are averaged.
   * @throws DistributedError while another step is open on the group, or once a collective has failed
   */
  prepare({ unused = [], endsInBackward = false }: PrepareOptions = {}): void {
    const { reducing } = this.group;
    if (reducing !== null && reducing !== this && reducing.isReducing)
      throw new DistributedError(
        'prepare: the step of another reducer on this group is open, and ranks must not mix them: finish it first',
      );
    const indices = unused.map((parameter) => {
      const index = this.indices.get(parameter);
      if (index === undefined)
        throw new ArgumentError('prepare: an unused parameter is not one of this reducer');
      return index;
    });
    attempt(() => native.prepareReducer(this.live(), [...new Set(indices)], endsInBackward));
    this.group.reducing = this;
  }

  /**
   * Ends a step: waits for the buckets. Afterwards every gradient is the average over all ranks.
   *
   * @throws DistributedError that names the ranks that are missing after the time-out; also, on every rank,
   *   if a parameter got its gradient twice on one of them, or got none and was not announced in `unused`
   */
  finish(): void {
    attempt(() => native.finishReducer(this.live()));
  }

  /** Whether gradients of a step have arrived, and it has not ended. */
  get isReducing(): boolean {
    return !this.isDisposed && attempt(() => native.isReducing(this.handle));
  }

  /** The parameters that none of `outputs` depends on, by their graphs. */
  unusedBy(outputs: readonly Tensor[]): Tensor[] {
    const given = handles(outputs, 'unusedBy: outputs');
    const indices = new Set(attempt(() => native.searchUnused(this.live(), given)));
    return [...this.indices.keys()].filter((_, i) => indices.has(i));
  }

  /** How many buckets have been started in this step: being reduced, or done. */
  get startedBuckets(): number {
    return native.startedBuckets(this.live());
  }

  /** Size of each bucket in bytes, in the order in which they are reduced. */
  get bucketSizes(): number[] {
    return attempt(() => native.bucketBytes(this.live()));
  }

  /** Lets the parameters go. Their gradients stay as they are. */
  dispose(): void {
    if (this.isDisposed) return;
    attempt(() => native.freeReducer(this.handle));
    this.isDisposed = true;
    if (this.group.reducing === this) this.group.reducing = null;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  private live(): unknown {
    if (this.isDisposed) throw new DistributedError('this reducer has been disposed of');
    return this.handle;
  }
}

/** What has to be the same on every rank: strides too, since buckets hold gradients as they lie in memory. */
function describe(name: string, parameter: Tensor): string {
  const strides = parameter.isContiguous() ? '' : ` with strides [${parameter.stride().join(', ')}]`;
  return `${name}: ${parameter.dtype}[${parameter.shape.join(', ')}]${strides}`;
}

function attempt<T>(run: () => T): T {
  try {
    return run();
  } catch (cause) {
    if (cause instanceof DistributedError || cause instanceof ArgumentError) throw cause;
    throw new DistributedError((cause as Error).message, { cause });
  }
}
