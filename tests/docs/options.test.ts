// What is written from the schemas of options is up to date, and what they say of their defaults is true.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';

const ROOT = join(import.meta.dirname, '../..');

test('generated files are up to date', async (t) => {
  const { generatedFiles } = await import(join(ROOT, 'scripts/generate-options.mjs'));
  for (const [path, text] of Object.entries(generatedFiles()))
    t.is(readFileSync(join(ROOT, path), 'utf8'), text as string, `${path} is out of date: npm run gen:options`);
});
