import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDetections } from '@cotrain/data';
import test, { type ExecutionContext } from 'ava';
import { golden } from '../metrics/golden.js';
import { cotrain } from './run.js';

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
  t.regex(stderr, /201 of 202 frames .* have no prediction and count as wrong/);
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
  const found = { boxes: [0, 0, 9, 9], classes: [2], scores: [0.5] };
  await writeDetections(pred, [
    { name: 'a', ...found },
    { name: 'b', boxes: [], classes: [], scores: [] },
    { name: 'x', ...found },
  ]);
  const { stdout, stderr } = await score(gt, pred, '--json');
  t.regex(stderr, /1 predictions of .*pred\.json have no truth: x/);
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
    t.regex(stderr, /1 of 2 frames .*image 1[\s\S]*no truth: image 9/);
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
  const backwards = { ...label, box2d: { x1: 9, y1: 0, x2: 0, y2: 9 } };
  const nan = '[{"name": "a.jpg", "labels": [{"category": "car", "score": NaN}]}]';
  const cases: [string, string, RegExp][] = [
    [gt, join(root, 'no.json'), /no\.json.*ENOENT/],
    [
      gt,
      await write('nan.json', nan),
      /nan\.json, line 1: element 0 \("a\.jpg"\) is not valid JSON: it holds NaN/,
    ],
    [
      gt,
      await write('x.json', [{ name: 'a.jpg', labels: [backwards] }]),
      /frame a\.jpg, prediction, box 0 is \[9, 0, 0, 9\]/,
    ],
    [
      await write('g.json', [{ name: 'a.jpg', labels: [backwards] }]),
      gt,
      /g\.json, frame 0 \("a\.jpg"\), label 0: box2d/,
    ],
    [await write('e.json', []), gt, /e\.json holds no frame/],
    [await write('o.json', {}), gt, /o\.json.*expected an array of frames/],
    [gt, await write('twice.json', [{ name: 'a.jpg' }, { name: 'a.jpg' }]), /the same name as frame 0/],
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
