// Whose model a command takes: a run's, or that of a package.
import type { Device } from '@cotrain/torch';
import type { Group } from '@cotrain/train';
import type { Command } from 'commander';
import { UsageError } from './errors.js';
import { device } from './values.js';

export interface ModelOptions {
  run?: string;
  model?: string;
  device?: Device;
}

/** Text of `--device` for commands that compute with the model of a run. */
export const DEVICE_TEXT = "Device: cpu, cuda or cuda:N (default: the run's)";

export const withModelOptions = (command: Command): Command =>
  command
    .option('--run <dir>', 'Folder of the run; either this or --model is required')
    .option('--model <name>', 'Model that is installed as a package, such as street-small, in place of --run')
    .option('--device <device>', DEVICE_TEXT, device);

/** The folder of the run. @throws UsageError unless one of both is given */
export async function runOf({ run, model }: ModelOptions): Promise<string> {
  if ((run === undefined) === (model === undefined))
    throw new UsageError('give --run DIR or --model NAME, one of them');
  if (run !== undefined) return run;
  const { packagedRun } = await import('@cotrain/train');
  return packagedRun(model!);
}

/**
 * The exported file that `--model` names; null if it names a package, or is not given.
 * @throws UsageError for options that a file does not take
 */
export async function modelFileOf(
  { run, model, device }: ModelOptions,
  group: Group,
): Promise<string | null> {
  const { isModelFile } = await import('@cotrain/train');
  if (model === undefined || !isModelFile(model)) return null;
  if (run !== undefined) throw new UsageError('give --run DIR or --model NAME, one of them');
  if (device !== undefined && device !== 'cpu')
    throw new UsageError(`${model} runs on the CPU: leave out --device`);
  if (group) throw new UsageError(`${model} runs in one process: leave out \`cotrain run\``);
  return model;
}
