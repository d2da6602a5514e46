import { DataError } from './errors.js';

/**
 * What a reader or a scorer left out of its files, or takes otherwise than the official tool: a line for each
 * kind, with how often and where first.
 */
export class Notes {
  readonly #kinds = new Map<string, { count: number; first: string }>();

  /** @param strict the first note is an error */
  constructor(readonly strict = false) {}

  /**
   * @param kind plural, such as `annotations of unknown categories are left out`
   * @param place the file, and the entry in it
   * @throws DataError where notes are errors
   */
  add(kind: string, place: string): void {
    if (this.strict) throw new DataError(`${place}: ${kind} (strict)`);
    const known = this.#kinds.get(kind);
    if (known) known.count++;
    else this.#kinds.set(kind, { count: 1, first: place });
  }

  /** `annotations of unknown categories are left out (3, first: gt.json, line 4, annotations[2])` */
  get lines(): string[] {
    return [...this.#kinds].map(([kind, { count, first }]) => `${kind} (${count}, first: ${first})`);
  }

  /**
   * Tells the lines as Node's own warnings are told: on stderr, and to listeners of `process.on('warning')`.
   */
  tell(): void {
    for (const line of this.lines) process.emitWarning(line, 'DataWarning');
  }
}
