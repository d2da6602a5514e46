import { OptionError } from '@cotrain/nn';

/** @throws OptionError unless every value is finite and at least 0. */
export function requireNonNegative(where: string, values: Record<string, number>): void {
  for (const [key, value] of Object.entries(values)) {
    if (!(Number.isFinite(value) && value >= 0)) {
      throw new OptionError(`${where}: ${key} must be a number >= 0, got ${value}`);
    }
  }
}

/** @throws OptionError unless every value is finite and above 0. */
export function requirePositive(where: string, values: Record<string, number>): void {
  for (const [key, value] of Object.entries(values)) {
    if (!(Number.isFinite(value) && value > 0)) {
      throw new OptionError(`${where}: ${key} must be above 0, got ${value}`);
    }
  }
}
