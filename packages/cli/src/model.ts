// Whose model a command takes: a run's, or that of a package.
import type { Command } from 'commander';
import { UsageError } from './errors.js';

export interface ModelOptions {
  run?: string;
  model?: string;
}

export const withModelOptions = (command: Command): Command =>
  command
    .option('--run <dir>', 'Folder of the run; either this or --model is required')
    .option(
      '--model <name>',
      'Model that is installed as a package, such as street-small, in place of --run',
    );

/** The folder of the run. @throws UsageError unless one of both is given */
export async function runOf({ run, model }: ModelOptions): Promise<string> {
  if ((run === undefined) === (model === undefined))
    throw new UsageError('give --run DIR or --model NAME, one of them');
  if (run !== undefined) return run;
  const { packagedRun } = await import('@cotrain/train');
  return packagedRun(model!);
}
