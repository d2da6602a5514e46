import { existsSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'ava';
import { extractZip, readZipDirectory } from '../../scripts/lib/zip.mjs';
import { type Entry, temporaryFolder, zip } from './archives.js';

async function extract(entries: readonly Entry[], damage: (bytes: Buffer) => Buffer = (bytes) => bytes) {
  const folder = temporaryFolder();
  const archive = join(folder, 'archive.zip');
  writeFileSync(archive, damage(zip(entries)));
  const target = join(folder, 'inner', 'target');
  const files = await extractZip(archive, target, { rename: (name: string) => name });
  return { target, files };
}

test('stored, deflated, empty and executable entries come out as they went in', async (t) => {
  const big = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => (i * i) >> 3));
  const { target, files } = await extract([
    { name: 'a/stored.txt', data: 'stored', store: true },
    { name: 'a/big.bin', data: big },
    { name: 'empty', data: '' },
    { name: 'tool', data: '#!/bin/sh', mode: 0o100755 },
    { name: 'a/link', data: 'stored.txt', mode: 0o120777 },
  ]);
  t.is(readFileSync(join(target, 'a/stored.txt'), 'utf8'), 'stored');
  t.true(readFileSync(join(target, 'a/big.bin')).equals(big));
  t.is(statSync(join(target, 'empty')).size, 0);
  t.not(statSync(join(target, 'tool')).mode & 0o111, 0);
  t.is(readlinkSync(join(target, 'a/link')), 'stored.txt');
  t.deepEqual(files, { 'a/stored.txt': 6, 'a/big.bin': big.length, empty: 0, tool: 9 });
});

test('the directory is found behind content that looks like one', async (t) => {
  const folder = temporaryFolder();
  const archive = join(folder, 'archive.zip');
  writeFileSync(archive, zip([{ name: 'x', data: Buffer.alloc(0x20000, 'PK\x05\x06'), store: true }]));
  const entries = await readZipDirectory(archive);
  t.deepEqual(
    entries.map(({ name, size }: { name: string; size: number }) => [name, size]),
    [['x', 0x20000]],
  );
});

for (const name of ['../evil', 'a/../../evil', '/evil', 'a\\..\\..\\evil', 'C:/evil', '..']) {
  test(`an entry outside of the folder is refused: ${name}`, async (t) => {
    const error = await t.throwsAsync(extract([{ name, data: 'evil' }]), {
      message: /points outside its folder/,
    });
    t.true(error.message.includes(JSON.stringify(name)));
  });
}

test('nothing of a refused archive lands outside of the folder', async (t) => {
  const folder = temporaryFolder();
  const archive = join(folder, 'archive.zip');
  writeFileSync(archive, zip([{ name: '../evil', data: 'evil' }]));
  await t.throwsAsync(extractZip(archive, join(folder, 'target'), { rename: (name: string) => name }));
  t.false(existsSync(join(dirname(join(folder, 'target')), 'evil')));
});

for (const link of ['../../evil', '/etc/passwd']) {
  test(`a link that leads outside is refused: ${link}`, async (t) => {
    await t.throwsAsync(extract([{ name: 'a/link', data: link, mode: 0o120777 }]), {
      message: /points outside its folder|absolute link/,
    });
  });
}

test('damage is told with the entry: a wrong CRC, a cut file, flipped bits', async (t) => {
  const entries = [{ name: 'lib/a.so', data: Buffer.alloc(50_000, 'abc') }];
  await t.throwsAsync(extract([{ ...entries[0]!, crc: 1 }]), { message: /lib\/a\.so has 50000 bytes, CRC/ });
  await t.throwsAsync(
    extract(entries, (bytes) => bytes.subarray(0, bytes.length - 30)),
    {
      message: /not a complete zip file/,
    },
  );
  const flip = (bytes: Buffer) => {
    bytes.fill(0xff, 45, 60);
    return bytes;
  };
  await t.throwsAsync(extract(entries, flip), { message: /is damaged: .*lib\/a\.so/ });
});
