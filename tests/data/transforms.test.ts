import { readFileSync } from 'node:fs';
import {
  type Sample as AnySample,
  applyTransforms,
  BDD100K_TASKS,
  type Bdd100kLabels,
  DataConfigError,
  denormalize,
  NORMALIZATIONS,
  parseTransforms,
  Rng,
  restoreClassMap,
  sceneDataset,
  type TransformInput,
} from '@cotrain/data';
import { ArgumentError, memory, scope } from '@cotrain/torch';
import test from 'ava';
import fc from 'fast-check';
import { assertClose } from '../assertClose.js';
import { type BoxRow, fromRows, rowsOf } from '../boxRows.js';
import { extentOf, rectangleSample } from './helpers.js';

const end = { type: 'normalize', preset: 'imagenet' } as const;

type Sample = AnySample<Bdd100kLabels>;

async function transform(sample: Sample, transforms: TransformInput[], seed = 0): Promise<Sample> {
  const { sample: steps } = parseTransforms([...transforms, end]);
  return (await applyTransforms(sample, BDD100K_TASKS, steps, new Rng(seed))) as Sample;
}

const maskOf = ({ labels }: Sample) => (labels.sem_seg.state === 'present' ? labels.sem_seg.value : null);
const boxOf = ({ labels }: Sample) => rowsOf(labels.det)[0] ?? null;
const corners = ({ edges: [x1, y1, x2, y2] }: BoxRow) => ({ x1, y1, x2: x2 - 1, y2: y2 - 1 });

/** A size and a box inside it. */
const rectangles = fc
  .record({ width: fc.integer({ min: 4, max: 40 }), height: fc.integer({ min: 4, max: 40 }) })
  .chain(({ width, height }) =>
    fc
      .tuple(
        fc.integer({ min: 0, max: width - 1 }),
        fc.integer({ min: 0, max: width - 1 }),
        fc.integer({ min: 0, max: height - 1 }),
        fc.integer({ min: 0, max: height - 1 }),
      )
      .map(([a, b, c, d]) => ({
        ...{ width, height },
        box: { x1: Math.min(a, b), x2: Math.max(a, b), y1: Math.min(c, d), y2: Math.max(c, d) },
      })),
  );

test('flip: boxes stay the extents of the mask, and twice is nothing', async (t) => {
  await fc.assert(
    fc.asyncProperty(rectangles, async ({ width, height, box }) => {
      const sample = rectangleSample(width, height, box);
      const flipped = await transform(sample, [{ type: 'randomFlip', p: 1 }]);
      t.deepEqual(corners(boxOf(flipped)!), extentOf(maskOf(flipped)!, 1)!);
      t.is(boxOf(flipped)!.edges[0], width - 1 - box.x2);
      const red = { width, data: flipped.image.data.filter((_, i) => i % 3 === 0) };
      t.deepEqual(extentOf(red, 200), extentOf(maskOf(flipped)!, 1));
      t.deepEqual(await transform(flipped, [{ type: 'randomFlip', p: 1 }]), sample);
      t.is(await transform(sample, [{ type: 'randomFlip', p: 0 }]), sample);
    }),
    { numRuns: 40 },
  );
});

test('resize: boxes scale by their edges, masks keep their ids and stay within a pixel of the box', async (t) => {
  const sizes = fc.record({
    height: fc.integer({ min: 3, max: 60 }),
    width: fc.integer({ min: 3, max: 60 }),
  });
  await fc.assert(
    fc.asyncProperty(rectangles, sizes, async ({ width, height, box }, size) => {
      const resized = await transform(rectangleSample(width, height, box), [{ type: 'resize', ...size }]);
      t.deepEqual([resized.image.height, resized.image.width], [size.height, size.width]);
      t.is(resized.image.data.length, size.height * size.width * 3);
      const [x1, y1, x2, y2] = boxOf(resized)!.edges;
      assertClose(t, x1, (box.x1 * size.width) / width, { absolute: 1e-9 });
      assertClose(t, x2, ((box.x2 + 1) * size.width) / width, { absolute: 1e-9 });
      t.true(Math.abs(y2 - y1 - ((box.y2 - box.y1 + 1) * size.height) / height) < 1e-9);
      const mask = maskOf(resized)!;
      t.true(mask.data.every((id) => id <= 1));
      const extent = extentOf(mask, 1);
      // A rectangle thinner than the sampling step may vanish from a small mask.
      if (!extent) return;
      t.true(
        extent.x1 >= x1 - 0.5 &&
          extent.x2 + 1 <= x2 + 0.5 &&
          extent.y1 >= y1 - 0.5 &&
          extent.y2 + 1 <= y2 + 0.5,
      );
    }),
    { numRuns: 40 },
  );
});

