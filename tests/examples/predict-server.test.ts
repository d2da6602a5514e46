// The example server as a user runs it: photographs over HTTP, bad requests, and its end.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeScenes } from '@cotrain/data';
import { loadRun } from '@cotrain/train';
import test from 'ava';
import sharp from 'sharp';

const SERVER = fileURLToPath(new URL('../../examples/predict-server/server.mjs', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'cotrain-server-'));
const children: ChildProcess[] = [];
test.after.always(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

interface Server {
  url: string;
  child: ChildProcess;
  exited: Promise<[code: number | null]>;
}

function start(...args: string[]): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [SERVER, '--port', '0', ...args], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  children.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream!.on('data', (chunk) => (text += chunk));
  return { child, output: () => text };
}

async function serve(...args: string[]): Promise<Server> {
  const { child, output } = start('--model', 'street-small', ...args);
  const exited = once(child, 'exit') as Promise<[number | null]>;
  while (!/http:/.test(output())) {
    await Promise.race([once(child.stdout!, 'data'), exited]);
    if (child.exitCode !== null) throw new Error(output());
  }
  return { url: /http:\S+/.exec(output())![0], child, exited };
}

const post = (url: string, body: Uint8Array | string, type = 'image/jpeg'): Promise<Response> =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': type } });

// biome-ignore lint/suspicious/noExplicitAny: the tests say what it is.
const json = (response: Response): Promise<any> => response.json();

/** Sends an image without an end, in chunks, until there is an answer. */
function endless(url: string): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sending = request(
      url,
      { method: 'POST', headers: { 'content-type': 'image/png' } },
      async (from) => {
        let text = '';
        for await (const chunk of from) text += chunk;
        clearInterval(timer);
        sending.destroy();
        const headers = { 'content-type': from.headers['content-type']! };
        resolve(new Response(text, { status: from.statusCode!, headers }));
      },
    );
    const timer = setInterval(() => sending.write(new Uint8Array(1000)), 5);
    sending.on('error', reject);
  });
}

test.serial('photographs are answered in parallel, equal to predictions in a program', async (t) => {
  const scenes = join(root, 'scenes');
  await writeScenes({ out: scenes, count: 2, valRatio: 1, seed: 5, width: 160, height: 96 });
  const folder = join(scenes, 'images', '100k', 'val');
  const photographs = readdirSync(folder).map((file) => readFileSync(join(folder, file)));
  using run = loadRun({ model: 'street-small' });
  const expected = await run.predict(photographs);
  const { url, child, exited } = await serve('--workers', '2');
  const answers = await Promise.all(
    Array.from({ length: 8 }, async (_, i) => json(await post(`${url}/predict`, photographs[i % 2]!))),
  );
  for (const [i, answer] of answers.entries()) {
    const { width, height, tasks } = expected[i % 2]!;
    t.deepEqual([answer.width, answer.height], [width, height]);
    // Another number of threads rounds otherwise.
    t.is(answer.tasks.det.objects.length, tasks.det!.objects.length);
    for (const [row, object] of tasks.det!.objects.entries()) {
      t.is(answer.tasks.det.objects[row].className, object.className);
      t.true(Math.abs(answer.tasks.det.objects[row].score - object.score) < 1e-3);
    }
    const { png, data, ...map } = answer.tasks.sem_seg;
    const { data: ids, ...own } = tasks.sem_seg!;
    t.is(data, undefined);
    t.deepEqual(map, JSON.parse(JSON.stringify(own)));
    const pixels = await sharp(Buffer.from(png, 'base64')).toColourspace('b-w').raw().toBuffer();
    const differing = ids.filter((id, at) => id !== pixels[at]);
    t.true(differing.length < 0.002 * ids.length);
  }
  const picture = await post(`${url}/draw`, photographs[0]!);
  t.is(picture.headers.get('content-type'), 'image/png');
  t.true((await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).width! > 160);

  // What has begun is answered after the signal, and then the process ends.
  const last = post(`${url}/predict`, photographs[0]!);
  while ((await json(await fetch(`${url}/health`))).running === 0);
  child.kill('SIGTERM');
  t.is((await last).status, 200);
  t.deepEqual(await exited, [0, null] as unknown as [number]);
  await t.throwsAsync(fetch(`${url}/health`), undefined, 'it listens no more');
});

