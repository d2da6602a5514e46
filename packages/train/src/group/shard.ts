import type { LoaderOptions } from '@cotrain/data';
import type { Group } from './exchange.js';

/** The loader's option for this rank's share of the batches. */
export const shardOf = (group: Group | undefined): Pick<LoaderOptions, 'shard'> =>
  group ? { shard: { rank: group.rank, worldSize: group.size } } : {};
