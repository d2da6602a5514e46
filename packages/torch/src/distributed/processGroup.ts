// Processes that compute together: LibTorch's c10d over Gloo, like torch.distributed.
import { deserialize, serialize } from 'node:v8';
import { ArgumentError, DistributedError } from '../errors/errors.js';
import { scope } from '../handle/scope.js';
import { native } from '../native/addon.js';
import type { Tensor } from '../tensor/tensor.js';
import { torch } from '../torch.js';
import { checkMilliseconds, checkReduction, type ReduceOp } from './checks.js';
import type { Launch } from './environment.js';
import type { Store } from './store.js';

/** Options that every collective takes. */
export interface CollectiveOptions {
  /** How long it may take, in ms. Default: the group's. */
  timeout?: number;
}

/** Options of `allReduce` and `reduceScatter`. */
export interface ReduceOptions extends CollectiveOptions {
  /** Default 'sum'. */
  op?: ReduceOp;
}

/** Options of `broadcast` and `broadcastObject`. */
export interface BroadcastOptions extends CollectiveOptions {
  /** The rank whose values the others get. Default 0. */
  root?: number;
}

/** A group of processes, of which this is one. Every rank makes the same calls in the same order. */
export class ProcessGroup {
  /** The end of a call in several parts, which later calls wait for: ranks must not mix their parts. */
  private busy: Promise<unknown> | null = null;
  private readonly running = new Set<Promise<unknown>>();
  private isClosed = false;
  private gradients: unknown = null;
  /** @internal The reducer that has begun a step last. */
  reducing: { readonly isReducing: boolean } | null = null;

  /** @internal */
  constructor(
    private readonly handle: unknown,
    readonly launch: Launch,
    /** The keys and bytes that all ranks share. */
    readonly store: Store,
    /** How long a collective may take unless it says otherwise, in ms. */
    readonly timeout: number,
    /** Connects the ranks again, under another name. */
    private readonly connect: (name: string) => unknown,
  ) {}

  /** Rank of this process, from 0. */
  get rank(): number {
    return this.launch.rank;
  }

  /** Number of processes. */
  get size(): number {
    return this.launch.worldSize;
  }

  /**
   * Resolves once every rank has called it.
   * @throws DistributedError after the time-out, with the ranks that are missing; all collectives do
   */
  async barrier(options: CollectiveOptions = {}): Promise<void> {
    await this.next(() => this.run('barrier', [], [], options));
  }

  /** Gives every rank the values of `root`'s tensor, in place. @returns the tensor itself */
  async broadcast(tensor: Tensor, { root = 0, ...options }: BroadcastOptions = {}): Promise<Tensor> {
    this.checkRoot('broadcast', root);
    return this.next(() => inPlace(tensor, (dense) => this.run('broadcast', [dense], [], options, root)));
  }

  /** Reduces the tensors of all ranks, which have one shape, in place. @returns the tensor itself */
  async allReduce(tensor: Tensor, { op = 'sum', ...options }: ReduceOptions = {}): Promise<Tensor> {
    checkReduction('allReduce', op, tensor);
    return this.next(async () => {
      await inPlace(tensor, (dense) => this.run('allReduce', [dense], [], options, 0, sumFor(op)));
      if (op === 'mean') torch.noGrad(() => tensor.div_(this.size));
      return tensor;
    });
  }

  /** The tensors of all ranks, which have one shape and dtype, by rank. */
  async allGather(tensor: Tensor, options: CollectiveOptions = {}): Promise<Tensor[]> {
    return this.next(() =>
      scope(async () => {
        const outputs = this.outputsLike(tensor);
        await this.run('allGather', [tensor.contiguous()], outputs, options);
        return outputs;
      }),
    );
  }

