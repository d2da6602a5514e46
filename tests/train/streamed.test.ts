// Converts pushed values to values that a writer pulls.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { BDD100K_TASKS, DataError } from '@cotrain/data';
import { taskOf } from '@cotrain/train';
import test from 'ava';
import { streamed } from '../../packages/train/src/tasks/streamed.js';
import { fromRows } from '../boxRows.js';
import { warnings } from '../data/helpers.js';
import { temporaryFolder } from './tiny.js';

/** Lets all pending work proceed. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await setImmediate();
}

test('values come in order, and the end waits for the writer', async (t) => {
  const written: number[] = [];
  let isDone = false;
  const { add, end } = streamed<number>(async (values) => {
    for await (const value of values) written.push(value);
    await settle();
    isDone = true;
  });
  for (let value = 0; value < 100; value++) await add(value);
  await end();
  t.true(isDone);
  t.deepEqual(written, [...Array(100).keys()]);
});

test('a slow writer is waited for', async (t) => {
  let [asked, taken] = [0, 0];
  let next = () => {};
  const { add, end } = streamed<number>(async (values) => {
    for await (const _ of values) {
      taken++;
      await new Promise<void>((resolve) => {
        next = resolve;
      });
    }
  });
  const all = (async () => {
    for (let value = 0; value < 50; value++) {
      await add(value);
      asked++;
    }
    await end();
  })();
  let most = 0;
  while (taken < 50) {
    await settle();
    most = Math.max(most, asked - taken);
    next();
  }
  await settle();
  next();
  await all;
  t.true(most <= 3, `${most} values waited`);
});

test('an error of the writer comes out of the next call, and of the end', async (t) => {
  const { add, end, abort } = streamed<number>(async (values) => {
    for await (const value of values) if (value === 2) throw new RangeError('two');
  });
  await t.throwsAsync(
    async () => {
      for (let value = 0; value < 10; value++) await add(value);
    },
    { instanceOf: RangeError, message: 'two' },
  );
  await t.throwsAsync(end(), { instanceOf: RangeError });
  await t.notThrowsAsync(abort(new Error('other')));
});

test('a writer that fails at once, or wants no more, holds nobody up', async (t) => {
  const failing = streamed<number>(async () => {
    throw new RangeError('no room');
  });
  await settle();
  await t.throwsAsync(failing.add(1), { instanceOf: RangeError });
  const told = await warnings('', async () => {
    const content = streamed<number>(async (values) => {
      for await (const _ of values) break;
    });
    for (let value = 0; value < 100; value++) await content.add(value);
    await t.notThrowsAsync(content.end());
  });
  t.deepEqual(told, []);
});

test('aborted before the writer has asked for anything, the process lives on', async (t) => {
  let seen: unknown;
  const { abort } = streamed<number>(async (values) => {
    await settle();
    try {
      for await (const _ of values);
    } catch (error) {
      seen = error;
    }
  });
  await abort(new RangeError('stop'));
  await settle();
  t.true(seen instanceof RangeError);
});

const DET = { ...BDD100K_TASKS.det, task: 'det', format: 'scalabel' } as const;
const frame = (name: string) => ({ name, file: `${name}.jpg` });
const box = (id: number) => fromRows([{ class: id, score: 0.5, edges: [1, 1, 5, 5] }]);

test('a file of boxes: whole at the end; after an error or an abort the old one stays', async (t) => {
  const folder = temporaryFolder();
  const file = join(folder, 'det.json');
  const open = () => taskOf('det', BDD100K_TASKS.det).openFiles(folder, DET);

  const stopped = open();
  await stopped.add(frame('a'), box(0));
  await settle();
  await stopped.abort(new Error('interrupted'));
  t.deepEqual(readdirSync(folder), [], 'nothing half-written');

  const whole = open();
  for (const name of ['a', 'b', 'c']) await whole.add(frame(name), box(2));
  t.false(existsSync(file), 'not before it is whole');
  await whole.end();
  const frames = JSON.parse(readFileSync(file, 'utf8')) as { name: string }[];
  t.deepEqual(
    frames.map(({ name }) => name),
    ['a.jpg', 'b.jpg', 'c.jpg'],
  );

  writeFileSync(file, 'mine');
  const wrong = open();
  await t.throwsAsync(
    async () => {
      await wrong.add(frame('a'), box(99));
      await wrong.end();
    },
    { instanceOf: DataError },
  );
  await wrong.abort(new Error('gave up'));
  t.deepEqual(readdirSync(folder), ['det.json']);
  t.is(readFileSync(file, 'utf8'), 'mine');
});
