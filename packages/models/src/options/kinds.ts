// Registry of the kinds of a part that a configuration can choose from. Plugins add their own kinds.
import { checkKind, OptionError } from '@cotrain/nn';
import { z } from 'zod';
import { readOptions } from './optionSchema.js';

/**
 * One kind of a part.
 *
 * @typeParam Around what the part gets from its surroundings, such as the maps that a head reads
 */
export interface PartKind<Schema extends z.ZodObject, Around extends readonly unknown[], Made> {
  /** Schema of its options, without `kind`. */
  options: Schema;
  /** @param options options with all defaults filled in */
  make(options: z.output<Schema>, ...around: Around): Made;
}

/**
 * Registry of the kinds of a part, with their options and constructors.
 *
 * @typeParam Traits further properties of each kind
 */
export class Kinds<Around extends readonly unknown[], Made, Traits extends object = object> {
  readonly #entries = new Map<string, PartKind<z.ZodObject, Around, Made> & Traits>();

  /** @param what name of the part, such as `head`, for errors */
  constructor(readonly what: string) {}

  /** @throws OptionError if the kind already exists */
  register<Schema extends z.ZodObject>(kind: string, entry: PartKind<Schema, Around, Made> & Traits): this {
    if (this.#entries.has(kind)) throw new OptionError(`a ${this.what} of the kind '${kind}' already exists`);
    this.#entries.set(kind, entry as PartKind<z.ZodObject, Around, Made> & Traits);
    return this;
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  /** @throws OptionError for an unknown kind, listing the known ones */
  of(config: { readonly kind?: unknown } | null | undefined): PartKind<z.ZodObject, Around, Made> & Traits {
    checkKind(this.what, config, this.names);
    return this.#entries.get(config!.kind as string)!;
  }

  /** @throws OptionError for an unknown kind and for invalid options */
  make(config: { readonly kind: string }, ...around: Around): Made {
    const entry = this.of(config);
    const { kind: _, ...options } = config;
    return entry.make(readOptions(entry.options, options), ...around);
  }

  /**
   * Schemas of valid configurations, one for each kind: `kind` and the options of that kind.
   * @param isWanted selects kinds. Default: all
   */
  schemas(isWanted: (traits: Traits) => boolean = () => true): z.ZodObject[] {
    return [...this.#entries]
      .filter(([, entry]) => isWanted(entry))
      .map(([kind, { options }]) => z.strictObject({ kind: z.literal(kind), ...options.shape }));
  }
}