  /** Rank r gets the reduction of what the ranks gave as `tensors[r]`. */
  async reduceScatter(
    tensors: readonly Tensor[],
    { op = 'sum', ...options }: ReduceOptions = {},
  ): Promise<Tensor> {
    if (tensors.length !== this.size)
      throw new ArgumentError(
        `reduceScatter takes a tensor for each of ${this.size} ranks, got ${tensors.length}`,
      );
    checkReduction('reduceScatter', op, tensors[0]!);
    return this.next(() =>
      scope(async () => {
        const { shape, dtype, device } = tensors[0]!;
        const output = torch.empty(shape, { dtype, device });
        const inputs = tensors.map((tensor) => tensor.contiguous());
        await this.run('reduceScatter', inputs, [output], options, 0, sumFor(op));
        return op === 'mean' ? output.div_(this.size) : output;
      }),
    );
  }

  /** What every rank gives, by rank: any value that `structuredClone` takes. */
  async allGatherObject<T>(value: T, options: CollectiveOptions = {}): Promise<T[]> {
    return this.alone(() =>
      scope(async () => {
        const own = serialize(value);
        const gathered = async (mine: Tensor) => {
          const all = this.outputsLike(mine);
          await this.run('allGather', [mine], all, options);
          return all;
        };
        const lengths = numbersOf(await gathered(lengthOf(own)));
        return valuesOf<T>(await gathered(padded(own, lengths)), lengths);
      }),
    );
  }

  /** The value that `root` gives; what others give is not looked at. */
  async broadcastObject<T>(value: T, { root = 0, ...options }: BroadcastOptions = {}): Promise<T> {
    const all = await this.allGatherObject(this.rank === root ? value : null, options);
    return all[root] as T;
  }

  /**
   * `allReduce` that blocks this thread until it has ended, as PyTorch's does: for small tensors inside of a
   * training step. Timers and promises wait meanwhile.
   *
   * @returns the tensor itself
   * @throws DistributedError as every collective; also while a call with objects is running, in whose middle
   *   it would be
   */
  allReduceSync(tensor: Tensor, { op = 'sum', ...options }: ReduceOptions = {}): Tensor {
    checkReduction('allReduceSync', op, tensor);
    this.inPlaceSync(tensor, (dense) => this.runSync('allReduce', [dense], [], options, 0, sumFor(op)));
    if (op === 'mean') torch.noGrad(() => tensor.div_(this.size));
    return tensor;
  }

  /** `broadcast` that blocks this thread, as `allReduceSync`. @returns the tensor itself */
  broadcastSync(tensor: Tensor, { root = 0, ...options }: BroadcastOptions = {}): Tensor {
    this.checkRoot('broadcastSync', root);
    this.inPlaceSync(tensor, (dense) => this.runSync('broadcast', [dense], [], options, root));
    return tensor;
  }

  /** `allGather` that blocks this thread, as `allReduceSync`. */
  allGatherSync(tensor: Tensor, options: CollectiveOptions = {}): Tensor[] {
    return scope(() => {
      const outputs = this.outputsLike(tensor);
      this.runSync('allGather', [tensor.contiguous()], outputs, options);
      return outputs;
    });
  }

  /** `allGatherObject` that blocks this thread, as `allReduceSync`. */
  allGatherObjectSync<T>(value: T, options: CollectiveOptions = {}): T[] {
    return scope(() => {
      const own = serialize(value);
      const lengths = numbersOf(this.allGatherSync(lengthOf(own), options));
      return valuesOf<T>(this.allGatherSync(padded(own, lengths), options), lengths);
    });
  }

  /** Leaves the group, once the calls that are running have ended. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await Promise.allSettled(this.running);
    for (const handle of [this.handle, this.gradients]) if (handle !== null) await native.leaveGroup(handle);
  }

  /**
   * @internal Connections of their own for gradients, made by the first call on every rank. Ranks that have
   *   different tasks reach their buckets at different points between other collectives, such as those of a
   *   batch norm, so the two must not share one order.
   */
  gradientChannel(): unknown {
    this.liveHandle('GradientReducer');
    this.gradients ??= this.connect('gradients/');
    return this.gradients;
  }

