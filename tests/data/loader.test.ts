import { join } from 'node:path';
import {
  BDD100K_TASKS,
  type Boxes,
  type BoxTensors,
  boxLabel,
  DataConfigError,
  DataError,
  type Dataset,
  type HostBatch,
  type HostClassMaps,
  Loader,
  type LoaderOptions,
  labelKind,
  openBdd100k,
  sceneDataset,
  type TaskLabel,
  toTensors,
} from '@cotrain/data';
import { memory, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { type BoxRow, fromRows } from '../boxRows.js';
import { jpeg, maskPng, noisyImage, rectangleSample, temporaryFolder, writeFiles } from './helpers.js';

const transforms: LoaderOptions['transforms'] = [
  { type: 'resizeShortestEdge', sizes: [24, 32], maxSize: 64 },
  { type: 'randomFlip', p: 0.5 },
  { type: 'colorJitter', brightness: 0.3 },
  { type: 'normalize', preset: 'imagenet' },
  { type: 'pad', multiple: 16 },
];
const normalize: LoaderOptions['transforms'] = [{ type: 'normalize', preset: 'detectron2' }];
const scenes = sceneDataset({ count: 10, seed: 2, width: 64, height: 48 });

/** The normalised values of a batch, by image, channel, row and column. */
function valuesOf(batch: HostBatch) {
  const values = scope(() => toTensors(batch).images.data());
  const { height, width } = batch;
  return (b: number, c: number, y: number, x: number) => values[((b * 3 + c) * height + y) * width + x]!;
}

async function collect(loader: AsyncIterable<HostBatch>): Promise<HostBatch[]> {
  const batches: HostBatch[] = [];
  for await (const batch of loader) batches.push(batch);
  return batches;
}

/** A data set in memory. Each image is filled with its own index. */
function indexed(
  length: number,
  sizeOf: (index: number) => [width: number, height: number] = () => [6, 4],
): Dataset {
  return {
    tasks: BDD100K_TASKS,
    length,
    names: Array.from({ length }, (_, i) => `s${i}`),
    async get(index) {
      const sample = rectangleSample(...sizeOf(index), { x1: 0, y1: 0, x2: 1, y2: 1 });
      sample.image.data.fill(index);
      return { ...sample, name: `s${index}` };
    },
  };
}

test('batches do not depend on the number of workers', async (t) => {
  const options = { batchSize: 4, transforms, shuffle: true, seed: 7, epoch: 3 };
  const inProcess = await collect(new Loader(scenes, options));
  t.deepEqual(
    inProcess.map(({ names }) => names.length),
    [4, 4, 2],
  );
  for (const workers of [1, 2])
    t.deepEqual(await collect(new Loader(scenes, { ...options, workers })), inProcess);
});

test('the order depends on seed and epoch, and every sample comes once an epoch', async (t) => {
  const order = async (options: Partial<LoaderOptions>) =>
    (await collect(new Loader(indexed(50), { batchSize: 8, transforms: normalize, ...options }))).flatMap(
      (batch) => batch.indices,
    );
  const plain = Array.from({ length: 50 }, (_, i) => i);
  t.deepEqual(await order({}), plain);
  const shuffled = await order({ shuffle: true, seed: 1 });
  t.notDeepEqual(shuffled, plain);
  t.deepEqual(
    [...shuffled].sort((a, b) => a - b),
    plain,
  );
  t.deepEqual(await order({ shuffle: true, seed: 1 }), shuffled);
  t.notDeepEqual(await order({ shuffle: true, seed: 2 }), shuffled);
  t.notDeepEqual(await order({ shuffle: true, seed: 1, epoch: 1 }), shuffled);
});

test('epochs follow each other, and a position picks up in the middle', async (t) => {
  const options = { batchSize: 3, transforms, shuffle: true, seed: 4 };
  const stream = await collect(new Loader(scenes, { ...options, epochs: 2 }));
  t.deepEqual(
    stream.map(({ epoch }) => epoch),
    [0, 0, 0, 0, 1, 1, 1, 1],
  );
  const loader = new Loader(scenes, options);
  t.is(loader.length, 4);
  t.deepEqual(await collect(loader), stream.slice(0, 4));
  loader.setPosition(1, 2);
  t.deepEqual(await collect(loader), stream.slice(6));
});

test('padding: image 0 after normalisation, masks 255, sizes tell what is valid', async (t) => {
  const dataset = indexed(2, (i) => (i === 0 ? [6, 4] : [3, 9]));
  const pad = [...normalize, { type: 'pad', multiple: 8 }] as LoaderOptions['transforms'];
  const [batch] = await collect(new Loader(dataset, { batchSize: 2, transforms: pad }));
  t.deepEqual([batch!.height, batch!.width], [16, 8]);
  t.deepEqual(batch!.sizes, [
    { height: 4, width: 6 },
    { height: 9, width: 3 },
  ]);
  const at = valuesOf(batch!);
  t.is(at(0, 0, 3, 5), Math.fround(0 - 103.53));
  t.is(at(1, 2, 8, 2), Math.fround(1 - 123.675));
  t.is(at(0, 0, 3, 6), 0);
  t.is(at(1, 0, 9, 0), 0);
  const { sem_seg, drivable } = batch!.labels as Record<string, HostClassMaps>;
  const semantic = (b: number, y: number, x: number) => sem_seg!.maps![(b * 16 + y) * 8 + x]!;
  t.deepEqual([semantic(0, 0, 0), semantic(0, 3, 5), semantic(0, 3, 6), semantic(1, 9, 0)], [1, 0, 255, 255]);
  t.deepEqual(sem_seg!.labels, [{ state: 'present' }, { state: 'present' }]);
  t.deepEqual(drivable, { labels: [{ state: 'absent' }, { state: 'absent' }], maps: null });
});

test('detectron2 normalisation puts blue first', async (t) => {
  const dataset = indexed(1);
  const get = dataset.get.bind(dataset);
  dataset.get = async (index) => {
    const sample = await get(index);
    sample.image.data.set([10, 20, 30]);
    return sample;
  };
  const [batch] = await collect(new Loader(dataset, { batchSize: 1, transforms: normalize }));
  const at = valuesOf(batch!);
  const first = [0, 1, 2].map((channel) => at(0, channel, 0, 0));
  t.deepEqual(first, [30 - 103.53, 20 - 116.28, 10 - 123.675].map(Math.fround));
});

test('a sample that cannot be loaded is named, with its file, in any thread', async (t) => {
  const root = await writeFiles(temporaryFolder(t), {
    'images/100k/train/good.jpg': jpeg(),
    'images/100k/train/torn.jpg': noisyImage('jpeg').then((bytes) => bytes.subarray(0, bytes.length / 2)),
    'labels/sem_seg/masks/train/good.png': maskPng([0]),
    'labels/sem_seg/masks/train/torn.png': maskPng([0]),
  });
  const dataset = await openBdd100k(root, { split: 'train' });
  for (const workers of [0, 1]) {
    const error = await collect(new Loader(dataset, { batchSize: 2, transforms: normalize, workers })).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof DataError)) return t.fail(`workers: ${workers}, got ${error}`);
    t.regex(error.message, /^sample "torn": cannot decode image .*torn\.jpg/);
    t.is(error.code, 'E_DATA');
    t.true(error.cause instanceof DataError);
    t.is(error.sample, 'torn');
    t.is(error.file, join(root, 'images/100k/train/torn.jpg'));
  }
});

