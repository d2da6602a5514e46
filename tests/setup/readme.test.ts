import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';

// Beside the packages that the tests use, so that the example's imports resolve as for a user.
const script = fileURLToPath(new URL('../node_modules/.cache/readme-example.ts', import.meta.url));

test("the README's example runs as it stands, and learns", (t) => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1];
  t.truthy(example, 'README.md has a ```ts block');
  mkdirSync(dirname(script), { recursive: true });
  writeFileSync(script, example!);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import=tsx', script], {
    encoding: 'utf8',
  });
  t.is(status, 0, stderr);
  const losses = stdout
    .trim()
    .split('\n')
    .map((line) => Number(line.split(' ')[1]));
  t.is(losses.length, 6);
  t.true(losses.at(-1)! < losses[0]! / 3, stdout);
});
