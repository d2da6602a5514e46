import { type CheckpointValue, CotrainError, camelCase, type Tensor } from '@cotrain/torch';

/** PyTorch's optimizer state dict. */
export interface OptimizerStateDict {
  /** Tensors of each parameter (`exp_avg`, `step`, ...) by the parameter's index. */
  state: Record<number, Record<string, Tensor>>;
  param_groups: ({ params: number[] } & Record<string, unknown>)[];
}

/** Stored state of one parameter: tensors, and a plain step count if written by PyTorch before 1.12. */
export type StoredParamState = Readonly<Record<string, Tensor | number | null>>;

/** PyTorch's optimizer state dict as read by `loadObject`. A dict with integer keys is a Map. */
export interface StoredOptimizerState {
  state: ReadonlyMap<number, StoredParamState> | Readonly<Record<number, StoredParamState>>;
  param_groups: readonly ({ params: readonly number[] } & Record<string, unknown>)[];
}

/**
 * Converts an optimizer's state for `saveObject`, so that Python's
 * `optimizer.load_state_dict(torch.load(path))` finds its integer parameter keys, which JavaScript objects
 * cannot represent.
 */
export function forPython({ state, param_groups }: OptimizerStateDict): CheckpointValue {
  return {
    state: new Map(Object.entries(state).map(([index, tensors]) => [Number(index), tensors])),
    param_groups: param_groups as CheckpointValue[],
  };
}

/** A state dict does not belong to this optimizer's parameters. */
export class OptimizerStateError extends CotrainError {
  override readonly name = 'OptimizerStateError';
  override readonly code = 'E_OPTIMIZER_STATE';
}

/** @throws OptimizerStateError if `state` lacks one of the two parts of a state dict */
export function requireState(
  where: string,
  { state, param_groups }: { state: unknown; param_groups: unknown },
): void {
  if (typeof state !== 'object' || state === null || !Array.isArray(param_groups))
    throw new OptimizerStateError(
      `${where}: a state must have 'state' and 'param_groups', but this one does not`,
    );
}

/** Converts camelCase keys to PyTorch's (`weightDecay` -> `weight_decay`). */
export function toStateKeys(record: object): Record<string, unknown> {
  return mapKeys(record, (key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

/** Converts PyTorch's keys to camelCase. */
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
