import { readFileSync } from 'node:fs';
import type { StateDict } from '@cotrain/nn';
import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import { hashTensor } from './hashUniform.js';

/** Tensors that keep their values instead of being generated from their names. */
const KEPT = ['num_batches_tracked', 'empty_weight', 'pixel_mean', 'pixel_std'];

/**
 * Fills each tensor from its key, as described by the golden cases' `fill` notes, so that weights need not be
 * stored.
 */
export function hashFill(state: StateDict, keyOf: (key: string) => string = (key) => key): void {
  noGrad(() => {
    for (const [key, tensor] of Object.entries(state)) {
      const last = key.split('.').at(-1)!;
      if (KEPT.includes(last)) continue;
      scope(() => {
        const [scale, offset] = scaleOf(last, tensor);
        const values = hashTensor(keyOf(key), tensor.shape).to({ dtype: tensor.dtype });
        tensor.copy_(values.mul(scale).add(offset));
      });
    }
  });
}

/**
 * The state dict of a golden case: stored tensors, and weights of which only the shapes are stored
 * (`tiny_shapes.json`).
 */
export function goldenState(name: string, stored: StateDict): StateDict {
  const path = new URL('../golden/models/tiny_shapes.json', import.meta.url);
  const shapes = JSON.parse(readFileSync(path, 'utf8'))[name] as Record<string, number[]>;
  const made = Object.fromEntries(Object.entries(shapes).map(([key, shape]) => [key, torch.empty(shape)]));
  hashFill(made);
  return { ...made, ...stored };
}

function scaleOf(last: string, { shape }: Tensor): [scale: number, offset: number] {
  if (last === 'running_var') return [0.25, 1];
  if (last === 'running_mean') return [0.1, 0];
  if (shape.length >= 2)
    return [Math.sqrt(3 / shape.slice(1).reduce((product, size) => product * size, 1)), 0];
  return last === 'weight' ? [0.1, 1] : [0.1, 0];
}
