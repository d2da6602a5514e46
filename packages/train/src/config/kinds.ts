// Alternatives that are selected by a key, one of which is the default.
import { z } from 'zod';

type Options = Parameters<typeof z.discriminatedUnion>[1];
type Input<Os extends Options> = z.input<Os[number]>;
/** The key may be omitted for the default kind. */
export type Loose<Choice, Key extends string, Kind> =
  | Choice
  | (Omit<Extract<Choice, Record<Key, Kind>>, Key> & Partial<Record<Key, Kind>>);

/** Metadata of a schema with the selecting key and the default kind. */
export const DEFAULT_KIND = 'x-default-kind';

/** Values that replace the defaults of each kind. */
export type Beneath = Readonly<Record<string, object>>;

/**
 * A discriminated union with a default: `{ depth: 34 }` is a `resnet`, if that is the default kind.
 *
 * @param fallback the default. Its other keys apply if the kind is not given
 * @param beneath values by kind that replace the schemas' own defaults
 */
export function kinds<Key extends string, Kind extends string, const Os extends Options>(
  key: Key,
  fallback: Record<Key, Kind> & Record<string, unknown>,
  options: Os,
  beneath: Beneath = {},
): z.ZodType<z.output<Os[number]>, Loose<Input<Os>, Key, Kind>> {
  const fill = (value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const chosen: Record<string, unknown> = key in value ? { ...value } : { ...fallback, ...value };
    const kind = String(chosen[key]);
    return Object.hasOwn(beneath, kind) ? { ...beneath[kind], ...chosen } : chosen;
  };
  const choice = z.discriminatedUnion(key, options as never).meta({ [DEFAULT_KIND]: [key, fallback[key]] });
  const schema = z.preprocess(fill, choice);
  return schema as unknown as z.ZodType<z.output<Os[number]>, Loose<Input<Os>, Key, Kind>>;
}
