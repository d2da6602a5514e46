import { rm } from 'node:fs/promises';
import type { Command } from 'commander';
import { withExamples } from '../examples.js';
import { assertAlone } from '../group.js';
import { interruptSignal } from '../interrupt.js';
import { showRun } from './train.js';

/** Sized for a few minutes on two cores. */
const EPOCHS = 4;

export function register(program: Command): void {
  const command = program
    .command('demo')
    .description(
      'Train all three tasks on generated street scenes for some minutes, and write a report with pictures',
    )
    .option('--out <dir>', 'Folder of the run; an earlier demo there is replaced', 'runs/demo')
    .action(demo);
  withExamples(command, '', '--out runs/second-demo');
}

async function demo({ out }: { out: string }): Promise<void> {
  await assertAlone('demo');
  const { lockFolder } = await import('@cotrain/torch');
  const { resolveConfig, RunFolder, trainRun } = await import('@cotrain/train');
  const end = [
    { type: 'normalize', preset: 'inception' },
    { type: 'pad', multiple: 32 },
  ] as const;
  const config = resolveConfig({
    preset: 'mobilenet',
    data: { kind: 'scenes' },
    // Scenes are made in the size that they are learned in.
    transforms: { train: [{ type: 'randomFlip' }, ...end], eval: [...end] },
    train: { epochs: EPOCHS, warmupSteps: 20 },
    evaluation: { every: 2, overlays: 8 },
  });
  if (RunFolder.exists(out)) {
    lockFolder(out, 'cotrain demo'); // it goes with the folder; a demo that still runs keeps its own
    await rm(out, { recursive: true });
  }
  await showRun(
    trainRun(config, { out, signal: interruptSignal(), title: 'cotrain demo: generated street scenes' }),
  );
  process.stdout.write(`report: ${out}/report.html\n`);
}