test('resize antialiases: shrinking fine stripes gives grey', async (t) => {
  const sample = rectangleSample(64, 64, { x1: 0, y1: 0, x2: 0, y2: 0 });
  for (let i = 0; i < sample.image.data.length; i++)
    sample.image.data[i] = Math.floor(i / 3) % 2 === 0 ? 0 : 200;
  const { image } = await transform(sample, [{ type: 'resize', height: 16, width: 16 }]);
  const inner = [...image.data].filter((_, i) => Math.floor(i / 3) % 16 > 0 && Math.floor(i / 3) % 16 < 15);
  t.true(
    inner.every((value) => Math.abs(value - 100) <= 2),
    `${Math.min(...inner)}-${Math.max(...inner)}`,
  );
});

interface Resized {
  from: [number, number];
  to: [number, number];
  data: string;
}
const golden: { bilinear: Resized[]; nearest: Resized[] } = JSON.parse(
  readFileSync(new URL('../golden/data/resize.json', import.meta.url), 'utf8'),
);
const noise = (length: number) => Uint8Array.from({ length }, (_, i) => Math.imul(i, 2654435761) >>> 24);

test.serial('images are resized as by PIL, up and down', async (t) => {
  const before = memory().tensors;
  for (const { from, to, data } of golden.bilinear) {
    const [width, height] = from;
    const sample = rectangleSample(width, height, { x1: 0, y1: 0, x2: 0, y2: 0 });
    sample.image.data = noise(3 * width * height);
    const { image } = await transform(sample, [{ type: 'resize', width: to[0], height: to[1] }]);
    const wanted = Buffer.from(data, 'base64');
    t.is(image.data.length, wanted.length);
    const apart = image.data.reduce((most, value, i) => Math.max(most, Math.abs(value - wanted[i]!)), 0);
    t.true(apart <= 1, `${from} to ${to}: ${apart} levels apart`);
  }
  t.is(memory().tensors, before, 'no tensor is made');
});

test('masks are resized as by PIL', async (t) => {
  for (const { from, to, data } of golden.nearest) {
    const [width, height] = from;
    const sample = rectangleSample(width, height, { x1: 0, y1: 0, x2: 0, y2: 0 });
    sample.labels.sem_seg = { state: 'present', value: { width, height, data: noise(width * height) } };
    const resized = await transform(sample, [{ type: 'resize', width: to[0], height: to[1] }]);
    t.deepEqual(Buffer.from(maskOf(resized)!.data), Buffer.from(data, 'base64'), `${from} to ${to}`);
  }
});

test('resizeShortestEdge: the shorter edge, unless the longer passes maxSize; sizes are drawn', async (t) => {
  const sample = rectangleSample(128, 72, { x1: 10, y1: 10, x2: 20, y2: 20 });
  const sizeOf = async (transforms: TransformInput[], seed = 0) => {
    const { width, height } = (await transform(sample, transforms, seed)).image;
    return [width, height];
  };
  t.deepEqual(await sizeOf([{ type: 'resizeShortestEdge', sizes: [60] }]), [107, 60]);
  t.deepEqual(await sizeOf([{ type: 'resizeShortestEdge', sizes: [144], maxSize: 200 }]), [200, 113]);
  const drawn = new Set<string>();
  for (let seed = 0; seed < 12; seed++) {
    drawn.add(String(await sizeOf([{ type: 'resizeShortestEdge', sizes: [72, 36] }], seed)));
  }
  t.deepEqual([...drawn].sort(), ['128,72', '64,36']);
});

test('randomScaleCrop: boxes stay the extents of the mask, cut ones are truncated, lost ones leave an empty label', async (t) => {
  let [kept, lost, cut] = [0, 0, 0];
  for (let seed = 0; seed < 60; seed++) {
    const sample = rectangleSample(40, 30, { x1: 4, y1: 5, x2: 15, y2: 12 });
    const crop = {
      type: 'randomScaleCrop',
      height: 20,
      width: 20,
      minScale: 1,
      maxScale: 1,
      minVisible: 0,
    } as const;
    const result = await transform(sample, [crop], seed);
    t.deepEqual([result.image.width, result.image.height], [20, 20]);
    const extent = maskOf(result) ? extentOf(maskOf(result)!, 1) : null;
    if (!extent) {
      t.deepEqual(result.labels.det, { state: 'empty' });
      lost++;
      continue;
    }
    t.deepEqual(corners(boxOf(result)!), extent);
    const whole = extent.x2 - extent.x1 === 11 && extent.y2 - extent.y1 === 7;
    t.is(boxOf(result)!.truncated ?? false, !whole);
    if (whole) kept++;
    else cut++;
  }
  t.true(kept > 0 && lost > 0 && cut > 0, `${kept} kept, ${lost} lost, ${cut} cut`);
  const small = await transform(rectangleSample(40, 30, { x1: 1, y1: 1, x2: 2, y2: 2 }), [
    { type: 'randomScaleCrop', height: 100, width: 100, minScale: 0.5, maxScale: 0.5 },
  ]);
  t.deepEqual([small.image.width, small.image.height], [20, 15]);
});

