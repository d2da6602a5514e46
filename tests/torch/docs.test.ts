// The code in docs/tensors-and-scopes.md runs, from its first block to its last.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';

test('the code of the documentation runs', async (t) => {
  const page = readFileSync(new URL('../../docs/tensors-and-scopes.md', import.meta.url), 'utf8');
  const code = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block]) => block).join('\n');
  // Beside the tests, so that the package resolves.
  const folder = mkdtempSync(fileURLToPath(new URL('.docs-', import.meta.url)));
  try {
    const file = `${folder}/page.ts`;
    writeFileSync(file, `${code}\nexport { curvature, loss, labels };\n`);
    const { curvature, loss, labels } = await import(file);
    t.deepEqual(curvature.toArray(), [12, 18]);
    t.deepEqual(loss.shape, []);
    t.is(labels.dtype, 'int64');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
