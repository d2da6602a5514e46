// A part of the model as a run chooses it: one of the kinds that are registered, with all its options.
import type { z } from 'zod';
import { type Beneath, kinds, type Loose } from './kinds.js';

/** What a preset says of the parts of some kind, beneath what a run says itself. */
export interface PartSettings {
  readonly backbone?: Beneath;
  readonly heads?: Beneath;
  /** By task: its head where none is chosen. */
  readonly defaultHeads?: Readonly<Record<string, { kind: string }>>;
}

/** A part's options as a run gives them, and with all defaults filled in. */
export type Choice<Kinds, Given extends string = never> = {
  [Kind in keyof Kinds]: { kind: Kind } & Omit<Kinds[Kind], Given>;
}[keyof Kinds];
export type Resolved<Kinds, Given extends string = never> = {
  [Kind in keyof Kinds]: { kind: Kind } & Required<Omit<Kinds[Kind], Given>>;
}[keyof Kinds];

/**
 * The kinds of a part that are registered now. @typeParam Default the kind that is meant where none is given
 */
export function part<Kinds, Default extends keyof Kinds & string, Given extends string = never>(
  fallback: Default | { kind: string },
  schemas: readonly z.ZodObject[],
  beneath?: Beneath,
): z.ZodPrefault<z.ZodType<Resolved<Kinds, Given>, Loose<Choice<Kinds, Given>, 'kind', Default>>> {
  const meant = typeof fallback === 'string' ? { kind: fallback } : fallback;
  return kinds('kind', meant, schemas as never, beneath).prefault({} as never) as never;
}

/** Where it follows from the rest of the model unless a run says it. */
export const derived = (schema: z.ZodBoolean, text: string) => schema.nullable().default(null).describe(text);
