// The server behind `cotrain watch`, and how it reads runs that others write. tests/browser has the page.
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { ReportError, reportRuns, type TrainEvent, watchRuns } from '@cotrain/train';
import ava, { type ExecutionContext } from 'ava';
import { appendEvents, evalEvent, stepEvent, temporaryFolder, writeRun } from '../browser/runFolders.js';

const test = ava;

async function serve(t: ExecutionContext, ...folders: string[]) {
  const server = await watchRuns(folders, { interval: 20 });
  t.teardown(() => server.close());
  return server.url;
}

/** A raw request, because clients normalise paths and hosts before they send them. */
function raw(url: string, text: string): Promise<string> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    let answer = '';
    createConnection(Number(port), '127.0.0.1', function (this: NodeJS.WritableStream) {
      this.write(text);
    })
      .setEncoding('latin1')
      .on('data', (data: string) => {
        answer += data;
      })
      .on('close', () => resolve(answer))
      .on('error', reject);
  });
}

const get = (url: string, path: string, host = new URL(url).host, method = 'GET'): Promise<string> =>
  raw(url, `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);

interface Update {
  run: { id: string; name: string; status: string; frames: { versions: { src: string }[] }[] };
  whole: boolean;
  steps: { step: number[]; columns: Record<string, (number | null)[]> };
}

/** The updates that a page gets. */
async function* updates(t: ExecutionContext, url: string): AsyncGenerator<Update, void> {
  const stop = new AbortController();
  t.teardown(() => stop.abort());
  const response = await fetch(`${url}events`, { signal: stop.signal });
  let rest = '';
  for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
    const messages = (rest + text).split('\n\n');
    rest = messages.pop()!;
    for (const message of messages) {
      const [, data] = /^event: run\ndata: (.*)$/s.exec(message) ?? [];
      if (data !== undefined) yield JSON.parse(data) as Update;
    }
  }
}

const next = async (stream: AsyncGenerator<Update, void>): Promise<Update> => (await stream.next()).value!;

test('server: a request for another host, by another method or for another file is refused', async (t) => {
  const parent = temporaryFolder();
  const folder = await writeRun(parent, 'first', { steps: 50 });
  writeFileSync(join(parent, 'secret.webp'), 'secret');
  const url = await serve(t, folder);
  const { run } = await next(updates(t, url));
  const src = run.frames[0]!.versions[0]!.src;
  t.is(src, '/runs/0/evaluations/50/0.webp');
  t.regex(await get(url, src), /^HTTP\/1.1 200 OK\r\n[\s\S]*Content-Type: image\/webp/);
  t.regex(await get(url, '/'), /^HTTP\/1.1 200 /);
  const { port } = new URL(url);
  t.regex(await get(url, '/', `localhost:${port}`), /^HTTP\/1.1 200 /);
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    '127.0.0.1',
    `127.0.0.1.evil.example:${port}`,
    `127.0.0.1:${Number(port) + 1}`,
  ])
    t.regex(await get(url, src, host), /^HTTP\/1.1 403 /, host);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
    t.regex(await get(url, '/', undefined, method), /^HTTP\/1.1 405 /);
  for (const path of [
    ...['/runs/0/../secret.webp', '/runs/0/..%2fsecret.webp', '/runs/0/%2e%2e/secret.webp', '//secret.webp'],
    ...[
      '/runs/0/evaluations/../../secret.webp',
      '/runs/0//etc/passwd',
      '/runs/0/config.json',
      '/runs/0/log.jsonl',
    ],
    ...[
      '/runs/0/%',
      '/runs/0/%00',
      '/runs/1/batches/1.webp',
      `/runs/0/evaluations/50/0.webp%00`,
      '/config.json',
    ],
  ])
    t.regex(await get(url, path), /^HTTP\/1.1 404 /, path);
  // A link that leads out of the run's folder, under a name that the page knows.
  const picture = join(folder, 'evaluations', '50', '0.webp');
  rmSync(picture);
  symlinkSync(join(parent, 'secret.webp'), picture);
  t.regex(await get(url, src), /^HTTP\/1.1 404 /);
});

test('server: the page forbids everything that is not its own', async (t) => {
  const url = await serve(t, await writeRun(temporaryFolder(), 'first', { steps: 1, pictures: false }));
  const { headers } = await fetch(url);
  const policy = headers.get('content-security-policy')!;
  t.regex(policy, /default-src 'none'; script-src 'nonce-[\w-]{22}'; style-src 'nonce-/);
  t.regex(policy, /connect-src 'self'/);
  t.notRegex(policy, /unsafe|https?:|\*/);
  t.is(headers.get('access-control-allow-origin'), null);
  t.is(headers.get('cross-origin-resource-policy'), 'same-origin');
});

test.serial('server: a taken port is one clear error, and leaves nothing that keeps a process', async (t) => {
  const url = await serve(t, temporaryFolder());
  const port = Number(new URL(url).port);
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  await t.throwsAsync(watchRuns([temporaryFolder()], { port }), {
    instanceOf: ReportError,
    message: `cannot listen on 127.0.0.1:${port}: another program listens there; choose another port`,
  });
  t.is(timers(), before);
});

test('following: only new rows are sent, in steps of whole lines', async (t) => {
  const folder = await writeRun(temporaryFolder(), 'first', { steps: 3, pictures: false });
  const stream = updates(t, await serve(t, folder));
  const first = await next(stream);
  t.true(first.whole);
  t.deepEqual(first.steps.step, [1, 2, 3]);
  // The name of a frame with letters of several bytes, cut within one of them.
  const skip: TrainEvent = { type: 'skip', step: 3, part: 'train', name: 'Straße 🚗', reason: 'truncated' };
  const bytes = Buffer.from(`${JSON.stringify(skip)}\n${JSON.stringify(stepEvent(4))}\n`);
  const middle = bytes.indexOf('🚗') + 2;
  appendFileSync(join(folder, 'log.jsonl'), bytes.subarray(0, middle));
  appendFileSync(join(folder, 'log.jsonl'), bytes.subarray(middle));
  const second = await next(stream);
  t.false(second.whole);
  t.deepEqual(second.steps.step, [4]);
  t.true(JSON.stringify(second.run).includes('Straße 🚗'));
  appendFileSync(join(folder, 'log.jsonl'), 'not an event\n{"type":"step"}\n\0\0\0\n');
  appendEvents(folder, stepEvent(5));
  let update = await next(stream);
  while (update.steps.step.length === 0) update = await next(stream);
  t.deepEqual(update.steps.step, [5]);
});

test('following: a run that is resumed, replaced, removed, or repeats steps starts its curves there', async (t) => {
  const parent = temporaryFolder();
  const folder = await writeRun(parent, 'first', { steps: 5, pictures: false });
  const log = join(folder, 'log.jsonl');
  const stream = updates(t, await serve(t, folder));
  await next(stream);
  const until = async (steps: number[]) => {
    for (;;) {
      const { whole, steps: table } = await next(stream);
      if (whole && table.step.join() === steps.join()) return;
    }
  };
  // Cut back to step 3 as `RunFolder.resume` does it: a new file in place of the old one.
  const lines = readFileSync(log, 'utf8').split('\n').slice(0, 4);
  writeFileSync(`${log}.new`, `${lines.join('\n')}\n`);
  renameSync(`${log}.new`, log);
  await until([1, 2, 3]);
  // A file that is written over in place.
  writeFileSync(log, `${lines.slice(0, 2).join('\n')}\n`);
  await until([1]);
  // Steps that are repeated without a cut.
  appendEvents(folder, stepEvent(2), stepEvent(3), stepEvent(2));
  await until([1, 2]);
  rmSync(folder, { recursive: true });
  let update = await next(stream);
  while (update.run.status !== 'missing') update = await next(stream);
  await writeRun(parent, 'first', { steps: 2, factor: 3, pictures: false });
  await until([1, 2]);
  t.pass();
});

test('following: numbers with names of an object, or nested without end, stop nothing', async (t) => {
  const folder = await writeRun(temporaryFolder(), 'run', { pictures: false });
  const metrics = { constructor: 1, toString: 2, 'drivable/mIoU': 50 };
  const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
  appendEvents(folder, { ...evalEvent(300), metrics } as TrainEvent);
  const text = JSON.stringify(evalEvent(400)).slice(0, -1);
  appendFileSync(join(folder, 'log.jsonl'), `${text},"x":${deep}}\n`);
  const file = join(temporaryFolder(), 'report.html');
  await reportRuns([folder], file);
  t.regex(readFileSync(file, 'utf8'), /metrics\/constructor/);
});

test('following: a folder that is not there yet is waited for', async (t) => {
  const parent = temporaryFolder();
  const stream = updates(t, await serve(t, join(parent, 'runs')));
  const first = next(stream);
  mkdirSync(join(parent, 'runs'));
  await writeRun(join(parent, 'runs'), 'late', { steps: 1, pictures: false });
  t.is((await first).run.name, 'late');
});

test('following: a run of 100,000 steps is averaged to a light table', async (t) => {
  const folder = await writeRun(temporaryFolder(), 'long', { steps: 1, pictures: false });
  const lines = Array.from(
    { length: 100_000 },
    (_, i) => `${JSON.stringify({ ...stepEvent(i + 1), loss: i })}\n`,
  );
  writeFileSync(join(folder, 'log.jsonl'), lines.join(''));
  const { steps } = await next(updates(t, await serve(t, folder)));
  t.is(steps.step.length, 5000);
  t.is(steps.step.at(-1), 100_000);
  t.is(steps.columns.loss![0], (0 + 19) / 2, 'the mean of 20 steps');
});

test('report: several runs become one file, and no run is one clear error', async (t) => {
  const parent = temporaryFolder();
  await writeRun(parent, 'a/first', { steps: 50 });
  await writeRun(parent, 'a/second', { steps: 50 });
  const file = join(parent, 'out.html');
  await reportRuns([parent], file);
  const html = readFileSync(file, 'utf8');
  const data = JSON.parse(/id="data">(.*?)<\/script>/.exec(html)![1]!);
  t.deepEqual(
    data.runs.map((own: Update) => own.run.name),
    ['a/first', 'a/second'],
  );
  t.false(/(src|href)="(?!data:|#)/.test(html), 'nothing is loaded from elsewhere');
  t.false(html.includes(parent), 'no path of the machine');
  await t.throwsAsync(reportRuns([join(parent, 'nothing')], file), {
    instanceOf: ReportError,
    message: /there is no run here/,
  });
});

test('details: those of evaluations that the log has lost are not shown', async (t) => {
  const folder = await writeRun(temporaryFolder(), 'first', { steps: 100 });
  appendEvents(folder, evalEvent(120));
  const lines = readFileSync(join(folder, 'log.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => !/"type":"eval","step":100/.test(line));
  writeFileSync(join(folder, 'log.jsonl'), lines.join('\n'));
  const { run } = await next(updates(t, await serve(t, folder)));
  t.deepEqual(
    run.frames[0]!.versions.map(({ src }) => src),
    ['/runs/0/evaluations/50/0.webp'],
  );
});
