// Alternatives that a key tells apart, one of which is meant where it is not given.
import { z } from 'zod';

type Options = Parameters<typeof z.discriminatedUnion>[1];
type Input<Os extends Options> = z.input<Os[number]>;
/** Of the default kind the key may be left out. */
type Loose<Os extends Options, Key extends string, Kind> =
  | Input<Os>
  | (Omit<Extract<Input<Os>, Record<Key, Kind>>, Key> & Partial<Record<Key, Kind>>);

/**
 * A discriminated union with a default: `{ depth: 34 }` is a `resnet`'s, where that is the default kind.
 *
 * @param fallback the default; what it says of the kind's other keys is theirs where the kind is not given
 */
export function kinds<Key extends string, Kind extends string, const Os extends Options>(
  key: Key,
  fallback: Record<Key, Kind> & Record<string, unknown>,
  options: Os,
): z.ZodType<z.output<Os[number]>, Loose<Os, Key, Kind>> {
  const fill = (value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(key in value)
      ? { ...fallback, ...value }
      : value;
  const schema = z.preprocess(fill, z.discriminatedUnion(key, options as never));
  return schema as unknown as z.ZodType<z.output<Os[number]>, Loose<Os, Key, Kind>>;
}
