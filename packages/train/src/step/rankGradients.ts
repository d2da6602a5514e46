// Sums the gradients of the ranks: while the backward pass runs, where its graph shows which ones are coming.
import type { RankSum } from '@cotrain/models';
import { distributed, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import type { Ranks } from './ranks.js';

/** Parameters, by path. */
type Named = readonly (readonly [path: string, parameter: Tensor])[];

/**
 * The gradients of one step, which become those of the whole batch. Every rank calls `prepare` and `finish`
 * in each step.
 */
export class RankGradients implements Disposable {
  readonly #ranks: number;
  readonly #sum: RankSum;
  readonly #reducer: distributed.GradientReducer | null;
  readonly #overlapped: readonly Tensor[];
  readonly #later: readonly Tensor[];
  #isPrepared = false;

  /**
   * @param overlapped parameters whose gradients are summed during the backward pass
   * @param later parameters whose gradients are summed after it: the graph does not show those of parts that
   *   are computed again
   */
  constructor(group: distributed.ProcessGroup, { size, sum }: Ranks, overlapped: Named, later: Named) {
    const names = overlapped.map(([path]) => path);
    this.#ranks = size;
    this.#sum = sum!;
    this.#overlapped = overlapped.map(([, parameter]) => parameter);
    this.#later = later.map(([, parameter]) => parameter);
    this.#reducer =
      names.length === 0 ? null : new distributed.GradientReducer(group, this.#overlapped, { names });
  }

  /**
   * Begins to sum: what the passes so far have left is complete, but for what `outputs` depend on.
   * @param outputs maps from which the last backward pass of the step starts; none: there is no such pass
   */
  prepare(outputs: readonly Tensor[]): void {
    if (this.#isPrepared) return;
    this.#isPrepared = true;
    const unused = outputs.length === 0 ? this.#overlapped : this.#reducer?.unusedBy(outputs);
    this.#reducer?.prepare({ unused: unused ?? [] });
  }

  /** Waits for the sums. */
  finish(): void {
    this.#isPrepared = false;
    this.#reducer?.finish();
    // The gradient of the whole batch is the sum over the ranks, not their average.
    const gradients = this.#overlapped.flatMap(({ grad }) => (grad ? [grad] : []));
    if (gradients.length > 0) noGrad(() => torch.unchecked._foreachMul_(gradients, this.#ranks));
    if (this.#later.length > 0) noGrad(() => scope(() => this.#sumLater()));
  }

  /** Parameters that no rank has reached keep their gradients, or none. */
  #sumLater(): void {
    const reached = this.#sum(torch.tensor(this.#later.map(({ grad }) => Number(grad !== null))));
    const isReached = reached.toArray() as number[];
    const used = this.#later.filter((_, i) => isReached[i]);
    if (used.length === 0) return;
    const own = used.map((parameter) => (parameter.grad ?? torch.zerosLike(parameter)).reshape([-1]));
    const flat = this.#sum(torch.cat(own)); // [total number of elements]
    const sums = flat.split(used.map((parameter) => parameter.numel()));
    for (const [i, parameter] of used.entries()) parameter.grad = sums[i]!.view([...parameter.shape]).clone();
  }

  [Symbol.dispose](): void {
    this.#reducer?.dispose();
  }
}
