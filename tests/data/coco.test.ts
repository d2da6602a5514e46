import { join } from 'node:path';
import { concatDatasets, DataError, type Dataset, Loader, openCoco } from '@cotrain/data';
import test, { type ExecutionContext } from 'ava';
import { jpeg, temporaryFolder, writeFiles } from './helpers.js';

const INSTANCES = {
  info: { year: 2026 },
  images: [
    { id: 9, file_name: 'b.jpg', width: 20, height: 10 },
    { id: 2, file_name: 'sub/a.jpg', width: 20, height: 10 },
  ],
  categories: [
    { id: 7, name: 'tram' },
    { id: 3, name: 'car' },
  ],
  annotations: [
    { id: 1, image_id: 2, category_id: 3, bbox: [1, 2, 3.5, 4], area: 14, iscrowd: 0 },
    { id: 2, image_id: 2, category_id: 7, bbox: [0, 0, 20, 10], area: 200, iscrowd: 1 },
  ],
};

async function open(t: ExecutionContext, content: object = INSTANCES): Promise<Dataset> {
  const root = await writeFiles(temporaryFolder(t), {
    'images/sub/a.jpg': jpeg(20, 10),
    'images/b.jpg': jpeg(20, 10),
    'instances.json': JSON.stringify(content),
  });
  return openCoco({ annotations: join(root, 'instances.json'), images: join(root, 'images') });
}

test('reads images, boxes and crowds; classes are the categories in the order of their ids', async (t) => {
  const dataset = await open(t);
  t.deepEqual(dataset.classes, { det: ['car', 'tram'] });
  t.deepEqual(dataset.names, ['a', 'b']);
  t.deepEqual(dataset.labelled!(1), { det: true, sem_seg: false, drivable: false });
  const flags = { ignored: false, occluded: false, truncated: false };
  const { image, labels } = await dataset.get(0);
  t.deepEqual([image.width, image.height], [20, 10]);
  t.deepEqual(labels.det, {
    state: 'present',
    value: [
      { category: 0, x1: 1, y1: 2, x2: 3.5, y2: 5, crowd: false, ...flags },
      { category: 1, x1: 0, y1: 0, x2: 19, y2: 9, crowd: true, ...flags },
    ],
  });
  t.deepEqual((await dataset.get(1)).labels.det, { state: 'empty' }, 'no annotations: nothing is there');
  t.throws(() => dataset.labelled!(2), { instanceOf: RangeError });
});

test("joins the model's classes, in worker threads too", async (t) => {
  const dataset = concatDatasets([{ dataset: await open(t), classMap: { det: { tram: 'train' } } }]);
  const { det } = (await dataset.get(0)).labels;
  t.deepEqual(det.state === 'present' && [det.value.map(({ category }) => category), det.classes], [
    [2, 5],
    [2, 5],
  ]);
  const read = async (workers: number) => {
    const batches: unknown[] = [];
    const transforms = [{ type: 'normalize', preset: 'imagenet' }] as const;
    for await (const batch of new Loader(dataset, { batchSize: 2, transforms, workers })) batches.push(batch);
    return batches;
  };
  t.deepEqual(await read(1), await read(0));
});

test('wrong files are errors that name the entry', async (t) => {
  const failing = (change: Partial<typeof INSTANCES> | object, message: RegExp) =>
    t.throwsAsync(open(t, { ...INSTANCES, ...change }), { instanceOf: DataError, message });
  const [first, second] = INSTANCES.images;
  const [annotation] = INSTANCES.annotations;
  await failing({ images: [first, { id: 2 }] }, /image 2 has no file_name/);
  await failing({ images: [second, { ...first, file_name: 'a.png' }] }, /images 2 and 9 are both named "a"/);
  await failing({ images: [], annotations: [] }, /has no images/);
  await failing(
    { annotations: [{ ...annotation, bbox: [1, 2, 0, 4] }] },
    /image 2: bbox \[1, 2, 0, 4\] has no area/,
  );
  await failing(
    { annotations: [{ ...annotation, category_id: 4 }] },
    /there is no category 4; the ids are 3, 7/,
  );
  await failing(
    { categories: INSTANCES.categories.map((category) => ({ ...category, name: 'car' })) },
    /two categories are named "car"/,
  );
});
