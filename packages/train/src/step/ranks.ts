// This process among those that train one model together, or alone.
import type { RankSum } from '@cotrain/models';
import { type AnyModule, convertSyncBatchNorm, isSyncBatchNorm, revertSyncBatchNorm } from '@cotrain/nn';
import { distributed, type Tensor } from '@cotrain/torch';

/** The processes that train together. Every rank makes the same calls in the same order. */
export class Ranks {
  /** Null for a process that trains alone. */
  readonly group: distributed.ProcessGroup | null;

  constructor(group: distributed.ProcessGroup | null) {
    this.group = group !== null && group.size > 1 ? group : null;
  }

  get rank(): number {
    return this.group?.rank ?? 0;
  }

  get size(): number {
    return this.group?.size ?? 1;
  }

  /** What every rank gives, by rank. Blocks until all ranks are there. */
  exchange<T>(value: T): T[] {
    return this.group ? this.group.allGatherObjectSync(value) : [value];
  }

  /** Adds up tensors over the ranks; absent in a process that trains alone. */
  get sum(): RankSum | undefined {
    const { group } = this;
    return group ? (values) => group.allReduceSync(values) : undefined;
  }

  /**
   * Gives every rank the parameters and buffers of rank 0.
   * @throws DistributedError if the ranks have different models
   */
  shareModel(model: AnyModule): void {
    const { group } = this;
    if (!group) return;
    const named = [...model.namedParameters(), ...model.namedBuffers()];
    const describe = ([name, { dtype, shape }]: [string, Tensor]) =>
      `${name}: ${dtype} [${shape.join(', ')}]`;
    distributed.requireSame(group, 'models', named.map(describe));
    distributed.broadcastTogether(
      group,
      named.map(([, tensor]) => tensor),
    );
  }

  /** Gives every rank the buffers of rank 0: running statistics differ without synchronised batch norms. */
  shareBuffers(model: AnyModule): void {
    this.share(model.buffers());
  }

  /** Gives every rank the values that rank 0 has in these tensors. */
  share(tensors: readonly Tensor[]): void {
    if (this.group) distributed.broadcastTogether(this.group, [...tensors]);
  }

  /**
   * Synchronises the batch norms of a model until the result is disposed of. Those that were synchronised
   * before stay so.
   */
  synchronize(model: AnyModule): Disposable {
    const { group } = this;
    const isOurs = group !== null && !model.modules().some(isSyncBatchNorm);
    if (isOurs) convertSyncBatchNorm(model, group);
    return { [Symbol.dispose]: () => void (isOurs && revertSyncBatchNorm(model)) };
  }
}
