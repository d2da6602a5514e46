// When a run is saved, which checkpoints stay, from which one it continues, and when it ends early.
import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileWriteError, memory } from '@cotrain/torch';
import { ConfigError, RunError, RunFolder, type TrainEvent, trainRun } from '@cotrain/train';
import test from 'ava';
import { oneTaskConfig as config, runToEnd as run, temporaryFolder } from './tiny.js';

const scored = { evaluation: { every: 1, overlays: 0 } };

const files = (out: string): string[] => readdirSync(join(out, 'checkpoints')).sort();
const saved = (events: readonly TrainEvent[]): number[] =>
  events.flatMap((event) => (event.type === 'checkpoint' ? [event.step] : []));
const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const last = (out: string): string => digest(RunFolder.open(out).last);

test.serial('saves within epochs, by steps and by time, and keeps the newest', async (t) => {
  const before = memory().tensors;
  const whole = await run(config());
  t.deepEqual(saved(whole.events), [2, 4]);
  const bySteps = await run(config({ checkpoint: { everySteps: 1, keepLast: 3 } }));
  t.deepEqual(saved(bySteps.events), [1, 2, 3, 4]);
  t.deepEqual(files(bySteps.out), [
    'best.safetensors',
    'last.safetensors',
    ...[2, 3, 4].map((step) => `step-000000${step}.safetensors`),
  ]);
  const byTime = await run(config({ checkpoint: { everyMinutes: 1e-9, keepLast: 1, keepBest: 0 } }));
  t.true(saved(byTime.events).length >= 2);
  t.deepEqual(files(byTime.out), ['last.safetensors']);
  for (const { out } of [bySteps, byTime]) t.is(last(out), last(whole.out), 'saving changes nothing');
  t.is(memory().tensors, before);
});

test.serial('continues from the newest intact checkpoint, and says what it passed over', async (t) => {
  const settings = config({ checkpoint: { everySteps: 1, keepLast: 3 } });
  const { out } = await run(settings);
  const whole = last(out);
  const { last: newest, checkpoints } = RunFolder.open(out);
  const damaged = readFileSync(newest);
  damaged[damaged.length - 9]! ^= 1;
  rmSync(newest);
  writeFileSync(newest, damaged);
  writeFileSync(join(checkpoints.folder, 'step-0000004.safetensors'), damaged.subarray(0, 1000));
  // A finished run continues only if a setting changes.
  const resumed = await run(
    { ...settings, train: { ...settings.train, workers: 1, cacheMiB: 16 } },
    true,
    out,
  );
  const [event] = resumed.events;
  t.like(event, { type: 'resume', step: 3 });
  const reasons = event?.type === 'resume' ? event.passedOver!.map(({ reason }) => reason) : [];
  t.is(reasons.length, 2);
  t.regex(reasons[0]!, /last\.safetensors.*damaged/s);
  t.is(last(out), whole);

  for (const name of files(out)) writeFileSync(join(checkpoints.folder, name), 'nothing');
  await t.throwsAsync(run(config({ workers: 0, epochs: 3 }), true, out), {
    instanceOf: RunError,
    message: /no intact checkpoint:\n.*last\.safetensors.*\n.*step-0000004/,
  });
});

