// The configuration's JSON Schema, with which editors complete and explain keys and mark errors.
import { z } from 'zod';
import { DEFAULT_KIND } from '../kinds.js';

type Json = Record<string, unknown>;

/** @param schema schema of the configuration @param title title of the file */
export function jsonSchemaOf(schema: z.core.$ZodType, title: string): Json {
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
  return {
    $schema: made.$schema,
    title,
    ...(cleaned({ ...made, $schema: undefined, title: undefined }) as Json),
  };
}

/**
 * Removes details that only concern programs: the largest safe integers, read-only lists, and alternative
 * ways to select a default kind.
 */
function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  const { [DEFAULT_KIND]: meant, ...node } = value as Json;
  const choices = (node.oneOf ?? node.anyOf) as Json[] | undefined;
  if (choices) describeKinds(choices);
  if (meant !== undefined && choices)
    for (const choice of choices) withoutKind(choice, meant as [string, string]);
  const kept = Object.entries(node).filter(
    ([key, own]) =>
      own !== undefined &&
      !(key === 'readOnly' && own === true) &&
      !(key === 'maximum' && own === Number.MAX_SAFE_INTEGER) &&
      !(key === 'minimum' && own === Number.MIN_SAFE_INTEGER),
  );
  return Object.fromEntries(kept.map(([key, own]) => [key, cleaned(own)]));
}

/** Describes the key that distinguishes alternatives, with all of its values. */
function describeKinds(choices: readonly Json[]): void {
  const fields = choices.map(({ properties }) => (properties ?? {}) as Record<string, Json | undefined>);
  for (const key of Object.keys(fields[0] ?? {})) {
    const kinds = fields.flatMap((own) => own[key]?.enum ?? own[key]?.const ?? null);
    if (kinds.includes(null)) continue;
    for (const own of fields)
      own[key]!.description ??= `Decides which other keys there are. One of ${kinds.join(', ')}.`;
  }
}

/** The key may be omitted for the default kind. */
function withoutKind(choice: Json, [key, kind]: readonly [string, string]): void {
  const { [key]: own } = (choice.properties ?? {}) as Record<string, Json | undefined>;
  if (own?.const !== kind) return;
  own.default = kind;
  const required = (choice.required as string[]).filter((name) => name !== key);
  if (required.length > 0) choice.required = required;
  else delete choice.required;
}
