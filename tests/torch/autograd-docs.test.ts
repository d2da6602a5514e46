// The code in docs/autograd.md and docs/threads.md runs, from the first block of each to its last.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';

/** What the code of a page leaves behind under `names`. */
async function run(page: string, names: string[]) {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
  const code = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block]) => block).join('\n');
  // Beside the tests, so that the package resolves.
  const folder = mkdtempSync(fileURLToPath(new URL('.docs-', import.meta.url)));
  try {
    writeFileSync(`${folder}/page.ts`, `${code}\nexport { ${names.join(', ')} };\n`);
    return await import(`${folder}/page.ts`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.serial('docs/autograd.md', async (t) => {
  const { x, p, weight, probabilities } = await run('autograd.md', ['x', 'p', 'weight', 'probabilities']);
  t.deepEqual(x.grad.shape, [5]);
  t.deepEqual(p.grad.toArray(), [1, 1, 1]);
  t.deepEqual(weight.grad.shape, [16, 16]);
  t.true(probabilities.isInference());
});

test.serial('docs/threads.md', async (t) => {
  const { weight, there, next, h, made } = await run('threads.md', ['weight', 'there', 'next', 'h', 'made']);
  t.true(there.equal(weight));
  t.deepEqual(next.shape, [3]);
  t.is(h.dtype, 'bfloat16');
  t.true(made.operators.some(({ name }: { name: string }) => name === 'forward'));
});
