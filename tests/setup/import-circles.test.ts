import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { importCircles } from '../../scripts/lib/import-circles.mjs';

function circlesOf(t: ExecutionContext, files: Record<string, string>): Promise<string[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'cotrain-circles-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return importCircles(folder);
}

test('files that import each other are a circle, however long the way round', async (t) => {
  const files = {
    'a.ts': `import { b } from './b.js';\nexport const a = b;\n`,
    'b.ts': `export { c as b } from './c.js';\n`,
    'c.ts': `import './a.js';\nexport const c = 1;\n`,
    'beside.ts': `import { a } from './a.js';\nexport const x = a;\n`,
  };
  t.deepEqual(await circlesOf(t, files), [['a.ts', 'b.ts', 'c.ts']]);
});

test('each cycle is reported separately, and two that share a file are one', async (t) => {
  const files = {
    'a.ts': `import './b.js';\nimport './c.js';\n`,
    'b.ts': `import './a.js';\n`,
    'c.ts': `import './a.js';\n`,
    'd.ts': `import './e.js';\nimport './a.js';\n`,
    'e.ts': `import './d.js';\n`,
    'self.ts': `import './self.js';\n`,
  };
  t.deepEqual((await circlesOf(t, files)).sort(), [['a.ts', 'b.ts', 'c.ts'], ['d.ts', 'e.ts'], ['self.ts']]);
});

test('an import of types alone makes no circle, one that names types beside values does', async (t) => {
  const types = {
    'a.ts': `import type { B } from './b.js';\nexport type { C } from './b.js';\nexport type A = B;\n`,
    'b.ts': `import { a } from './a.js';\nexport type B = typeof a;\nexport type C = B;\n`,
  };
  t.deepEqual(await circlesOf(t, types), []);
  // The output of TypeScript with verbatimModuleSyntax: `import {} from './b.js'`.
  const kept = { ...types, 'a.ts': `import { type B } from './b.js';\nexport type A = B;\n` };
  t.deepEqual(await circlesOf(t, kept), [['a.ts', 'b.ts']]);
});

test('other packages, files that are none, and words in comments or strings do not matter', async (t) => {
  const files = {
    'a.ts': `import { join } from 'node:path';\nimport './gone.js';\n// import './b.js'\nexport const text = "import './b.js'" + join('a');\n`,
    'b.ts': `import './a.js';\n`,
  };
  t.deepEqual(await circlesOf(t, files), []);
});
