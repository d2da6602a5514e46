// Tensors that an operator writes into.
import { ArgumentError } from '../errors/errors.js';
import { isTensor } from '../handle/handle.js';
import { native } from '../native/addon.js';

/**
 * Functions that give tensors their present layout back. LibTorch sets a tensor's sizes before it allocates:
 * if the allocation fails, the tensor claims more than its storage has, and reading it would leave the
 * storage.
 */
export function layoutsOf(values: readonly unknown[]): (() => void)[] {
  return values.flat().flatMap((value) => {
    if (!isTensor(value) || value.isDisposed || value.layout !== 'strided') return [];
    const [shape, stride] = [value.shape, value.stride()];
    const storageOffset = value.storageStart;
    return [
      () => {
        if (value.isDisposed || String(value.shape) === String(shape)) return;
        const recording = native.setGradEnabled(false);
        value.asStrided_(shape, stride, { storageOffset });
        native.setGradEnabled(recording);
      },
    ];
  });
}

/**
 * Most kernels refuse an `out` of which several elements are one place in memory; the others write beyond its
 * storage.
 */
export function refuseOverlap(operator: string, outs: readonly unknown[]): void {
  for (const out of outs) {
    if (!isTensor(out) || out.isDisposed || out.layout !== 'strided') continue;
    const strides = out.stride();
    if (out.shape.some((size, i) => size > 1 && strides[i] === 0))
      throw new ArgumentError(
        `${operator}: out is expanded, so that elements of it share their memory: clone() it`,
      );
  }
}
