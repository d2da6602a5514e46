// The build with CUDA in continuous integration: what it needs, and what it keeps from one run to the next.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { mirror } from '../../scripts/lib/mirrored-build.mjs';
import { temporaryFolder } from './archives.js';

const ROOT = join(import.meta.dirname, '../..');

test('without nvcc it is skipped, which one line says', (t) => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/test-cuda-build.mjs', '--cached'], {
    cwd: ROOT,
    env: { ...process.env, CUDACXX: '/nowhere/nvcc', XDG_CACHE_HOME: temporaryFolder() },
    encoding: 'utf8',
  });
  t.is(status, 0);
  t.is(stderr, '   skipped the build with CUDA: no CUDA compiler (nvcc) was found.\n');
});

test('a mirrored file gets a new time only if its content is new', (t) => {
  const folder = temporaryFolder();
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  mkdirSync(join(from, 'inner'), { recursive: true });
  for (const name of ['same', 'changed', 'gone', 'inner/same']) writeFileSync(join(from, name), name);
  mirror(from, to);
  const long = new Date(2020, 1, 1);
  for (const name of ['same', 'changed', 'inner/same']) utimesSync(join(to, name), long, long);

  writeFileSync(join(from, 'same'), 'same'); // as a fresh clone does
  writeFileSync(join(from, 'changed'), 'changed again');
  rmSync(join(from, 'gone'));
  mkdirSync(join(from, 'gone'));
  mirror(from, to);
  t.deepEqual(readdirSync(to).sort(), ['changed', 'gone', 'inner', 'same']);
  t.deepEqual(readdirSync(join(to, 'gone')), []);
  t.is(readFileSync(join(to, 'changed'), 'utf8'), 'changed again');
  t.true(statSync(join(to, 'changed')).mtimeMs > long.getTime());
  for (const name of ['same', 'inner/same']) t.is(statSync(join(to, name)).mtimeMs, long.getTime(), name);
});
