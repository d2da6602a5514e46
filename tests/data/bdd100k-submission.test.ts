import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  boxesOf,
  DataError,
  MaskIdError,
  type PredictedFrame,
  type ReadPrediction,
  readCocoResults,
  readCocoTruth,
  readDetectionFrames,
  readDetections,
  readMask,
  SEMANTIC_CLASSES,
  writeDetections,
  writeDrivablePng,
  writeSemSegPng,
} from '@cotrain/data';
import test from 'ava';
import fc from 'fast-check';
import { rowsOf } from '../boxRows.js';
import { carLabel, frame, temporaryFolder } from './helpers.js';

async function readAll(file: string): Promise<ReadPrediction[]> {
  const frames: ReadPrediction[] = [];
  for await (const one of readDetections(file)) frames.push(one);
  return frames;
}

const one = (name: string, over: Partial<PredictedFrame> = {}): PredictedFrame => ({
  ...{ name, boxes: [1, 2, 4, 5], classes: [2], scores: [0.5] },
  ...over,
});

test('detections come back as they were written, every bit of what heads give', async (t) => {
  const file = join(temporaryFolder(t), 'det.json');
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
  // Single precision, as from heads, and at least a pixel wide: in a file they are a pixel smaller.
  const far = fc.float({ min: 1, max: 8192, noNaN: true });
  const box = fc.tuple(number, number, far, far, fc.nat(9), number);
  const frames = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[\da-f]{1,8}-[\da-f]{1,8}$/), fc.array(box)), {
    selector: ([name]) => name,
  });
  await fc.assert(
    fc.asyncProperty(frames, async (list) => {
      const written = list.map(([name, boxes]) => ({
        name,
        boxes: Float64Array.from(boxes.flatMap((values) => values.slice(0, 4))),
        classes: Int32Array.from(boxes, (values) => values[4]),
        scores: Float64Array.from(boxes, (values) => values[5]),
      }));
      t.is(await writeDetections(file, written), written.length);
      const expected = written.map((given) => ({ ...given, frame: given.name, name: `${given.name}.jpg` }));
      t.deepEqual(await readAll(file), expected);
    }),
    { numRuns: 30 },
  );
});

test("the submission has BDD100K's form", async (t) => {
  const file = join(temporaryFolder(t), 'det.json');
  async function* frames() {
    yield one('a');
    yield one('b.png', { boxes: [], classes: [], scores: [] });
  }
  await writeDetections(file, frames());
  t.deepEqual(JSON.parse(readFileSync(file, 'utf8')), [
    {
      name: 'a.jpg',
      labels: [{ id: '0', category: 'car', score: 0.5, box2d: { x1: 1, y1: 2, x2: 3, y2: 4 } }],
    },
    { name: 'b.png', labels: [] },
  ]);
});

test('what cannot be written leaves the old file and nothing beside it', async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'det.json');
  await writeDetections(file, [one('old')]);
  const old = readFileSync(file, 'utf8');
  const bad: [PredictedFrame[], RegExp][] = [
    [[one('a'), one('a')], /frame "a" is given twice/],
    [[one('b', { boxes: [1, Number.NaN, 3, 4] })], /frame "b": box 0 is \[1, NaN, 3, 4\]/],
    [[one('c', { scores: [Infinity] })], /frame "c": box 0 .* with score Infinity/],
    [[one('d', { classes: [10] })], /frame "d": box 0 has the class id 10; class ids are 0-9/],
    [[one('e', { boxes: [1, 2, 3] })], /frame "e": 3 box numbers, 1 classes and 1 scores/],
  ];
  for (const [frames, message] of bad) {
    await t.throwsAsync(writeDetections(file, frames), { instanceOf: DataError, message });
  }
  async function* failing() {
    yield one('f');
    throw new Error('the model failed');
  }
  await t.throwsAsync(writeDetections(file, failing()), { message: 'the model failed' });
  await t.throwsAsync(writeDetections(join(folder, 'no', 'det.json'), [one('a')]), {
    name: 'FileWriteError',
  });
  t.is(readFileSync(file, 'utf8'), old);
  t.deepEqual(readdirSync(folder), ['det.json']);
});

test('predictions: an object with frames, older names, labels without boxes', async (t) => {
  const file = join(temporaryFolder(t), 'det.json');
  const box2d = { x1: 0, y1: 0, x2: 1, y2: 1 };
  const labels = [
    { category: 'person', score: 1, box2d },
    { category: 'trailer', score: 0.25, box2d },
    { category: 'lane', poly2d: [] },
  ];
  const frames = [{ name: 'v/a.jpg', labels }, { name: 'b.jpg' }, { name: 'c.jpg', labels: null }];
  writeFileSync(
    file,
    JSON.stringify({ config: { a: ['frames', '"', { frames: [1] }] }, frames, groups: [] }, null, 1),
  );
  const read = await readAll(file);
  t.deepEqual(
    read.map(({ frame, name, classes }) => [frame, name, ...classes]),
    [
      ['a', 'v/a.jpg', 0, 3],
      ['b', 'b.jpg'],
      ['c', 'c.jpg'],
    ],
  );
});

