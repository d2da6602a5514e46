// The process of one rank, and what it has started.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program with its arguments. */
export interface Program {
  file: string;
  args: readonly string[];
}

/** How the process of a rank ended. */
export interface RankEnd {
  /** Exit code, or 128 + the signal's number, as shells report it. */
  code: number;
  signal: NodeJS.Signals | null;
  /** `exit code 3`, `killed by SIGKILL`. */
  reason: string;
}

/** Where the output of a rank goes. */
export interface RankOutput {
  read(stream: 'stdout' | 'stderr', text: string): void;
  /** Nothing follows on either stream. */
  end(): void;
}

/** Exit code of shells for a program that cannot be started. */
export const CANNOT_START = 127;

/** How long output may come after all processes of a rank have ended: one in another session may hold it. */
const LAST_OUTPUT = 1_000;

/**
 * A rank's process. It leads a process group of its own, so that a signal reaches all that it has started,
 * and a Ctrl-C in the terminal reaches the launcher alone.
 */
export class RankProcess {
  /** Resolves when the process ends, before {@link gone}. */
  readonly exited: Promise<RankEnd>;
  /** Resolves when everything that it has started has ended too, and its output was read. */
  readonly gone: Promise<void>;
  readonly pid: number | undefined;
  #end: RankEnd | undefined;

  /** @param grace how long what is left after SIGTERM may live, in ms */
  constructor(
    { file, args }: Program,
    environment: Record<string, string>,
    output: RankOutput,
    private readonly grace: number,
  ) {
    const child = spawn(file, args, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.pid = child.pid;
    const streams = (['stdout', 'stderr'] as const).map((name) =>
      read(child[name], (text) => output.read(name, text)),
    );
    this.exited = new Promise<RankEnd>((resolve) => {
      child.once('error', (error) => {
        if (child.pid === undefined)
          resolve({ code: CANNOT_START, signal: null, reason: `cannot be started: ${error.message}` });
      });
      child.once('exit', (code, signal) => resolve(endOf(code, signal)));
    }).then((end) => {
      this.#end = end;
      return end;
    });
    this.gone = this.exited.then(async () => {
      await this.#endGroup();
      await Promise.race([Promise.all(streams), sleep(LAST_OUTPUT, null, { ref: false })]);
      child.stdout.destroy();
      child.stderr.destroy();
      output.end();
    });
  }

  /** How the process ended; undefined while it runs. */
  get end(): RankEnd | undefined {
    return this.#end;
  }

  /** Sends a signal to the process and all that it has started, if it still runs. */
  send(signal: NodeJS.Signals): void {
    if (this.#end === undefined) this.#signal(signal);
  }

  /** Ends the process and all that it has started: with SIGTERM, and after the grace period with SIGKILL. */
  async stop(): Promise<void> {
    this.send('SIGTERM');
    const timer = setTimeout(() => this.send('SIGKILL'), this.grace);
    await this.exited;
    clearTimeout(timer);
    await this.gone;
  }

  /** Ends what a process that has exited has left behind. */
  async #endGroup(): Promise<void> {
    const deadline = Date.now() + this.grace;
    for (let pause = 1; this.#signal(Date.now() < deadline ? 'SIGTERM' : 'SIGKILL'); pause *= 2) {
      // A process that nobody waits for may stay in the table for ever.
      if (Date.now() > deadline + LAST_OUTPUT) return;
      await sleep(Math.min(pause, 50));
    }
  }

  /** @returns whether the group has any process */
  #signal(signal: NodeJS.Signals): boolean {
    if (this.pid === undefined) return false;
    try {
      return process.kill(-this.pid, signal);
    } catch {
      return false;
    }
  }
}

function endOf(code: number | null, signal: NodeJS.Signals | null): RankEnd {
  if (signal === null) return { code: code ?? 1, signal, reason: `exit code ${code}` };
  const why = signal === 'SIGKILL' ? ' (as the system does when memory runs out)' : '';
  return {
    code: 128 + constants.signals[signal],
    signal,
    reason: `killed by ${signal}${why}`,
  };
}

function read(stream: Readable, listener: (text: string) => void): Promise<void> {
  stream.setEncoding('utf8').on('data', listener);
  return new Promise((resolve) => stream.once('close', resolve));
}
