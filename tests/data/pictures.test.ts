// Everything that PIL reads, with every common kind of image (tests/golden/data/make_pictures.py).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { DataError, type RgbImage, readDepth, readImage, readMask } from '@cotrain/data';
import { MaskFileError, readMask as readScoredMask } from '@cotrain/metrics';
import test from 'ava';
import { temporaryFolder, writeFiles } from './helpers.js';

interface Picture {
  width: number;
  height: number;
  data: string;
}
const {
  images,
  masks,
}: {
  images: Record<string, { file: string; pixels: Picture | null }>;
  masks: Record<string, { file: string; ids: Picture | null }>;
} = JSON.parse(readFileSync(new URL('../golden/data/pictures.json', import.meta.url), 'utf8'));
const ANY_ID = Array.from({ length: 255 }, (_, id) => `class ${id}`);

const decoded = ({ data, ...size }: Picture) => ({
  ...size,
  data: new Uint8Array(Buffer.from(data, 'base64')),
});
const plain = ({ width, height, data }: RgbImage) => ({ width, height, data: Uint8Array.from(data) });

for (const [name, { file, pixels }] of Object.entries(images)) {
  test(`image: ${name}`, async (t) => {
    const root = await writeFiles(temporaryFolder(t), { image: Buffer.from(file, 'base64') });
    const read = readImage(join(root, 'image'));
    if (pixels) t.deepEqual(plain(await read), decoded(pixels));
    else await t.throwsAsync(read, { instanceOf: DataError, message: /cannot decode image .*image: \S/ });
  });
}

test('a header that claims more pixels than the file can hold is refused before it is decoded', async (t) => {
  const chunk = (type: string, data: Buffer) => {
    const bytes = Buffer.concat([Buffer.alloc(4), Buffer.from(type), data, Buffer.alloc(4)]);
    bytes.writeUInt32BE(data.length);
    bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4);
    return bytes;
  };
  const header = Buffer.from([0, 0, 62, 128, 0, 0, 62, 128, 8, 2, 0, 0, 0]);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const file = Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(header))]);
  const path = join(await writeFiles(temporaryFolder(t), { image: file }), 'image');
  const message = /cannot decode image .*image: its header claims 16000x16000 pixels, which \d+ bytes cannot/;
  await t.throwsAsync(readImage(path), { instanceOf: DataError, message });
  const draft = { height: 10, width: 10 };
  await t.throwsAsync(readImage(path, { draft }), { instanceOf: DataError, message });
  await t.throwsAsync(readDepth(path), { instanceOf: DataError, message: /claims 16000x16000 pixels/ });
});

for (const [name, { file, ids }] of Object.entries(masks)) {
  test(`mask: ${name}`, async (t) => {
    const root = await writeFiles(temporaryFolder(t), { mask: Buffer.from(file, 'base64') });
    const path = join(root, 'mask');
    if (ids) {
      t.deepEqual(await readMask(path, ANY_ID), decoded(ids));
      t.deepEqual(await readScoredMask(path), decoded(ids));
    } else {
      await t.throwsAsync(readMask(path, ANY_ID), {
        instanceOf: DataError,
        message: /mask: |is a \d+-bit png/,
      });
      await t.throwsAsync(readScoredMask(path), { instanceOf: MaskFileError, message: /mask: \S/ });
    }
  });
}

test('a profile is applied if asked for, and only where there is one', async (t) => {
  const files = ['png with a profile', 'subsampling 0', 'inks', 'alpha'] as const;
  const contents = files.map((name) => [name, Buffer.from(images[name]!.file, 'base64')]);
  const root = await writeFiles(temporaryFolder(t), Object.fromEntries(contents));
  const [profiled, ...others] = files.map((name) => join(root, name));
  const [asIs, applied] = [await readImage(profiled!), await readImage(profiled!, { applyProfile: true })];
  // The profile exchanges red and blue.
  t.true(asIs.data[0]! < 40 && applied.data[2]! < 40);
  t.notDeepEqual(applied.data, asIs.data);
  for (const file of others)
    t.deepEqual(await readImage(file, { applyProfile: true }), await readImage(file));
});