test.serial('keeps the best checkpoints by a score of choice', async (t) => {
  const { out, events } = await run(
    config(
      { epochs: 4, checkpoint: { keepBest: 2, keepLast: 1, metric: 'drivable/pAcc', mode: 'min' } },
      scored,
    ),
  );
  const scores = events.flatMap((event) =>
    event.type === 'eval' ? [{ step: event.step, score: event.metrics['drivable/pAcc']! }] : [],
  );
  t.is(scores.length, 4);
  const [first, second] = scores.sort((a, b) => a.score - b.score || a.step - b.step);
  const kept = [first!, second!].map(({ step }) => `best-000000${step}.safetensors`).sort();
  t.deepEqual(files(out), [...kept, 'best.safetensors', 'last.safetensors']);
  const folder = RunFolder.open(out).checkpoints.folder;
  t.is(digest(RunFolder.open(out).best), digest(join(folder, `best-000000${first!.step}.safetensors`)));
  await t.throwsAsync(run(config({ checkpoint: { metric: 'sem_seg/mIoU' } })), {
    instanceOf: ConfigError,
    message:
      /train\.checkpoint\.metric: .* no score 'sem_seg\/mIoU' \(did you mean|train\.checkpoint\.metric/,
  });
  await t.throwsAsync(run(config({ checkpoint: { metric: 'drivable/mIuO' } })), {
    instanceOf: ConfigError,
    message: /no score 'drivable\/mIuO' \(did you mean 'drivable\/mIoU'\?\)/,
  });
});

test.serial('an error of the writing thread ends the run, and the old checkpoint stays', async (t) => {
  const before = memory().tensors;
  const out = join(temporaryFolder(), 'run');
  const kept = join(out, 'kept.safetensors');
  const failing = async () => {
    for await (const event of trainRun(config({ epochs: 9, checkpoint: { keepLast: 1 } }), { out }))
      if (event.type === 'checkpoint' && event.step === 4) {
        const { folder } = RunFolder.open(out).checkpoints;
        copyFileSync(join(folder, 'last.safetensors'), kept);
        // From here on, nothing can be written there.
        rmSync(folder, { recursive: true });
        writeFileSync(folder, '');
      }
  };
  await t.throwsAsync(failing, { instanceOf: FileWriteError, message: /last\.safetensors/ });
  const { folder } = RunFolder.open(out).checkpoints;
  rmSync(folder);
  t.is(memory().tensors, before);
  t.deepEqual(saved(RunFolder.open(out).events()), [2, 4], 'what was not written is not in the log');
});

test.serial('a checkpoint is in the log when its file is complete', async (t) => {
  const out = join(temporaryFolder(), 'run');
  const steps: number[] = [];
  for await (const event of trainRun(config({ checkpoint: { everySteps: 1 } }), { out })) {
    if (event.type === 'step') steps.push(event.step);
    if (event.type === 'eval') t.is(saved(RunFolder.open(out).events()).at(-1), event.step);
    if (event.type !== 'checkpoint') continue;
    const { path, position } = RunFolder.open(out).checkpoints.newestIntact();
    t.deepEqual([path, position.step], [event.path, event.step]);
  }
  t.deepEqual(saved(RunFolder.open(out).events()), steps);
});

test.serial('ends after a number of steps, saved and scored, and continues from there', async (t) => {
  const whole = await run(config());
  const { out, events } = await run(config({ maxSteps: 3 }));
  t.like(events.at(-1), { type: 'end', step: 3, reason: 'finished', limit: 'maxSteps' });
  t.deepEqual(
    events.flatMap((event) => (event.type === 'eval' ? [event.step] : [])),
    [3],
  );
  t.deepEqual((await run(config({ maxSteps: 3 }), true, out)).events, [], 'it is finished');
  await run(config(), true, out);
  t.is(last(out), last(whole.out));

  const { events: timed } = await run(config({ maxMinutes: 1e-9 }));
  t.like(timed.at(-1), { type: 'end', step: 0, limit: 'maxMinutes' });
});

test.serial('ends when the score no longer improves, also if it was resumed between', async (t) => {
  const stopping = { metric: 'drivable/mIoU', patience: 2, minDelta: 1000 };
  const { events } = await run(config({ epochs: 9, earlyStopping: stopping }, scored));
  // The first score is the best one; nothing improves on it by 1000.
  t.like(events.at(-1), { type: 'end', step: 6, reason: 'finished', limit: 'earlyStopping' });
  const { out } = await run(config({ epochs: 9, maxSteps: 4, earlyStopping: stopping }, scored));
  const { events: resumed } = await run(config({ epochs: 9, earlyStopping: stopping }, scored), true, out);
  t.like(resumed.at(-1), { type: 'end', step: 6, limit: 'earlyStopping' });
});
