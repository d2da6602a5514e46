import { camelCase, type Tensor } from '@cotrain/torch';

/** PyTorch's optimizer state dict. */
export interface OptimizerStateDict {
  /** Tensors of each parameter (`exp_avg`, `step`, ...) by the parameter's index. */
  state: Record<number, Record<string, Tensor>>;
  param_groups: ({ params: number[] } & Record<string, unknown>)[];
}

/** A state dict that does not belong to this optimizer's parameters. */
export class OptimizerStateError extends Error {
  override readonly name = 'OptimizerStateError';
}

/** camelCase keys to PyTorch's (`weightDecay` -> `weight_decay`). */
export function toStateKeys(record: object): Record<string, unknown> {
  return mapKeys(record, (key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

/** PyTorch's keys to camelCase. */
export function fromStateKeys(record: object): Record<string, unknown> {
  return mapKeys(record, camelCase);
}

function mapKeys(record: object, rename: (key: string) => string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [rename(key), value]),
  );
}
