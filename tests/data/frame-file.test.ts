import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { concatDatasets, frameFile, frameIdOf, imageFolder, openBdd100k, subset } from '@cotrain/data';
import test from 'ava';
import { jpeg, temporaryFolder, writeFiles } from './helpers.js';

const NASTY = [
  ...['../../x', '/etc/passwd', '..', '.', '', '/', 'a/../../b', 'a//b', './a', 'C:\\x', '..\\..\\x'],
  ...['a\u0000b', 'a\nb', '\u001b[31m', 'a\ud800', 'NUL', 'com1.x', 'aux/a', 'a. ', 'a.', '.hidden', '._a'],
  ...[
    'x'.repeat(300),
    'ü'.repeat(200),
    `${'y'.repeat(250)}/${'z'.repeat(300)}`,
    'a?',
    'a_',
    'a:',
    'a~0123456789',
  ],
];

test('safe names stay, with their folders', (t) => {
  for (const name of ['va', 'cam0/0001', 'b1c66a42-6f7d68ca', 'clip.0001', 'a b', '图1', 'nuls', 'a~b'])
    t.is(frameFile('out', name, '.png'), join('out', `${name}.png`));
});

test('no name leaves the folder, and no two share a file', (t) => {
  const out = temporaryFolder(t);
  for (const name of NASTY) {
    const path = frameFile(out, name, '.png');
    const inside = relative(out, path);
    t.false(inside.startsWith('..') || isAbsolute(inside), JSON.stringify(name));
    for (const part of inside.split(sep)) {
      t.true(Buffer.byteLength(part) <= 220, part);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      t.notRegex(part, /[\u0000-\u001f\\:?]|^\.|^(nul|com1|aux)(\.|$)/i);
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, name, { flag: 'wx' });
  }
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  t.is(files.length, NASTY.length);
  t.is(frameFile(out, '../../x', '.png'), frameFile(out, '../../x', '.png'), 'the same each time');
});

test("frames keep the names of the data set's own files", async (t) => {
  const labels = [{ name: 'a.jpg', labels: [] }];
  const root = await writeFiles(temporaryFolder(t), {
    'images/100k/val/a.PNG': jpeg(8, 8),
    'images/100k/val/b.png': jpeg(8, 8),
    'labels/det_20/det_val.json': JSON.stringify(labels),
    'frames/c.webp': jpeg(8, 8),
  });
  const data = await openBdd100k(root, { split: 'val', require: 'none' });
  const files = [0, 1].map((index) => frameIdOf(data, index).file);
  t.deepEqual(files, ['a.jpg', 'b.png'], 'named as in the labels, or after the image');
  t.is(frameIdOf(subset(data, [1]), 0).file, 'b.png');
  const other = await imageFolder(join(root, 'frames'));
  const both = concatDatasets([{ dataset: data }, { dataset: other, name: 'new' }]);
  t.deepEqual(
    [0, 2].map((index) => frameIdOf(both, index).file),
    ['a.jpg', 'new-c.webp'],
  );
  t.is(frameIdOf({ length: 1, names: ['x'], tasks: {}, get: () => other.get(0) }, 0).file, 'x');
});
