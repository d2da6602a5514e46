// Processes that compute together: LibTorch's c10d over Gloo, like torch.distributed.
import { setTimeout as sleep } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { ArgumentError, DistributedError } from '../errors/errors.js';
import { scope } from '../handle/scope.js';
import { buildInfo, native } from '../native/addon.js';
import { thisHost } from '../native/host.js';
import type { Tensor } from '../tensor/tensor.js';
import { torch } from '../torch.js';
import { type Launch, launchOf } from './environment.js';
import { Store } from './store.js';

/** How tensors of several ranks become one, element by element. `mean` takes floating-point tensors. */
export type ReduceOp = 'sum' | 'mean' | 'product' | 'min' | 'max' | 'band' | 'bor' | 'bxor';

/** Options of `initProcessGroup`. */
export interface ProcessGroupOptions {
  /** Ranks and addresses from the launcher. Default: read from the environment (`launchOf`). */
  launch?: Launch;
  /** How long a collective may take, in ms. Default 1800000 (30 minutes), as PyTorch's. */
  timeout?: number;
  /** How long to wait for the other ranks at the start, in ms. Default 600000. */
  joinTimeout?: number;
  /** What must be the same on every rank: a configuration's text, say. Default ''. */
  fingerprint?: string;
  /**
   * Compares versions and `fingerprint` with the other ranks. Default true; false where processes of Python's
   * torch.distributed are in the group, which tell neither.
   */
  verify?: boolean;
}

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

const REDUCTIONS: readonly string[] = ['sum', 'mean', 'product', 'min', 'max', 'band', 'bor', 'bxor'];

/**
 * Joins the group of all processes of this launch, as PyTorch's `init_process_group`: rank 0 serves the
 * store, unless the launcher does, and every rank connects to every other. Resolves once all ranks are there.
 *
 * @throws DistributedError where the environment names no launch, the port is in use, ranks do not come (it
 *   says which), or their versions or fingerprints differ
 */
export async function initProcessGroup({
  launch = launchOf() ?? noLaunch(),
  timeout = 1800000,
  joinTimeout = 600000,
  fingerprint = '',
  verify = true,
}: ProcessGroupOptions = {}): Promise<ProcessGroup> {
  const { rank, worldSize, masterAddr: host, masterPort: port } = launch;
  checkMilliseconds('timeout', timeout);
  checkMilliseconds('joinTimeout', joinTimeout);
  const deadline = Date.now() + joinTimeout;
  const serves = rank === 0 && !launch.launcherServes;
  const store = await Store.open({ host, port, serves, timeout: joinTimeout });
  // A process may leave its group and join the next one: their keys differ.
  const attempt = attemptOf(launch);
  const generation = await store.add(`${attempt}cotrain/generation/${rank}`, 1);
  if (verify) await meet(store, launch, { attempt, generation, fingerprint, deadline });
  const networkInterface = process.env.GLOO_SOCKET_IFNAME;
  let handle: unknown;
  try {
    handle = await native.joinGroup(
      store.handle,
      rank,
      worldSize,
      timeout,
      networkInterface ?? store.localAddress,
      networkInterface !== undefined,
      // The keys under which Python's torch.distributed meets for its default group.
      `${attempt}default_pg/${generation - 1}/`,
    );
  } catch (cause) {
    throw new DistributedError(
      `rank ${rank} of ${worldSize} cannot connect to the others (it told them the address ${networkInterface ?? store.localAddress}; GLOO_SOCKET_IFNAME names another network interface): ${(cause as Error).message}`,
      { cause },
    );
  }
  return new ProcessGroup(handle, launch, store, timeout);
}

/** A group of processes, of which this is one. Every rank makes the same calls in the same order. */
export class ProcessGroup {
  /** The end of a call in several parts, which later calls wait for: ranks must not mix their parts. */
  private busy: Promise<unknown> | null = null;
  private readonly running = new Set<Promise<unknown>>();
  private isClosed = false;

  /** @internal */
  constructor(
    private readonly handle: unknown,
    readonly launch: Launch,
    /** The keys and bytes that all ranks share. */
    readonly store: Store,
    /** How long a collective may take unless it says otherwise, in ms. */
    readonly timeout: number,
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
    if (!Number.isInteger(root) || root < 0 || root >= this.size)
      throw new ArgumentError(`broadcast: the root is a rank from 0 to ${this.size - 1}, not ${root}`);
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
        const outputs = Array.from({ length: this.size }, () => emptyLike(tensor));
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
        const output = emptyLike(tensors[0]!);
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
          const all = Array.from({ length: this.size }, () => emptyLike(mine));
          await this.run('allGather', [mine], all, options);
          return all;
        };
        const lengths = (await gathered(torch.tensor([own.length], { dtype: 'int64' }))).map((length) =>
          Number(length.item()),
        );
        const padded = torch.zeros([Math.max(...lengths)], { dtype: 'uint8' });
        padded.narrow(0, 0, own.length).copy_(torch.tensor(new Uint8Array(own)));
        // Bytes alone leave the scope: a value may hold anything.
        const all = (await gathered(padded)).map((bytes) => Buffer.from(bytes.data() as Uint8Array));
        return all.map((bytes, r) => deserialize(bytes.subarray(0, lengths[r])) as T);
      }),
    );
  }

  /** The value that `root` gives; what others give is not looked at. */
  async broadcastObject<T>(value: T, { root = 0, ...options }: BroadcastOptions = {}): Promise<T> {
    const all = await this.allGatherObject(this.rank === root ? value : null, options);
    return all[root] as T;
  }

  /** Leaves the group, once the calls that are running have ended. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await Promise.allSettled(this.running);
    await native.leaveGroup(this.handle);
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

  private async run(
    name: string,
    inputs: readonly Tensor[],
    outputs: readonly Tensor[],
    { timeout = -1 }: CollectiveOptions,
    root = 0,
    operation = 'sum',
  ): Promise<void> {
    if (this.isClosed) throw new DistributedError(`${name}: this process has left the group`);
    const handles = (tensors: readonly Tensor[]) =>
      tensors.flatMap(({ slot, generation }) => [slot, generation]);
    if (timeout !== -1) checkMilliseconds('timeout', timeout);
    try {
      const call = native.collective(
        this.handle,
        name,
        handles(inputs),
        handles(outputs),
        root,
        operation,
        timeout,
      );
      this.running.add(call);
      await call.finally(() => this.running.delete(call));
    } catch (cause) {
      throw new DistributedError((cause as Error).message, { cause });
    }
  }
}

/**
 * Prefix of the keys of this attempt, as in Python's torch.distributed. A launcher that serves the store
 * keeps it when it restarts the ranks, and keys of an earlier attempt must not be taken for those of this
 * one.
 */
