// Where a run's events go besides its folder.
import type { TrainConfig } from '../config/config.js';
import { ConfigError } from '../errors.js';
import type { TrainEvent } from '../report/events.js';
import { known, Registry } from '../tasks/registry.js';

/** The run whose events a logger gets. */
export interface LoggedRun {
  /** Folder of the run. */
  folder: string;
  /** Title of the run. Default: the name of its folder. */
  title: string;
  config: TrainConfig;
  /** Number of steps after which the run continues; null if it is new. */
  resumedAt: number | null;
}

/**
 * Receives the events of a run on rank 0, after they have been written to `log.jsonl`. If a method throws,
 * the run warns once and continues without the logger.
 */
export interface Logger {
  /** Called before the first event of this process. */
  begin(run: LoggedRun): void | Promise<void>;
  /** Called for every event, in order. Training waits for it. */
  log(event: TrainEvent): void | Promise<void>;
  /** Called when this process stops training, whatever the reason. */
  end(): void | Promise<void>;
}

/** Loggers of `train.log` by name. */
const LOGGERS = new Registry<() => Logger>('logger');

/**
 * Registers a logger for `train.log`, from a module that `plugins` or `--plugin` names.
 *
 * @param make makes a logger for one run
 * @throws ConfigError if the name is already in use
 */
export const registerLogger = (name: string, make: () => Logger): void => LOGGERS.add(name, make);

/** Written by `RunFolder` itself. */
export const LOG_FILES = ['jsonl', 'csv'] as const;

/** Names for `train.log`. */
export const loggerNames = (): string[] => [...LOG_FILES, ...LOGGERS.names];

/** Makes the loggers that `train.log` names. @throws ConfigError for an unknown name */
export function makeLoggers(names: readonly string[]): Map<string, Logger> {
  const own = names.filter((name) => !(LOG_FILES as readonly string[]).includes(name));
  return new Map(
    own.map((name) => {
      const make = LOGGERS.get(name);
      if (!make)
        throw new ConfigError(`train.log: there is no logger '${name}'; ${known(name, loggerNames())}`);
      return [name, make()];
    }),
  );
}
