import type { Task } from '@cotrain/data';
import type { PseudoLabelEvent } from '@cotrain/train';
import { type Command, Option } from 'commander';
import { interruptSignal } from '../interrupt.js';
import { createProgress, type Progress } from '../progress.js';
import { requireOptions } from '../required.js';
import { ratio } from '../values.js';

interface PseudoLabelCommand {
  run: string;
  data: string;
  task: Task;
  out: string;
  split: 'train' | 'val';
  checkpoint: 'last' | 'best';
  threshold?: number;
  unlabelled: boolean;
}

export function register(program: Command): void {
  const command = program
    .command('pseudo-label')
    .description("label images with a run's model, in BDD100K's formats, with an audit page")
    .option('--run <dir>', 'folder of the teacher: a run that has learned the task')
    .option('--data <dir>', "images in BDD100K's layout, or nuImages, labelled or not")
    .addOption(new Option('--task <task>', 'what to label').choices(['det', 'sem_seg', 'drivable']))
    .option('--out <dir>', 'folder for labels/, provenance.json and audit/; tasks may share it')
    .addOption(
      new Option('--split <split>', 'part of the data set').choices(['train', 'val']).default('train'),
    )
    .addOption(new Option('--checkpoint <name>', 'which weights').choices(['last', 'best']).default('best'))
    .option(
      '--threshold <score>',
      'boxes below are left out, pixels below are ignored (default: 0.5 for det, 0.3 for the others)',
      ratio,
    )
    .option('--unlabelled', 'only the images that have no label for the task', false)
    .action(label);
  requireOptions(command, 'run', 'data', 'task', 'out');
}

async function label({ unlabelled, ...options }: PseudoLabelCommand): Promise<void> {
  const { pseudoLabel } = await import('@cotrain/train');
  const frames = unlabelled ? 'unlabelled' : 'all';
  await showLabelling(pseudoLabel({ ...options, frames, signal: interruptSignal() }));
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
        case 'end':
          if (event.audit !== null)
            process.stdout.write(`${event.frames} frames labelled, audit: ${event.audit}\n`);
      }
    }
  } finally {
    progress?.stop();
  }
}
