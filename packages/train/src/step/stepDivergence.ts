// A step that diverged on one rank of several, which all ranks end together.
import type { DivergenceError } from '../errors.js';
import { errorOfRank, rankErrorOf, shared, withRank } from '../group/exchange.js';
import type { Ranks } from './ranks.js';

/** Thrown on every rank if one of them has diverged in a step, after all have done the same work. */
export class StepDivergence {
  /** @param error of the rank that has diverged; null on the others */
  constructor(
    readonly rank: number,
    readonly error: DivergenceError | null,
  ) {}
}

/**
 * Chooses among the ranks that have found something wrong. Synchronised batch norms spread what is not finite
 * over all of them, so that the rank with the image or the targets knows best.
 * @param own what this rank has found
 */
export function commonDivergence(ranks: Ranks, own: DivergenceError | null): StepDivergence {
  const sources = ranks.exchange(own?.source ?? null);
  const cause = sources.findIndex((source) => source === 'image' || source === 'targets');
  const rank = cause >= 0 ? cause : sources.findIndex((source) => source !== null);
  return new StepDivergence(rank, rank === ranks.rank ? own : null);
}

/** What the log says of a step that diverged. */
export interface Diverged {
  error: DivergenceError;
  /** Folder of its batch, if it was written. */
  dump: string | null;
}

/** Gives every rank what the rank that has diverged knows. */
export function tellDivergence(ranks: Ranks, rank: number, own: Diverged | null): Diverged {
  if (ranks.size === 1) return own!;
  const given = own && { ...rankErrorOf(rank, withRank(rank, own.error)), dump: own.dump };
  const { dump, ...from } = ranks.exchange(given)[rank]!;
  return { error: shared(own?.error ?? (errorOfRank(from) as DivergenceError)), dump };
}
