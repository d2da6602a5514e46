import type { TrainConfig, TrainEvent } from '@cotrain/train';
import type { Command } from 'commander';
import { UsageError } from '../errors.js';
import { interruptSignal } from '../interrupt.js';
import { createProgress, formatSeconds, type Progress } from '../progress.js';
import { requireOptions } from '../required.js';

export interface ConfigOptions {
  data?: string;
  config?: string;
  set: string[];
}

interface TrainOptions extends ConfigOptions {
  out: string;
  resume: boolean;
}

export function register(program: Command): void {
  const command = program
    .command('train')
    .description('train a model; the run folder gets logs, checkpoints, scores and a report')
    .option('--out <dir>', 'folder of the run')
    .option('--resume', 'go on with the run in --out from its last checkpoint', false)
    .action(train);
  addConfigOptions(command);
  requireOptions(command, 'out');
}

/** The options from which {@link readInput} makes a configuration. */
export function addConfigOptions(command: Command): Command {
  return command
    .option('--data <dir>', "data set in BDD100K's layout, or nuImages (or `data` in the configuration)")
    .option(
      '--config <file>',
      'configuration, YAML or JSON, every key of which has a default; or a preset: lv-adapter-small, lv-adapter',
    )
    .option('--set <key=value>', 'override one key, e.g. train.batchSize=4', collect, []);
}

const collect = (value: string, values: string[]): string[] => [...values, value];

async function train(options: TrainOptions): Promise<void> {
  const { RunFolder, trainRun } = await import('@cotrain/train');
  const config = options.resume ? RunFolder.open(options.out).config : await readConfig(options);
  await showRun(trainRun(config, { out: options.out, resume: options.resume, signal: interruptSignal() }));
  process.stdout.write(`report: ${options.out}/report.html\n`);
}

async function readConfig(options: ConfigOptions): Promise<TrainConfig> {
  const { resolveConfig } = await import('@cotrain/train');
  return resolveConfig(await readInput(options), options.config);
}

/** The configuration as file and options have it, not yet checked. @throws UsageError where nothing names the data */
export async function readInput({ config, data, set }: ConfigOptions): Promise<Record<string, unknown>> {
  const { applyOverrides, dataInFolder, readConfig } = await import('@cotrain/train');
  const base = config === undefined ? {} : readConfig(config);
  if (data !== undefined) base.data = await dataInFolder(data, base.data ?? {});
  if (base.data === undefined && !set.some((override) => /^data[.=]/.test(override)))
    throw new UsageError(
      'give --data DIR, a configuration with `data`, or --set data.kind=scenes for generated street scenes',
    );
  return applyOverrides(base, set);
}

/** Shows a run's events as a bar with ETA, and a line for each evaluation. */
export async function showRun(events: AsyncIterable<TrainEvent>): Promise<void> {
  let progress: Progress | undefined;
  try {
    for await (const event of events) {
      switch (event.type) {
        case 'start':
          progress = createProgress({ label: 'train', total: event.steps });
          progress.log(
            `${event.images} images, ${event.steps} steps in ${event.epochs} epochs, ${(event.parameters / 1e6).toFixed(1)} M parameters, on ${event.device}`,
          );
          break;
        case 'stage':
          progress?.log(event.text);
          break;
        case 'step':
          progress?.update(event.step, `loss ${event.loss.toFixed(3)}  ${event.stepTime.toFixed(2)} s/step`);
          break;
        case 'eval':
          progress?.log(`epoch ${event.epoch}: ${summary(event.metrics)} (${formatSeconds(event.time)})`);
          break;
        case 'end':
          progress?.log(`${event.reason} after ${event.step} steps in ${formatSeconds(event.time)}`);
      }
    }
  } finally {
    progress?.stop();
  }
}

/** The figures of an evaluation that one looks at first. */
export function summary(metrics: Readonly<Record<string, number | null>>): string {
  return Object.entries(metrics)
    .filter(([name]) => /^\w+\/(mIoU|pAcc|AP|AP50|AP75)$/.test(name))
    .map(([name, value]) => `${name} ${value === null ? '-' : value.toFixed(2)}`)
    .join('  ');
}
