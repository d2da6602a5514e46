// The files and folders named in ARCHITECTURE.md exist.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Wrapped lines are joined. */
const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').replace(/\n +(?=\S)/g, ' ');
const section = (title: string) => page.split(`\n## ${title}\n`)[1]!.split('\n## ')[0]!;

/**
 * A file (`dataset.ts`, `native/addon/schema.*`) or a folder (`heads/`, `tasks/*\/`), as opposed to an
 * identifier of the code.
 */
const isPath = (text: string) => /^[\w./*-]+(\.(ts|cpp|h|mjs|md|\*)|\/)$/.test(text) && !text.startsWith('@');

const sources = readdirSync(join(root, 'packages'))
  .flatMap((name) => [`packages/${name}/src`, `packages/${name}/browser`])
  .filter((folder) => existsSync(join(root, folder)));
const files = ['docs', 'native', ...sources]
  .concat(['nn', 'ops', 'train', 'export', 'fuzz', 'setup', 'docs'].map((name) => `tests/${name}`))
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  );

/** Whether the path exists; `*` stands for any name. */
function there(path: string): string | undefined {
  const text = path.replace(/\/$/, '').replaceAll('.', '\\.').replaceAll('*', '[^/]*');
  const pattern = new RegExp(`^${text}(?=/|$)`);
  return files.map((file) => pattern.exec(file)?.[0]).find((found) => found !== undefined);
}

/** A path may be relative to the folder or package that its line names. */
function find(path: string, place: string): string | undefined {
  const packageOf = /^packages\/[^/]+\/src/.exec(place)?.[0] ?? '';
  return ['', 'packages', place, packageOf]
    .map((start) => there(join(start, path)))
    .find((found) => found !== undefined);
}

test('every file on the four ways is there', (t) => {
  const lines = section('Four ways through the code').split('\n');
  const ways = lines.filter((line) => line.startsWith('**'));
  t.is(ways.length, 4);
  const steps = lines.filter((line) => line.startsWith('- '));
  t.true(steps.length > 20);
  for (const step of steps) {
    let place = '';
    const paths = [...step.matchAll(/`([^`]+)`/g)].map(([, text]) => text!).filter(isPath);
    t.true(paths.length > 0, step);
    for (const path of paths) {
      const found = find(path, place);
      t.truthy(found, `${path} in: ${step}`);
      if (found) place = path.endsWith('/') ? found : dirname(found);
    }
  }
});

test('and every file that How to add names', (t) => {
  const paths = [...section('How to add').matchAll(/`([^`]+)`/g)].map(([, text]) => text!).filter(isPath);
  t.true(paths.length > 30);
  for (const path of paths) {
    const name = path.replace(/\/$/, '');
    const isThere = /^(packages|native|tests|docs)\//.test(path)
      ? there(path) !== undefined
      : files.some((file) => `/${file}`.endsWith(`/${name}`));
    t.true(isThere, path);
  }
});