test.serial('a request that cannot be answered says why, and the server goes on', async (t) => {
  const { url, child, exited } = await serve('--max-bytes', '5000', '--max-pixels', '10000');
  const small = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
  const wide = await sharp({ create: { width: 101, height: 100, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
  const wrong: [Promise<Response>, number, RegExp][] = [
    [post(`${url}/predict`, 'hello'), 400, /E_DATA.*cannot decode image/],
    [post(`${url}/predict`, small.subarray(0, 200)), 400, /E_DATA.*cannot decode image/],
    [post(`${url}/predict`, wide), 400, /E_DATA.*pixel limit/],
    [post(`${url}/predict`, ''), 400, /EMPTY/],
    [post(`${url}/predict`, new Uint8Array(5001)), 413, /TOO_LARGE.*5000 bytes/],
    [post(`${url}/predict`, small, 'image/gif'), 415, /MEDIA_TYPE.*image\/jpeg, image\/png.*image\/gif/],
    [fetch(`${url}/predict`), 405, /POST an image/],
    [post(`${url}/nowhere`, small), 404, /\/nowhere/],
    [endless(`${url}/predict`), 413, /TOO_LARGE/],
  ];
  for (const [response, status, message] of wrong) {
    const answer = await response;
    const text = await answer.text();
    const own = answer.status;
    const type = answer.headers.get('content-type');
    t.is(own, status, text);
    t.is(type, 'application/json');
    t.regex(JSON.stringify(JSON.parse(text).error), message);
  }
  // A client that leaves in the middle of its image.
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(
    'POST /predict HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\nContent-Length: 4000\r\n\r\nabc',
  );
  await once(socket, 'connect');
  socket.destroy();
  const leaving = new AbortController();
  const left = fetch(`${url}/predict`, {
    method: 'POST',
    body: small,
    headers: { 'content-type': 'image/jpeg' },
    signal: leaving.signal,
  });
  leaving.abort();
  await t.throwsAsync(left, { any: true, name: 'AbortError' });
  t.is((await post(`${url}/predict`, small)).status, 200);
  child.kill('SIGINT');
  t.deepEqual(await exited, [0, null] as unknown as [number]);
});

test.serial('more images than may wait are turned away with Retry-After', async (t) => {
  const { url } = await serve('--max-waiting', '1', '--workers', '1');
  const small = await sharp({ create: { width: 256, height: 256, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
  const answers = await Promise.all(Array.from({ length: 12 }, () => post(`${url}/predict`, small)));
  const statuses = answers.map(({ status }) => status);
  t.true(statuses.includes(200) && statuses.includes(503), statuses.join());
  t.is(answers.find(({ status }) => status === 503)!.headers.get('retry-after'), '1');
});

test.serial('a server that cannot start says why and exits with 1', async (t) => {
  const taken = new URL((await serve()).url).port;
  const wrong: [string[], RegExp][] = [
    [[], /give --run DIR or --model NAME/],
    [['--run', join(root, 'nowhere')], /holds no run|does not hold a run/],
    [['--model', 'street-huge'], /npm install @cotrain\/model-street-huge/],
    [['--model', 'street-small', '--port', taken], /EADDRINUSE/],
    [['--model', 'street-small', '--workers', 'two'], /--workers: expected a whole number from 1, got two/],
    [['--sped', '3'], /--sped/],
  ];
  for (const [args, message] of wrong) {
    const { child, output } = start(...args);
    const [code] = await once(child, 'close');
    t.is(code, 1, output());
    t.regex(output(), message);
  }
});
