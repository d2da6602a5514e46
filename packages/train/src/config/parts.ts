// A part of the model as a run chooses it: one of the registered kinds, with all its options.
import type { z } from 'zod';
import { type Beneath, kinds, type Loose } from './kinds.js';

/** The preset's settings for the parts of each kind, below the run's own settings. */
export interface PartSettings {
  readonly backbone?: Beneath;
  readonly heads?: Beneath;
  /** Default head by task. */
  readonly defaultHeads?: Readonly<Record<string, { kind: string }>>;
}

/** Options of a part as a run gives them, and with all defaults filled in. */
export type Choice<Kinds, Given extends string = never> = {
  [Kind in keyof Kinds]: { kind: Kind } & Omit<Kinds[Kind], Given>;
}[keyof Kinds];
export type Resolved<Kinds, Given extends string = never> = {
  [Kind in keyof Kinds]: { kind: Kind } & Required<Omit<Kinds[Kind], Given>>;
}[keyof Kinds];

/** The currently registered kinds of a part. @typeParam Default the default kind */
export function part<Kinds, Default extends keyof Kinds & string, Given extends string = never>(
  fallback: Default | { kind: string },
  schemas: readonly z.ZodObject[],
  beneath?: Beneath,
): z.ZodPrefault<z.ZodType<Resolved<Kinds, Given>, Loose<Choice<Kinds, Given>, 'kind', Default>>> {
  const meant = typeof fallback === 'string' ? { kind: fallback } : fallback;
  return kinds('kind', meant, schemas as never, beneath).prefault({} as never) as never;
}

/** A value that follows from the rest of the model unless it is set. */
export const derived = (schema: z.ZodBoolean, text: string) => schema.nullable().default(null).describe(text);
