import type { Device } from '@cotrain/torch';
import type * as Train from '@cotrain/train';
import type { Group, StepEvent, TrainConfig, TrainEvent } from '@cotrain/train';
import type { Command } from 'commander';
import { UsageError } from '../errors.js';
import { withExamples } from '../examples.js';
import { inGroup } from '../group.js';
import { interruptSignal } from '../interrupt.js';
import { inform, isVerbose, print, warn } from '../output.js';
import { PRESET_LIST } from '../presets.js';
import { createProgress, formatSeconds, type Progress } from '../progress.js';
import { requireOptions } from '../required.js';
import { setResumeHint } from '../resumeHint.js';
import { device } from '../values.js';

export interface ConfigOptions {
  data?: string;
  config?: string;
  set: string[];
  /** Files or packages. */
  plugin?: string[];
}

interface TrainOptions extends ConfigOptions {
  out: string;
  resume: boolean;
  acceptData: boolean;
  deterministic: boolean;
  findLr: boolean;
  device?: Device;
}

export function register(program: Command): void {
  const command = program
    .command('train')
    .description('Train a model; the run folder gets logs, checkpoints, scores and a report')
    .option('--out <dir>', 'Folder of the run')
    .option(
      '--resume',
      'Continue the run in --out from its last checkpoint; --set, --config and --data change what may change',
      false,
    )
    .option(
      '--find-lr',
      'Instead of a run: try rising learning rates, plot the loss into --out, suggest one',
      false,
    )
    .option(
      '--device <device>',
      'Device: cpu, cuda or cuda:N (default: `device` of the configuration)',
      device,
    )
    .option('--deterministic', 'End with the same bits whenever the run is repeated on this machine', false)
    .option('--accept-data', 'With --resume: continue even though frames or labels have changed', false)
    .action(train);
  addConfigOptions(command);
  requireOptions(command, 'out');
  withExamples(
    command,
    '--data bdd100k --out runs/first',
    '--config mobilenet --data bdd100k --set train.epochs=5 --out runs/short',
    '--out runs/first --resume',
  );
}

/** The options from which {@link readInput} makes a configuration. */
export function addConfigOptions(command: Command): Command {
  return command
    .option(
      '--data <dir>',
      "Data set in BDD100K's layout, or nuImages (default: `data` of the configuration)",
    )
    .option(
      '--config <file|preset>',
      `Configuration in YAML or JSON, whose keys all have defaults; or a preset: ${PRESET_LIST}`,
    )
    .option('--set <key=value>', 'Override one key, such as train.batchSize=4; repeatable', collect, []);
}

export const collect = (value: string, values: string[]): string[] => [...values, value];

async function train(options: TrainOptions): Promise<void> {
  if (options.device) options.set.push(`device=${options.device}`);
  if (options.deterministic) options.set.push('train.deterministic=true');
  if (options.acceptData && !options.resume) throw new UsageError('--accept-data is for --resume');
  if (options.findLr && options.resume) throw new UsageError('--find-lr needs a configuration, not --resume');
  if (options.findLr) await searchLr(options);
  else await inGroup((group) => trainIn(group, options));
}

async function searchLr({ out, ...options }: TrainOptions): Promise<void> {
  const { findLr } = await import('@cotrain/train');
  const config = await resolved(options, await sayPreset(await readInput(options)));
  let progress: Progress | undefined;
  let done = 0;
  try {
    const { suggestion, plot } = await findLr(config, {
      out,
      signal: interruptSignal(),
      onStep({ lr, loss }, steps) {
        progress ??= createProgress({ label: 'find lr', total: steps });
        progress.update(++done, `lr ${lr.toPrecision(2)}  loss ${loss.toFixed(3)}`);
      },
    });
    if (suggestion === null) warn('the loss never falls: no learning rate can be suggested');
    else print(`learning rate: ${suggestion.toPrecision(2)} (--set train.lr=${suggestion.toPrecision(2)})\n`);
    print(`plot: ${plot}\n`);
  } finally {
    progress?.stop();
  }
}

async function trainIn(group: Group, { out, resume, acceptData, ...options }: TrainOptions): Promise<void> {
  const { RunFolder, trainRun } = await import('@cotrain/train');
  const config = resume
    ? await changedConfig(RunFolder.open(out).config, options)
    : await resolved(options, await sayPreset(await readInput(options)));
  setResumeHint(() =>
    RunFolder.exists(out) && RunFolder.open(out).canResume ? ['train', '--out', out, '--resume'] : null,
  );
  const signal = interruptSignal();
  const events = await showRun(trainRun(config, { out, resume, acceptData, signal, group }));
  if (events === 0)
    inform(
      `cotrain: the run is finished, there is nothing to do; to train longer: --resume --set train.epochs=N\n`,
    );
  print(`report: ${out}/report.html\n`);
}

/** Says what stands beneath a configuration that does not say it itself. */
async function sayPreset(input: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { DEFAULT_PRESET } = await import('@cotrain/train');
  if (input.preset === undefined)
    inform(
      `the preset is ${DEFAULT_PRESET}, a model for a CPU; preset: official gives its parts the official sizes\n`,
    );
  return input;
}

async function resolved(options: ConfigOptions, input: object): Promise<TrainConfig> {
  const { resolveConfig } = await import('@cotrain/train');
  return blamingOptions(options, () => resolveConfig(input, options.config));
}

