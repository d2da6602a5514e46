import type { TrainEvent, WarningEvent } from '../report/events.js';
import type { LoggedRun, Logger } from './logger.js';

/** The loggers of one run. One that fails is left out from then on. */
export class Loggers {
  readonly #loggers: Map<string, Logger>;
  #step = 0;
  #warnings: WarningEvent[] = [];

  constructor(loggers: ReadonlyMap<string, Logger>) {
    this.#loggers = new Map(loggers);
  }

  /** Hands an event to all. @returns a warning for each logger that failed */
  async log(event: TrainEvent): Promise<WarningEvent[]> {
    if ('step' in event) this.#step = event.step;
    await this.#each((logger) => logger.log(event));
    return this.#warnings.splice(0);
  }

  async begin(run: LoggedRun): Promise<void> {
    await this.#each((logger) => logger.begin(run));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#each((logger) => logger.end());
  }

  async #each(work: (logger: Logger) => void | Promise<void>): Promise<void> {
    for (const [name, logger] of this.#loggers) {
      try {
        await work(logger);
      } catch (error) {
        this.#loggers.delete(name);
        const reason = error instanceof Error ? error.message : String(error);
        const text = `the logger ${name} failed: ${reason}; the run continues without it`;
        this.#warnings.push({ type: 'warning', step: this.#step, part: `logger ${name}`, text });
      }
    }
  }
}
