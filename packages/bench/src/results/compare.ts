// Two results of the same cases, measured at different times: another version, another setting.
import { idOf } from '../case.js';
import { BenchError } from '../errors.js';
import { IDLE_CORES } from '../idle.js';
import { machineKey } from '../machine.js';
import { ratioInterval } from '../stats/interval.js';
import { isRate, type Ratio, type Unit, verdictOf } from '../stats/verdict.js';
import { type BenchResult, type CaseResult, type SideFigure, wasBusy } from './result.js';

/** Difference of one figure between two results. */
export interface Difference {
  id: string;
  figure: string;
  side: string;
  unit: Unit;
  detail: boolean;
  before: SideFigure;
  after: SideFigure;
  /** After over before; below 1 the second result is better. */
  ratio: Ratio;
  /** Why no verdict is given, or null. */
  because: string | null;
}

/** Differences between two results. */
export interface Comparison {
  differences: Difference[];
  /** Figures that one of the two does not have. */
  onlyBefore: string[];
  onlyAfter: string[];
}

/**
 * Compares the sides that both results have, as independent samples.
 *
 * @param options.acrossMachines judge although machines or threads differ. Default false.
 * @throws BenchError if machines or threads differ, or no figure is in both
 */
export function compareResults(
  before: BenchResult,
  after: BenchResult,
  options: { acrossMachines?: boolean } = {},
): Comparison {
  const { acrossMachines = false } = options;
  const [machine, other] = [machineKey(before.machine), machineKey(after.machine)];
  if (machine !== other && !acrossMachines)
    throw new BenchError(
      `the results are of different machines (${machine}; ${other}): their difference says nothing about the code. --across-machines compares them all the same`,
    );
  const [first, second] = [entriesOf(before), entriesOf(after)];
  const differences = [...first].flatMap(([key, entry]) => {
    const match = second.get(key);
    return match ? [differenceOf(entry, match, acrossMachines)] : [];
  });
  if (differences.length === 0) throw new BenchError('the two results have no figure in common');
  const missing = (a: Map<string, Entry>, b: Map<string, Entry>) =>
    [...a.keys()].filter((key) => !b.has(key));
  return { differences, onlyBefore: missing(first, second), onlyAfter: missing(second, first) };
}

interface Entry {
  found: CaseResult;
  figure: string;
  unit: Unit;
  detail: boolean;
  side: string;
  value: SideFigure;
}

function entriesOf({ cases }: BenchResult): Map<string, Entry> {
  return new Map(
    cases.flatMap((found) =>
      found.figures.flatMap(({ name, unit, detail = false, sides }) =>
        Object.entries(sides).map(([side, value]): [string, Entry] => [
          `${idOf(found)}: ${name} (${side})`,
          { found, figure: name, unit, detail, side, value },
        ]),
      ),
    ),
  );
}

function differenceOf(before: Entry, after: Entry, acrossMachines: boolean): Difference {
  const { figure, side, unit, detail } = after;
  if (before.unit !== unit)
    throw new BenchError(
      `${idOf(after.found)}: '${figure}' is in ${before.unit} in one result and in ${unit} in the other`,
    );
  if (before.found.threads !== after.found.threads && !acrossMachines)
    throw new BenchError(
      `${idOf(after.found)} was measured with ${before.found.threads} threads and with ${after.found.threads}. --across-machines compares them all the same`,
    );
  const because = whyNotJudged(before, after);
  const [a, b] = isRate(unit) ? [after, before] : [before, after];
  const interval = because === null ? ratioInterval(a.value.samples!, b.value.samples!) : null;
  const ratio: Ratio = {
    median: interval?.median ?? b.value.median / a.value.median,
    interval: interval && [interval.low, interval.high],
    verdict: because === null ? verdictOf(interval, unit) : 'not judged',
  };
  return {
    id: idOf(after.found),
    figure,
    side,
    unit,
    detail,
    before: before.value,
    after: after.value,
    ratio,
    because,
  };
}

function whyNotJudged(before: Entry, after: Entry): string | null {
  const both = [before, after];
  if (both.some(({ found }) => found.quick)) return 'smoke run';
  if (both.some(({ found }) => wasBusy(found, IDLE_CORES))) return 'busy machine';
  if (both.some(({ value }) => value.samples === undefined)) return 'rounds were not kept';
  return null;
}
