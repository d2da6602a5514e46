import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDetections } from '@cotrain/data';
import test, { type ExecutionContext } from 'ava';
import { golden } from '../metrics/golden.js';
import { cotrainHere as cotrain } from './run.js';

async function folder(t: ExecutionContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'cotrain-score-'));
  t.teardown(() => rm(path, { recursive: true, force: true }));
  return path;
}

const score = (gt: string, pred: string, ...more: string[]) =>
  cotrain(['score', '--task', 'det', '--gt', gt, '--pred', pred, ...more]);

const SCALABEL = [
  golden('scalabel/track_sample_anns.json'),
  golden('scalabel/bbox_predictions.json'),
] as const;

test("score --task det --json: the toolkit's numbers, one object", async (t) => {
  const { code, stdout, stderr } = await score(...SCALABEL, '--json');
  t.deepEqual([code, stderr], [0, '']);
  const scores = JSON.parse(stdout);
  const keys = [
    'AP',
    'AP50',
    'AP75',
    'APs',
    'APm',
    'APl',
    'AR1',
    'AR10',
    'AR100',
    'ARs',
    'ARm',
    'ARl',
    'perClass',
  ];
  t.deepEqual(Object.keys(scores), keys);
  t.deepEqual([scores.AP, scores.AR100], [34.029392668401016, 40.95160450224777]);
  t.is(scores.perClass.car.toFixed(8), '66.14185519');
  t.is(scores.perClass.train, null);
  const asCoco = JSON.parse((await score(...SCALABEL, '--json', '--format', 'coco')).stdout);
  t.is(asCoco.AP, 33.108333292800964);
});

test('score --task det: a table for people', async (t) => {
  const { code, stdout, stderr } = await score(SCALABEL[0], golden('scalabel/bbox_predictions_empty.json'));
  t.is(code, 0);
  t.regex(stderr, /201 of 202 frames .* without a prediction count as wrong/);
  t.regex(stdout, /^AP +AP50 +AP75 +APs +APm +APl$/m);
  t.regex(stdout, /^pedestrian( +0\.00)+ +191$/m);
  t.regex(stdout, /^train( +-)+ +0$/m);
});

test('score reads what writeDetections wrote; other frames count for nothing', async (t) => {
  const root = await folder(t);
  const [gt, pred] = [join(root, 'gt.json'), join(root, 'pred.json')];
  const box2d = { x1: 0, y1: 0, x2: 9, y2: 9 };
  const labels = [
    { category: 'car', box2d },
    { category: 'bike', box2d },
  ];
  await writeFile(gt, JSON.stringify([{ name: 'a.jpg', labels }, { name: 'b.jpg' }]));
  const found = { boxes: [0, 0, 10, 10], classes: [2], scores: [0.5] };
  await writeDetections(pred, [
    { name: 'a', ...found },
    { name: 'b', boxes: [], classes: [], scores: [] },
    { name: 'x', ...found },
  ]);
  const { stdout, stderr } = await score(gt, pred, '--json');
  t.regex(stderr, /pred\.json has predictions without a truth \(1\): x/);
  const { perClass } = JSON.parse(stdout);
  t.true(perClass.car > 99.9);
  t.is(perClass.bicycle, 0);
  t.is(perClass.bus, null);
});

test('score reads COCO files', async (t) => {
  const root = await folder(t);
  const [gt, pred] = [join(root, 'gt.json'), join(root, 'pred.json')];
  const entry = { image_id: 2, category_id: 5, bbox: [10, 10, 20, 20] };
  const instances = {
    images: [{ id: 2 }, { id: 1 }],
    annotations: [entry],
    categories: [{ id: 5, name: 'cat' }],
  };
  await writeFile(gt, JSON.stringify(instances));
  await writeFile(
    pred,
    JSON.stringify([
      { ...entry, score: 0.3 },
      { ...entry, image_id: 9, score: 1 },
    ]),
  );
  for (const format of [['--format', 'coco'], []]) {
    const { stdout, stderr } = await score(gt, pred, '--json', ...format);
    t.true(JSON.parse(stdout).perClass.cat > 99.9);
    t.regex(stderr, /1 of 2 frames .*image 1[\s\S]*without a truth \(1\): image 9/);
  }
  const refused = await score(gt, pred, '--format', 'bdd100k');
  t.is(refused.code, 2);
  t.regex(refused.stderr, /is a COCO file.*use --format coco/);
});

