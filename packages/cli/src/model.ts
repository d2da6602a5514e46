// Whose model a command takes: a run's, or that of a package.
import type { Command } from 'commander';
import { UsageError } from './errors.js';

export interface ModelOptions {
  run?: string;
  model?: string;
}

export const withModelOptions = (command: Command): Command =>
  command
    .option('--run <dir>', 'folder of the run')
    .option(
      '--model <name>',
      'instead of a run, a model that is installed as a package, such as street-small',
    );

/** The folder of the run. @throws UsageError unless one of both is given */
export async function runOf({ run, model }: ModelOptions): Promise<string> {
  if ((run === undefined) === (model === undefined))
    throw new UsageError('give --run DIR or --model NAME, one of them');
  if (run !== undefined) return run;
  const { packagedRun } = await import('@cotrain/train');
  return packagedRun(model!);
}
