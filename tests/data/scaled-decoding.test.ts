// JPEGs at a fraction of their size: PIL's pixels (tests/golden/data/make_drafts.py), and labels that follow.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Boxes, decodeImage, imageFolder, openBdd100k, readImage, writeScenes } from '@cotrain/data';
import test from 'ava';
import sharp from 'sharp';
import { temporaryFolder, writeFiles } from './helpers.js';

interface Draft {
  file: string;
  asked: [width: number, height: number];
  pixels: { width: number; height: number; data: string };
}
const drafts: Record<string, Draft> = JSON.parse(
  readFileSync(new URL('../golden/data/drafts.json', import.meta.url), 'utf8'),
);

for (const [name, { file, asked, pixels }] of Object.entries(drafts))
  test(`draft of a JPEG: ${name}`, async (t) => {
    const root = await writeFiles(temporaryFolder(t), { 'a.jpg': Buffer.from(file, 'base64') });
    const [width, height] = asked;
    const image = await readImage(join(root, 'a.jpg'), { draft: { width, height } });
    t.is(`${image.width}x${image.height}`, `${pixels.width}x${pixels.height}`);
    t.deepEqual(Buffer.from(image.data), Buffer.from(pixels.data, 'base64'));
  });

test('a path may have any characters, and may be a URL', async (t) => {
  const { file, asked, pixels } = drafts['4:4:4 at a half']!;
  const [width, height] = asked;
  for (const name of ['a [b].jpg', 'a]b[.jpg', 'a,b=c.jpg', `it's "a".jpg`, 'a[shrink=4].jpg', 'ü %20.jpg']) {
    const root = await writeFiles(temporaryFolder(t), { [name]: Buffer.from(file, 'base64') });
    for (const path of [join(root, name), pathToFileURL(join(root, name))]) {
      const image = await readImage(path, { draft: { width, height } });
      t.deepEqual(Buffer.from(image.data), Buffer.from(pixels.data, 'base64'), name);
    }
  }
});

test('sides that no scale divides: a smaller scale, or the full size', async (t) => {
  const sized = async (width: number, height: number) => {
    const jpeg = await sharp({ create: { width, height, channels: 3, background: '#204060' } })
      .jpeg()
      .toBuffer();
    const root = await writeFiles(temporaryFolder(t), { 'a.jpg': jpeg });
    const image = await readImage(join(root, 'a.jpg'), { draft: { width: 1, height: 1 } });
    t.is(image.data.length, image.width * image.height * 3);
    return `${image.width}x${image.height}`;
  };
  t.is(await sized(68, 44), '17x11');
  t.is(await sized(66, 44), '33x22');
  t.is(await sized(67, 44), '67x44');
});

test('only JPEGs have a draft, and a truncated one is an error', async (t) => {
  const pixels = { width: 40, height: 30, channels: 3 as const, background: '#204060' };
  const png = await sharp({ create: pixels }).png().toBuffer();
  const root = await writeFiles(temporaryFolder(t), {
    'a.png': png,
    'cut.jpg': Buffer.from(drafts['4:4:4 at a half']!.file, 'base64').subarray(0, 1500),
  });
  const draft = { height: 10, width: 10 };
  t.like(await readImage(join(root, 'a.png'), { draft }), await decodeImage(png));
  await t.throwsAsync(readImage(join(root, 'cut.jpg'), { draft }), {
    message: /cannot decode image .*cut\.jpg/,
  });
  await t.throwsAsync(readImage(join(root, 'none.jpg'), { draft }), {
    message: /cannot read .*none\.jpg: ENOENT/,
  });
});

test('labels have the size of the image, in worker threads too', async (t) => {
  const out = temporaryFolder(t);
  await writeScenes({ out, count: 2, seed: 3, height: 96, width: 160, valRatio: 0 });
  const whole = await openBdd100k(out, { split: 'train' });
  const half = await openBdd100k(out, { split: 'train', scaledDecoding: { height: 48, width: 80 } });
  const { loadSample } = (await import(
    half.source(0).module
  )) as typeof import('../../packages/data/src/bdd100k/frame.js');
  for (let i = 0; i < 2; i++) {
    const [full, small] = [await whole.get(i), await half.get(i)];
    t.deepEqual(await loadSample(half.source(i).args as never), small);
    t.is(`${small.image.width}x${small.image.height}`, '80x48');
    t.is(small.image.data.length, 80 * 48 * 3);
    const value = <T>(label: unknown) => (label as { value: T }).value;
    const [boxes, scaled] = [full, small].map(({ labels }) => value<Boxes>(labels.det)) as [Boxes, Boxes];
    t.deepEqual(
      [...scaled.boxes],
      [...boxes.boxes].map((at) => at / 2),
    );
    const map = value<{ width: number; height: number; data: Uint8Array }>(small.labels.sem_seg);
    t.is(map.data.length, 80 * 48);
    t.deepEqual(
      (await half.labels!(i)).image,
      (await whole.labels!(i)).image,
      'labels alone: as they are stored',
    );
  }
});

test('a folder of images has drafts too', async (t) => {
  const { file, asked, pixels } = drafts['4:2:0 at a half']!;
  const [width, height] = asked;
  const root = await writeFiles(temporaryFolder(t), { 'a.jpg': Buffer.from(file, 'base64') });
  const { image } = await (await imageFolder(root, { draft: { width, height } })).get(0);
  t.deepEqual(Buffer.from(image.data), Buffer.from(pixels.data, 'base64'));
});
