import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BDD100K_TASKS,
  type Boxes,
  boxesOf,
  type CocoDataset,
  concatDatasets,
  DataConfigError,
  DataError,
  Loader,
  labelOf,
  Notes,
  openCoco,
  type ReadingOptions,
  readCocoResults,
  readCocoTruth,
} from '@cotrain/data';
import { ArgumentError } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import sharp from 'sharp';
import { rowsOf } from '../boxRows.js';
import { jpeg, temporaryFolder, warnings, writeFiles } from './helpers.js';

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

async function open(
  t: ExecutionContext,
  content: object = INSTANCES,
  options: ReadingOptions = {},
): Promise<CocoDataset> {
  const root = await writeFiles(temporaryFolder(t), {
    'images/sub/a.jpg': jpeg(20, 10),
    'images/b.jpg': jpeg(20, 10),
    'instances.json': JSON.stringify(content),
  });
  return openCoco({ annotations: join(root, 'instances.json'), images: join(root, 'images'), ...options });
}

test('reads images, boxes and crowds; classes are the categories in the order of their ids', async (t) => {
  const dataset = await open(t);
  t.deepEqual(dataset.tasks, { det: { kind: 'boxes', classes: ['car', 'tram'], ids: [3, 7] } });
  t.deepEqual(dataset.names, ['a', 'b']);
  t.deepEqual(dataset.labelled(1), { det: true });
  const { image, labels } = await dataset.get(0);
  t.deepEqual([image.width, image.height], [20, 10]);
  const value = boxesOf({ boxes: [1, 2, 4.5, 6, 0, 0, 20, 10], classes: [0, 1], crowd: [0, 1] });
  t.deepEqual(labels.det, { state: 'present', value });
  t.deepEqual((await dataset.get(1)).labels.det, { state: 'empty' }, 'no annotations: nothing is there');
  t.throws(() => dataset.labelled(2), { instanceOf: ArgumentError });
});

