// Describes a schema in words: what a value must be.
import { suggestion } from '@cotrain/torch';
import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A description such as `a whole number above 0` or `fpn or transformer`. */
export const wanted = (schema: z.core.$ZodType): string => one(asJson(schema));

const asJson = (schema: z.core.$ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

function one(schema: JsonSchema): string {
  if (schema.enum) return either(schema.enum.map(String));
  if (schema.const !== undefined) return String(schema.const);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    const isNullable = choices.some(({ type }) => type === 'null');
    const words = either(choices.filter(({ type }) => type !== 'null').map(one));
    return isNullable ? `${words}, or null` : words;
  }
  switch (schema.type) {
    case 'integer':
      return `a whole number ${bounds(schema)}`.trimEnd();
    case 'number':
      return bounds(schema) || 'a number';
    case 'boolean':
      return 'true or false';
    case 'string':
      return 'a text';
    case 'array':
      return list(schema);
    case 'object':
      return 'keys and values';
    default:
      return schema.title ?? 'another value';
  }
}

function list({ prefixItems, items, minItems, maxItems }: JsonSchema): string {
  if (prefixItems) return `${prefixItems.length} ${several(prefixItems[0] as JsonSchema)}`;
  const each = several(items as JsonSchema);
  if (minItems !== undefined && minItems === maxItems) return `${minItems} ${each}`;
  return `a list of ${minItems === 1 ? 'one or more ' : ''}${each}`;
}

/** Describes the items of a list. */
function several(schema: JsonSchema): string {
  switch (schema.enum ? 'enum' : schema.type) {
    case 'integer':
      return `whole numbers ${bounds(schema)}`.trimEnd();
    case 'number':
      return `numbers ${bounds(schema)}`.trimEnd();
    case 'string':
      return 'texts';
    case 'array':
      return list(schema)
        .replace(/^a list/, 'lists')
        .replace(/^(?=\d)/, 'lists of ');
    default:
      return one(schema);
  }
}

function bounds(schema: JsonSchema): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const least = minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (least !== undefined && most !== undefined)
    return schema.type === 'integer' ? `from ${least} to ${most}` : `between ${least} and ${most}`;
  return [
    exclusiveMinimum !== undefined && `above ${exclusiveMinimum}`,
    least !== undefined && `at least ${least}`,
    exclusiveMaximum !== undefined && `below ${exclusiveMaximum}`,
    most !== undefined && `at most ${most}`,
    multipleOf !== undefined && `a multiple of ${multipleOf}`,
  ]
    .filter((bound) => bound !== false)
    .join(' and ');
}

const either = (choices: readonly string[]): string =>
  [...new Set(choices)].join(', ').replace(/, ([^,]*)$/, ' or $1');

/** `got 3`; for a string close to a valid value, also suggests that value. */
export function gotInstead(schema: z.core.$ZodType, value: unknown): string {
  if (value === undefined) return 'but it is missing';
  if (typeof value !== 'string') return `got ${typeof value === 'object' ? JSON.stringify(value) : value}`;
  const { enum: own, anyOf = [] } = asJson(schema);
  const known = [...(own ?? []), ...anyOf.flatMap((choice) => choice.enum ?? [])];
  return `got '${value}'${suggestion(value, known.map(String))}`;
}
