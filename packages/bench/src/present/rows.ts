// A case's figures as rows, which text, Markdown and HTML show alike.
import type { BenchResult, CaseResult, Figure, SideFigure } from '../results/result.js';
import { isRate, type Ratio, type Unit } from '../stats/verdict.js';

export interface Row {
  figure: string;
  unit: Unit;
  detail: boolean;
  /** Side that is judged. */
  side: string;
  own: SideFigure;
  /** Null where there is nothing to compare with. */
  other: {
    side: string;
    value: SideFigure;
    ratio: Ratio;
    /** Whether it is the best of several. */
    isBest: boolean;
  } | null;
  floor: Figure['floor'] | null;
  /** Share of the floor's time in ours, by what the machine can do at most; null if that is not known. */
  reached: number | null;
}

const SECONDS: Partial<Record<Unit, number>> = { ns: 1e-9, µs: 1e-6, ms: 1e-3, s: 1 };

/** One row for each side that a figure is compared with, or one alone. */
export function rowsOf({ figures, threads, quick }: CaseResult, roofs: BenchResult['roofs']): Row[] {
  // A smoke run's roof is as small as its figures.
  const roof = quick ? undefined : roofs.find((each) => each.threads === threads);
  return figures.flatMap((figure): Row[] => {
    const { name, unit, detail = false, sides, ratios } = figure;
    const [first, ...others] = Object.entries(sides);
    if (first === undefined) return [];
    const [side, own] = first;
    const common = {
      figure: name,
      unit,
      detail,
      side,
      own,
      floor: figure.floor ?? null,
      reached: reached(figure, own, roof),
    };
    const best = bestOf(others, unit);
    const compared = others.flatMap(([name, value]) => {
      const ratio = ratios[name];
      return ratio ? [{ ...common, other: { side: name, value, ratio, isBest: name === best } }] : [];
    });
    return compared.length > 0 ? compared : [{ ...common, other: null }];
  });
}

/** Name of the best of several sides. */
function bestOf(sides: readonly (readonly [string, SideFigure])[], unit: Unit): string | undefined {
  if (sides.length < 2) return undefined;
  const cost = ({ median }: SideFigure) => (isRate(unit) ? -median : median);
  return sides.reduce((best, side) => (cost(side[1]) < cost(best[1]) ? side : best))[0];
}

function reached(
  { floor, unit }: Figure,
  own: SideFigure,
  roof: BenchResult['roofs'][number] | undefined,
): number | null {
  const second = SECONDS[unit];
  if (!floor || !roof || second === undefined) return null;
  const least = Math.max((floor.flops ?? 0) / roof.flops, (floor.bytes ?? 0) / roof.bandwidth);
  return least / (own.median * second);
}