test("joins the model's classes, in worker threads too", async (t) => {
  const parts = [{ dataset: await open(t), classMap: { det: { tram: 'train' } } }] as const;
  const dataset = concatDatasets(parts, { tasks: BDD100K_TASKS });
  const det = labelOf<Boxes>((await dataset.get(0)).labels, 'det');
  t.deepEqual(det.state === 'present' && [[...det.value.classes], det.classes], [
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
  const [first] = INSTANCES.images;
  await failing({ images: [first, { id: 2 }] }, /image 2 has no file_name/);
  await failing({ images: [], annotations: [] }, /has no images/);
  await failing(
    { categories: INSTANCES.categories.map((category) => ({ ...category, name: 'car' })) },
    /two categories are named "car"/,
  );
});

const edgesIn = async (dataset: CocoDataset, index: number) => {
  const { det } = (await dataset.get(index)).labels;
  return det.state === 'present' ? rowsOf(det).map(({ edges }) => edges) : det.state;
};

const [annotation] = INSTANCES.annotations;
const leftOut: [title: string, change: object, line: RegExp][] = [
  ...(
    [
      [1, 2, 0, 4],
      [1, 2, 3, 0],
      [1, 2, -3, 4],
      [5, 5, 0, 0],
    ] as const
  ).map((bbox): [string, object, RegExp] => [
    `a box of ${bbox}`,
    { bbox },
    /^boxes without area are skipped \(1, first: .*instances\.json: image 2: bbox \[/,
  ]),
  ...(
    [
      [20, 2, 3, 4],
      [1, 10, 3, 4],
      [-9, 2, 9, 4],
      [1, -9, 3, 9],
    ] as const
  ).map((bbox): [string, object, RegExp] => [
    `a box of ${bbox} outside of the image`,
    { bbox },
    /^boxes entirely outside their image are skipped \(1,/,
  ]),
  ['of an image that is not in the list', { image_id: 4 }, /^annotations belong to images that are not/],
  [
    'of a category that is not in the list',
    { category_id: 4 },
    /^annotations are of categories that are not/,
  ],
];
for (const [title, change, line] of leftOut) {
  test.serial(`annotation that is left out, and told: ${title}`, async (t) => {
    const annotations = [...INSTANCES.annotations, { ...annotation, id: 3, ...change }];
    const told = await warnings('instances.json', async () => {
      const dataset = await open(t, { ...INSTANCES, annotations });
      t.deepEqual(await edgesIn(dataset, 0), [
        [1, 2, 4.5, 6],
        [0, 0, 20, 10],
      ]);
    });
    t.is(told.filter((text) => line.test(text)).length, 1, told.join('\n'));
    await t.throwsAsync(open(t, { ...INSTANCES, annotations }, { strict: true }), { instanceOf: DataError });
  });
}

test.serial(
  'nothing is reported for a file without faults, or without fields that few tools need',
  async (t) => {
    const annotations = INSTANCES.annotations.map(({ image_id, category_id, bbox }) => ({
      image_id,
      category_id,
      bbox,
    }));
    const told = await warnings('instances.json', async () => {
      await open(t, INSTANCES, { strict: true });
      const dataset = await open(t, { ...INSTANCES, annotations }, { strict: true });
      t.deepEqual(await edgesIn(dataset, 0), [
        [1, 2, 4.5, 6],
        [0, 0, 20, 10],
      ]);
    });
    t.deepEqual(told, []);
  },
);

for (const [title, of] of [
  ['texts', (id: number) => `id ${id}`],
  ['digits as texts', String],
  ['numbers below zero', (id: number) => id - 100],
  ['fractions', (id: number) => id + 0.5],
] as const) {
  test(`ids may be ${title}`, async (t) => {
    const dataset = await open(t, {
      images: INSTANCES.images.map((image) => ({ ...image, id: of(image.id) })),
      categories: INSTANCES.categories.map((category) => ({ ...category, id: of(category.id) })),
      annotations: INSTANCES.annotations.map((own) => ({
        ...own,
        ...{ image_id: of(own.image_id), category_id: of(own.category_id) },
      })),
    });
    t.deepEqual(
      [dataset.names, dataset.tasks.det.classes],
      [
        ['a', 'b'],
        ['car', 'tram'],
      ],
    );
    t.deepEqual(await edgesIn(dataset, 0), [
      [1, 2, 4.5, 6],
      [0, 0, 20, 10],
    ]);
  });
}

test('base names may repeat: names keep the folders, then the endings, then the ids', async (t) => {
  const root = await writeFiles(temporaryFolder(t), {
    'cam0/0001.jpg': jpeg(20, 10),
    'cam1/0001.JPG': jpeg(10, 20),
    'cam1/clip.0002.JPEG': jpeg(10, 20),
  });
  const named = async (...files: string[]) => {
    const images = files.map((file_name, id) => ({ id, file_name }));
    await writeFiles(root, { 'gt.json': JSON.stringify({ ...INSTANCES, images, annotations: [] }) });
    return openCoco({ annotations: join(root, 'gt.json'), images: root });
  };
  const cameras = await named('cam0/0001.jpg', 'cam1/0001.JPG', 'cam1/clip.0002.JPEG');
  t.deepEqual(cameras.names, ['cam0/0001', 'cam1/0001', 'cam1/clip.0002']);
  const sizes = await Promise.all(cameras.names.map(async (_, i) => (await cameras.get(i)).image.width));
  t.deepEqual(sizes, [20, 10, 10]);
  t.deepEqual((await named('cam1/0001.JPG', 'cam1/clip.0002.JPEG')).names, ['0001', 'clip.0002']);
  t.deepEqual((await named('a.jpg', 'a.png')).names, ['a.jpg', 'a.png']);
  t.deepEqual((await named('a.jpg', 'a.jpg')).names, ['a.jpg#0', 'a.jpg#1']);
  const absolute = await named(join(root, 'cam0/0001.jpg'));
  t.deepEqual([absolute.names, (await absolute.get(0)).image.width], [['0001'], 20]);
});

test('photographs are turned upright; one of another size than the file says is an error', async (t) => {
  const photo = (orientation: number) =>
    sharp({ create: { width: 20, height: 10, channels: 3, background: '#fff' } })
      .jpeg()
      .withMetadata({ orientation })
      .toBuffer();
  const root = await writeFiles(temporaryFolder(t), { 'turned.jpg': photo(6), 'mirrored.jpg': photo(2) });
  const stating = async (file_name: string, width?: number, height?: number) => {
    const images = [{ id: 2, file_name, width, height }];
    await writeFiles(root, { 'gt.json': JSON.stringify({ ...INSTANCES, images }) });
    return (await openCoco({ annotations: join(root, 'gt.json'), images: root })).get(0);
  };
  const sizeOf = async (...stated: Parameters<typeof stating>) => {
    const { image } = await stating(...stated);
    return [image.width, image.height];
  };
  t.deepEqual(await sizeOf('turned.jpg', 10, 20), [10, 20]);
  t.deepEqual(await sizeOf('turned.jpg'), [10, 20], 'no size is said');
  t.deepEqual(await sizeOf('mirrored.jpg', 20, 10), [20, 10]);
  for (const [file, message] of [
    ['turned.jpg', /gt\.json gives the size of .*turned\.jpg as 20x10, but the upright image is 10x20/],
    ['mirrored.jpg', /gt\.json gives the size of .*mirrored\.jpg as 10x20, but the upright image is 20x10/],
  ] as const) {
    const [width, height] = file === 'turned.jpg' ? [20, 10] : [10, 20];
    await t.throwsAsync(stating(file, width, height), { instanceOf: DataError, message });
  }
});

test("a part's name cannot lead out of a folder", async (t) => {
  const dataset = await open(t);
  const [classMap, tasks] = [{ det: { tram: 'train' } }, BDD100K_TASKS] as const;
  for (const name of ['../..', 'a/b', 'a\\b', '.hidden', '', 'a\nb', 'a\0'])
    t.throws(() => concatDatasets([{ dataset, name, classMap }], { tasks }), {
      instanceOf: DataConfigError,
      message: /a part's name must start with/,
    });
  const { names } = concatDatasets([{ dataset, name: 'Größe 1.b-c', classMap }], { tasks });
  t.is(names[0], 'Größe 1.b-c-a');
});

test('plain entries and those that need a conversion come to the same results', async (t) => {
  const root = temporaryFolder(t);
  const file = join(root, 'results.json');
  // Ids beyond 2^53 stay distinct, true is 1, and digits behind a point are not such an id.
  const lines = [
    '{"image_id": 1, "category_id": 1, "score": 0.12345678901234567, "bbox": [0.1234567890123456, 2, 3, 4]}',
    '{"image_id": true, "category_id": 1, "score": 1, "bbox": [1, 2, 3, 4], "area": 7}',
    '{"image_id": 12345678901234567890, "category_id": 1, "score": 0.5, "bbox": [1, 2, 3, 4]}',
    '{"image_id": 12345678901234567891, "category_id": 12345678901234567892, "score": 0.25, "bbox": [1, 2, 3, 4]}',
    '{"image_id": "a", "category_id": 1, "score": NaN, "bbox": [1, 2, -3, 4]}',
  ];
  writeFileSync(file, `[${lines.join(',\n')}]`);
  const notes = new Notes(false);
  const found = await readCocoResults(file, { categoryIds: [1, 12345678901234567892n] }, notes);
  t.deepEqual([...found.keys()], [1, 12345678901234567890n, 12345678901234567891n, 'a']);
  t.deepEqual([...found.get(1)!.scores], [0.12345678901234566, 1]);
  t.deepEqual([...found.get(1)!.boxes.subarray(0, 4)], [0.1234567890123456, 2, 3.1234567890123457, 6]);
  t.is(found.get(1)!.maskAreas, undefined);
  t.deepEqual([...found.get(12345678901234567891n)!.classes], [1]);
  t.true(Number.isNaN(found.get('a')!.scores[0]));
  t.deepEqual(notes.lines.length, 1);
});

test('what is read as rows of numbers is read as it is parsed, with the same places', async (t) => {
  const root = temporaryFolder(t);
  // Entries go together, then alternate between images; every hundredth has a negative width, a few a string
  // for an id. The file is longer than a chunk.
  const results = Array.from({ length: 12_000 }, (_, i) => ({
    ...{ image_id: i < 8000 ? Math.floor(i / 50) : i % 7, category_id: i % 11 },
    ...{ bbox: [i / 3, i / 7, i % 100 === 99 ? -1 : i / 11, i / 13], score: (i % 97) / 97 },
    ...(i % 4001 === 4000 && { image_id: 'a' }),
  }));
  const annotations = results.map(({ score: _, image_id, ...rest }, id) => ({
    ...{ id, image_id: image_id === 'a' ? 0 : image_id, ...rest, area: id / 5, iscrowd: id % 2 },
    segmentation: [[1, 2, 3, 4]],
  }));
  const images = Array.from({ length: 160 }, (_, id) => ({ id }));
  const categories = Array.from({ length: 10 }, (_, id) => ({ id, name: `class ${id}` }));
  // A key with an escape, of which only JSON.parse knows what it is.
  const withEscape = (text: string) => text.replaceAll('{"', '{"\\u0061": 0, "');
  const read = async (change: (text: string) => string) => {
    const file = (name: string, text: string) => {
      writeFileSync(join(root, name), text);
      return join(root, name);
    };
    const entries = (list: readonly object[]) =>
      `[\n${list.map((entry) => change(JSON.stringify(entry))).join(',\n\n')}\n]`;
    const notes = new Notes(false);
    const truth = await readCocoTruth(
      file(
        'instances.json',
        `{"images": ${JSON.stringify(images)}, "annotations": ${entries(annotations)}, "categories": ${JSON.stringify(categories)}}`,
      ),
      notes,
    );
    const found = await readCocoResults(file('results.json', entries(results)), truth, notes);
    return { truth, found, notes: notes.lines };
  };
  const [rows, parsed] = [await read((text) => text), await read(withEscape)];
  t.deepEqual(rows, parsed);
  // Entry i stands on line 2 + 2 i.
  t.true(
    rows.notes.some((note) => /results\.json, line 200, entry 99/.test(note)),
    rows.notes.join('\n'),
  );
  const ofThree = results.filter(({ image_id, category_id }) => image_id === 3 && category_id < 10);
  t.deepEqual(
    [...rows.found.get(3)!.scores],
    ofThree.map(({ score }) => score),
  );
  t.deepEqual(
    [...rows.found.get(3)!.boxes],
    ofThree.flatMap(({ bbox: [x, y, width, height] }) => [x!, y!, x! + width!, y! + height!]),
  );
});

test('results of an image may lie anywhere in a long file', async (t) => {
  // More rows than a block of the reader's memory has.
  const results = Array.from({ length: 20_000 }, (_, i) => ({
    ...{ image_id: i % 7, category_id: 3 + 4 * (i % 2), score: i / 20_000 },
    bbox: [i, i + 0.5, 2, 3.25],
  }));
  const byImage = results.toSorted((a, b) => a.image_id - b.image_id);
  const folder = await writeFiles(temporaryFolder(t), {
    'scattered.json': JSON.stringify(results),
    'together.json': JSON.stringify(byImage),
  });
  const read = (name: string) => readCocoResults(join(folder, name), { categoryIds: [3, 7] });
  const [scattered, together] = [await read('scattered.json'), await read('together.json')];
  t.deepEqual([...scattered.keys()], [0, 1, 2, 3, 4, 5, 6]);
  t.deepEqual(scattered, together);
  const own = results.filter(({ image_id }) => image_id === 5);
  const expected = boxesOf({
    boxes: own.flatMap(({ bbox: [x, y] }) => [x!, y!, x! + 2, y! + 3.25]),
    classes: own.map(({ category_id }) => (category_id - 3) / 4),
    scores: own.map(({ score }) => score),
  });
  t.deepEqual(scattered.get(5), expected);
});
