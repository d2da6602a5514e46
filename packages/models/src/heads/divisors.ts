// The numbers by which losses are divided, for a batch that is computed in several parts.
import { noGrad, scope, Tensor } from '@cotrain/torch';

/**
 * Counts by which a head divides its losses, by name. Those of several parts of a batch add up to those of
 * the whole batch. A count is a number, or a scalar tensor if the device knows it first.
 */
export type Divisors = Readonly<Record<string, number | Tensor>>;

/** Divisors by task. */
export type TaskDivisors = Readonly<Record<string, Divisors>>;

/** Adds up the divisors of several parts of a batch. */
export function sumDivisors(parts: readonly TaskDivisors[]): TaskDivisors {
  return noGrad(() =>
    scope(() => {
      const sums: Record<string, Record<string, number | Tensor>> = {};
      for (const [task, divisors] of parts.flatMap((part) => Object.entries(part))) {
        const own = sums[task] ?? {};
        for (const [name, value] of Object.entries(divisors))
          own[name] = own[name] === undefined ? value : plus(own[name], value);
        sums[task] = own;
      }
      return sums;
    }),
  );
}

function plus(a: number | Tensor, b: number | Tensor): number | Tensor {
  if (!(a instanceof Tensor)) return b instanceof Tensor ? b.add(a) : a + b;
  return b instanceof Tensor ? a.add(b) : a.add(b);
}

/** Divides a sum of losses by its divisor, which is at least `least`. */
export function dividedBy(sum: Tensor, divisor: number | Tensor, least = 0): Tensor {
  if (!(divisor instanceof Tensor)) return sum.div(Math.max(divisor, least));
  return scope(() => sum.div(noGrad(() => divisor.to({ dtype: sum.dtype }).clampMin(least))));
}
