import type { Group } from '@cotrain/train';
import { type Command, Option } from 'commander';
import { EXIT_FAILURE, UsageError } from '../errors.js';
import { withExamples } from '../examples.js';
import { inGroup } from '../group.js';
import { interruptSignal } from '../interrupt.js';
import { type ModelOptions, modelFileOf, runOf, withModelOptions } from '../model.js';
import { detail, print, warn } from '../output.js';
import { withProgress } from '../progress.js';
import { formatTable } from '../table.js';

interface EvalOptions extends ModelOptions {
  data?: string;
  split: 'train' | 'val';
  checkpoint: 'last' | 'best';
  onError?: 'stop' | 'skip';
  json: boolean;
}

export function register(program: Command): void {
  const command = withModelOptions(program.command('eval'))
    .description("Score a model on the run's data set, or on another")
    .option('--data <dir>', "Another data set in BDD100K's layout, or nuImages")
    .addOption(new Option('--split <split>', 'Part of the data set').choices(['train', 'val']).default('val'))
    .addOption(
      new Option('--checkpoint <name>', 'Checkpoint to load').choices(['last', 'best']).default('last'),
    )
    .addOption(
      new Option(
        '--on-error <what>',
        "How to treat a frame that cannot be read: skip leaves it out and exits with 1 (default: the run's data.onError)",
      ).choices(['stop', 'skip']),
    )
    .option('--json', 'Print one JSON object, in percent', false)
    .action(evaluate);
  withExamples(
    command,
    '--run runs/first',
    '--model street-small --data bdd100k --json',
    '--model street.onnx --data bdd100k',
  );
}

const evaluate = (options: EvalOptions): Promise<void> => inGroup((group) => evaluateIn(group, options));

async function evaluateIn(group: Group, { json, ...options }: EvalOptions): Promise<void> {
  const file = await modelFileOf(options, group);
  if (file !== null && options.data === undefined)
    throw new UsageError(`${file} has no data of its own: give --data DIR`);
  const run = file ?? (await runOf(options));
  const { evaluateCheckpoint, evaluateFile } = await import('@cotrain/train');
  const signal = interruptSignal();
  detail(`cotrain: scores ${file ?? `the ${options.checkpoint} checkpoint of ${run}`}\n`);
  const skipped: string[] = [];
  const onSkipped = ({ name, reason }: { name: string; reason: string }) => {
    skipped.push(name);
    warn(`frame "${name}" is left out: ${reason}`);
  };
  const { data, split, checkpoint, device, onError } = options;
  const metrics = await withProgress('eval', (onProgress) => {
    const common = { split, onSkipped, signal, onProgress, ...(onError && { onError }) };
    if (file !== null) return evaluateFile(file, { ...common, data: data! });
    return evaluateCheckpoint(run, {
      ...{ ...common, checkpoint, group },
      ...(data !== undefined && { data }),
      ...(device && { device }),
    });
  });
  if (skipped.length > 0) {
    warn(`the scores say nothing of ${skipped.length} frames that cannot be read`);
    process.exitCode = EXIT_FAILURE;
  }
  const rows = Object.entries(metrics).map(([name, value]) => [
    name,
    value === null ? '-' : value.toFixed(2),
  ]);
  print(`${json ? JSON.stringify(metrics) : formatTable([['metric', '%'], ...rows])}\n`);
}
