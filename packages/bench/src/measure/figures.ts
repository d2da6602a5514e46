// From the rounds' values to a case's figures.
import type { Floor } from '../case.js';
import type { Figure } from '../results/result.js';
import { spreadOf } from '../stats/quantiles.js';
import { judge, pairedRatios, type Unit } from '../stats/verdict.js';

/** Values by side, one a round; the first side is the one that is judged. */
export interface Rounds {
  name: string;
  unit: Unit;
  floor?: Floor;
  detail?: boolean;
  samples: Map<string, number[]>;
}

/** @param judged false where no verdict may be given */
export function figureOf({ name, unit, floor, detail, samples }: Rounds, judged: boolean): Figure {
  const measured = [...samples].filter(([, values]) => values.length > 0);
  const [first, ...others] = measured;
  return {
    name,
    unit,
    ...(floor ? { floor } : {}),
    ...(detail ? { detail } : {}),
    sides: Object.fromEntries(
      measured.map(([side, values]) => {
        const kept = values.map(significant);
        return [side, { ...mapSpread(spreadOf(kept)), samples: kept }];
      }),
    ),
    ratios: Object.fromEntries(
      others.map(([side, values]) => {
        const { median, interval, verdict } = judge(
          pairedRatios(unit, first![1].map(significant), values.map(significant)),
          unit,
          judged,
        );
        const ends = interval && ([significant(interval[0]), significant(interval[1])] as [number, number]);
        return [side, { median: significant(median), interval: ends, verdict }];
      }),
    ),
  };
}

const mapSpread = ({ median, quartiles: [low, high], least }: ReturnType<typeof spreadOf>) => ({
  median: significant(median),
  quartiles: [significant(low), significant(high)] as [number, number],
  least: significant(least),
});

/** Six digits: more is noise, and the file is kept. */
const significant = (value: number): number => Number(value.toPrecision(6));
