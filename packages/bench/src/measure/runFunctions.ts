import { type FunctionsCase, idOf, type Setting } from '../case.js';
import { type Found, NOT_BUILT, ownVersion, type RunCaseOptions } from './found.js';
import type { Message } from './protocol.js';
import { runWorker } from './workerProcess.js';

/** Runs all rounds of a case in one process, which tells each time. */
export async function runFunctions(
  bench: FunctionsCase,
  rounds: number,
  setting: Setting,
  options: RunCaseOptions,
  { rounds: found, versions, missing, agreement }: Found,
): Promise<void> {
  let done = 0;
  let total = 0;
  const onMessage = (message: unknown) => {
    const said = message as Message;
    if (said.type === 'figures') {
      total = said.figures.reduce((sum, { sides }) => sum + sides.length * rounds, 0);
      for (const { figure, floor, sides, missing: absent } of said.figures) {
        const samples = new Map(sides.map((side) => [side, [] as number[]]));
        found.set(figure, { name: figure, unit: 'ms', ...(floor ? { floor } : {}), samples });
        for (const side of absent) missing[side] = NOT_BUILT;
      }
      versions.cotrain = ownVersion();
    } else if (said.type === 'time') {
      found.get(said.figure)!.samples.get(said.side)!.push(said.ms);
      options.onRound?.(++done, total);
    } else if (said.type === 'agreement') {
      agreement.add(said.worst, said.checked, { relative: said.tolerance });
    }
  };
  await runWorker(
    { what: 'functions', id: idOf(bench), rounds, setting, plugins: [...options.plugins] },
    options,
    onMessage,
  );
}
