import { DataError } from './errors.js';

/**
 * What a reader or scorer skipped in its files, or treats differently from the official tool. One line for
 * each kind, with the number of occurrences and the first place.
 */
export class Notes {
  readonly #kinds = new Map<string, { count: number; first: string }>();

  /** @param strict makes the first note an error */
  constructor(readonly strict = false) {}

  /**
   * @param kind plural, such as `annotations of unknown categories are skipped`
   * @param place the file, and the entry in it
   * @throws DataError if notes are errors
   */
  add(kind: string, place: string): void {
    if (this.strict) throw new DataError(`${place}: ${kind} (strict)`);
    const known = this.#kinds.get(kind);
    if (known) known.count++;
    else this.#kinds.set(kind, { count: 1, first: place });
  }

  /** `annotations of unknown categories are skipped (3, first: gt.json, line 4, annotations[2])` */
  get lines(): string[] {
    return [...this.#kinds].map(([kind, { count, first }]) => `${kind} (${count}, first: ${first})`);
  }

  /** Reports the lines like Node's own warnings: on stderr, and to listeners of `process.on('warning')`. */
  tell(): void {
    for (const line of this.lines) process.emitWarning(line, 'DataWarning');
  }
}
