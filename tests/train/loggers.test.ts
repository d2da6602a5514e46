// Where events go besides the run's folder.
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Logger,
  registerLogger,
  resolveConfig,
  TensorBoardLogger,
  type TrainEvent,
  trainRun,
} from '@cotrain/train';
import ava, { type TestFn } from 'ava';
import { stepEvent } from '../browser/runFolders.js';
import { TRANSFORMS, temporaryFolder } from './tiny.js';

const test = ava as TestFn;
const GOLDEN = fileURLToPath(new URL('../golden/tensorboard/', import.meta.url));

const config = (train: object) =>
  resolveConfig({
    data: { kind: 'scenes', train: 4, val: 2, width: 64, height: 32 },
    tasks: ['drivable'],
    model: { fpnChannels: 32, heads: { drivable: { kind: 'semanticFpn', convsDim: 32 } } },
    transforms: { train: TRANSFORMS, eval: TRANSFORMS.filter(({ type }) => type !== 'randomFlip') },
    train: { batchSize: 2, epochs: 1, warmupSteps: 2, workers: 0, drawnBatches: 0, ...train },
    evaluation: { every: 1, overlays: 0 },
  });

async function run(out: string, train: object, resume = false): Promise<TrainEvent[]> {
  const events: TrainEvent[] = [];
  for await (const event of trainRun(config(train), { out, resume })) events.push(event);
  return events;
}

/** Keeps what it gets. */
class Recorder implements Logger {
  readonly calls: string[] = [];
  begin({ title, resumedAt }: Parameters<Logger['begin']>[0]) {
    this.calls.push(`begin ${title} ${resumedAt}`);
  }
  log(event: TrainEvent) {
    this.calls.push(event.type);
  }
  end() {
    this.calls.push('end');
  }
}

test.serial('a logger of a plugin gets every event in order, and how the run went on', async (t) => {
  const made: Recorder[] = [];
  registerLogger('recorder', () => {
    made.push(new Recorder());
    return made.at(-1)!;
  });
  const out = join(temporaryFolder(), 'name');
  const log = ['jsonl', 'recorder'];
  const events = await run(out, { log });
  t.deepEqual(made[0]!.calls, ['begin name null', ...events.map(({ type }) => type), 'end']);
  t.false(existsSync(join(out, 'steps.csv')), 'csv was not named');
  const more = await run(out, { log, epochs: 2 }, true);
  t.deepEqual(made[1]!.calls, ['begin name 2', ...more.map(({ type }) => type), 'end']);
  t.false(existsSync(join(out, 'steps.csv')));
});

test.serial(
  'a logger that fails is left out with one warning, and training ends as without it',
  async (t) => {
    let calls = 0;
    registerLogger('broken', () => ({
      begin() {},
      log(event) {
        calls++;
        if (event.type === 'step') throw new Error('no network');
      },
      end() {
        calls += 100;
      },
    }));
    const events = await run(join(temporaryFolder(), 'run'), { log: ['jsonl', 'csv', 'broken'] });
    t.deepEqual(
      events.flatMap((event) => (event.type === 'warning' ? [event.text] : [])),
      ['the logger broken failed: no network; the run continues without it'],
    );
    t.true(calls < 10);
    t.is(events.at(-1)!.type, 'end');
  },
);

test.serial('an unknown logger is an error before there is a run folder', async (t) => {
  const out = join(temporaryFolder(), 'run');
  await t.throwsAsync(run(out, { log: ['jsonl', 'tensorbord'] }), {
    name: 'ConfigError',
    message: /train\.log: there is no logger 'tensorbord'.*tensorboard/,
  });
  t.false(existsSync(out));
});

test.serial('tensorboard: the file of some events is that which TensorBoard has read', (t) => {
  const folder = temporaryFolder();
  const now = Date.now;
  Date.now = () => 1_700_000_000_000;
  t.teardown(() => {
    Date.now = now;
  });
  const logger = new TensorBoardLogger();
  logger.begin({ folder, title: 'x', config: config({}), resumedAt: 299 });
  logger.log({ ...stepEvent(1), step: 300 } as TrainEvent);
  logger.log({
    type: 'eval',
    step: 300,
    epoch: 2,
    metrics: { 'det/AP50': 12.5, 'sem_seg/IoU/road': null },
    time: 3,
  });
  logger.log({ type: 'checkpoint', step: 300, path: 'x' });
  logger.end();
  const [name, ...others] = readdirSync(join(folder, 'tensorboard'));
  t.deepEqual(others, []);
  t.is(name, 'events.out.tfevents.001700000000000.cotrain.v2');
  const written = readFileSync(join(folder, 'tensorboard', name!));
  t.deepEqual(written, readFileSync(join(GOLDEN, 'events.tfevents')));
  // What TensorBoard's own reader found in it (make_tensorboard.py).
  const read = JSON.parse(readFileSync(join(GOLDEN, 'read.json'), 'utf8'));
  t.is(read[0].file_version, 'brain.Event:2');
  t.deepEqual(read[1], { step: 300, wall_time: 1_700_000_000, session: 1 });
  t.is(read[2].values['train/losses/det/loss_giou'], Math.fround(1.3));
  t.is(read[2].values['train/memory'], Math.fround(2e9 + 1e6));
  t.deepEqual(read[3], { step: 300, wall_time: 1_700_000_000, values: { 'validation/det/AP50': 12.5 } });
  t.is(read.length, 4);
});

test.serial('tensorboard: a run that names it has one file for each process that trained', async (t) => {
  const out = join(temporaryFolder(), 'run');
  await run(out, { log: ['jsonl', 'csv', 'tensorboard'] });
  await run(out, { log: ['jsonl', 'csv', 'tensorboard'], epochs: 2 }, true);
  t.is(readdirSync(join(out, 'tensorboard')).length, 2);
  t.true(existsSync(join(out, 'steps.csv')));
});

test.serial('examples/mlflow.mjs logs a run to MLflow', async (t) => {
  const requests: { path: string; body: { metrics?: { key: string; step: number }[]; run_id?: string } }[] =
    [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (data) => {
      text += data;
    });
    request.on('end', () => {
      requests.push({ path: request.url!.replace('/api/2.0/mlflow/runs/', ''), body: JSON.parse(text) });
      response.end(JSON.stringify({ run: { info: { run_id: 'abc' } } }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close());
  process.env.MLFLOW_TRACKING_URI = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await import('../../examples/mlflow.mjs');
  const events = await run(join(temporaryFolder(), 'run'), { log: ['jsonl', 'csv', 'mlflow'] });
  t.deepEqual(
    events.filter(({ type }) => type === 'warning'),
    [],
  );
  t.deepEqual(
    requests.map(({ path }) => path),
    ['create', 'log-batch', 'log-batch', 'log-batch', 'update'],
  );
  t.true(requests.slice(1).every(({ body }) => body.run_id === 'abc'));
  t.deepEqual(
    requests[1]!.body.metrics!.map(({ key, step }) => [key, step]),
    [
      ['loss', 1],
      ['lr', 1],
    ],
  );
  t.true(requests[3]!.body.metrics!.some(({ key }) => key === 'drivable/mIoU'));
});
