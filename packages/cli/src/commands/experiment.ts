import { existsSync } from 'node:fs';
import type { Device } from '@cotrain/torch';
import type * as Train from '@cotrain/train';
import type { ExperimentEvent, Scale } from '@cotrain/train';
import { type Command, Option } from 'commander';
import { withExamples } from '../examples.js';
import { assertAlone } from '../group.js';
import { interruptSignal } from '../interrupt.js';
import { warn } from '../output.js';
import { createProgress, type Progress } from '../progress.js';
import { sameCommand } from '../resumeHint.js';
import { device, positiveInteger } from '../values.js';
import { summary } from './train.js';

interface ExperimentOptions {
  scale?: Scale;
  data?: string;
  out: string;
  seeds?: number;
  device: Device;
  weights: string;
  plan: boolean;
  acceptData: boolean;
}

export function register(program: Command): void {
  const command = program
    .command('experiment')
    .description(
      "Run one of the paper's tables beside the paper's figures, or a question of our own; the same command continues after a stop",
    )
    .argument(
      '<names...>',
      'table1 to table11 (table4-paper is table4 --scale paper), pretrained, best, adapt, language, strategies, datasets, queries',
    )
    .addOption(
      new Option(
        '--scale <scale>',
        'Size of the runs. small: tables, for two cores; paper: tables, with the settings of the paper; camvid: our own questions (default: small for tables, camvid for questions)',
      ).choices(['small', 'paper', 'camvid']),
    )
    .option(
      '--data <dir>',
      "Data set in BDD100K's layout, or nuImages for table11 (default: generated scenes)",
    )
    .option('--out <dir>', 'Folder for the runs and the table', 'runs/experiments')
    .option(
      '--seeds <count>',
      'Repetitions, each with its own weights, order and split (default: 1 for tables; 1, 3 or 5 for questions)',
      positiveInteger,
    )
    .option('--device <device>', 'Device: cpu, cuda or cuda:N', device, 'cpu')
    .option('--weights <dir>', 'Folder of published checkpoints, for --scale paper', 'weights')
    .option('--plan', 'Print the planned runs, and run nothing', false)
    .option('--accept-data', 'Continue even though frames or labels have changed', false)
    .action(experiment);
  withExamples(
    command,
    'table1 --plan',
    'table1 table2 --data bdd100k --seeds 3',
    'adapt --data camvid --out runs/adapt',
  );
}

async function experiment(
  names: string[],
  { scale, data, plan, ...options }: ExperimentOptions,
): Promise<void> {
  await assertAlone('experiment');
  const { dataInFolder, experimentByName, experimentPlan, runExperiment } = await import('@cotrain/train');
  const chosen = names.map((name) => experimentByName(name, scale));
  const all = {
    ...options,
    data: data === undefined ? { kind: 'scenes' as const } : await dataInFolder(data),
  };
  if (plan) {
    const jobs = chosen.flatMap((own) => experimentPlan(own, all));
    process.stdout.write(`${JSON.stringify(jobs, null, 2)}\n`);
    return;
  }
  sameCommand(() => existsSync(options.out));
  const signal = interruptSignal();
  for (const own of chosen) {
    await showExperiment(runExperiment(own, { ...all, signal }));
    if (signal.aborted) return;
  }
}

/** A bar for each job; the table when it is complete. */
async function showExperiment(events: AsyncIterable<ExperimentEvent>): Promise<void> {
  const train = await import('@cotrain/train');
  let progress: Progress | undefined;
  let table = '';
  try {
    for await (const event of events) {
      if (event.type === 'job') {
        progress?.stop();
        progress = undefined;
        const place = `[${event.number}/${event.of}] ${event.id}, seed ${event.seed}`;
        process.stdout.write(`${place}: ${event.state}\n`);
      } else if (event.type === 'table') table = `${event.markdown}\n${event.files.join('\n')}\n`;
      else progress = showJob(event, progress, train);
    }
  } finally {
    progress?.stop();
  }
  process.stdout.write(`\n${table}`);
}

function showJob(
  job: Extract<ExperimentEvent, { type: 'train' | 'pseudoLabel' }>,
  progress: Progress | undefined,
  train: typeof Train,
): Progress | undefined {
  const { event } = job;
  switch (event.type) {
    case 'start':
      return createProgress({ label: job.id, total: ('steps' in event ? event.steps : event.frames) ?? 0 });
    case 'step':
      progress?.update(event.step, `loss ${event.loss.toFixed(3)}`);
      break;
    case 'frame':
      progress?.update(event.done, event.name);
      break;
    case 'skip':
      warn(`${job.id}: frame "${event.name}" is left out: ${event.reason}`);
      break;
    case 'warning':
    case 'divergence':
      warn(`${job.id}: ${event.text}`);
      break;
    case 'eval':
      progress?.log(summary(event.metrics, train));
  }
  return progress;
}
