// Drives Chromium by its DevTools protocol over a pipe.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Chromium's command; null where there is none. `COTRAIN_CHROMIUM` names another one. */
export function findChromium(): string | null {
  const names = [process.env.COTRAIN_CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome'];
  return (
    names.find((name) => name && spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0) ?? null
  );
}

interface Message {
  id?: number;
  method?: string;
  params?: Record<string, unknown>;
  sessionId?: string;
  result?: Record<string, unknown>;
  error?: { message: string };
}

/** A running browser with one page. */
export class Browser {
  /** Errors and warnings of the page's console, uncaught errors, and failed requests. */
  readonly problems: string[] = [];
  /** Sessions of the workers that the page started. */
  readonly workers: string[] = [];
  /** Every address that the page and its workers asked for. */
  readonly requests: string[] = [];
  /** Number of finished downloads. */
  downloads = 0;
  readonly #process: ChildProcess;
  readonly #profile = mkdtempSync(join(tmpdir(), 'cotrain-chromium-'));
  readonly #waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  readonly #listeners = new Map<string, (() => void)[]>();
  #count = 0;
  #session = '';

  private constructor(command: string) {
    const flags = [
      '--headless=new',
      '--remote-debugging-pipe',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
    ];
    const quiet = [
      '--no-first-run',
      '--disable-extensions',
      '--disable-background-networking',
      '--hide-scrollbars',
      '--use-fake-device-for-media-stream',
    ];
    this.#process = spawn(command, [...flags, ...quiet, `--user-data-dir=${this.#profile}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    const output = this.#process.stdio[4] as Readable;
    let rest = '';
    output.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\0');
      rest = parts.pop()!;
      for (const part of parts) this.#receive(JSON.parse(part) as Message);
    });
    this.#process.on('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Chromium has ended'));
    });
  }

  static async start(command: string): Promise<Browser> {
    const browser = new Browser(command);
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    browser.#session = sessionId as string;
    for (const domain of ['Page', 'Runtime', 'Network', 'Log', 'Accessibility'])
      await browser.send(`${domain}.enable`);
    await browser.#watchWorkers(browser.#session);
    return browser;
  }

  /** Listens to workers before they run. */
  #watchWorkers(session: string): Promise<unknown> {
    const options = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };
    return this.send('Target.setAutoAttach', options, session);
  }

  async #attach({ sessionId }: { sessionId: string }): Promise<void> {
    this.workers.push(sessionId);
    await this.send('Network.enable', {}, sessionId).catch(() => {}); // a thread's worker has no network
    await this.#watchWorkers(sessionId).catch(() => {});
    await this.send('Runtime.runIfWaitingForDebugger', {}, sessionId);
  }

  send(method: string, params: object = {}, sessionId = this.#session): Promise<Record<string, unknown>> {
    const id = ++this.#count;
    const session = sessionId === '' ? {} : { sessionId };
    (this.#process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve: resolve as never, reject }));
  }

  #receive({ id, method, params = {}, result, error }: Message): void {
    if (id !== undefined) {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(new Error(error.message));
      else waiting?.resolve((result ?? {}) as never);
      return;
    }
    const text = (value: unknown) => JSON.stringify(value);
    if (method === 'Runtime.exceptionThrown')
      this.problems.push(`exception: ${text(params.exceptionDetails)}`);
    if (
      method === 'Runtime.consoleAPICalled' &&
      ['error', 'warning', 'assert'].includes(params.type as string)
    )
      this.problems.push(`console: ${text(params.args)}`);
    if (method === 'Log.entryAdded') this.problems.push(`log: ${text(params.entry)}`);
    if (method === 'Browser.downloadProgress' && params.state === 'completed') this.downloads++;
    if (method === 'Target.attachedToTarget' && this.#session !== '') void this.#attach(params as never);
    if (method === 'Network.requestWillBeSent') this.requests.push((params.request as { url: string }).url);
    for (const resolve of this.#listeners.get(method!) ?? []) resolve();
    this.#listeners.delete(method!);
  }

  #once(method: string): Promise<void> {
    return new Promise((resolve) => {
      this.#listeners.set(method, [...(this.#listeners.get(method) ?? []), resolve]);
    });
  }

  async open(url: string): Promise<void> {
    const loaded = this.#once('Page.loadEventFired');
    await this.send('Page.navigate', { url });
    await loaded;
  }

  /** Lets pages use the camera, or refuses it. */
  async allowCamera(isAllowed: boolean): Promise<void> {
    const setting = isAllowed ? 'granted' : 'denied';
    await this.send('Browser.setPermission', { permission: { name: 'camera' }, setting }, '');
  }

  /** Saves what the page downloads into a folder. */
  async downloadTo(folder: string): Promise<void> {
    const options = { behavior: 'allow', downloadPath: folder, eventsEnabled: true };
    await this.send('Browser.setDownloadBehavior', options, '');
  }

  /** Size and colour scheme of the window. */
  async view(width: number, height: number, scheme: 'light' | 'dark' = 'light'): Promise<void> {
    const metrics = { width, height, deviceScaleFactor: 1, mobile: width < 600 };
    await this.send('Emulation.setDeviceMetricsOverride', metrics);
    await this.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: scheme }],
    });
  }

  /** Value of an expression in the page, or in a worker. Promises are awaited. */
  async evaluate<T>(expression: string, session = this.#session): Promise<T> {
    const answer = await this.send(
      'Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true },
      session,
    );
    if (answer.exceptionDetails) throw new Error(JSON.stringify(answer.exceptionDetails));
    return (answer.result as { value: T }).value;
  }

  /** Waits until an expression is true, and returns its value. An expression that throws is not true yet. */
  async until<T>(expression: string, seconds = 30): Promise<T> {
    const end = Date.now() + 1000 * seconds;
    for (;;) {
      const value = await this.evaluate<T>(expression).catch(() => undefined);
      if (value) return value;
      if (Date.now() > end) throw new Error(`never true: ${expression}`);
      await this.evaluate('new Promise((resolve) => setTimeout(resolve, 50))');
    }
  }

  /** Chooses files as a reader would in the dialog of a file input. */
  async choose(selector: string, ...files: string[]): Promise<void> {
    const { root } = await this.send('DOM.getDocument');
    const { nodeId } = await this.send('DOM.querySelector', {
      nodeId: (root as { nodeId: number }).nodeId,
      selector,
    });
    await this.send('DOM.setFileInputFiles', { files, nodeId });
  }

  async move(x: number, y: number): Promise<void> {
    await this.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y });
  }

  async drag(from: [number, number], to: [number, number]): Promise<void> {
    const at = ([x, y]: [number, number]) => ({ x, y, button: 'left', clickCount: 1 });
    await this.move(...from);
    await this.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...at(from) });
    await this.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...at(to), buttons: 1 });
    await this.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...at(to) });
  }

  async press(key: string): Promise<void> {
    const codes: Record<string, number> = {
      Tab: 9,
      Enter: 13,
      Escape: 27,
      ArrowLeft: 37,
      ArrowRight: 39,
      ' ': 32,
    };
    const event = { key, code: key, windowsVirtualKeyCode: codes[key] ?? key.toUpperCase().charCodeAt(0) };
    const text = key === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
    await this.send('Input.dispatchKeyEvent', {
      type: text ? 'keyDown' : 'rawKeyDown',
      ...event,
      ...(text && { text }),
    });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  /** A PNG of the whole page, or of the window. */
  async screenshot(whole = false): Promise<Buffer> {
    const { data } = await this.send('Page.captureScreenshot', {
      format: 'png',
      captureBeyondViewport: whole,
    });
    return Buffer.from(data as string, 'base64');
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    // Chromium ends its other processes first, which write into the profile.
    await this.send('Browser.close', {}, '').catch(() => {});
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
