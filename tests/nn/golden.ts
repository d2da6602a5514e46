// Loads golden values of tests/golden/nn as tensors.
import { readFileSync } from 'node:fs';
import { type Tensor, torch } from '@cotrain/torch';

export interface Packed {
  shape: number[];
  data: number[];
  dtype?: 'int64' | 'bool';
}

export function readGolden<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/nn/${file}`, import.meta.url), 'utf8'));
}

export function unpack({ shape, data, dtype }: Packed): Tensor {
  if (!dtype) return torch.tensor(Float32Array.from(data), { shape });
  const integers = torch.tensor(BigInt64Array.from(data, BigInt), { shape });
  return dtype === 'int64' ? integers : integers.to({ dtype });
}

/**
 * A loss with a different weight for each element. With equal weights, the gradient of a normalisation would
 * be zero up to rounding, which differs between processors. Equals the loss in `pack.py`.
 */
export function objective(outputs: readonly Tensor[]): Tensor {
  const terms = outputs.map((y) => {
    const wave = torch.arange(y.numel(), { dtype: 'float64' }).cos().mul(0.5).add(1);
    return y
      .mul(y)
      .mul(wave.to({ dtype: 'float32' }).view(y.shape))
      .sum();
  });
  return terms.reduce((sum, term) => sum.add(term));
}

export const isPacked = (value: unknown): value is Packed =>
  typeof value === 'object' && value !== null && 'data' in value && 'shape' in value;

/** Converts options that may contain tensors. */
export function unpackOptions(options: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(options).map(([key, value]) => [
    key,
    isPacked(value) ? unpack(value) : value,
  ]);
  return Object.fromEntries(entries);
}
