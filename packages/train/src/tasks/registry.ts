import { suggestion } from '@cotrain/torch';
import { ConfigError } from '../errors.js';

/** Named entries, which plugins can extend. */
export class Registry<T> {
  readonly #entries = new Map<string, T>();

  /** @param what name of the kind of entries, for errors */
  constructor(readonly what: string) {}

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  /** @throws ConfigError if the name is already in use */
  add(name: string, entry: T): void {
    const before = this.#entries.get(name);
    if (before !== undefined && before !== entry)
      throw new ConfigError(`there is a ${this.what} '${name}' already: give yours another name`);
    this.#entries.set(name, entry);
  }

  get(name: string): T | undefined {
    return this.#entries.get(name);
  }

  get entries(): [string, T][] {
    return [...this.#entries];
  }
}

/** `there are a, b, c (did you mean b?)` */
export const known = (name: string, names: readonly string[]): string =>
  `there are ${names.join(', ')}${suggestion(name, names)}; a plugin may add others (--plugin FILE)`;
