// The code in each package's README compiles with the settings of most readers, and runs.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { compile } from './compile.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const packages = readdirSync(join(root, 'packages'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const isLibrary = (name: string): boolean =>
  '.' in (JSON.parse(read(`packages/${name}/package.json`)).exports ?? {});

/**
 * The code of each README by its package's folder, as a module beside the tests, so that the packages
 * resolve.
 */
const folder = mkdtempSync(join(root, 'tests/docs/.pages-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));
const modules = new Map<string, string>();
for (const name of packages) {
  const blocks = [...read(`packages/${name}/README.md`).matchAll(/^```ts\n(.*?)^```$/gms)];
  if (blocks.length === 0) continue;
  const file = join(folder, `${name}.mts`);
  writeFileSync(file, `${blocks.map(([, block]) => block).join('\n')}\nexport {};\n`);
  modules.set(name, file);
}

test('every package that is imported shows how', (t) => {
  for (const name of packages.filter(isLibrary)) t.true(modules.has(name), name);
});

test('the code compiles', (t) => {
  t.is(compile(folder, [...modules.values()]), null);
});

for (const [name, file] of modules) {
  test.serial(`the code of packages/${name}/README.md runs`, (t) => {
    const cwd = join(folder, name); // output folder
    mkdirSync(cwd);
    const tsx = import.meta.resolve('tsx');
    const { status, stdout, stderr } = spawnSync(process.execPath, [`--import=${tsx}`, file], {
      cwd,
      encoding: 'utf8',
    });
    t.is(status, 0, stderr);
    t.not(stdout, '');
  });
}