test('score --task det: bad input is one line on stderr', async (t) => {
  const root = await folder(t);
  const write = async (name: string, frames: unknown) => {
    await writeFile(join(root, name), typeof frames === 'string' ? frames : JSON.stringify(frames));
    return join(root, name);
  };
  const label = { category: 'car', score: 1, box2d: { x1: 0, y1: 0, x2: 9, y2: 9 } };
  const gt = await write('gt.json', [{ name: 'a.jpg', labels: [label] }]);
  const unscored = { category: 'car', box2d: label.box2d };
  const cases: [string, string, RegExp][] = [
    [gt, join(root, 'no.json'), /no\.json.*ENOENT/],
    [
      gt,
      await write('cut.json', '[{"name": "a.jpg", "labels": ['),
      /cut\.json, line 1: the file ends inside/,
    ],
    [
      gt,
      await write('x.json', [{ name: 'a.jpg', labels: [unscored] }]),
      /x\.json, line 1, frame 0 \("a\.jpg"\), box 0: a prediction needs a score/,
    ],
    [
      gt,
      await write('s.json', [{ name: 'a.jpg', labels: [{ ...label, score: 'x' }] }]),
      /score: "x" is not a number/,
    ],
    [await write('e.json', []), gt, /e\.json holds no frame/],
    [gt, await write('p.json', []), /p\.json holds no prediction/],
    [await write('o.json', {}), gt, /o\.json.*expected an array of frames/],
    [
      gt,
      await write('b.json', [{ name: 'b.jpg', labels: [label] }]),
      /no prediction of .*b\.json belongs to a frame/,
    ],
    [gt, root.replace(/[^/]*$/, 'no-such-folder'), /no-such-folder.*ENOENT/],
  ];
  for (const [truth, pred, message] of cases) {
    const { code, stdout, stderr } = await score(truth, pred);
    t.deepEqual([code, stdout], [1, ''], pred);
    t.regex(stderr, /^cotrain: [^\n]*\n$/);
    t.regex(stderr, message);
  }
  const masks = await cotrain([
    'score',
    '--task',
    'sem_seg',
    '--gt',
    root,
    '--pred',
    root,
    '--format',
    'coco',
  ]);
  t.is(masks.code, 2);
});

test('score: no pair at all is an error, in COCO files, too', async (t) => {
  const root = await folder(t);
  const [gt, pred] = [join(root, 'gt.json'), join(root, 'pred.json')];
  const entry = { id: 1, image_id: 2, category_id: 5, bbox: [10, 10, 20, 20], area: 400, iscrowd: 0 };
  const categories = [{ id: 5, name: 'cat' }];
  await writeFile(gt, JSON.stringify({ images: [{ id: 2 }], annotations: [entry], categories }));
  for (const [results, message] of [
    [[], /holds no result/],
    [
      [{ ...entry, image_id: '2', score: 1 }],
      /no prediction of .* the truth begins with image 2, the predictions with image "2"/,
    ],
  ] as const) {
    await writeFile(pred, JSON.stringify(results));
    const { code, stdout, stderr } = await score(gt, pred);
    t.deepEqual([code, stdout], [1, '']);
    t.regex(stderr, message);
  }
});