const attemptOf = ({ launcherServes, restartCount }: Launch): string =>
  launcherServes ? `/worker/attempt_${restartCount}/` : '';

/** Waits until every rank has come, and compares what they say of themselves. */
async function meet(
  store: Store,
  { rank, worldSize }: Launch,
  {
    attempt,
    generation,
    fingerprint,
    deadline,
  }: { attempt: string; generation: number; fingerprint: string; deadline: number },
): Promise<void> {
  const key = (of: number, ofGeneration = generation) => `${attempt}cotrain/rank/${ofGeneration}/${of}`;
  const leave = (ranks: number) => leaveTogether(store, ranks, `${attempt}cotrain/left/${generation}`);
  const own = {
    'version of cotrain': thisHost().version,
    'version of LibTorch': buildInfo().libtorchVersion,
    'number of processes': String(worldSize),
    configuration: fingerprint,
  };
  await store.set(key(rank), JSON.stringify(own));
  const others = new Map<number, typeof own>();
  const missing: number[] = [];
  for (let other = 0; other < worldSize; other++) {
    const left = Math.max(0, deadline - Date.now());
    const told = await store.getText(key(other), { timeout: left }).catch((error: unknown) => {
      if (!(error instanceof DistributedError) || error.cause !== undefined) throw error;
      return null;
    });
    if (told === null) missing.push(other);
    else others.set(other, JSON.parse(told));
  }
  if (missing.length > 0) {
    await leave(worldSize - missing.length);
    const before = generation > 1 ? await store.peek(key(missing[0]!, generation - 1)) : null;
    const twice = before === null ? '' : `; another process has already joined as rank ${rank}`;
    throw new DistributedError(
      `rank ${rank} of ${worldSize} waited in vain for rank ${missing.join(', ')}${twice}`,
    );
  }
  for (const name of Object.keys(own) as (keyof typeof own)[]) {
    const values = new Map<string, number[]>();
    for (const [other, told] of others) values.set(told[name], [...(values.get(told[name]) ?? []), other]);
    if (values.size === 1) continue;
    await leave(worldSize);
    const list = [...values].map(([value, ranks]) => `${shortened(value)} on rank ${ranks.join(', ')}`);
    throw new DistributedError(`the ranks differ in their ${name}: ${list.join('; ')}`);
  }
}

/** Lets every rank read what it needs for its error before the one that serves the store ends. */
async function leaveTogether(store: Store, ranks: number, key: string): Promise<void> {
  const grace = Date.now() + 5_000;
  let left = await store.add(key, 1);
  while (left < ranks && Date.now() < grace) {
    await sleep(50);
    left = await store.add(key, 0).catch(() => ranks);
  }
}

const shortened = (value: string): string =>
  value.length <= 80 ? `'${value}'` : `'${value.slice(0, 77)}...'`;

function noLaunch(): never {
  throw new DistributedError(
    'this process was started alone: start it with torchrun, srun or mpirun, or give `launch`',
  );
}

function checkReduction(name: string, op: string, tensor: Tensor): void {
  if (!REDUCTIONS.includes(op))
    throw new ArgumentError(`${name}: there is no reduction '${op}'; there are ${REDUCTIONS.join(', ')}`);
  if (op === 'mean' && !tensor.isFloatingPoint() && !tensor.isComplex())
    throw new ArgumentError(`${name}: the mean of ${tensor.dtype} is not of that dtype; take the sum`);
}

function checkMilliseconds(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1)
    throw new ArgumentError(`${name} is a whole number of milliseconds from 1 on, not ${value}`);
}

/** The reduction that Gloo runs: it has no mean. */
const sumFor = (op: ReduceOp): string => (op === 'mean' ? 'sum' : op);

const emptyLike = ({ shape, dtype, device }: Tensor): Tensor => torch.empty(shape, { dtype, device });

/** Runs on the tensor, or on a contiguous copy that is copied back. */
async function inPlace(tensor: Tensor, run: (dense: Tensor) => Promise<void>): Promise<Tensor> {
  await scope(async () => {
    const dense = tensor.contiguous();
    await run(dense);
    if (!tensor.isContiguous()) torch.noGrad(() => tensor.copy_(dense));
  });
  return tensor;
}
