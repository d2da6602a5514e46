// Reads a schema's description of a place in a configuration, whatever wraps it.
import { z } from 'zod';

type Def = z.core.$ZodTypeDef & Record<string, unknown>;

/** The schema without defaults, null and transformations. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const def = schema._zod.def as Def;
  if (def.type === 'pipe') {
    const [first, last] = [def.in, def.out] as [z.core.$ZodType, z.core.$ZodType];
    return bare(first._zod.def.type === 'transform' ? last : first);
  }
  return def.innerType ? bare(def.innerType as z.core.$ZodType) : schema;
}

/** The outermost description as sentences, the last of which states the default or that there is none. */
export function textOf(schema: z.core.$ZodType): string {
  const text = (descriptionOf(schema) ?? '').replace(/(?<=[^.])$/, '.');
  if (text === '' || /\bdefault\b|\brequired\b/i.test(text)) return text;
  return `${text}${defaultText(schema)}`;
}

function defaultText(schema: z.core.$ZodType): string {
  const def = schema._zod.def as Def;
  if (def.type !== 'default' && def.innerType) return defaultText(def.innerType as z.core.$ZodType);
  if (def.type !== 'default') return schema._zod.optin === undefined ? ' Required.' : '';
  const value = def.defaultValue;
  if (typeof value === 'string') return ` Default '${value}'.`;
  if (typeof value !== 'object' || value === null) return ` Default ${value}.`;
  return Object.keys(value).length === 0 ? ' Default: none.' : '';
}

/** The outermost description. */
function descriptionOf(schema: z.core.$ZodType): string | undefined {
  const own = (schema as z.ZodType).description;
  if (own !== undefined) return own;
  const def = schema._zod.def as Def;
  if (def.type === 'pipe')
    return descriptionOf((bare(schema) === bare(def.in as never) ? def.in : def.out) as never);
  return def.innerType ? descriptionOf(def.innerType as z.core.$ZodType) : undefined;
}

/** The fields of an object, or of the alternative that a value matches; null if it matches none. */
export function fieldsOf(schema: z.core.$ZodType, value: unknown): z.core.$ZodShape | null {
  const own = bare(schema);
  if (own instanceof z.ZodObject) return own.shape;
  if (!(own instanceof z.ZodUnion) || typeof value !== 'object' || value === null) return null;
  for (const option of own.options as z.core.$ZodType[]) {
    const fields = fieldsOf(option, value);
    if (fields && isOf(fields, value as Record<string, unknown>)) return fields;
  }
  return null;
}

/** Whether a value has the key that distinguishes an alternative. */
const isOf = (fields: z.core.$ZodShape, value: Record<string, unknown>): boolean =>
  Object.entries(fields).every(([key, field]) => {
    const own = bare(field);
    return !(own instanceof z.ZodLiteral) || own.values.has(value[key] as never);
  });

/** The items of a list, or the values of a record. */
export function itemsOf(schema: z.core.$ZodType): z.core.$ZodType | null {
  const own = bare(schema);
  if (own instanceof z.ZodArray) return own.element;
  return own instanceof z.ZodRecord ? own.valueType : null;
}

/** The names that a value can have, or the kinds of its alternatives; empty if it can be anything else. */
export function choicesOf(schema: z.core.$ZodType): string[] {
  const own = bare(schema);
  if (own instanceof z.ZodEnum) return own.options.map(String);
  if (own instanceof z.ZodLiteral) return [...own.values].map(String);
  if (!(own instanceof z.ZodDiscriminatedUnion)) return [];
  const key = own.def.discriminator;
  return (own.options as z.core.$ZodType[]).flatMap((option) => {
    const fields = bare(option) as z.ZodObject;
    return choicesOf(fields.shape[key]);
  });
}
