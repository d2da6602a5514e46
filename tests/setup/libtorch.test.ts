import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { output } from '../../scripts/lib/console.mjs';
import { isSupportedVersion, readLibtorchVersion } from '../../scripts/lib/libtorch-folder.mjs';
import { WHEEL_SHA256 } from '../../scripts/lib/libtorch-pins.mjs';
import { cacheFolder, installSources, resolveLibtorch } from '../../scripts/libtorch.mjs';
import { temporaryFolder, writeWheel } from './archives.js';

output.write = () => true;

const refuse = (name: string, why: string) => ({ name, fetch: () => Promise.reject(new Error(why)) });

/** A source that returns the fake wheel and counts the requests. */
function countingSource() {
  const source = {
    name: 'fake archive',
    calls: 0,
    fetch: async (folder: string) => {
      source.calls++;
      await new Promise(setImmediate); // lets the others reach the lock
      return writeWheel(folder);
    },
  };
  return source;
}

const freshEnv = () => ({ XDG_CACHE_HOME: temporaryFolder() });

test('the first source that works is installed, and the second look finds it in the cache', async (t) => {
  const env = freshEnv();
  const source = countingSource();
  const sources = [refuse('mirror', 'offline'), source];
  const first = await resolveLibtorch({ env, sources });
  t.like(first, { version: '2.13.0+cpu', source: 'fake archive', cuda: false });
  const second = await resolveLibtorch({ env, sources });
  t.like(second, { path: first.path, source: 'cache' });
  t.is(source.calls, 1);
  t.deepEqual(readdirSync(join(env.XDG_CACHE_HOME, 'cotrain/libtorch')), ['2.13.0-cpu']);
});

test('when nothing works, one error lists everything that was tried, in order, and what to do', async (t) => {
  const env = freshEnv();
  const sources = [refuse('first place', 'offline'), refuse('second place', 'no pip on this machine')];
  const error = await t.throwsAsync<Error & { hint?: string }>(resolveLibtorch({ env, sources }));
  const lines = error.message.split('\n').slice(1);
  t.is(lines.length, 4);
  t.regex(lines[0]!, /COTRAIN_LIBTORCH: not set/);
  t.regex(lines[1]!, /cache .*2\.13\.0-cpu: not installed/);
  t.regex(lines[2]!, /first place: offline/);
  t.regex(lines[3]!, /second place: no pip on this machine/);
  t.regex(error.hint!, /set COTRAIN_LIBTORCH/);
});

test('an archive that is cut short is never installed, and the next source is tried', async (t) => {
  const env = freshEnv();
  const cut = {
    name: 'cut archive',
    fetch: async (folder: string) => {
      const { archive, sha256 } = writeWheel(folder);
      writeFileSync(archive, 'PK only the beginning');
      return { archive, sha256 };
    },
  };
  const error = await t.throwsAsync(resolveLibtorch({ env, sources: [cut] }));
  t.regex(error.message, /cut archive: .* is not the pinned file/);
  t.is((await resolveLibtorch({ env, sources: [cut, countingSource()] })).source, 'fake archive');
});

test('several set-ups at once install it once', async (t) => {
  const env = freshEnv();
  const source = countingSource();
  const found = await Promise.all([1, 2, 3].map(() => resolveLibtorch({ env, sources: [source] })));
  t.is(source.calls, 1);
  t.is(new Set(found.map(({ path }) => path)).size, 1);
});

test('the lock and the half-made folders of a set-up that died are cleared away', async (t) => {
  const env = freshEnv();
  const lock = `${cacheFolder(env)}.lock`;
  mkdirSync(lock, { recursive: true });
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(join(lock, 'owner.json'), JSON.stringify({ pid: dead, host: hostname() }));
  mkdirSync(join(lock, '..', '.unpacking-1-abc', 'lib'), { recursive: true });
  t.is((await resolveLibtorch({ env, sources: [countingSource()] })).source, 'fake archive');
  t.deepEqual(readdirSync(join(lock, '..')), ['2.13.0-cpu']);
});

test('a lock of another machine that has stopped beating is taken over', async (t) => {
  const env = freshEnv();
  const lock = `${cacheFolder(env)}.lock`;
  mkdirSync(lock, { recursive: true });
  writeFileSync(join(lock, 'owner.json'), JSON.stringify({ pid: 1, host: 'another-machine' }));
  utimesSync(lock, new Date(0), new Date(0));
  t.is((await resolveLibtorch({ env, sources: [countingSource()] })).source, 'fake archive');
});

test('COTRAIN_LIBTORCH wins, and a wrong one is an error that names what the folder lacks', async (t) => {
  const env = freshEnv();
  const { path } = await resolveLibtorch({ env, sources: [countingSource()] });
  t.is((await resolveLibtorch({ env: { COTRAIN_LIBTORCH: path } })).source, 'COTRAIN_LIBTORCH');

  const empty = temporaryFolder();
  await t.throwsAsync(resolveLibtorch({ env: { COTRAIN_LIBTORCH: empty } }), {
    message: /COTRAIN_LIBTORCH: .* is not a LibTorch folder: it has no lib\//,
  });
  await t.throwsAsync(resolveLibtorch({ env: { COTRAIN_LIBTORCH: join(empty, 'nowhere') } }), {
    message: /nowhere does not exist/,
  });
  writeFileSync(join(path, 'version.py'), "__version__ = '2.4.1'\n");
  await t.throwsAsync(resolveLibtorch({ env: { COTRAIN_LIBTORCH: path } }), {
    message: /is LibTorch 2\.4\.1; cotrain needs 2\.11 or newer, below 2\.15/,
  });
});

test('looking without installing fetches nothing', async (t) => {
  const source = countingSource();
  await t.throwsAsync(resolveLibtorch({ env: freshEnv(), install: false, sources: [source] }), {
    message: /installing: not asked for/,
  });
  t.is(source.calls, 0);
});

test('every archive and wheel that set-up may fetch is pinned by a sha256', (t) => {
  t.true(installSources().length >= 2);
  for (const sum of Object.values(WHEEL_SHA256)) t.regex(sum, /^[0-9a-f]{64}$/);
});

const VERSIONS: [file: string, text: string, version: string | null][] = [
  ['build-version', '2.13.0+cpu\n', '2.13.0+cpu'],
  ['version.txt', '2.12.1\n', '2.12.1'],
  ['version.py', "from typing import Optional\n__version__ = '2.11.0+cu130'\n", '2.11.0+cu130'],
  [
    'include/torch/headeronly/version.h',
    '#define TORCH_VERSION_MAJOR 2\n#define TORCH_VERSION_MINOR 14\n#define TORCH_VERSION_PATCH 1\n',
    '2.14.1',
  ],
  [
    'include/torch/csrc/api/include/torch/version.h',
    '#define TORCH_VERSION_MAJOR 2\n#define TORCH_VERSION_MINOR 11\n#define TORCH_VERSION_PATCH 0\n',
    '2.11.0',
  ],
  ['README', '2.13.0', null],
];
for (const [file, text, version] of VERSIONS) {
  test(`the version is read from ${file}`, (t) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), text);
    t.is(readLibtorchVersion(folder), version);
  });
}

test('2.11 to 2.14 are supported, whatever their build is called', (t) => {
  for (const version of ['2.11.0+cu130', '2.12.1', '2.13.0+cpu', '2.14.0'])
    t.true(isSupportedVersion(version), version);
  for (const version of ['2.10.0', '1.13.1', '2.15.0', '3.0.0'])
    t.false(isSupportedVersion(version), version);
});
