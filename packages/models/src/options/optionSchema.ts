// How a part declares its options: with one schema, from which validation, defaults, hover texts, the keys of
// a run's configuration, the tables of the docs and a JSON Schema for editors are derived.
import { checkKeys, OptionError } from '@cotrain/nn';
import { suggestion } from '@cotrain/torch';
import { z } from 'zod';
import { DESCRIPTIONS } from '../gen/descriptions.js';
import { gotInstead, wanted } from './wanted.js';

/** Describes options (zod 4). Exported so that custom parts do not need their own dependency. */
export { z };

/**
 * Descriptions of fields by schema name. `scripts/generate-options.mjs` reads them from the comments before
 * the fields.
 */
export type Descriptions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Creates the schema of a part's options. A field's comment is its description everywhere, so it must include
 * the default:
 *
 * ```ts
 * export const MY_HEAD_SCHEMA = optionSchema('MyHead', {
 *   /** Width of the hidden layers. Default 256. *\/
 *   channels: count.default(256),
 * });
 * export interface MyHeadOptions extends z.input<typeof MY_HEAD_SCHEMA> {}
 * ```
 *
 * @param name name of the part, which starts its error messages
 * @param descriptions texts for fields without their own (`describe` of zod)
 */
export function optionSchema<Shape extends z.core.$ZodShape>(
  name: string,
  shape: Shape,
  descriptions: Descriptions = DESCRIPTIONS,
): z.ZodObject<Shape, z.core.$strict> {
  const texts = descriptions[name] ?? {};
  const fields = Object.entries(shape as unknown as Record<string, z.ZodType>).map(([key, field]) => {
    const text = field.description ?? texts[key];
    return [key, text === undefined ? field : field.describe(text)];
  });
  return z.strictObject(Object.fromEntries(fields) as unknown as Shape).meta({ title: name });
}

/**
 * Fills in defaults for missing options. An explicit `undefined` selects the default.
 *
 * @throws OptionError for an unknown key, suggesting the nearest known one, and for an invalid value
 */
export function readOptions<Schema extends z.ZodObject>(
  schema: Schema,
  options: z.input<Schema> | undefined,
): z.output<Schema> {
  const name = schema.meta()?.title ?? 'options';
  const given = (options ?? {}) as Record<string, unknown>;
  checkKeys(name, given, Object.keys(schema.shape));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new OptionError(`${name}: ${problem(schema, given, parsed.error.issues[0]!)}`);
}

/** Describes the innermost invalid option of an issue. */
function problem(schema: z.ZodObject, given: Record<string, unknown>, issue: z.core.$ZodIssue): string {
  let field: z.core.$ZodType = schema;
  let value: unknown = given;
  const place: string[] = [];
  for (const key of issue.path.map(String)) {
    const own = shapeOf(field);
    if (!own) break;
    place.push(key);
    field = own[key]!;
    value = (value as Record<string, unknown>)[key];
  }
  const where = place.join('.');
  const wish = issue.code === 'custom' ? issue.message : wanted(field);
  return issue.code === 'unrecognized_keys'
    ? unknown(where, issue.keys[0]!, Object.keys(shapeOf(field) ?? {}))
    : `${where} must be ${wish}, ${gotInstead(field, value)}`;
}

const unknown = (where: string, key: string, known: string[]): string =>
  `${where}: unknown option '${key}'${suggestion(key, known)}; the options are ${known.join(', ')}`;

function shapeOf(schema: z.core.$ZodType): z.core.$ZodShape | null {
  const { def } = (schema as z.ZodType)._zod;
  if ('shape' in def) return def.shape as z.core.$ZodShape;
  return 'innerType' in def ? shapeOf(def.innerType as z.core.$ZodType) : null;
}