test('samples that cannot be read may be left out, the same in any thread', async (t) => {
  const files: Parameters<typeof writeFiles>[1] = {};
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
    files[`images/100k/train/${name}.jpg`] = jpeg();
    files[`labels/sem_seg/masks/train/${name}.png`] = maskPng([0]);
  }
  const root = await writeFiles(temporaryFolder(t), files);
  const whole = await openBdd100k(root, { split: 'train' });
  const options = { batchSize: 2, transforms, shuffle: true, seed: 3, epochs: 2 };
  const before = await collect(new Loader(whole, options));
  const torn = jpeg().then((bytes) => bytes.subarray(0, bytes.length / 2));
  await writeFiles(root, { 'images/100k/train/b.jpg': torn });
  const skipping = { ...options, onError: 'skip' } as const;
  const after = await collect(new Loader(whole, skipping));
  t.deepEqual(
    after.map(({ names, skipped }) => [...names, ...skipped.map(({ name }) => name)].sort()),
    before.map(({ names }) => [...names].sort()),
  );
  for (const [i, batch] of after.entries()) {
    t.deepEqual(
      batch.skipped.map(({ name }) => name),
      before[i]!.names.filter((name) => name === 'b'),
    );
    // The other samples are unchanged, except for the padding, which depends on the batch.
    if (batch.skipped.length === 0) t.deepEqual(batch, before[i]);
    else t.regex(batch.skipped[0]!.reason, /^cannot decode image .*b\.jpg/);
  }
  for (const workers of [1, 2])
    t.deepEqual(await collect(new Loader(whole, { ...skipping, workers })), after, `${workers} workers`);
  const alone = await collect(new Loader(whole, { ...skipping, batchSize: 1 }));
  t.is(alone.filter(({ names }) => names.length === 0).length, 2, 'an empty batch an epoch');
  await t.throwsAsync(collect(new Loader(whole, { ...skipping, maxSkipped: 0 })), {
    instanceOf: DataError,
    message: /^1 of 6 samples cannot be read, more than maxSkipped \(0\).*"b": cannot decode/,
  });
});