test('what the toolkit scores is scored, with a line that says what is odd; --strict refuses it', async (t) => {
  const root = await folder(t);
  const write = async (name: string, frames: unknown) => {
    await writeFile(join(root, name), typeof frames === 'string' ? frames : JSON.stringify(frames));
    return join(root, name);
  };
  const box2d = { x1: 0, y1: 0, x2: 9, y2: 9 };
  const label = { category: 'car', score: 1, box2d };
  const gt = await write('gt.json', [
    { name: 'a.png', labels: [label] },
    { name: 'b.png', labels: null },
  ]);
  const found = (labels: object[]) => [
    { name: 'a.png', labels },
    { name: 'b.png', labels: [] },
  ];
  const cases: [number, unknown, RegExp | null][] = [
    [100, found([label]), null],
    [100, found([label, { ...label, category: 'lane' }]), /boxes are of categories other than .*\(1,/],
    [100, found([{ ...label, score: '0.5' }]), null],
    [100, found([label, { ...label, box2d: { ...box2d, x2: -9 } }]), /boxes have x2 or y2 below/],
    [100, `[{"name": "a.png", "labels": [${JSON.stringify(label).replace('1', 'NaN')}]}]`, /non-finite/],
    [0, [...found([label]), { name: 'a.png' }], /predictions have the name of an earlier one/],
    // All names differ in their extension: the toolkit would pair none.
    [
      100,
      found([label]).map((frame) => ({ ...frame, name: frame.name.replace('png', 'jpg') })),
      /frames were joined .*\(2,/,
    ],
    [100, `\ufeff${JSON.stringify({ frames: found([label]) })}`, null],
  ];
  for (const [AP50, predictions, line] of cases) {
    const pred = await write('pred.json', predictions);
    const { code, stdout, stderr } = await score(gt, pred, '--json');
    t.is(code, 0, stderr);
    t.is(Math.round(JSON.parse(stdout).AP50), AP50, stderr);
    if (line === null) t.is(stderr, '');
    else t.regex(stderr, line);
    t.is((await score(gt, pred, '--strict')).code, line === null ? 0 : 1);
  }
});

test('a folder of JSON files is one data set; hidden files are none of it', async (t) => {
  const root = await folder(t);
  await mkdir(join(root, 'gt'));
  const labels = [{ category: 'car', score: 1, box2d: { x1: 0, y1: 0, x2: 9, y2: 9 } }];
  for (const name of ['a', 'b'])
    await writeFile(join(root, 'gt', `${name}.json`), JSON.stringify([{ name, labels }]));
  await writeFile(join(root, 'gt', '._a.json'), 'resource fork');
  const { code, stdout, stderr } = await score(join(root, 'gt'), join(root, 'gt'), '--json');
  t.deepEqual([code, stderr], [0, '']);
  t.is(Math.round(JSON.parse(stdout).AP), 100);
});

test("COCO's areas decide the size; annotations of cropped images and string ids are accepted", async (t) => {
  const root = await folder(t);
  const [gt, pred] = [join(root, 'gt.json'), join(root, 'pred.json')];
  const annotation = { id: 1, image_id: 'a', category_id: 1, bbox: [10, 10, 50, 40], area: 900, iscrowd: 0 };
  const annotations = [annotation, { ...annotation, id: 2, image_id: 'cut' }];
  const truth = { images: [{ id: 'a' }], categories: [{ id: 1, name: 'car' }], annotations };
  await writeFile(gt, JSON.stringify(truth));
  await writeFile(pred, JSON.stringify([{ ...annotation, score: 0.9 }]));
  const { stdout, stderr } = await score(gt, pred, '--json');
  t.like(JSON.parse(stdout), { APm: null, AP50: 99.99999999999999 });
  t.is(Math.round(JSON.parse(stdout).APs), 100);
  t.regex(
    stderr,
    /^warning: annotations belong to images that are not in the list: skipped \(1, first: .*annotations\[1\]\)\n$/,
  );
  t.is((await score(gt, pred, '--strict')).code, 1);
});
