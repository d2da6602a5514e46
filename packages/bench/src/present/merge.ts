// Several results as one set: for each case, what each machine found last.
import { idOf } from '../case.js';
import { machineKey } from '../machine.js';
import type { BenchResult, CaseResult } from '../results/result.js';

export interface MachineColumn {
  key: string;
  machine: BenchResult['machine'];
  /** `A`, `B`, ...: stands in the tables where there is more than one. */
  letter: string;
}

export interface MergedCase {
  id: string;
  group: string;
  title: string;
  description: string;
  /** By the machine's key, in the order of the machines. */
  results: Map<string, { found: CaseResult; roofs: BenchResult['roofs'] }>;
}

export interface Merged {
  machines: MachineColumn[];
  cases: MergedCase[];
}

/** Cases keep the order in which they are seen first. Of one machine, the latest result of a case counts. */
export function mergeResults(results: readonly BenchResult[]): Merged {
  const machines: MachineColumn[] = [];
  const cases = new Map<string, MergedCase>();
  for (const { machine, roofs, cases: found } of results) {
    const key = machineKey(machine);
    if (!machines.some((each) => each.key === key))
      machines.push({ key, machine, letter: String.fromCharCode(65 + machines.length) });
    for (const each of found) {
      const id = idOf(each);
      const { group, title, description } = each;
      const merged = cases.get(id) ?? { id, group, title, description, results: new Map() };
      const before = merged.results.get(key);
      if (!before || before.found.date <= each.date) merged.results.set(key, { found: each, roofs });
      cases.set(id, merged);
    }
  }
  return { machines, cases: [...cases.values()] };
}
