// The server of `cotrain serve`, and its page in a real browser.
import { copyFileSync, cpSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type ModelSource,
  modelInFile,
  modelOfRun,
  packagedRun,
  ReportError,
  serveModel,
} from '@cotrain/train';
import type { ExecutionContext } from 'ava';
import { browserTests } from './browserTests.js';
import { Browser } from './chromium.js';
import {
  assertClean,
  choosePhotograph,
  fileOf,
  openPage,
  STANDIN,
  temporaryFolder,
  text,
} from './webPage.js';

const { chromium, test, check } = browserTests('the page of `cotrain serve` is');

const STREET = fileURLToPath(new URL('../../docs/images/street-small.jpg', import.meta.url));

/** A source whose model the test replaces. */
class Replaceable implements ModelSource {
  #version = 1;
  #model: typeof STANDIN | Error = STANDIN;

  version(): string {
    return String(this.#version);
  }

  async load(): Promise<typeof STANDIN> {
    if (this.#model instanceof Error) throw this.#model;
    return this.#model;
  }

  replace(model: typeof STANDIN | Error): void {
    this.#model = model;
    this.#version++;
  }
}

async function serve(t: ExecutionContext, source: ModelSource, port = 0): Promise<string> {
  const server = await serveModel(source, { interval: 20, port });
  t.teardown(() => server.close());
  return server.url;
}

test('server: only this machine, only reading, only files of the page', async (t) => {
  const url = await serve(t, new Replaceable());
  const status = async (path: string, init: RequestInit = {}) => (await fetch(`${url}${path}`, init)).status;
  t.is(await status(''), 200);
  t.is(await status('onnxruntime/ort.wasm.min.mjs'), 200);
  t.deepEqual(await (await fetch(`${url}model.json`)).json(), JSON.parse(JSON.stringify(STANDIN.metadata)));
  t.deepEqual(
    new Uint8Array(await (await fetch(`${url}model.onnx?version=1`)).arrayBuffer()),
    new Uint8Array(STANDIN.onnx),
  );
  for (const path of [
    'package.json',
    'page/..%2findex.html',
    'onnxruntime/',
    'page',
    'constructor',
    '__proto__',
  ])
    t.is(await status(path), 404, path);
  t.is(await status('', { method: 'POST' }), 405);
  const { headers } = await fetch(url);
  t.is(headers.get('cross-origin-opener-policy'), 'same-origin');
  t.is(headers.get('x-frame-options'), 'DENY');
  const { port } = new URL(url);
  await t.throwsAsync(serveModel(new Replaceable(), { port: Number(port) }), {
    instanceOf: ReportError,
    message: /another program listens there/,
  });
});

test('server: a model that cannot be loaded at first ends the start', async (t) => {
  const source = new Replaceable();
  source.replace(new Error('runs/first has no checkpoint yet'));
  await t.throwsAsync(serveModel(source), { message: 'runs/first has no checkpoint yet' });
});

test('sources: a file that is replaced, and a checkpoint, have another version', async (t) => {
  const file = fileOf('model.onnx', STANDIN.onnx);
  const source = modelInFile(file);
  t.deepEqual((await source.load()).metadata, STANDIN.metadata as never);
  const version = source.version();
  t.is(source.version(), version);
  copyFileSync(file, `${file}.new`);
  renameSync(`${file}.new`, file);
  t.not(source.version(), version);
  rmSync(file);
  t.is(source.version(), '');
  const run = join(temporaryFolder(), 'run');
  cpSync(packagedRun('street-small'), run, { recursive: true });
  const ofRun = modelOfRun(run);
  const before = ofRun.version();
  const checkpoint = join(run, 'checkpoints', 'last.safetensors');
  copyFileSync(checkpoint, `${checkpoint}.new`);
  renameSync(`${checkpoint}.new`, checkpoint);
  t.not(ofRun.version(), before);
});

check('the page loads a newer model, and keeps its picture and choices', async (t) => {
  const browser = await Browser.start(chromium!);
  t.context.browser = browser;
  const source = new Replaceable();
  const url = await serve(t, source);
  await openPage(browser, url);
  await choosePhotograph(browser, fileOf('street.jpg', readFileSync(STREET)));
  t.regex(await browser.evaluate(text('status')), /^Detection: 1 bus, 1 car\./);
  const threads = `document.querySelectorAll('#layers input[type=checkbox]')[1]`;
  await browser.evaluate(`${threads}.click()`);
  const { metadata } = STANDIN;
  const det = { ...metadata.tasks.det!, classes: ['van', 'person', 'tram'] };
  source.replace({ ...STANDIN, metadata: { ...metadata, name: 'newer', tasks: { ...metadata.tasks, det } } });
  await browser.until(`${text('status')}.startsWith('Detection: 1 tram, 1 van.')`);
  t.is(await browser.evaluate(text('name')), 'newer');
  t.regex(
    await browser.evaluate('document.querySelector("#canvas").ariaLabel'),
    /^street\.jpg: Detection: 1 tram/,
  );
  t.false(await browser.evaluate(`${threads}.checked`), 'a layer that was hidden stays hidden');
  source.replace(new Error('the checkpoint is damaged'));
  await browser.until(
    `${text('error')} === 'The newest checkpoint cannot be exported: the checkpoint is damaged'`,
  );
  await choosePhotograph(browser, fileOf('street.jpg', readFileSync(STREET)));
  t.regex(await browser.evaluate(text('status')), /^Detection: 1 tram, 1 van\./, 'the former model stays');
  source.replace(STANDIN);
  await browser.until(`${text('status')}.startsWith('Detection: 1 bus, 1 car.')`);
  t.is(await browser.evaluate(text('error')), '');
  assertClean(t, browser, url);
});

check('the page says when its server has ended, and works on', async (t) => {
  const browser = await Browser.start(chromium!);
  t.context.browser = browser;
  const server = await serveModel(new Replaceable());
  await openPage(browser, server.url);
  await server.close();
  await browser.until(`${text('error')}.startsWith('The connection to cotrain serve is lost')`);
  await choosePhotograph(browser, STREET);
  t.regex(await browser.evaluate(text('status')), /^Detection: 1 bus, 1 car\./);
});