test('a crop keeps every part of ignored boxes and crowds, and drops objects of which too little is left', async (t) => {
  const crop = {
    type: 'randomScaleCrop',
    height: 20,
    width: 20,
    minScale: 1,
    maxScale: 1,
    minVisible: 0.9,
  } as const;
  let cut = 0;
  for (let seed = 0; seed < 30; seed++) {
    const sample = rectangleSample(40, 30, { x1: 0, y1: 0, x2: 23, y2: 23 });
    const object = boxOf(sample)!;
    const rows = [object, { ...object, ignored: true }, { ...object, crowd: true }];
    sample.labels.det = { state: 'present', value: fromRows(rows) };
    const result = await transform(sample, [crop], seed);
    const extent = maskOf(result) ? extentOf(maskOf(result)!, 1) : null;
    if (!extent) continue;
    cut++;
    const { det } = result.labels;
    const left = rowsOf(det);
    t.deepEqual(
      left.map(({ ignored = false, crowd = false }) => [ignored, crowd]),
      [
        [true, false],
        [false, true],
      ],
    );
    for (const box of left) t.deepEqual(corners(box), extent);
  }
  t.true(cut > 0);
});

test('a label that is absent or empty stays so', async (t) => {
  const sample = rectangleSample(10, 8, { x1: 1, y1: 1, x2: 3, y2: 3 });
  sample.labels.det = { state: 'empty' };
  const { labels } = await transform(sample, [
    { type: 'randomFlip', p: 1 },
    { type: 'resize', height: 16, width: 20 },
    { type: 'randomScaleCrop', height: 5, width: 5 },
  ]);
  t.is(labels.det.state, 'empty');
  t.is(labels.drivable.state, 'absent');
});

test('colorJitter changes colours only, and nothing with no amount', async (t) => {
  const sample = await sceneDataset({ count: 1, seed: 1, width: 48, height: 32 }).get(0);
  const same = await transform(sample, [{ type: 'colorJitter' }]);
  t.deepEqual(same, sample);
  const jitter = { type: 'colorJitter', brightness: 0.4, contrast: 0.4, saturation: 0.4 } as const;
  const jittered = await transform(sample, [jitter], 3);
  t.is(jittered.labels, sample.labels);
  t.notDeepEqual(jittered.image.data, sample.image.data);
  t.deepEqual(await transform(sample, [jitter], 3), jittered);
});

test('restoreClassMap undoes padding and resizing', (t) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 5 }),
      (height, width, factor, padding) => {
        const original = Uint8Array.from({ length: height * width }, (_, i) => i % 251);
        const [H, W] = [height * factor + padding, width * factor + padding];
        const map = new Uint8Array(H * W).fill(255);
        for (let y = 0; y < height * factor; y++) {
          for (let x = 0; x < width * factor; x++) {
            map[y * W + x] = original[Math.floor(y / factor) * width + Math.floor(x / factor)]!;
          }
        }
        const valid = { height: height * factor, width: width * factor };
        const restored = restoreClassMap({ height: H, width: W, data: map }, valid, { height, width });
        t.deepEqual(restored, { height, width, data: original });
      },
    ),
  );
  const map = { height: 2, width: 2, data: new Uint8Array(4) };
  t.throws(() => restoreClassMap(map, { height: 3, width: 2 }, map), { instanceOf: ArgumentError });
});

test('denormalize gives the bytes back', async (t) => {
  const { Loader, toTensors } = await import('@cotrain/data');
  const dataset = sceneDataset({ count: 1, seed: 1, width: 40, height: 32 });
  const { image } = await dataset.get(0);
  for (const preset of NORMALIZATIONS) {
    for await (const batch of new Loader(dataset, {
      batchSize: 1,
      transforms: [{ type: 'normalize', preset }],
    })) {
      const values = scope(() => toTensors(batch).images.data()) as Float32Array;
      t.deepEqual(denormalize(values, 32, 40, preset), image);
    }
  }
});

const badTransforms: [title: string, transforms: unknown, message: RegExp][] = [
  ['no list', 'flip', /transforms: /],
  ['unknown type', [{ type: 'flip' }, end], /transforms\[0\]\.type/],
  ['misspelt field', [{ type: 'randomFlip', probability: 1 }, end], /transforms\[0\]: .*"probability"/],
  ['out of range', [{ type: 'randomFlip', p: 2 }, end], /transforms\[0\]\.p/],
  ['no sizes', [{ type: 'resizeShortestEdge', sizes: [] }, end], /transforms\[0\]\.sizes/],
  [
    'scales upside down',
    [{ type: 'randomScaleCrop', height: 2, width: 2, minScale: 3 }, end],
    /minScale must not be above/,
  ],
  ['unknown preset', [{ type: 'normalize', preset: 'torch' }], /transforms\[0\]\.preset/],
  ['no normalize', [{ type: 'randomFlip' }], /must end with \{type: 'normalize'/],
  [
    'pad before normalize',
    [{ type: 'pad', multiple: 32 }, end],
    /transforms\[0\]: pad may occur only once, at the end/,
  ],
  ['normalize twice', [end, end], /transforms\[0\]: normalize may occur only once/],
];
for (const [title, transforms, message] of badTransforms) {
  test(`bad transforms: ${title}`, (t) => {
    t.throws(() => parseTransforms(transforms), { instanceOf: DataConfigError, message });
  });
}
