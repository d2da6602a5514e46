// Alternatives that a key tells apart, one of which is meant where it is not given.
import { z } from 'zod';

type Options = Parameters<typeof z.discriminatedUnion>[1];
type Input<Os extends Options> = z.input<Os[number]>;
/** Of the default kind the key may be left out. */
export type Loose<Choice, Key extends string, Kind> =
  | Choice
  | (Omit<Extract<Choice, Record<Key, Kind>>, Key> & Partial<Record<Key, Kind>>);

/** Under which a schema's metadata says the key and the kind that are meant where there is none. */
export const DEFAULT_KIND = 'x-default-kind';

/** What stands beneath the settings of each kind. */
export type Beneath = Readonly<Record<string, object>>;

/**
 * A discriminated union with a default: `{ depth: 34 }` is a `resnet`'s, where that is the default kind.
 *
 * @param fallback the default; what it says of the kind's other keys is theirs where the kind is not given
 * @param beneath by kind, values that take the place of the schemas' own defaults
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