  /** @internal The addon's group, for calls that block. */
  liveHandle(name: string): unknown {
    if (this.isClosed) throw new DistributedError(`${name}: this process has left the group`);
    if (this.busy !== null)
      throw new DistributedError(
        `${name}: a call with objects is running, and ranks must not mix their calls. Await it first`,
      );
    return this.handle;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Starts a call at once, or after a call in several parts that is under way. */
  private next<T>(start: () => Promise<T>): Promise<T> {
    return this.busy === null ? start() : this.busy.then(start, start);
  }

  /** A call in several parts. */
  private alone<T>(start: () => Promise<T>): Promise<T> {
    const result = this.next(start);
    const end: Promise<unknown> = result
      .catch(() => {})
      .then(() => {
        if (this.busy === end) this.busy = null;
      });
    this.busy = end;
    return result;
  }

  private async run(...given: CollectiveCall): Promise<void> {
    const call = this.checked(...given);
    try {
      const running = native.collective(...call);
      this.running.add(running);
      await running.finally(() => this.running.delete(running));
    } catch (cause) {
      throw new DistributedError((cause as Error).message, { cause });
    }
  }

  private runSync(...given: CollectiveCall): void {
    this.liveHandle(given[0]);
    const call = this.checked(...given);
    try {
      native.collectiveSync(...call);
    } catch (cause) {
      throw new DistributedError((cause as Error).message, { cause });
    }
  }

  private checked(
    ...[name, inputs, outputs, { timeout = -1 }, root = 0, operation = 'sum']: CollectiveCall
  ): Parameters<typeof native.collectiveSync> {
    if (this.isClosed) throw new DistributedError(`${name}: this process has left the group`);
    if (timeout !== -1) checkMilliseconds('timeout', timeout);
    const handles = (tensors: readonly Tensor[]) =>
      tensors.flatMap(({ slot, generation }) => [slot, generation]);
    return [this.handle, name, handles(inputs), handles(outputs), root, operation, timeout];
  }

  private checkRoot(name: string, root: number): void {
    if (!Number.isInteger(root) || root < 0 || root >= this.size)
      throw new ArgumentError(`${name}: the root is a rank from 0 to ${this.size - 1}, not ${root}`);
  }

  private outputsLike({ shape, dtype, device }: Tensor): Tensor[] {
    return Array.from({ length: this.size }, () => torch.empty(shape, { dtype, device }));
  }

  private inPlaceSync(tensor: Tensor, run: (dense: Tensor) => void): void {
    scope(() => {
      const dense = tensor.contiguous();
      run(dense);
      if (!tensor.isContiguous()) torch.noGrad(() => tensor.copy_(dense));
    });
  }
}

type CollectiveCall = [
  name: string,
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  options: CollectiveOptions,
  root?: number,
  operation?: string,
];

/** The reduction that Gloo runs: it has no mean. */
const sumFor = (op: ReduceOp): string => (op === 'mean' ? 'sum' : op);

/** Runs on the tensor, or on a contiguous copy that is copied back. */
async function inPlace(tensor: Tensor, run: (dense: Tensor) => Promise<void>): Promise<Tensor> {
  await scope(async () => {
    const dense = tensor.contiguous();
    await run(dense);
    if (!tensor.isContiguous()) torch.noGrad(() => tensor.copy_(dense));
  });
  return tensor;
}

// Values as bytes, which ranks pad to one length, since all of their tensors have one shape.

const lengthOf = (bytes: Uint8Array): Tensor => torch.tensor([bytes.length], { dtype: 'int64' });

const numbersOf = (tensors: readonly Tensor[]): number[] => tensors.map((tensor) => Number(tensor.item()));

function padded(bytes: Uint8Array, lengths: readonly number[]): Tensor {
  const result = torch.zeros([Math.max(...lengths)], { dtype: 'uint8' });
  result.narrow(0, 0, bytes.length).copy_(torch.tensor(new Uint8Array(bytes)));
  return result;
}

function valuesOf<T>(tensors: readonly Tensor[], lengths: readonly number[]): T[] {
  // No tensor of the scope leaves it inside of a value.
  return tensors.map((tensor, r) =>
    deserialize(Buffer.from(tensor.data() as Uint8Array).subarray(0, lengths[r])),
  );
}
