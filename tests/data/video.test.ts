// Videos through ffmpeg, for which a script stands here: it does with frames what ffmpeg is asked for.
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataError, imageFolder, isVideo, openVideo, writeVideo } from '@cotrain/data';
import test from 'ava';
import sharp from 'sharp';
import { naturalOrder } from '../../packages/data/src/naturalOrder.js';

const root = mkdtempSync(join(tmpdir(), 'cotrain-video-test-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));

/** A command that takes ffmpeg's arguments. */
function command(name: string, body: string): string {
  const path = join(root, name);
  writeFileSync(
    path,
    `#!${process.execPath}\nconst fs = require('node:fs');\nconst args = process.argv.slice(2);\nconst value = (flag) => args[args.indexOf(flag) + 1];\n${body}`,
  );
  chmodSync(path, 0o755);
  return path;
}

const frames = join(root, 'frame.jpg');
test.before(async () => {
  await sharp({ create: { width: 8, height: 6, channels: 3, background: 'red' } })
    .jpeg()
    .toFile(frames);
});

const READER = `
if (!value('-i').startsWith('file:')) process.exit(9);
const out = args.at(-1);
for (let i = 1; i <= 12; i++)
  fs.copyFileSync(${JSON.stringify(frames)}, out.replace('%06d', String(i).padStart(6, '0')));
process.stderr.write('Stream #0:0: Video: h264, yuv420p, 8x6, 12.50 fps, 12.50 tbr');
`;
const WRITER = `
const png = fs.readFileSync(0);
const count = png.toString('latin1').split('PNG\\r\\n').length - 1;
fs.writeFileSync(args.at(-1).replace('file:', ''), JSON.stringify({ count, rate: value('-framerate') }));
`;
const FAILING = "process.stderr.write('moov atom not found\\\\n'); process.exit(1);";

test('names are in natural order', (t) => {
  const names = [
    'frame10',
    'frame9',
    'frame1',
    'b2',
    'frame09',
    'b',
    'frame1a',
    '10',
    '9',
    'frame18446744073709551617',
    'frame18446744073709551616',
  ];
  t.deepEqual(names.sort(naturalOrder), [
    '9',
    '10',
    'b',
    'b2',
    'frame1',
    'frame1a',
    'frame09',
    'frame9',
    'frame10',
    'frame18446744073709551616',
    'frame18446744073709551617',
  ]);
});

test('the frames of a folder are in natural order', async (t) => {
  const folder = mkdtempSync(join(root, 'frames-'));
  for (const i of [1, 2, 10, 11]) writeFileSync(join(folder, `f${i}.jpg`), readFileSync(frames));
  const { names } = await imageFolder(folder);
  t.deepEqual(names, ['f1', 'f2', 'f10', 'f11']);
});

test('a video is its frames in order, with its rate, and nothing is left on the disk', async (t) => {
  const ffmpeg = command('reader', READER);
  let folder = '';
  {
    using video = await openVideo('some/drive 100%.mp4', { ffmpeg });
    t.is(video.fps, 12.5);
    t.is(video.dataset.length, 12);
    t.is(video.dataset.names[0], 'drive 100_-000001');
    t.is(video.dataset.names[11], 'drive 100_-000012');
    const { image } = await video.dataset.get(11);
    t.deepEqual([image.width, image.height], [8, 6]);
    const { args } = video.dataset.source!(0) as { args: { image: string } };
    folder = join(args.image, '..');
    t.is(readdirSync(folder).length, 12);
  }
  t.false(existsSync(folder));
  t.true(isVideo('a/B.MP4'));
  t.false(isVideo('a/mp4.png'));
});

test('videos that cannot be read say why', async (t) => {
  await t.throwsAsync(openVideo('a.mp4', { ffmpeg: command('failing', FAILING) }), {
    instanceOf: DataError,
    message: /a\.mp4: ffmpeg cannot read it: moov atom not found/,
  });
  await t.throwsAsync(openVideo('a.mp4', { ffmpeg: join(root, 'nothing') }), {
    instanceOf: DataError,
    message: /reading the video a\.mp4 needs ffmpeg.*install it/,
  });
  const stopped = AbortSignal.abort(new Error('enough'));
  await t.throwsAsync(openVideo('a.mp4', { ffmpeg: command('late', READER), signal: stopped }), {
    message: 'enough',
  });
});

test('pictures become a video in one piece', async (t) => {
  const folder = mkdtempSync(join(root, 'out-'));
  const file = join(folder, 'seen.mp4');
  const picture = await sharp(frames).png().toBuffer();
  const video = await writeVideo({ file, fps: 24, ffmpeg: command('writer', WRITER) });
  for (let i = 0; i < 5; i++) await video.add(picture);
  t.false(existsSync(file));
  await video.end();
  t.deepEqual(JSON.parse(readFileSync(file, 'utf8')), { count: 5, rate: '24' });
  t.deepEqual(readdirSync(folder), ['seen.mp4']);
});

test('a video that is stopped, or that ffmpeg cannot write, leaves nothing', async (t) => {
  const folder = mkdtempSync(join(root, 'out-'));
  const file = join(folder, 'seen.mp4');
  const picture = await sharp(frames).png().toBuffer();
  const stopped = await writeVideo({ file, ffmpeg: command('writer2', WRITER) });
  await stopped.add(picture);
  await stopped.abort();
  const failing = await writeVideo({ file, ffmpeg: command('failing2', FAILING) });
  await t.throwsAsync(failing.end(), { instanceOf: DataError, message: /ffmpeg cannot write it: moov atom/ });
  await t.throwsAsync(writeVideo({ file, ffmpeg: join(root, 'nothing') }), {
    message: /writing the video .*seen\.mp4 needs ffmpeg/,
  });
  t.deepEqual(readdirSync(folder), []);
});
