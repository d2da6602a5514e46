// Where the processes of a group meet: keys and bytes that one of them serves.
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { DistributedError } from '../errors/errors.js';
import { native } from '../native/addon.js';

/** Options of `Store.open`. */
export interface StoreOptions {
  host: string;
  /** To serve a store at any free port, 0; `store.port` is the one that it got. */
  port: number;
  /** Serves the store, rather than using the one at `host`. Default false. */
  serves?: boolean;
  /** How long to try to connect, and how long `get` and `wait` wait, in ms. Default 300000. */
  timeout?: number;
}

/** One attempt to connect: short, so that what is given up leaves no thread behind. */
const ATTEMPT = 5_000;
const text = new TextDecoder();
const utf8 = new TextEncoder();

/**
 * A store of keys and bytes on TCP that several processes share, Python's among them: c10d's `TCPStore`. One
 * of the processes serves it, as long as something there holds it.
 */
export class Store {
  private constructor(
    /** @internal */ readonly handle: unknown,
    private readonly timeout: number,
    /** Where the store is served. */
    readonly port: number,
    /** The address by which this process reaches the store's host, and others reach this process. */
    readonly localAddress: string,
  ) {}

  /**
   * Serves a store, or connects to one that may only be about to start.
   * @throws DistributedError when the port is in use, or nothing answers there in time
   */
  static async open({ host, port, serves = false, timeout = 300000 }: StoreOptions): Promise<Store> {
    const deadline = Date.now() + timeout;
    let handle = serves ? await serve(host, port, deadline) : null;
    const served = handle === null ? port : native.storePort(handle);
    const localAddress = await reach(host, served, deadline);
    handle ??= await use(host, port, deadline);
    return new Store(handle, timeout, served, localAddress);
  }

  /** Sets a key; a text is stored as UTF-8. */
  async set(key: string, value: Uint8Array | string): Promise<void> {
    await this.ask(
      key,
      native.storeSet(this.handle, key, typeof value === 'string' ? utf8.encode(value) : value),
    );
  }

  /**
   * The bytes of a key, once another process has set it.
   * @throws DistributedError when nobody sets it in time
   */
  async get(key: string, { timeout = this.timeout }: { timeout?: number } = {}): Promise<Uint8Array> {
    const deadline = Date.now() + timeout;
    for (let pause = 1; ; pause = Math.min(50, pause * 2)) {
      const value = await this.peek(key);
      if (value !== null) return value;
      if (Date.now() >= deadline)
        throw new DistributedError(`no process has set '${key}' in the store within ${timeout / 1000} s`);
      await sleep(pause);
    }
  }

  /** As `get`, for a value that was set as a text. */
  async getText(key: string, options: { timeout?: number } = {}): Promise<string> {
    return text.decode(await this.get(key, options));
  }

  /** The bytes of a key as it is now; null where it is not set. */
  async peek(key: string): Promise<Uint8Array | null> {
    return this.ask(key, native.storeGet(this.handle, key));
  }

  /** Adds to a counter, which begins at 0, and returns the sum: no two processes get the same one. */
  async add(key: string, amount: number): Promise<number> {
    return this.ask(key, native.storeAdd(this.handle, key, amount));
  }

  /** Removes a key. @returns whether there was one */
  async delete(key: string): Promise<boolean> {
    return this.ask(key, native.storeDelete(this.handle, key));
  }

  private async ask<T>(key: string, answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (cause) {
      throw new DistributedError(
        `the store does not answer (it was asked for '${key}'): the process that serves it has ended, or the network is down`,
        { cause },
      );
    }
  }
}

async function serve(host: string, port: number, deadline: number): Promise<unknown> {
  try {
    return await within(deadline, native.openStore(host, port, true, deadline - Date.now()));
  } catch (cause) {
    const { message } = cause as Error;
    const isInUse = /EADDRINUSE|address already in use/i.test(message);
    throw new DistributedError(
      isInUse
        ? `the port ${port} is in use on this machine: give the launch another one (MASTER_PORT, or torchrun's --master-port)`
        : `the store cannot be served at ${host}:${port}: ${message}`,
      { cause },
    );
  }
}

async function use(host: string, port: number, deadline: number): Promise<unknown> {
  try {
    return await within(deadline, native.openStore(host, port, false, Math.max(1, deadline - Date.now())));
  } catch (cause) {
    throw new DistributedError(
      `${host}:${port} answers, but not as a store of c10d: another program uses the port`,
      { cause },
    );
  }
}

/** Waits until something listens there. @returns this process's address on the way to it */
async function reach(host: string, port: number, deadline: number): Promise<string> {
  for (const began = Date.now(); ; ) {
    try {
      return await knock(host, port, Math.max(1, Math.min(ATTEMPT, deadline - Date.now())));
    } catch (cause) {
      if (Date.now() >= deadline)
        throw new DistributedError(
          `nothing answers at ${host}:${port} within ${((Date.now() - began) / 1000).toFixed(1)} s (${(cause as Error).message}): is rank 0 running, and do MASTER_ADDR and MASTER_PORT name its machine?`,
          { cause },
        );
      await sleep(Math.min(100, Math.max(1, deadline - Date.now())));
    }
  }
}

function knock(host: string, port: number, timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout });
    socket.once('connect', () => {
      const { localAddress } = socket;
      socket.destroy();
      resolve(localAddress ?? host);
    });
    socket.once('timeout', () => socket.destroy(new DistributedError('no answer')));
    socket.once('error', reject);
  });
}

/** The promise, or an error when it takes longer. The timer keeps the process alive meanwhile. */
async function within<T>(deadline: number, promise: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = sleep(Math.max(1, deadline - Date.now()), null, { signal: timer.signal }).then(() => {
    throw new DistributedError('no answer in time');
  });
  late.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
  }
}
