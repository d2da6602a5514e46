// Files generated from the schemas of options are up to date, and the defaults stated in them are true.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BACKBONES,
  CLIP_TEXT_SCHEMA,
  CONV_ADAPTERS,
  FPN_SCHEMA,
  HEADS,
  LANGUAGE_ADAPTERS,
  PROMPT_SCHEMAS,
  z,
} from '@cotrain/models';
import test from 'ava';

const ROOT = join(import.meta.dirname, '../..');

test('generated files are up to date', async (t) => {
  const { generatedFiles } = await import(join(ROOT, 'scripts/generate-options.mjs'));
  for (const [path, text] of Object.entries(await generatedFiles()))
    t.is(
      readFileSync(join(ROOT, path), 'utf8'),
      text as string,
      `${path} is out of date: npm run gen:options`,
    );
});

/** Every schema of options, including nested ones. */
function* schemas(): Generator<[name: string, schema: z.ZodObject]> {
  const tops: [string, z.ZodObject][] = [
    ['fpn', FPN_SCHEMA],
    ['text', CLIP_TEXT_SCHEMA],
    ...Object.entries(PROMPT_SCHEMAS),
    ...[HEADS, BACKBONES, CONV_ADAPTERS, LANGUAGE_ADAPTERS].flatMap((kinds) =>
      kinds.names.map((kind) => [kind, kinds.of({ kind }).options] as [string, z.ZodObject]),
    ),
  ];
  for (const [name, schema] of tops) {
    yield [name, schema];
    for (const [key, field] of Object.entries(schema.shape))
      if (field instanceof z.ZodPrefault) yield [`${name}.${key}`, field.unwrap() as z.ZodObject];
  }
}

const literal = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return typeof value === 'string' ? `'${value}'` : String(value);
};

test('each option says its default truly, or that it is required', (t) => {
  let count = 0;
  for (const [name, { shape }] of schemas())
    for (const [key, field] of Object.entries(shape) as [string, z.ZodType][]) {
      const text = field.description ?? '';
      const place = `${name}.${key}: ${text}`;
      count++;
      if (field instanceof z.ZodPrefault) t.regex(text, / Default: \S.*\.$/s, place);
      else if (!(field instanceof z.ZodDefault)) t.regex(text, / Required\.$/, place);
      else if (key !== 'templates')
        t.true(
          text.includes(` Default ${literal(field.parse(undefined))}`),
          `${place} (${literal(field.parse(undefined))})`,
        );
    }
  t.true(count > 130, String(count));
});
