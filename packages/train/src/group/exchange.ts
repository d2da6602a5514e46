// What the ranks of a group tell each other, errors included.
import { DataConfigError, DataError, MaskIdError } from '@cotrain/data';
import { type distributed, type ErrorRecord, errorFromRecord, recordError } from '@cotrain/torch';
import { ConfigError, DivergenceError, RunError } from '../errors.js';

/** A group of processes, of which this is one; null: this process works alone. */
export type Group = distributed.ProcessGroup | null;

/** Whether this process writes files and prints: rank 0, or the only process. */
export const isMain = (group: Group): boolean => group === null || group.rank === 0;

/**
 * Runs work on every rank and returns the results of all, by rank. If the work fails on a rank, every rank
 * throws that error, so that none waits for it. Alone, it returns the only result.
 */
export async function gatherFrom<T>(group: Group, work: () => T | Promise<T>): Promise<T[]> {
  if (group === null) return [await work()];
  let failure: { error: unknown } | undefined;
  const own = await (async () => {
    try {
      return { value: await work() };
    } catch (error) {
      failure = { error };
      return { failed: recordError(error) };
    }
  })();
  const all = await group.allGatherObject<{ value: T } | { failed: ErrorRecord }>(own);
  if (failure) throw shared(withRank(group.rank, failure.error));
  return all.map((result, rank) => {
    if ('failed' in result) throw shared(errorOfRank({ rank, record: result.failed }));
    return result.value;
  });
}

/** Runs work on rank 0 and gives its result, or its error, to every rank. */
export async function fromMain<T>(group: Group, work: () => T | Promise<T>): Promise<T> {
  const [result] = await gatherFrom<T | null>(group, () => (isMain(group) ? work() : null));
  return result as T;
}

/**
 * Makes something on rank 0 that stays there, such as a lock or a file; null on the others. An error of it is
 * thrown on every rank.
 */
export async function onlyOnMain<T>(group: Group, make: () => T | Promise<T>): Promise<T | null> {
  const made: T[] = [];
  await fromMain(group, async () => {
    made.push(await make());
  });
  return made[0] ?? null;
}

/** An error and the rank on which it happened. */
export interface RankError {
  rank: number;
  record: ErrorRecord;
}

/** Errors whose messages name a rank, which may be another one. */
const FOREIGN = new WeakMap<object, RankError>();

/** The error of another rank, of its class where that is known here. */
export function errorOfRank(given: RankError): Error {
  const { rank, record } = given;
  const message = `rank ${rank}: ${record.message}`;
  const error = errorFromRecord(
    { ...record, message },
    { DataError, DataConfigError, MaskIdError, ConfigError, RunError, DivergenceError },
  );
  FOREIGN.set(error, given);
  return error;
}

/** Puts this rank into the message of its own error. */
export function withRank(rank: number, error: unknown): Error {
  const own = error instanceof Error ? error : new Error(String(error));
  if (FOREIGN.has(own)) return own;
  FOREIGN.set(own, { rank, record: recordError(own) });
  // Not by assignment: the message of a DOMException, such as that of an abort, has no setter.
  Object.defineProperty(own, 'message', {
    value: `rank ${rank}: ${own.message}`,
    ...{ configurable: true, writable: true },
  });
  return own;
}

/** Errors that every rank throws, because the ranks have exchanged them. */
const SHARED = new WeakSet<Error>();

/** Marks an error that every rank throws. */
export function shared<E extends Error>(error: E): E {
  SHARED.add(error);
  return error;
}

/** Whether every rank throws this error, so that this rank does not have to publish it. */
export const isShared = (error: unknown): boolean => error instanceof Error && SHARED.has(error);

/** An error as other ranks are to see it: with the rank on which it happened first. */
export const rankErrorOf = (rank: number, error: unknown): RankError =>
  FOREIGN.get(error as object) ?? { rank, record: recordError(error) };
