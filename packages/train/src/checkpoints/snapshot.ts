// A copy of a run's state in host memory that nothing else writes to.
import { keep, noGrad, scope, type Tensor, torch } from '@cotrain/torch';

/**
 * Host memory that holds a copy of the tensors of a checkpoint. It is kept between checkpoints, because fresh
 * memory takes longer to get than to fill.
 */
export class Snapshot implements Disposable {
  #copies: Record<string, Tensor> = {};

  /**
   * Copies the tensors, from any device, in their own memory format, over what the last call copied.
   */
  take(tensors: Readonly<Record<string, Tensor>>): void {
    noGrad(() =>
      scope(() => {
        const before = this.#copies;
        this.#copies = {};
        for (const [name, tensor] of Object.entries(tensors)) {
          const copy = before[name];
          const isReused = copy !== undefined && isAlike(copy, tensor);
          this.#copies[name] = isReused ? copy : keep(hostMemoryFor(tensor));
          if (isReused) delete before[name];
        }
        for (const unused of Object.values(before)) unused.dispose();
        const names = Object.keys(tensors);
        if (names.length === 0) return;
        torch.unchecked._foreachCopy_(
          names.map((name) => this.#copies[name]!),
          names.map((name) => tensors[name]!.detach()),
        );
      }),
    );
  }

  /** The copies. */
  get tensors(): Record<string, Tensor> {
    return this.#copies;
  }

  dispose(): void {
    for (const copy of Object.values(this.#copies)) copy.dispose();
    this.#copies = {};
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

const isAlike = (copy: Tensor, tensor: Tensor): boolean =>
  copy.dtype === tensor.dtype &&
  copy.shape.join() === tensor.shape.join() &&
  copy.stride().join() === tensor.stride().join();

/** Pinned memory for tensors of a GPU, which copies into it directly. */
function hostMemoryFor(tensor: Tensor): Tensor {
  const pinMemory = tensor.device.startsWith('cuda');
  return torch.emptyLike(tensor.detach(), { device: 'cpu', ...(pinMemory && { pinMemory }) });
}