test('bad predictions name the file, the frame and the label', async (t) => {
  const file = join(temporaryFolder(t), 'det.json');
  const label = (over: object) => ({ name: 'a.jpg', labels: [{ ...carLabel(), score: 1, ...over }] });
  const bad: [unknown, RegExp][] = [
    [
      [label({ score: undefined })],
      /det\.json, line 1, frame 0 \("a\.jpg"\), label 0: a prediction needs a score/,
    ],
    [[label({ category: 'dragon' })], /label 0: unknown category "dragon"/],
    [[label({ score: 'high' })], /frame 0 \("a\.jpg"\): labels\.0\.score: /],
    [[label({ box2d: { x1: 1, y1: 2, x2: 3 } })], /labels\.0\.box2d\.y2: /],
    [[label({}), label({})], /frame 1 \("a\.jpg"\): the same name as frame 0/],
    [[3], /frame 0: /],
  ];
  for (const [content, message] of bad) {
    writeFileSync(file, JSON.stringify(content));
    await t.throwsAsync(readAll(file), { instanceOf: DataError, message });
  }
});

test('labels: an object with frames; 0 and 1 are flags', async (t) => {
  const file = join(temporaryFolder(t), 'det.json');
  const box2d = { x1: 0, y1: 0, x2: 1, y2: 1 };
  const labels = [
    { category: 'other vehicle', attributes: { crowd: 1, occluded: 0, truncated: true }, box2d },
  ];
  writeFileSync(file, JSON.stringify({ frames: [frame('x/a', labels)] }));
  for await (const { name, imageName, label } of readDetectionFrames(file)) {
    t.deepEqual([name, imageName], ['a', 'x/a.jpg']);
    t.like(rowsOf(label)[0], { class: 2, edges: [0, 0, 2, 2], crowd: true, ignored: true, truncated: true });
    t.is(rowsOf(label)[0]!.occluded, undefined);
  }
  t.plan(3);
});

test('masks come back as they were written; ids that are not a class are not written', async (t) => {
  const folder = temporaryFolder(t);
  const mask = { width: 19, height: 2, data: Uint8Array.from({ length: 38 }, (_, i) => i % 19) };
  await writeSemSegPng(join(folder, 'a.png'), mask);
  t.deepEqual(await readMask(join(folder, 'a.png'), SEMANTIC_CLASSES), mask);
  await writeDrivablePng(join(folder, 'b.png'), { width: 3, height: 1, data: Uint8Array.of(0, 1, 2) });
  t.deepEqual([...(await readMask(join(folder, 'b.png'), ['d', 'a', 'b'])).data], [0, 1, 2]);
  const bad = join(folder, 'c.png');
  await t.throwsAsync(writeDrivablePng(bad, mask), {
    instanceOf: MaskIdError,
    message: /id 3 at x=3, y=0; .*0-2/,
  });
  const ignored = { width: 1, height: 1, data: Uint8Array.of(255) };
  await t.throwsAsync(writeSemSegPng(bad, ignored), { message: /id 255/ });
  await t.throwsAsync(writeSemSegPng(bad, { ...mask, width: 18 }), { message: /18x2 has 36 ids, got 38/ });
  t.false(existsSync(bad));
});

test("COCO's instances and results", async (t) => {
  const folder = temporaryFolder(t);
  const write = (name: string, content: unknown) => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  const annotation = {
    image_id: 7,
    category_id: 90,
    bbox: [1, 2, 3, 4],
    area: 5,
    iscrowd: 1,
    segmentation: {},
  };
  const gt = {
    info: { images: [1] },
    annotations: [annotation, { image_id: 3, category_id: 18, bbox: [0, 0, 2, 2] }],
    images: [{ id: 7 }, { id: 3 }],
    categories: [
      { id: 90, name: 'b' },
      { id: 18, name: 'a' },
    ],
  };
  const truth = await readCocoTruth(write('gt.json', gt));
  t.deepEqual(truth.classes, ['a', 'b']);
  t.deepEqual(truth.images.get(7), boxesOf({ boxes: [1, 2, 4, 6], classes: [1], crowd: [true], areas: [5] }));
  t.deepEqual(truth.images.get(3), boxesOf({ boxes: [0, 0, 2, 2], classes: [0], areas: [4] }));
  const result = { image_id: 7, category_id: 18, bbox: [1, 1, 1, 1], score: 0.5 };
  const found = await readCocoResults(write('dt.json', [result]), truth);
  t.deepEqual([...found], [[7, boxesOf({ boxes: [1, 1, 2, 2], classes: [0], scores: [0.5] })]]);

  const bad: [Promise<unknown>, RegExp][] = [
    [
      readCocoTruth(write('1.json', { ...gt, images: [{ id: 7 }, { id: 7 }] })),
      /images\[1\]: the id 7 occurs twice/,
    ],
    [readCocoTruth(write('2.json', { ...gt, images: [{ id: 7 }] })), /annotations\[1\]: there is no image 3/],
    [readCocoTruth(write('3.json', { ...gt, categories: [] })), /annotations\[0\]: there is no category 90/],
    [
      readCocoTruth(write('4.json', { ...gt, annotations: [{ ...annotation, bbox: [1] }] })),
      /annotations\[0\]: bbox/,
    ],
    [readCocoResults(write('5.json', [result, { ...result, score: null }]), truth), /entry 1: score/],
    [
      readCocoResults(write('6.json', [{ ...result, category_id: 1 }]), truth),
      /no category 1; the ids are 18, 90/,
    ],
  ];
  for (const [reading, message] of bad) await t.throwsAsync(reading, { instanceOf: DataError, message });
});
