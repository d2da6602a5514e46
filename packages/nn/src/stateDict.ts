import { CotrainError, type Tensor } from '@cotrain/torch';

/** Tensors by PyTorch's state-dict keys. */
export type StateDict = Record<string, Tensor>;

/** State-dict entry whose shape differs from the module's. */
export interface Misshaped {
  key: string;
  expected: readonly number[];
  actual: readonly number[];
}

/** Mismatches between a module and a state dict. */
export interface StateDictMismatch {
  /** Keys of the module that are missing in the state dict. */
  missing: string[];
  /** Keys of the state dict that the module does not have. */
  unexpected: string[];
  misshaped: Misshaped[];
}

/** A state dict does not match a module. The module is unchanged. */
export class StateDictError extends CotrainError implements StateDictMismatch {
  override readonly name = 'StateDictError';
  override readonly code = 'E_STATE_DICT';
  readonly missing: string[];
  readonly unexpected: string[];
  readonly misshaped: Misshaped[];

  constructor(module: string, mismatch: StateDictMismatch) {
    const { missing, unexpected, misshaped } = mismatch;
    const shapes = misshaped.map(
      (m) => `${m.key} is ${formatShape(m.actual)}, expected ${formatShape(m.expected)}`,
    );
    super(
      [
        `${module}: the state dict does not match, nothing was loaded`,
        section('missing keys', missing),
        section('unexpected keys', unexpected),
        section('shapes', shapes),
      ]
        .filter((line) => line !== '')
        .join('\n  '),
    );
    this.missing = missing;
    this.unexpected = unexpected;
    this.misshaped = misshaped;
  }
}

const LISTED = 20;

function section(title: string, items: string[]): string {
  if (items.length === 0) return '';
  const more = items.length > LISTED ? `, and ${items.length - LISTED} more` : '';
  return `${title} (${items.length}): ${items.slice(0, LISTED).join(', ')}${more}`;
}

/** Shape as text, such as `[2, 3]`. */
export function formatShape(shape: readonly (number | string)[]): string {
  return `[${shape.join(', ')}]`;
}

/**
 * State-dict key of a field: each capital letter becomes an underscore and its lower-case letter
 * (`runningMean` -> `running_mean`). Other characters stay the same (`conv1`, `fpn_lateral2`).
 */
export function stateKey(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
