import { existsSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { checkInstalled, installArchive } from '../../scripts/lib/install-archive.mjs';
import { temporaryFolder, WHEEL_ENTRIES, withRecord, writeWheel } from './archives.js';

const onBytes = () => {};

test('a wheel is unpacked into lib, include, share and its version, and nothing else', async (t) => {
  const folder = temporaryFolder();
  const { archive, sha256 } = writeWheel(folder);
  const target = join(folder, 'cache', '2.13.0-cpu');
  await installArchive(archive, target, { sha256, onBytes });
  t.deepEqual(readdirSync(target).sort(), ['cotrain-manifest.json', 'include', 'lib', 'share', 'version.py']);
  t.is(checkInstalled(target), null);
  t.deepEqual(readdirSync(join(folder, 'cache')), ['2.13.0-cpu']);
});

test('an archive with another sha256 is refused before it is unpacked', async (t) => {
  const folder = temporaryFolder();
  const { archive } = writeWheel(folder);
  const target = join(folder, 'cache', '2.13.0-cpu');
  const wrong = '0'.repeat(64);
  await t.throwsAsync(installArchive(archive, target, { sha256: wrong, onBytes }), {
    message: /is not the pinned file: sha256 [0-9a-f]{64}, expected 0000/,
  });
  t.false(existsSync(target));
});

const tampered = WHEEL_ENTRIES.map((entry, i) => (i === 1 ? { ...entry, data: '#pragma twice\n' } : entry));
const BAD_WHEELS = [
  [
    'a file differs from its RECORD',
    [...tampered, withRecord(WHEEL_ENTRIES).at(-1)!],
    /Dispatcher\.h .* is damaged: sha256/,
  ],
  [
    'a file is not in the RECORD',
    [...withRecord(WHEEL_ENTRIES), { name: 'torch/lib/x.so', data: 'x' }],
    /does not list/,
  ],
  ['the library is missing', withRecord(WHEEL_ENTRIES.slice(1)), /is not a LibTorch folder: it has no lib\//],
] as const;
for (const [what, entries, message] of BAD_WHEELS) {
  test(`a wheel is refused, leaving nothing behind, when ${what}`, async (t) => {
    const folder = temporaryFolder();
    const { archive, sha256 } = writeWheel(folder, entries);
    const cache = join(folder, 'cache');
    await t.throwsAsync(installArchive(archive, join(cache, '2.13.0-cpu'), { sha256, onBytes }), { message });
    t.deepEqual(readdirSync(cache), []);
  });
}

test('an installed folder that lost or cut a file is noticed, and replaced by the next install', async (t) => {
  const folder = temporaryFolder();
  const { archive, sha256 } = writeWheel(folder);
  const target = join(folder, '2.13.0-cpu');
  await installArchive(archive, target, { sha256, onBytes });
  const header = join(target, 'include/ATen/core/dispatch/Dispatcher.h');
  truncateSync(header, 3);
  t.is(checkInstalled(target), 'include/ATen/core/dispatch/Dispatcher.h is damaged');
  rmSync(header);
  t.is(checkInstalled(target), 'include/ATen/core/dispatch/Dispatcher.h is missing');
  await installArchive(archive, target, { sha256, onBytes });
  t.is(checkInstalled(target), null);
  t.is(statSync(header).size, 13);
});

test('a folder that someone made by hand, without a manifest, counts as not installed', async (t) => {
  const folder = temporaryFolder();
  const target = join(folder, '2.13.0-cpu');
  mkdirSync(join(target, 'lib'), { recursive: true });
  writeFileSync(join(target, 'lib/half.so'), 'half');
  t.is(checkInstalled(target), 'not installed');
  const { archive, sha256 } = writeWheel(folder);
  await installArchive(archive, target, { sha256, onBytes });
  t.is(checkInstalled(target), null);
  t.false(existsSync(join(target, 'lib/half.so')));
});
