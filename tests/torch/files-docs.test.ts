// The code in docs/files.md runs, from its first block to its last.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { golden } from './formats/craft.js';

test('the code of the page on files runs', async (t) => {
  const page = readFileSync(new URL('../../docs/files.md', import.meta.url), 'utf8');
  // Beside the tests, so that the package resolves.
  const folder = mkdtempSync(fileURLToPath(new URL('.files-docs-', import.meta.url)));
  try {
    const code = [...page.matchAll(/^```ts\n(.*?)^```$/gms)]
      .map(([, block]) => block)
      .join('\n')
      .replaceAll('tests/golden/files/script.pt', golden('script.pt'))
      .replaceAll(/'(\w+\.(safetensors|pth))'/g, (_, name) => JSON.stringify(join(folder, name)));
    const file = join(folder, 'page.ts');
    writeFileSync(file, `${code}\nexport { model, output, state };\n`);
    const { model, output, state } = await import(file);
    t.deepEqual(Object.keys(model), ['weight', 'bias']);
    t.is(state.epoch, 3);
    t.deepEqual(output.shape, [1, 2, 6, 6]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