test('errors that the data did not cause are never skipped', async (t) => {
  const dataset = indexed(2);
  dataset.get = () => Promise.reject(new TypeError('x is not a function'));
  const loader = new Loader(dataset, { batchSize: 1, transforms: normalize, onError: 'skip' });
  await t.throwsAsync(collect(loader), { message: /x is not a function/ });
});

// Serial, because it counts the threads of the whole process.
test.serial('break, a throw in the loop and an abort close the workers', async (t) => {
  const open = () =>
    process.getActiveResourcesInfo().filter((kind) => /Worker|MessagePort/.test(kind)).length;
  const before = open();
  const options = { batchSize: 1, transforms, workers: 2, epochs: Number.POSITIVE_INFINITY };
  for await (const batch of new Loader(scenes, options)) {
    t.is(batch.names.length, 1);
    t.true(open() > before);
    break;
  }
  t.is(open(), before);
  const boom = new Error('boom');
  const thrown = await (async () => {
    for await (const _ of new Loader(scenes, options)) throw boom;
  })().catch((error) => error);
  t.is(thrown, boom);
  t.is(open(), before);
  const abort = new AbortController();
  let seen = 0;
  const aborted = await (async () => {
    for await (const _ of new Loader(scenes, { ...options, signal: abort.signal }))
      if (++seen === 3) abort.abort();
  })().catch((error) => error);
  t.is(aborted, abort.signal.reason);
  t.is(seen, 3);
  t.is(open(), before);
  const never = await collect(new Loader(scenes, { ...options, signal: abort.signal })).catch(
    (error) => error,
  );
  t.is(never, abort.signal.reason);
});

test('an abort does not wait for a sample that hangs', async (t) => {
  const abort = new AbortController();
  const dataset = indexed(2);
  dataset.get = () =>
    new Promise((_, reject) => {
      const release = () => reject(new Error('too late'));
      // The loader waits for batches that it has started, so the sample ends soon after the abort.
      queueMicrotask(() => abort.abort());
      abort.signal.addEventListener('abort', () => setImmediate(release));
    });
  const loader = new Loader(dataset, { batchSize: 1, transforms: normalize, signal: abort.signal });
  t.is(await collect(loader).catch((error) => error), abort.signal.reason);
});

test('no more batches are made than prefetch allows', async (t) => {
  const dataset = indexed(20);
  const get = dataset.get.bind(dataset);
  let asked = 0;
  dataset.get = (index) => {
    asked++;
    return get(index);
  };
  let used = 0;
  for await (const _ of new Loader(dataset, { batchSize: 2, transforms: normalize, prefetch: 2 })) {
    used++;
    await new Promise(setImmediate); // by now, the loader has requested everything that it requests by itself
    t.true(asked <= 2 * (used + 2), `${asked} samples asked for with ${used} batches used`);
  }
  t.is(asked, 20);
});

