// An error on one rank ends training on all of them, with the same message.
import { setTimeout as sleep } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { DistributedError, type distributed } from '@cotrain/torch';
import { errorOfRank, isShared, type RankError, rankErrorOf, withRank } from '../group/exchange.js';
import type { Ranks } from './ranks.js';

/** Thrown in the place of an error that another rank has found out and publishes. */
export class FailedElsewhere {
  constructor(readonly rank: number) {}
}

/** How long to wait for what another rank publishes, or reads, in ms. */
const PATIENCE = 5_000;

/** Number of trainings in this process, so that the keys of each are its own. */
let trainings = 0;

/**
 * Exchanges errors through the store of the group. A rank that fails publishes its error and leaves the
 * group, so that no other rank waits for it in a collective. Those then find the error in the store.
 */
export class Failures {
  readonly #ranks: Ranks;
  readonly #key: string;
  readonly #settled = new WeakSet<object>();

  constructor(ranks: Ranks) {
    this.#ranks = ranks;
    // A store of torchrun's outlives a restart.
    this.#key = `cotrain/failure/${ranks.group?.launch.restartCount}/${trainings++}`;
  }

  /** The error to throw in the place of one that this rank got: that of the rank which failed first. */
  async settle(error: unknown): Promise<unknown> {
    const { group, rank } = this.#ranks;
    if (!group || isShared(error)) return error;
    if (typeof error === 'object' && error !== null && this.#settled.has(error)) return error;
    const isOwn = !(error instanceof FailedElsewhere || error instanceof DistributedError);
    const settled = isOwn ? withRank(rank, error) : await this.#elsewhere(group, error);
    if (isOwn) await this.#publish(group, settled);
    this.#settled.add(settled);
    return settled;
  }

  async #elsewhere(
    group: distributed.ProcessGroup,
    error: FailedElsewhere | DistributedError,
  ): Promise<Error> {
    const { rank, size } = this.#ranks;
    const candidates =
      error instanceof FailedElsewhere
        ? [error.rank]
        : Array.from({ length: size }, (_, other) => other).filter((other) => other !== rank);
    const deadline = Date.now() + (error instanceof FailedElsewhere ? PATIENCE : 0);
    try {
      do {
        for (const other of candidates) {
          const found = await group.store.peek(`${this.#key}/${other}`);
          if (!found) continue;
          await group.store.add(`${this.#key}/read`, 1);
          return errorOfRank(deserialize(found) as RankError);
        }
        await sleep(10);
      } while (Date.now() < deadline);
    } catch (cause) {
      // The process that serves the store has ended: what is known here is all there is.
      if (!(cause instanceof DistributedError)) throw cause;
    }
    if (error instanceof DistributedError) return error;
    return new DistributedError(`rank ${error.rank} failed, and has ended before it told why`);
  }

  /** Publishes an error, lets the others out of their collectives, and waits until they have read it. */
  async #publish(group: distributed.ProcessGroup, error: Error): Promise<void> {
    const { rank, size, store } = group;
    try {
      await store.set(`${this.#key}/${rank}`, serialize(rankErrorOf(rank, error)));
      await group.close();
      const deadline = Date.now() + PATIENCE;
      while (Date.now() < deadline && (await store.add(`${this.#key}/read`, 0)) < size - 1) await sleep(10);
    } catch (cause) {
      // The other ranks have ended.
      if (!(cause instanceof DistributedError)) throw cause;
    }
  }
}
