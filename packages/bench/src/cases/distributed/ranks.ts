// Several processes that measure one thing together.
import { fileURLToPath } from 'node:url';
import { distributed } from '@cotrain/torch';
import type { Setting } from '../../case.js';
import { runChild } from '../../measure/child.js';
import { logOf } from '../../measure/workerProcess.js';
import type { StepTimes } from './work.js';

/** What a rank measures. */
export type Work = 'step' | 'step with synchronised norms' | 'reducer' | 'bare';

export interface RankTask {
  work: Work;
  rank: number;
  ranks: number;
  port: number;
  quick: boolean;
}

const RANK = fileURLToPath(new URL('./rank.js', import.meta.url));

/** Where ranks met, which is served as long as something holds it. */
const served: distributed.Store[] = [];

/** Runs `ranks` processes of one thread each. @returns what rank 0 measured */
export async function runRanks(work: Work, ranks: number, setting: Setting): Promise<StepTimes> {
  const store = await distributed.Store.open({ host: '127.0.0.1', port: 0, serves: true });
  served.push(store);
  let said: StepTimes | undefined;
  await Promise.all(
    Array.from({ length: ranks }, (_, rank) =>
      runChild({
        command: process.execPath,
        args: [RANK],
        task: { work, rank, ranks, port: store.port, quick: setting.quick } satisfies RankTask,
        log: logOf(setting),
        onMessage: (message) => {
          said = message as StepTimes;
        },
      }),
    ),
  );
  return said!;
}
