import { join } from 'node:path';
import { DataError, encodeDepth, type FieldMap, openBdd100k, readDepth } from '@cotrain/data';
import test, { type ExecutionContext } from 'ava';
import sharp from 'sharp';
import { jpeg, maskPng, temporaryFolder, writeFiles } from './helpers.js';

const UNKNOWN = Number.NaN;
const VALUES = Uint16Array.of(0, 1, 256, 25_600, 65_535, 384);
const METRES = Float32Array.of(UNKNOWN, 1 / 256, 1, 100, 65_535 / 256, 1.5);

/** A PNG of 3x2 pixels, each of 16 bits. */
const png16 = (values: Uint16Array, channels: 1 | 3 = 1) =>
  sharp(values, { raw: { width: 3, height: 2, channels } })
    .toColourspace(channels === 1 ? 'grey16' : 'rgb16')
    .png()
    .toBuffer();

async function reading(t: ExecutionContext, bytes: Uint8Array | Promise<Uint8Array>): Promise<FieldMap> {
  const root = await writeFiles(temporaryFolder(t), { 'depth.png': bytes });
  return readDepth(join(root, 'depth.png'));
}

test("depth maps are KITTI's: 256 to the metre, 0 where the depth is unknown", async (t) => {
  t.deepEqual(await reading(t, png16(VALUES)), { width: 3, height: 2, data: METRES });
});

test('written depth is read back, within a 512th of a metre; what the format cannot hold is unknown', async (t) => {
  const size = { width: 3, height: 2 };
  t.deepEqual(await reading(t, encodeDepth({ ...size, data: METRES })), { ...size, data: METRES });
  const data = Float32Array.of(0.001, 12.3456, 255.998, 256, 1e9, -4);
  const { data: read } = await reading(t, encodeDepth({ ...size, data }));
  t.deepEqual(read, Float32Array.of(UNKNOWN, 3160 / 256, 65_535 / 256, UNKNOWN, UNKNOWN, UNKNOWN));
});

test('files that are not depth maps are refused by name', async (t) => {
  const refused = (bytes: Uint8Array | Promise<Uint8Array>, message: RegExp) =>
    t.throwsAsync(reading(t, bytes), { instanceOf: DataError, message });
  await refused(
    maskPng([1, 2], 3, 2),
    /depth\.png has 1 channels of uchar, but a depth map is a PNG with one 16-bit/,
  );
  await refused(png16(new Uint16Array(18), 3), /depth\.png has 3 channels of ushort/);
  await refused(jpeg(3, 2), /depth\.png has 3 channels of uchar/);
  const noise = Uint16Array.from({ length: 4096 }, (_, i) => Math.imul(i, 2654435761) >>> 16);
  const whole = await sharp(noise, { raw: { width: 64, height: 64, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toBuffer();
  await refused(whole.subarray(0, whole.length / 2), /cannot decode depth map .*depth\.png/);
  await refused(Buffer.from('no image'), /cannot decode depth map/);
  await t.throwsAsync(readDepth(join(temporaryFolder(t), 'x.png')), { instanceOf: DataError });
});

test("BDD100K's layout has depth in labels/depth/maps; it is of its image's size, and may know nothing", async (t) => {
  const root = await writeFiles(temporaryFolder(t), {
    'images/100k/val/a.jpg': jpeg(3, 2),
    'images/100k/val/b.jpg': jpeg(3, 2),
    'images/100k/val/c.jpg': jpeg(4, 2),
    'images/100k/val/d.jpg': jpeg(3, 2),
    'labels/depth/maps/val/a.png': png16(VALUES),
    'labels/depth/maps/val/b.png': png16(new Uint16Array(6)),
    'labels/depth/maps/val/c.png': png16(VALUES),
  });
  const dataset = await openBdd100k(root, { split: 'val', tasks: ['depth'] });
  t.deepEqual(dataset.names, ['a', 'b', 'c']);
  t.deepEqual(dataset.skipped, [{ name: 'd', reason: 'the image has no label for depth' }]);
  t.deepEqual((await dataset.get(0)).labels.depth, {
    state: 'present',
    value: { width: 3, height: 2, data: METRES },
  });
  t.deepEqual((await dataset.labels!(1)).labels.depth, { state: 'empty' });
  await t.throwsAsync(dataset.get(2), {
    instanceOf: DataError,
    message: /c\.png is 3x2, but its image .*c\.jpg is 4x2/,
  });
  await t.throwsAsync(openBdd100k(root, { split: 'val', tasks: ['lane_style'] }), {
    instanceOf: DataError,
    message: /no lane_style labels for "val"; looked in .*labels.lane.masks.val/,
  });
});