test('dropLast leaves out the part of a batch', async (t) => {
  const loader = new Loader(indexed(10), { batchSize: 4, transforms: normalize, dropLast: true });
  t.is(loader.length, 2);
  t.is((await collect(loader)).length, 2);
});

test('options that cannot be meant', (t) => {
  const make = (dataset: Dataset, options: object) => () =>
    new Loader(dataset, { batchSize: 2, transforms: normalize, ...options });
  t.throws(make(indexed(0), {}), { instanceOf: DataError, message: /empty/ });
  t.throws(make(indexed(3), { batchSize: 0 }), { instanceOf: DataConfigError, message: /batchSize/ });
  t.throws(make(indexed(3), { worker: 2 }), { instanceOf: DataConfigError, message: /"worker"/ });
  t.throws(make(indexed(3), { workers: 1 }), { instanceOf: DataConfigError, message: /source\(index\)/ });
  t.throws(make(indexed(3), { batchSize: 4, dropLast: true }), {
    instanceOf: DataConfigError,
    message: /dropLast/,
  });
  t.throws(make(indexed(3), { transforms: [] }), { instanceOf: DataConfigError, message: /normalize/ });
});

test('toTensors: shapes, dtypes and values', async (t) => {
  const before = memory().tensors;
  const [batch] = await collect(new Loader(scenes, { batchSize: 3, transforms }));
  const { images, targets, sizes } = toTensors(batch!);
  const { height, width } = batch!;
  t.deepEqual([images.shape, images.dtype], [[3, 3, height, width], 'float32']);
  const fast = toTensors(batch!, { memoryFormat: 'channels_last' }).images;
  t.true(fast.isContiguous('channels_last'));
  t.deepEqual(fast.contiguous().data(), images.data());
  for (const task of ['sem_seg', 'drivable']) {
    const [maps, { maps: expected }] = [targets[task] as Tensor[], batch!.labels[task] as HostClassMaps];
    t.deepEqual(maps[0]!.shape, [height, width]);
    t.deepEqual(torch.stack(maps).data(), expected);
  }
  t.deepEqual(sizes, { sizes: batch!.sizes, outputs: batch!.originals });
  const absent = Array.from({ length: 3 }, () => ({ state: 'absent' as const }));
  const without = toTensors({
    ...batch!,
    labels: { ...batch!.labels, drivable: { labels: absent, maps: null } as HostClassMaps },
  });
  t.deepEqual(without.targets.drivable, [null, null, null]);
  t.true(memory().tensors > before);
});

test('toTensors: boxes are edges in pixels of the batch; ignored and crowd ones stand apart', async (t) => {
  const [batch] = await collect(new Loader(scenes, { batchSize: 1, transforms }));
  const box: BoxRow = { class: 2, edges: [3, 4, 10, 9] };
  const det = (label: TaskLabel<Boxes>) => {
    const host = labelKind('boxes').collate([label], batch!);
    return toTensors({ ...batch!, labels: { ...batch!.labels, det: host } }).targets
      .det![0] as BoxTensors | null;
  };
  const present = [box, { ...box, ignored: true }, { ...box, crowd: true }];
  const { boxes, classes, ignored } = det(boxLabel(fromRows(present)))!;
  t.deepEqual(boxes.toArray(), [[3, 4, 10, 9]]);
  t.deepEqual(classes.toArray(), [2]);
  t.is(classes.dtype, 'int64');
  t.deepEqual(ignored!.toArray(), [
    [3, 4, 10, 9],
    [3, 4, 10, 9],
  ]);
  t.is(ignored!.dtype, 'float32');
  const onlyIgnored = det(boxLabel(fromRows([{ ...box, ignored: true }]), { classes: [5] }))!;
  t.deepEqual(
    [onlyIgnored.boxes.shape, onlyIgnored.ignored!.shape],
    [
      [0, 4],
      [1, 4],
    ],
    'of whatever class',
  );
  t.is(det(boxLabel(fromRows([box])))!.ignored, undefined);
  t.deepEqual(det({ state: 'empty' })!.boxes.shape, [0, 4]);
  t.is(det({ state: 'absent' }), null);
});
