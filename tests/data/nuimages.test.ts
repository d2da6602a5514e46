import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Boxes,
  concatDatasets,
  DataError,
  DETECTION_CATEGORIES,
  formatInspection,
  inspectDataset,
  type LabelMask,
  Loader,
  labelOf,
  NUIMAGES_DETECTION_CLASSES,
  NUIMAGES_SEMANTIC_CLASSES,
  openNuImages,
  SEMANTIC_CLASSES,
  sceneDataset,
} from '@cotrain/data';
import { ArgumentError } from '@cotrain/torch';
import test from 'ava';
import { paintRle } from '../../packages/data/src/nuimages/rle.js';
import { rowsOf } from '../boxRows.js';
import { golden, miniature, type Tables } from './nuimages-miniature.js';

const train = golden.versions['v1.0-train']!;
const classOf: Record<string, string> = {
  'vehicle.bus.bendy': 'bus',
  'vehicle.bus.rigid': 'bus',
  'vehicle.construction': 'construction_vehicle',
  'movable_object.trafficcone': 'traffic_cone',
  'human.pedestrian.child': 'pedestrian',
  'human.pedestrian.adult': 'pedestrian',
  'human.pedestrian.construction_worker': 'pedestrian',
  'human.pedestrian.police_officer': 'pedestrian',
};
const classes: readonly string[] = NUIMAGES_DETECTION_CLASSES;
const classId = (category: string) =>
  classes.indexOf(classOf[category] ?? /^(?:vehicle|movable_object)\.(\w+)$/.exec(category)?.[1] ?? '');

test('reads key frames with boxes and semantic maps', async (t) => {
  const dataset = await openNuImages(await miniature(t), { version: 'v1.0-train' });
  t.deepEqual(dataset.names, Object.keys(train.frames).sort());
  t.is(dataset.length, 3, 'sweeps are not frames');
  for (const [index, name] of dataset.names.entries()) {
    const { semantic, boxes } = train.frames[name]!;
    const { image, labels } = await dataset.get(index);
    t.deepEqual([image.width, image.height], [golden.width, golden.height]);
    t.deepEqual(dataset.labelled(index), { det: true, sem_seg: true });
    t.is(labelOf(labels, 'drivable').state, 'absent');
    t.true(labels.sem_seg.state === 'present');
    if (labels.sem_seg.state === 'present')
      t.deepEqual(Buffer.from(labels.sem_seg.value.data), Buffer.from(semantic, 'base64'), name);
    const expected = boxes.flatMap(({ name: category, bbox: edges, token }) => {
      const id = classId(category);
      return id < 0 ? [] : [{ class: id, edges, id: token }];
    });
    t.deepEqual(rowsOf(labels.det), expected as never);
  }
  t.is((await dataset.get(2)).labels.det.state, 'empty', 'annotated, and there is nothing');
  const semantics = Object.values(train.frames).flatMap(({ semantic }) => [
    ...Buffer.from(semantic, 'base64'),
  ]);
  t.true(new Set(semantics).size > 6, 'the miniature has many classes');
  t.throws(() => dataset.labelled(3), { instanceOf: ArgumentError });
});

test('a version without annotations has absent labels', async (t) => {
  const dataset = await openNuImages(await miniature(t), { version: 'v1.0-test' });
  t.deepEqual(dataset.labelled(0), { det: false, sem_seg: false });
  const { labels } = await dataset.get(0);
  t.deepEqual([labels.det.state, labels.sem_seg.state], ['absent', 'absent']);
});

test('run-length masks of large images', (t) => {
  for (const { size, counts, box } of golden.rectangles) {
    const [height, width] = size;
    const [x, y, w, h] = box;
    const map = { height, width, data: new Uint8Array(height * width) };
    t.is(paintRle(map, { size, counts }, 7), null);
    const expected = new Uint8Array(height * width);
    for (let row = y; row < y + h; row++) expected.fill(7, row * width + x, row * width + x + w);
    t.deepEqual(Buffer.from(map.data), Buffer.from(expected), `rectangle ${box}`);
  }
});

test('trains beside BDD100K, in worker threads too', async (t) => {
  const nuimages = await openNuImages(await miniature(t), { version: 'v1.0-train' });
  const scenes = sceneDataset({ count: 1, width: golden.width, height: 32, seed: 0 });
  const both = concatDatasets([
    { dataset: scenes },
    {
      dataset: nuimages,
      classMap: {
        det: { trailer: null, construction_vehicle: null, traffic_cone: null, barrier: null },
        sem_seg: {
          ...{ background: null, driveable_surface: 'road', trailer: null, construction_vehicle: null },
          ...{ pedestrian: 'person', traffic_cone: null, barrier: null },
        },
      },
    },
  ]);
  t.is(both.length, 4);
  const { labels } = await both.get(1);
  const [det, sem_seg] = [labelOf<Boxes>(labels, 'det'), labelOf<LabelMask>(labels, 'sem_seg')];
  const names = (ids: readonly number[] | undefined, of: readonly string[]) => ids?.map((id) => of[id]);
  t.deepEqual(names('classes' in det ? det.classes : undefined, DETECTION_CATEGORIES), [
    ...['pedestrian', 'car', 'truck', 'bus', 'motorcycle', 'bicycle'],
  ]);
  t.deepEqual(names('classes' in sem_seg ? sem_seg.classes : undefined, SEMANTIC_CLASSES), [
    ...['road', 'person', 'car', 'truck', 'bus', 'motorcycle', 'bicycle'],
  ]);
  const read = async (workers: number) => {
    const batches: unknown[] = [];
    const transforms = [
      { type: 'resize', height: 32, width: 48 },
      { type: 'normalize', preset: 'imagenet' },
    ] as const;
    for await (const batch of new Loader(both, { batchSize: 2, transforms, workers })) batches.push(batch);
    return batches;
  };
  t.deepEqual(await read(1), await read(0));
});

