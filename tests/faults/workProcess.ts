// A process that does the work of child.mjs again and again, so that most faults do not cost its start.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));
const PRELOAD = new URL('preload.mjs', import.meta.url).href;

/** Milliseconds after which the work, which takes seconds, counts as a hang. */
const MOST_WAIT = 600_000;
/** Works after which another process goes on. */
const MOST_WORKS = 100;

/** Which call that writes something fails, counted from 0, and how. */
export interface ArmedFault {
  at: number;
  kind: string;
}

/** What is done, each part after the one before: see child.mjs. */
export const PARTS = ['run', 'predictions', 'labels', 'files'] as const;
export type Part = (typeof PARTS)[number];

export interface Job {
  part: Part;
  config: object;
  /** The folder for the work, below that of the process. */
  root: string;
  /** Default: none. */
  fault?: ArmedFault;
}

/** How a work ended. */
export interface Ending {
  done?: boolean;
  isTyped?: boolean;
  name?: string;
  code?: string;
  message?: string;
  stack?: string;
  /** Tensors that were not freed. */
  tensors?: number;
  /** Exit code or signal of a process that said nothing, and its last words. */
  ended?: string;
}

/** Does one work at a time. A process that ended is followed by another. */
export class WorkProcess {
  readonly #folder: string;
  readonly #env: Readonly<Record<string, string>>;
  #child: ChildProcess | null = null;
  #works = 0;
  #words = '';

  /** @param folder parent of the folders in which it works */
  constructor(folder: string, env: Readonly<Record<string, string>> = {}) {
    this.#folder = folder;
    this.#env = env;
  }

  async work(job: Job): Promise<Ending> {
    if (this.#works++ >= MOST_WORKS) await this.stop();
    this.#child ??= this.#start();
    const child = this.#child;
    let hang: NodeJS.Timeout | undefined;
    const ending = await new Promise<Ending>((resolve) => {
      hang = setTimeout(() => resolve({ ended: `it hangs: ${this.#words}` }), MOST_WAIT);
      child.once('message', (answer: Ending) => resolve(answer));
      child.once('close', (code, killed) => resolve({ ended: `${killed ?? code}: ${this.#words}` }));
      child.once('error', ({ message }) => resolve({ ended: `it cannot be reached: ${message}` }));
      child.send(job);
    });
    clearTimeout(hang);
    child.removeAllListeners();
    if (ending.ended !== undefined) await this.stop();
    return ending;
  }

  /** Ends the process, and waits for its end. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    this.#works = 0;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const end = once(child, 'exit');
    child.kill('SIGKILL');
    await end;
  }

  #start(): ChildProcess {
    this.#words = '';
    const child = fork(CHILD, {
      execArgv: [], // `--import tsx` is not for the child
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {
        ...process.env,
        ...this.#env,
        COTRAIN_FAULT_BASE: this.#folder,
        NODE_OPTIONS: `--import=${PRELOAD}`,
      },
    });
    child.stderr!.on('data', (text) => {
      this.#words = `${this.#words}${text}`.slice(-1000);
    });
    return child;
  }
}
