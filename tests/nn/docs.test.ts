// The code in docs/modules.md runs, from its first block to its last.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';

test('the code of the documentation runs', async (t) => {
  const page = readFileSync(new URL('../../docs/modules.md', import.meta.url), 'utf8');
  const code = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block]) => block).join('\n');
  // Beside the tests, so that the packages resolve.
  const folder = mkdtempSync(fileURLToPath(new URL('.docs-', import.meta.url)));
  try {
    const file = `${folder}/page.ts`;
    const placed = code.replaceAll("'run.pth'", JSON.stringify(`${folder}/run.pth`));
    writeFileSync(file, `${placed}\nexport { averaged, next };\n`);
    const { averaged, next } = await import(file);
    t.deepEqual(averaged.shape, [4, 2]);
    t.is(next, 10);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
