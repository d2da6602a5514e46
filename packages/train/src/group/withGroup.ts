// Joins the group of a launch, and ends all of its processes together.
import { setTimeout as sleep } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { DistributedError, distributed } from '@cotrain/torch';
import { errorOfRank, type Group, isShared, type RankError, rankErrorOf, withRank } from './exchange.js';

/** How long a rank stays for the others, which may still read its error, in ms. */
const GRACE = 10_000;
const POLL = 20;

/** Number of groups that this process has joined, so that the keys of each are its own. */
let joined = 0;

/**
 * Runs work in the group of this process's launch (torchrun, srun, mpirun, `cotrain run`), and leaves the
 * group at the end. A process that was started alone works alone: `work` gets null.
 *
 * If the work fails on one rank, that rank leaves at once. The others, whose next collective then fails,
 * throw its error: `rank 1: sample "b1d0a191": ...`.
 *
 * @throws DistributedError as `distributed.initProcessGroup`; the work's own errors
 */
export async function withGroup<T>(
  work: (group: Group) => Promise<T>,
  { launch, ...options }: distributed.ProcessGroupOptions = {},
): Promise<T> {
  const own = launch ?? distributed.launchOf();
  if (own === null || own.worldSize === 1) return work(null);
  const group = await distributed.initProcessGroup({ ...options, launch: own });
  const key = `cotrain/exchange/${own.restartCount}/${joined++}`;
  let result: T;
  try {
    result = await work(group);
  } catch (error) {
    const first = await failedFirst(group, key, error);
    // Breaks the connections, which ends the others' collectives. Those of this rank may never end.
    await Promise.race([group.close(), sleep(POLL)]);
    if (first.isKnown) await untilAllEnded(group, key);
    throw first.error;
  }
  await untilAllEnded(group, key);
  await group.close();
  return result;
}

/**
 * The error that made this rank fail. A broken connection follows from the error of another rank, which has
 * told it before it left. A rank that was killed has told nothing.
 */
async function failedFirst(
  { store, rank }: distributed.ProcessGroup,
  key: string,
  error: unknown,
): Promise<{ error: unknown; isKnown: boolean }> {
  try {
    if (error instanceof DistributedError) {
      if ((await store.add(`${key}/failed`, 0)) === 0) return { error, isKnown: false };
      const told = await store.get(`${key}/error`, { timeout: GRACE });
      return { error: errorOfRank(deserialize(told) as RankError), isKnown: true };
    }
    // Where several ranks fail, the error of the first one is told.
    if ((await store.add(`${key}/failed`, 1)) === 1)
      await store.set(`${key}/error`, serialize(rankErrorOf(rank, error)));
    return { error: isShared(error) ? error : withRank(rank, error), isKnown: true };
  } catch {
    return { error, isKnown: false }; // the rank that serves the store has ended
  }
}

/** Rank 0 ends last, because it may serve the store in which the others look for an error. */
async function untilAllEnded({ store, rank, size }: distributed.ProcessGroup, key: string): Promise<void> {
  const deadline = Date.now() + GRACE;
  try {
    let ended = await store.add(`${key}/ended`, 1);
    while (rank === 0 && ended < size && Date.now() < deadline) {
      await sleep(POLL);
      ended = await store.add(`${key}/ended`, 0);
    }
  } catch {
    // The launcher has ended the store: nobody waits for this rank.
  }
}
