import type { Tolerance } from '../case.js';
import { BenchError } from '../errors.js';
import type { CaseResult } from '../results/result.js';

/** Whether the sides of a case do the same work: their outputs have to agree. */
export class Agreement {
  private checked = 0;
  private worst = 0;
  private tolerance: Tolerance | undefined;

  constructor(
    private readonly id: string,
    tolerance?: Tolerance,
  ) {
    this.tolerance = tolerance;
  }

  /** Counts a comparison that was made elsewhere. */
  add(worst: number, checked: number, tolerance: Tolerance): void {
    this.tolerance ??= tolerance;
    this.checked += checked;
    this.worst = Math.max(this.worst, worst);
  }

  /** Compares the checks of each side with the first one's. @throws BenchError if they differ too much */
  compare(sides: readonly (readonly [side: string, checks: Readonly<Record<string, number>>])[]): void {
    const [first, ...others] = sides;
    if (first === undefined || this.tolerance === undefined) return;
    const { relative = 0, absolute = 0 } = this.tolerance;
    for (const [side, checks] of others) {
      for (const [name, value] of Object.entries(first[1])) {
        const other = checks[name];
        const allowed = absolute + relative * Math.abs(value);
        const apart = Math.abs(value - (other ?? Number.NaN));
        if (!(apart <= allowed))
          throw new BenchError(
            `${this.id}: '${name}' is ${value} on the side of ${first[0]} and ${other ?? 'absent'} on that of ${side}: not the same work`,
          );
        this.checked++;
        this.worst = Math.max(this.worst, relative > 0 && value !== 0 ? apart / Math.abs(value) : apart);
      }
    }
  }

  summary(): CaseResult['agreement'] {
    if (this.checked === 0 || this.tolerance === undefined) return null;
    const { relative, absolute } = this.tolerance;
    const tolerance = [
      ...(relative === undefined ? [] : [`${relative} of the value`]),
      ...(absolute === undefined ? [] : [`${absolute}`]),
    ].join(' and ');
    return { checked: this.checked, worst: Number(this.worst.toPrecision(3)), tolerance };
  }
}
