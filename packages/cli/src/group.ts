// Commands that several processes of a launch run together.
import type { Group } from '@cotrain/train';
import { UsageError } from './errors.js';
import { silence } from './output.js';

/**
 * Runs a command's work in the group of its launch (torchrun, srun, mpirun, `cotrain run`), or alone. Only
 * rank 0 prints; every rank reports the error that ends the command.
 */
export async function inGroup(work: (group: Group) => Promise<void>): Promise<void> {
  const { withGroup } = await import('@cotrain/train');
  await withGroup(async (group) => {
    if (group !== null && group.rank > 0) silence();
    await work(group);
  });
}

/** @throws UsageError if a launch runs this command in several processes, which would disturb each other */
export async function assertAlone(command: string): Promise<void> {
  const { distributed } = await import('@cotrain/torch');
  const launch = distributed.launchOf();
  if (launch !== null && launch.worldSize > 1)
    throw new UsageError(
      `cotrain ${command} runs in one process, and ${launch.launcher} has started ${launch.worldSize}: start it alone`,
    );
}
