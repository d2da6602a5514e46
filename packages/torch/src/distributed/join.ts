// Brings the processes of a launch together in a group, and finds out whether they fit together.
import { setTimeout as sleep } from 'node:timers/promises';
import { DistributedError } from '../errors/errors.js';
import { native } from '../native/addon.js';
import { thisHost } from '../native/host.js';
import { checkMilliseconds } from './checks.js';
import { type Launch, launchOf } from './environment.js';
import { ProcessGroup } from './processGroup.js';
import { Store } from './store.js';

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
  const attempt = verify ? attemptOf(launch) : '';
  const generation = await store.add(`${attempt}cotrain/generation/${rank}`, 1);
  if (verify) await meet(store, launch, { attempt, generation, fingerprint, deadline });
  const networkInterface = process.env.GLOO_SOCKET_IFNAME;
  const joining = (name: string) =>
    [
      store.handle,
      rank,
      worldSize,
      timeout,
      networkInterface ?? store.localAddress,
      networkInterface !== undefined,
      // The keys under which Python's torch.distributed meets for its default group.
      `${attempt}default_pg/${generation - 1}/${name}`,
    ] as const;
  let handle: unknown;
  try {
    handle = await native.joinGroup(...joining(''));
  } catch (cause) {
    throw new DistributedError(
      `rank ${rank} of ${worldSize} cannot connect to the others (it told them the address ${networkInterface ?? store.localAddress}; GLOO_SOCKET_IFNAME names another network interface): ${(cause as Error).message}`,
      { cause },
    );
  }
  return new ProcessGroup(handle, launch, store, timeout, (name) => native.joinGroupSync(...joining(name)));
}

/**
 * Prefix of the keys of this attempt. torchrun may keep its store when it restarts the ranks (with a static
 * rendezvous it does), and keys of an earlier attempt must not be taken for those of this one. Python's
 * torch.distributed has no prefix.
 */
const attemptOf = ({ launcherServes, restartCount }: Launch): string =>
  launcherServes ? `attempt/${restartCount}/` : '';

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
    'version of LibTorch': native.buildInfo().libtorchVersion,
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
