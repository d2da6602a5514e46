// Ctrl-C, a scheduler's SIGTERM and a closed terminal, for a process that has to end others first.
import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A request to stop, from this terminal, the scheduler or another node. */
export class StopRequest implements Disposable {
  #received: NodeJS.Signals | null = null;
  readonly #controller = new AbortController();

  /**
   * @param first called once, when the ranks are to end well
   * @param kill called with the second signal, and whenever this process ends: no rank may outlive it
   */
  constructor(
    private readonly first: (signal: NodeJS.Signals) => void,
    private readonly kill: () => void,
  ) {
    for (const signal of SIGNALS) process.on(signal, this.#listener);
    process.on('exit', kill);
  }

  /** The first signal; null while nobody wants to stop. */
  get received(): NodeJS.Signals | null {
    return this.#received;
  }

  /** Aborts with the first signal. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Stops, as though the signal had come here. */
  request(signal: NodeJS.Signals): void {
    if (this.#received !== null) return;
    this.#received = signal;
    this.first(signal);
    this.#controller.abort();
  }

  [Symbol.dispose](): void {
    for (const signal of SIGNALS) process.off(signal, this.#listener);
    process.off('exit', this.kill);
  }

  readonly #listener = (signal: NodeJS.Signals): void => {
    if (this.#received === null) this.request(signal);
    else process.exit(128 + constants.signals[signal]);
  };
}
