import type { SelfTrainEvent } from '@cotrain/train';
import type { Command } from 'commander';
import { interruptSignal } from '../interrupt.js';
import { requireOptions } from '../required.js';
import { showLabelling } from './pseudo-label.js';
import { addConfigOptions, type ConfigOptions, readInput, showRun } from './train.js';

export function register(program: Command): void {
  const command = program
    .command('self-train')
    .description('train teachers, pseudo-label with them, train a student; stopped, the same command goes on')
    .option('--out <dir>', 'folder for teachers/, pseudo-labels/ and student/')
    .action(selfTrain);
  addConfigOptions(command);
  requireOptions(command, 'out');
}

async function selfTrain({ out, ...options }: ConfigOptions & { out: string }): Promise<void> {
  const train = await import('@cotrain/train');
  const config = train.resolveSelfTraining(await readInput(options), options.config);
  const signal = interruptSignal();
  await show(train.selfTrain(config, { out, signal }));
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
    process.stderr.write(`${titleOf(first)}: ${first.stage === 'pseudo-labels' ? first.out : first.run}\n`);
    await (first.stage === 'pseudo-labels' ? showLabelling(stage()) : showRun(stage()));
  }
}