test('is recognised and inspected', async (t) => {
  const root = await miniature(t, (tables) => {
    const boxes = Object.values(train.frames).flatMap((frame) => frame.boxes);
    const { token } = boxes.find(({ name }) => classId(name) >= 0)!;
    tables.object_ann!.find((row) => row.token === token)!.bbox = [5, 5, 5, 9];
    tables.surface_ann![2]!.mask = { size: [30, 40], counts: 'AAAA' };
  });
  const inspection = await inspectDataset(root);
  t.deepEqual(inspection.images, { train: 3, val: 1 });
  t.deepEqual(inspection.coverage, [{ tasks: ['det', 'sem_seg'], images: { train: 3, val: 1 } }]);
  t.deepEqual(inspection.sizes, [{ width: 40, height: 30, images: 3 }]);
  t.deepEqual(
    inspection.masks.sem_seg!.map(({ name }) => name),
    [...NUIMAGES_SEMANTIC_CLASSES],
  );
  t.true(inspection.masks.sem_seg![1]!.pixels > 100);
  t.deepEqual(
    inspection.boxes.det!.map(({ name }) => name),
    [...NUIMAGES_DETECTION_CLASSES],
  );
  t.deepEqual(inspection.problems.map(({ kind }) => kind).sort(), ['degenerate box', 'unreadable mask']);
  t.regex(formatInspection(inspection), /driveable_surface/);
});

test('wrong tables are errors that name the row', async (t) => {
  const failing = async (change: (tables: Tables) => void, message: RegExp) => {
    const root = await miniature(t, change);
    await t.throwsAsync(openNuImages(root, { version: 'v1.0-train', strict: true }), {
      instanceOf: DataError,
      message,
    });
  };
  await failing((tables) => {
    tables.category![3]!.name = 'vehicle.tram';
  }, /category\.json, line 1, row 3: unknown category "vehicle\.tram"/);
  await failing((tables) => {
    tables.object_ann![1]!.category_token = 'x';
  }, /object_ann\.json.*row 1: there is no category x/);
  await failing((tables) => {
    tables.object_ann![1]!.sample_data_token = tables.sample_data![1]!.token;
  }, /object_ann\.json.*row 1: .*: annotations of images that are not key frames/);
  await failing((tables) => {
    tables.sample_data!.shift();
  }, /sample\.json, line 1, row 0: there is no sample_data/);
  await failing((tables) => {
    tables.surface_ann![0]!.mask = { size: [1] };
  }, /surface_ann\.json.*row 0: mask\.size/);
  await failing((tables) => {
    Object.assign(tables, { sample: [], surface_ann: [], object_ann: [] });
  }, /has no frames/);

  const root = await miniature(t);
  rmSync(join(root, 'v1.0-train', 'surface_ann.json'));
  await t.throwsAsync(openNuImages(root, { version: 'v1.0-train' }), {
    instanceOf: DataError,
    message: /cannot read .*surface_ann\.json/,
  });
  await t.throwsAsync(openNuImages(root, { version: 'v2' as never }), { message: /version is "v2"/ });

  const others = await miniature(t, (tables) => {
    tables.object_ann![1]!.sample_data_token = tables.sample_data![1]!.token;
  });
  t.is((await openNuImages(others, { version: 'v1.0-train' })).length, 3, 'left out, as by the devkit');

  const resized = await miniature(t, (tables) => {
    for (const row of tables.sample_data!) row.width = 41;
  });
  await t.throwsAsync((await openNuImages(resized, { version: 'v1.0-train' })).get(0), {
    instanceOf: DataError,
    message: /sample_data\.json gives the size of .* as 41x30, but the upright image is 40x30/,
  });

  const damaged = async (mask: object, message: RegExp) => {
    const folder = await miniature(t, (tables) => {
      for (const row of tables.surface_ann!) row.mask = mask;
    });
    const dataset = await openNuImages(folder, { version: 'v1.0-train' });
    await t.throwsAsync(dataset.get(0), { instanceOf: DataError, message });
  };
  await damaged({ size: [4, 4], counts: '' }, /annotation .*: its mask is 4x4, but the image is 40x30/);
  await damaged({ size: [30, 40], counts: '' }, /runs of its mask have 0 pixels instead of 1200/);
  await damaged({ size: [30, 40], counts: Buffer.from('P').toString('base64') }, /run-length encoding/);
  const missing = await miniature(t);
  const dataset = await openNuImages(missing, { version: 'v1.0-train' });
  writeFileSync(dataset.image(0), 'no image');
  await t.throwsAsync(dataset.get(0), { instanceOf: DataError, message: /cannot decode image/ });
});
