import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Device } from '@cotrain/torch';
import type { PseudoLabelEvent } from '@cotrain/train';
import { type Command, Option } from 'commander';
import { EXIT_FAILURE } from '../errors.js';
import { withExamples } from '../examples.js';
import { inGroup } from '../group.js';
import { interruptSignal } from '../interrupt.js';
import { DEVICE_TEXT } from '../model.js';
import { print, warn } from '../output.js';
import { createProgress, type Progress } from '../progress.js';
import { requireOptions } from '../required.js';
import { sameCommand } from '../resumeHint.js';
import { device, ratio } from '../values.js';

interface PseudoLabelCommand {
  run: string;
  data: string;
  task: string;
  out: string;
  split: 'train' | 'val';
  checkpoint: 'last' | 'best';
  device?: Device;
  threshold?: number;
  unlabelled: boolean;
  onError?: 'stop' | 'skip';
}

export function register(program: Command): void {
  const command = program
    .command('pseudo-label')
    .description("Label images with a run's model, in BDD100K's formats, with an audit page")
    .option('--run <dir>', 'Folder of the teacher: a run that has learned the task')
    .option('--data <dir>', "Images in BDD100K's layout, or nuImages, labelled or not")
    .option('--task <task>', 'Task to label: one of the tasks of the run')
    .option('--out <dir>', 'Folder for labels/, provenance.json and audit/; tasks may share it')
    .addOption(
      new Option('--split <split>', 'Part of the data set').choices(['train', 'val']).default('train'),
    )
    .addOption(
      new Option('--checkpoint <name>', 'Checkpoint to load').choices(['last', 'best']).default('best'),
    )
    .option('--device <device>', DEVICE_TEXT, device)
    .option(
      '--threshold <score>',
      'Least score: boxes below it are left out, pixels below it are ignored (default: 0.5 for boxes, 0.3 for pixels)',
      ratio,
    )
    .option('--unlabelled', 'Label only the images without a label for the task', false)
    .addOption(
      new Option(
        '--on-error <what>',
        "How to treat an image that cannot be read: skip leaves it without labels and exits with 1 (default: the run's data.onError)",
      ).choices(['stop', 'skip']),
    )
    .action(label);
  requireOptions(command, 'run', 'data', 'task', 'out');
  withExamples(
    command,
    '--run runs/drivable --data bdd100k --task drivable --out labels',
    '--run runs/det --data bdd100k --task det --out labels --threshold 0.7 --unlabelled',
  );
}

async function label({ unlabelled, ...options }: PseudoLabelCommand): Promise<void> {
  const { pseudoLabel } = await import('@cotrain/train');
  const frames = unlabelled ? 'unlabelled' : 'all';
  sameCommand(() => existsSync(join(options.out, 'provenance.json')));
  const signal = interruptSignal();
  await inGroup((group) => showLabelling(pseudoLabel({ ...options, frames, signal, group })));
}

/** Shows how far pseudo-labelling is, and where the audit page lies. */
export async function showLabelling(events: AsyncIterable<PseudoLabelEvent>): Promise<void> {
  let progress: Progress | undefined;
  try {
    for await (const event of events) {
      switch (event.type) {
        case 'start':
          progress = createProgress({ label: `label ${event.task}`, total: event.frames });
          if (event.done > 0) progress.log(`${event.done} of ${event.frames} frames are labelled already`);
          break;
        case 'frame':
          progress?.update(event.done);
          break;
        case 'skip':
          warn(`frame "${event.name}" is left out: ${event.reason}`);
          break;
        case 'end':
          if (event.skipped) {
            warn(`${event.skipped} of ${event.frames} frames cannot be read, and have no labels`);
            process.exitCode = EXIT_FAILURE;
          }
          if (event.audit !== null) print(`${event.done} frames labelled, audit: ${event.audit}\n`);
      }
    }
  } finally {
    progress?.stop();
  }
}
