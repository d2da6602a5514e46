// Several processes that measure one thing together.
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
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

/** Runs `ranks` processes of one thread each. @returns what rank 0 measured */
export async function runRanks(work: Work, ranks: number, setting: Setting): Promise<StepTimes> {
  const port = await freePort();
  let said: StepTimes | undefined;
  await Promise.all(
    Array.from({ length: ranks }, (_, rank) =>
      runChild({
        command: process.execPath,
        args: [RANK],
        task: { work, rank, ranks, port, quick: setting.quick } satisfies RankTask,
        log: logOf(setting),
        onMessage: (message) => {
          said = message as StepTimes;
        },
      }),
    ),
  );
  return said!;
}

/** A port of this machine that nothing listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
