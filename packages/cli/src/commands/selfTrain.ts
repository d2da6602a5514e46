import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SelfTrainEvent } from '@cotrain/train';
import type { Command } from 'commander';
import { withExamples } from '../examples.js';
import { assertAlone } from '../group.js';
import { interruptSignal } from '../interrupt.js';
import { inform } from '../output.js';
import { requireOptions } from '../required.js';
import { sameCommand } from '../resumeHint.js';
import { showLabelling } from './pseudoLabel.js';
import { addConfigOptions, blamingOptions, type ConfigOptions, readInput, showRun } from './train.js';

export function register(program: Command): void {
  const command = program
    .command('self-train')
    .description(
      'Train teachers, pseudo-label with them, and train a student; the same command continues after a stop',
    )
    .option('--out <dir>', 'Folder for teachers/, pseudo-labels/ and student/')
    .option('--accept-data', 'Continue even though frames or labels have changed', false)
    .action(selfTrain);
  addConfigOptions(command);
  requireOptions(command, 'out');
  withExamples(
    command,
    '--data bdd100k --out runs/self',
    '--config self-training.yaml --data bdd100k --out runs/self --plugin my-tasks.js',
  );
}

async function selfTrain({
  out,
  acceptData,
  ...options
}: ConfigOptions & { out: string; acceptData: boolean }): Promise<void> {
  await assertAlone('self-train');
  const train = await import('@cotrain/train');
  const input = await readInput(options);
  const config = await blamingOptions(options, () => train.resolveSelfTraining(input, options.config));
  sameCommand(() => existsSync(join(out, 'self-training.json')));
  const signal = interruptSignal();
  await show(train.selfTrain(config, { out, acceptData, signal }));
  if (!signal.aborted) process.stdout.write(`report: ${out}/student/report.html\n`);
}

/** Each stage as its own command shows it. */
async function show(events: AsyncIterable<SelfTrainEvent>): Promise<void> {
  const iterator = events[Symbol.asyncIterator]();
  let next = await iterator.next();
  const titleOf = (event: SelfTrainEvent) =>
    event.stage === 'student' ? 'student' : `${event.stage} of ${event.task}`;
  while (!next.done) {
    const first = next.value;
    async function* stage<T>(): AsyncGenerator<T> {
      while (!next.done && titleOf(next.value) === titleOf(first)) {
        yield next.value.event as T;
        next = await iterator.next();
      }
    }
    inform(`${titleOf(first)}: ${first.stage === 'pseudo-labels' ? first.out : first.run}\n`);
    await (first.stage === 'pseudo-labels' ? showLabelling(stage()) : showRun(stage()));
  }
}