/** The configuration of a run that goes on: its own, and what file and options say otherwise. */
async function changedConfig(config: TrainConfig, options: ConfigOptions): Promise<TrainConfig> {
  const { data, set, config: file } = options;
  if (data === undefined && file === undefined && set.length === 0) return config;
  const { applyOverrides, dataInFolder, mergeConfigs, readConfig } = await import('@cotrain/train');
  const input = mergeConfigs({ ...config }, file === undefined ? {} : readConfig(file));
  if (data !== undefined) input.data = await dataInFolder(data, input.data ?? {});
  return resolved(options, await blamingOptions(options, () => applyOverrides(input, set)));
}

/** @throws UsageError where a configuration is wrong in what `--set` says */
export async function blamingOptions<T>({ set }: Pick<ConfigOptions, 'set'>, work: () => T): Promise<T> {
  const { ConfigError } = await import('@cotrain/train');
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // Another kind makes its neighbours wrong.
    const given = set.map((override) =>
      override
        .replace(/=.*$/s, '')
        .replace(OF_SELF_TRAINING, '')
        .replace(/\.(kind|setting)$/, ''),
    );
    const isAbout = (key: string) =>
      given.some((path) => `${key}.`.startsWith(`${path}.`) || `${path}.`.startsWith(`${key}.`));
    if (error.keys.length > 0 && !error.keys.some(isAbout)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}

/** Before the keys of a run that are a teacher's or the student's alone. */
const OF_SELF_TRAINING = /^selfTraining\.(teacher|student|teachers\.[^.]+)\./;

/**
 * The configuration as file and options have it, not yet checked.
 * @throws UsageError where nothing names the data
 */
export async function readInput({
  config,
  data,
  set,
  plugin = [],
}: ConfigOptions): Promise<Record<string, unknown>> {
  const { applyOverrides, dataInFolder, loadPlugins, readConfig } = await import('@cotrain/train');
  const base = config === undefined ? {} : readConfig(config);
  const plugins = [...(Array.isArray(base.plugins) ? base.plugins.map(String) : []), ...plugin];
  // What a run was made with, it needs again whenever it is opened.
  if (plugins.length > 0) base.plugins = plugins;
  await loadPlugins(plugins);
  if (data !== undefined) base.data = await dataInFolder(data, base.data ?? {});
  if (base.data === undefined && !set.some((override) => /^data[.=]/.test(override)))
    throw new UsageError(
      'give --data DIR, a configuration with `data`, or --set data.kind=scenes for generated street scenes',
    );
  return blamingOptions({ set }, () => applyOverrides(base, set));
}

/** Shows a run's events as a bar with ETA, and a line for each evaluation. @returns how many there were */
export async function showRun(events: AsyncIterable<TrainEvent>): Promise<number> {
  const train = await import('@cotrain/train');
  let progress: Progress | undefined;
  let count = 0;
  let skipped = 0;
  try {
    for await (const event of events) {
      count++;
      switch (event.type) {
        case 'start':
          progress = createProgress({ label: 'train', total: event.steps ?? 0 });
          progress.log(
            `${event.images} images, ${event.steps} steps in ${event.epochs} epochs, ${(event.parameters / 1e6).toFixed(1)} M parameters, on ${event.device}`,
          );
          break;
        case 'resume':
          for (const { path, reason } of event.passedOver ?? [])
            warn(`${path} is damaged, and an older checkpoint is used: ${reason}`);
          inform(`continues after step ${event.step}\n`);
          for (const { key, from, to } of event.changes)
            inform(`${key}: ${JSON.stringify(from)} -> ${JSON.stringify(to)}\n`);
          if (event.data !== null) warn(`the data have changed: ${event.data}`);
          break;
        case 'stage':
          progress?.log(event.text);
          break;
        case 'step':
          progress?.update(event.step, stepNote(event));
          break;
        case 'skip':
          skipped++;
          warn(`${event.part} frame "${event.name}" is left out: ${event.reason}`);
          break;
        case 'warning':
          warn(event.text);
          break;
        case 'divergence':
          warn(event.text);
          break;
        case 'checkpoint':
          if (isVerbose()) progress?.log(`saved ${event.path} after step ${event.step}`);
          break;
        case 'eval':
          progress?.log(
            `epoch ${event.epoch}: ${summary(event.metrics, train)} (${formatSeconds(event.time)})${event.skipped ? `, without ${event.skipped} frames that cannot be read` : ''}`,
          );
          break;
        case 'end':
          progress?.log(`${event.reason} after ${event.step} steps in ${formatSeconds(event.time)}`);
      }
    }
  } finally {
    progress?.stop();
  }
  if (skipped > 0) warn(`${skipped} frames were left out; skipped.json and the report name them`);
  return count;
}

function stepNote({ loss, losses, gradNorm, lr, stepTime, dataTime }: StepEvent): string {
  const note = `loss ${loss.toFixed(3)}  ${stepTime.toFixed(2)} s/step`;
  if (!isVerbose()) return note;
  const parts = Object.entries(losses).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  return [
    note,
    `${dataTime.toFixed(2)} s for data`,
    `lr ${lr.toPrecision(3)}`,
    `grad ${gradNorm.toFixed(2)}`,
    ...parts,
  ].join('  ');
}

/** The figures of an evaluation that one looks at first. */
export function summary(metrics: Record<string, number | null>, { shownMetrics }: typeof Train): string {
  return Object.entries(shownMetrics(metrics))
    .map(([name, value]) => `${name} ${value === null ? '-' : value.toFixed(2)}`)
    .join('  ');
}
