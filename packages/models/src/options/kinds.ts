// The kinds of a part that a configuration can choose from. Plugins add kinds of their own.
import { checkKind, OptionError } from '@cotrain/nn';
import { z } from 'zod';
import { readOptions } from './optionSchema.js';

/**
 * One kind of a part.
 *
 * @typeParam Around what the part takes from those around it, such as the maps that a head reads
 */
export interface PartKind<Schema extends z.ZodObject, Around extends readonly unknown[], Made> {
  /** What may be set of it, without `kind`. */
  options: Schema;
  /** @param options with all defaults filled in */
  make(options: z.output<Schema>, ...around: Around): Made;
}

/**
 * Registry of the kinds of a part, with their options and constructors.
 *
 * @typeParam Traits what else is known of each kind
 */
export class Kinds<Around extends readonly unknown[], Made, Traits extends object = object> {
  readonly #entries = new Map<string, PartKind<z.ZodObject, Around, Made> & Traits>();

  /** @param what the part, such as `head`, for errors */
  constructor(readonly what: string) {}

  /** @throws OptionError if there is one of that kind */
  register<Schema extends z.ZodObject>(kind: string, entry: PartKind<Schema, Around, Made> & Traits): this {
    if (this.#entries.has(kind))
      throw new OptionError(`there is a ${this.what} of the kind '${kind}' already`);
    this.#entries.set(kind, entry as PartKind<z.ZodObject, Around, Made> & Traits);
    return this;
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  /** @throws OptionError, listing the kinds that there are */
  of(config: { readonly kind?: unknown } | null | undefined): PartKind<z.ZodObject, Around, Made> & Traits {
    checkKind(this.what, config, this.names);
    return this.#entries.get(config!.kind as string)!;
  }

  /** @throws OptionError for a kind that there is not, and for options that do not fit */
  make(config: { readonly kind: string }, ...around: Around): Made {
    const entry = this.of(config);
    const { kind: _, ...options } = config;
    return entry.make(readOptions(entry.options, options), ...around);
  }

  /**
   * What a configuration may say, one schema for each kind: `kind`, and that kind's options.
   * @param isWanted chooses kinds. Default: all
   */
  schemas(isWanted: (traits: Traits) => boolean = () => true): z.ZodObject[] {
    return [...this.#entries]
      .filter(([, entry]) => isWanted(entry))
      .map(([kind, { options }]) => z.strictObject({ kind: z.literal(kind), ...options.shape }));
  }
}
