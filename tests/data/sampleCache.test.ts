import { rmSync } from 'node:fs';
import {
  DataConfigError,
  DataError,
  type Dataset,
  type HostBatch,
  Loader,
  type LoaderOptions,
  openBdd100k,
} from '@cotrain/data';
import test, { type ExecutionContext } from 'ava';
import { inSharedMemory, SampleCache } from '../../packages/data/src/loader/sampleCache.js';
import {
  carLabel,
  frame,
  maskPng,
  noisyImage,
  rectangleSample,
  temporaryFolder,
  writeFiles,
} from './helpers.js';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const random: LoaderOptions['transforms'] = [
  { type: 'randomFlip' },
  { type: 'colorJitter', brightness: 0.3 },
  { type: 'normalize', preset: 'imagenet' },
];
const resized: LoaderOptions['transforms'] = [{ type: 'resize', height: 24, width: 32 }, ...random];

const shortestEdge: LoaderOptions['transforms'] = [
  { type: 'resizeShortestEdge', sizes: [24, 32] },
  ...random,
];

async function collect(loader: AsyncIterable<HostBatch>): Promise<HostBatch[]> {
  const batches: HostBatch[] = [];
  for await (const batch of loader) batches.push(batch);
  return batches;
}

/** Six frames of 64x64 with boxes and a mask. */
async function openFrames(t: ExecutionContext): Promise<{ root: string; dataset: Dataset }> {
  const root = await writeFiles(temporaryFolder(t), {
    'labels/det_20/det_train.json': JSON.stringify(
      NAMES.map((name, i) => frame(name, [carLabel(i, 2, i + 20, 30)])),
    ),
    ...Object.fromEntries(
      NAMES.flatMap((name, i) => [
        [`images/100k/train/${name}.jpg`, noisyImage('jpeg')],
        [`labels/sem_seg/masks/train/${name}.png`, maskPng([i, 2, 1], 64, 64)],
      ]),
    ),
  });
  return { root, dataset: await openBdd100k(root, { split: 'train' }) };
}

for (const workers of [0, 2]) {
  const threads = workers === 0 ? 'in the calling thread' : `with ${workers} workers`;
  for (const [what, transforms] of Object.entries({ resized, 'as decoded': shortestEdge })) {
    test(`${threads}, samples kept ${what} give the same batches, and their files are read once`, async (t) => {
      const { root, dataset } = await openFrames(t);
      const options = { batchSize: 4, transforms, shuffle: true, seed: 5, workers };
      const expected = await collect(new Loader(dataset, { ...options, epochs: 3 }));
      const loader = new Loader(dataset, { ...options, cacheMiB: 1 });
      t.deepEqual(await collect(loader), expected.slice(0, 2));
      rmSync(root, { recursive: true });
      for (const epoch of [1, 2]) {
        loader.setPosition(epoch);
        t.deepEqual(await collect(loader), expected.slice(2 * epoch, 2 * epoch + 2));
      }
    });
  }

  test(`${threads}, what does not fit is read again`, async (t) => {
    const { root, dataset } = await openFrames(t);
    const bytes = 24 * 32 * (3 + 1); // image and mask; the box is smaller than the room that is left
    const loader = new Loader(dataset, {
      ...{ batchSize: 1, transforms: resized, workers },
      ...{ cacheMiB: (2.9 * bytes) / 2 ** 20, onError: 'skip', maxSkipped: 1 },
    });
    t.is((await collect(loader)).flatMap(({ skipped }) => skipped).length, 0);
    rmSync(root, { recursive: true });
    const again = await collect(loader);
    t.is(again.flatMap(({ names }) => names).length, 2);
    t.is(again.flatMap(({ skipped }) => skipped).length, 4);
  });
}

test('a sample that cannot be read is not kept', async (t) => {
  const sample = rectangleSample(6, 4, { x1: 0, y1: 0, x2: 1, y2: 1 });
  let asked = 0;
  const dataset: Dataset = {
    ...{ length: 1, names: ['rectangle'], tasks: (await openFrames(t)).dataset.tasks },
    get: async () => {
      if (asked++ === 0) throw new DataError('torn');
      return sample;
    },
  };
  const options = { batchSize: 1, transforms: random, epochs: 3, prefetch: 1, cacheMiB: 1 };
  const loader = new Loader(dataset, { ...options, onError: 'skip', maxSkipped: 1 });
  t.deepEqual(
    (await collect(loader)).map(({ names }) => names),
    [[], ['rectangle'], ['rectangle']],
  );
  t.is(asked, 2);
});

test('the cache keeps what came first, and counts shared memory once', (t) => {
  const prepared = (bytes: number) => {
    const sample = rectangleSample(1, 1, { x1: 0, y1: 0, x2: 0, y2: 0 });
    const data = new Uint8Array(bytes);
    return {
      sample: {
        ...sample,
        image: { ...sample.image, data },
        labels: { sem_seg: { state: 'empty' as const } },
      },
      original: { height: 1, width: 1 },
      asRead: null,
    };
  };
  const cache = new SampleCache(10_000);
  const first = prepared(4_000);
  const twice = { ...first, asRead: first.sample };
  cache.add(0, twice);
  cache.add(1, prepared(5_000));
  t.false(cache.isFull);
  cache.add(2, prepared(1_000));
  t.true(cache.isFull);
  cache.add(3, prepared(1));
  t.is(cache.get(0), twice);
  t.deepEqual(
    [1, 2, 3].map((index) => cache.get(index) !== undefined),
    [true, false, false],
  );
  t.true(new SampleCache(0).isFull);
});

test('shared memory holds the same values and types', (t) => {
  const value = {
    bytes: Buffer.from([1, 2, 3]).subarray(1),
    floats: Float32Array.of(1.5, Number.NaN),
    big: BigInt64Array.of(-7n),
    boxes: [1, 2.5],
    lanes: new Map([['left', Float32Array.of(3)]]),
    label: { state: 'present', text: 'é', missing: undefined, none: null },
  };
  const shared = inSharedMemory(value);
  t.deepEqual(shared, { ...value, bytes: Uint8Array.of(2, 3) } as never);
  for (const array of [shared.bytes, shared.floats, shared.big])
    t.true((array.buffer as ArrayBufferLike) instanceof SharedArrayBuffer);
});

test('samples as they were read cannot be kept', async (t) => {
  const { dataset } = await openFrames(t);
  const options = { batchSize: 1, transforms: resized, cacheMiB: 1, keepSamples: true };
  t.throws(() => new Loader(dataset, options), {
    instanceOf: DataConfigError,
    message: /cacheMiB.*keepSamples/,
  });
  t.throws(() => new Loader(dataset, { ...options, cacheMiB: -1 }), { message: /cacheMiB/ });
});
