// Golden values of tests/golden/nn as tensors.
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

export const isPacked = (value: unknown): value is Packed =>
  typeof value === 'object' && value !== null && 'data' in value && 'shape' in value;

/** Options in which tensors may stand. */
export function unpackOptions(options: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(options).map(([key, value]) => [
    key,
    isPacked(value) ? unpack(value) : value,
  ]);
  return Object.fromEntries(entries);
}
