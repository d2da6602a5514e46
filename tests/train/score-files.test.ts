// Scores of files compared with the official tools, and scores of runs compared with those of files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Dataset,
  frameIdOf,
  labelOf,
  openBdd100k,
  openCoco,
  writeCocoResults,
  writeDetections,
} from '@cotrain/data';
import type { BoxScores } from '@cotrain/metrics';
import { scoreBoxFiles, taskOf } from '@cotrain/train';
import test from 'ava';
import fc from 'fast-check';
import { type BoxRow, fromRows } from '../boxRows.js';
import { jpeg, temporaryFolder, writeFiles } from '../data/helpers.js';
import { goldenJson } from '../metrics/golden.js';

// Each data set of a property reports what it skips.
process.removeAllListeners('warning');

interface Golden {
  names: (keyof BoxScores)[];
  cases: { gt: string; pred: string; expected: (number | null)[] }[];
}

test('odd files: every number of pycocotools and of the toolkit, bit for bit', async (t) => {
  const { names, cases } = goldenJson<Golden>('files.json');
  const root = temporaryFolder(t);
  const [gt, pred] = [join(root, 'gt.json'), join(root, 'pred.json')];
  let noted = 0;
  for (const [i, { expected, ...texts }] of cases.entries()) {
    writeFileSync(gt, texts.gt);
    writeFileSync(pred, texts.pred);
    const { scores, notes } = await scoreBoxFiles(gt, pred);
    const values = names.map((name) => (Number.isNaN(scores[name]) ? null : scores[name]));
    t.deepEqual(values, expected, `case ${i}`);
    if (notes.length > 0) {
      noted++;
      await t.throwsAsync(scoreBoxFiles(gt, pred, { strict: true }), { message: /\(strict\)/ });
    }
  }
  t.true(noted > 30 && cases.length > 100);
});

const CLASSES = ['car', 'rider', 'bus'];
const NAMES = ['a', 'a-b', 'b', 'c', 'd', 'e'];
type FoundRow = BoxRow & { score: number };
/** Single precision, as from a network. */
const single = (max: number) => fc.float({ min: 0, max, noNaN: true });
const foundBox = fc
  .tuple(
    fc.nat(2),
    fc.oneof(single(1), fc.constantFrom(0.25, 0.5)),
    single(60),
    single(60),
    single(99),
    single(99),
  )
  .map(([id, score, x, y, w, h]): FoundRow => {
    return { class: id, score, edges: [x, y, Math.fround(x + w), Math.fround(y + h)] };
  });
const number = fc.oneof(fc.nat(60), fc.double({ min: 0, max: 60, noNaN: true }));
const corners = fc.record({ x: number, y: number, w: number, h: number });
type Corners = { x: number; y: number; w: number; h: number };
/** Predictions of a teacher or a good model, including near misses. */
const near = ({ x, y, w, h }: Corners, id: number, score: number): FoundRow => {
  const [x1, y1] = [Math.fround(x), Math.fround(y)];
  return { class: id, score, edges: [x1, y1, Math.fround(x + w + 1), Math.fround(y + h + 1)] };
};

/** The scores of a run on a data set, for given predictions in each frame. */
async function evaluated(dataset: Dataset, found: (name: string) => readonly FoundRow[]) {
  const det = taskOf('det', dataset.tasks.det!);
  const scorer = det.makeScorer('det', det);
  for (const [index, name] of dataset.names.entries()) {
    const { labels } = await dataset.get(index);
    const scored = dataset.scored?.(index, 'det') ?? null;
    scorer.add(labelOf(labels, 'det'), fromRows([...found(name)]), {
      name,
      ...frameIdOf(dataset, index),
      scored,
    });
  }
  return scorer.compute();
}

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
] as const;
const byName = (scores: BoxScores) => keys.map((key) => (Number.isNaN(scores[key]) ? null : scores[key]));

test('eval and score give one number: BDD100K', async (t) => {
  const root = temporaryFolder(t);
  const images = NAMES.map((name) => [`images/100k/val/${name}.png`, jpeg(8, 8)]);
  await writeFiles(root, Object.fromEntries(images));
  mkdirSync(join(root, 'labels/det_20'), { recursive: true });
  const gt = join(root, 'labels/det_20/det_val.json');
  const pred = join(root, 'pred.json');
  const category = fc.constantFrom('car', 'rider', 'bus', 'other vehicle', 'van');
  const label = fc
    .tuple(category, corners, fc.constantFrom(undefined, true, false))
    .map(([name, { x, y, w, h }, crowd]) => ({
      category: name,
      // Some are smaller than a pixel.
      box2d: { x1: x, y1: y, x2: x + w - 4, y2: y + h },
      attributes: { crowd },
    }));
  const frame = fc.record({
    labels: fc.oneof(fc.constant(null), fc.constant(undefined), fc.array(label, { maxLength: 4 })),
    found: fc.array(foundBox, { maxLength: 5 }),
    isListed: fc.boolean(),
    isFound: fc.boolean(),
  });
  const property = fc.asyncProperty(fc.array(frame, { minLength: 6, maxLength: 6 }), async (frames) => {
    const listed = frames.flatMap(({ labels, isListed }, i) =>
      isListed || i === 0 ? [{ name: `${NAMES[i]}.png`, ...(labels !== undefined && { labels }) }] : [],
    );
    writeFileSync(gt, JSON.stringify(listed));
    const dataset = await openBdd100k(root, { split: 'val', scored: true });
    const classes = ['pedestrian', 'rider', 'car', 'truck', 'bus', 'train', 'motorcycle', 'bicycle'];
    const all = [...classes, 'traffic light', 'traffic sign'];
    const found = new Map(
      frames.map(({ labels, found: others, isFound }, i) => {
        const ids = others.map((box) => ({ ...box, class: all.indexOf(CLASSES[box.class]!) }));
        const right = (labels ?? []).slice(0, 2).map(({ box2d, category: name }, k) => {
          const { x1, y1, x2, y2 } = box2d;
          return near(
            { x: x1, y: y1, w: x2 - x1, h: y2 - y1 },
            Math.max(0, all.indexOf(name)),
            k ? 0.5 : 0.75,
          );
        });
        return [NAMES[i]!, isFound || i === 0 ? [...ids, ...right] : []] as const;
      }),
    );
    const submission = [...found].map(([name, boxes]) => ({ ...fromRows(boxes), name: `${name}.png` }));
    await writeDetections(pred, submission);
    const { scores } = await scoreBoxFiles(gt, pred);
    const run = await evaluated(dataset, (name) => found.get(name)!);
    t.deepEqual(
      keys.map((key) => run[`det/${key}`]),
      byName(scores),
    );
  });
  await fc.assert(property, { numRuns: 60 });
});

test('eval and score give one number: COCO', async (t) => {
  const root = temporaryFolder(t);
  await writeFiles(root, Object.fromEntries(NAMES.map((name) => [`images/${name}.jpg`, jpeg(200, 200)])));
  const [gt, pred] = [join(root, 'gt.json'), join(root, 'pred.json')];
  const annotation = fc.record({
    category: fc.nat(2),
    box: corners,
    area: fc.option(fc.double({ min: 0, max: 12000, noNaN: true })),
    iscrowd: fc.constantFrom(0, 0, 0, 1),
  });
  const image = fc.record({
    truth: fc.array(annotation, { maxLength: 4 }),
    found: fc.array(foundBox, { maxLength: 5 }),
  });
  const ids = fc.constantFrom<(i: number) => number | string>(
    (i) => 10 - i,
    (i) => `${i}`,
  );
  const property = fc.asyncProperty(
    fc.array(image, { minLength: 6, maxLength: 6 }),
    ids,
    fc.constantFrom(0, 1),
    async (images, idOf, first) => {
      const annotations = images
        .flatMap(({ truth }, i) => truth.map((one) => ({ ...one, image_id: idOf(i) })))
        .map(({ box: { x, y, w, h }, area, category, ...rest }, i) => ({
          id: first + i,
          ...rest,
          category_id: 7 * category,
          bbox: [x, y, w, h],
          area: area ?? w * h,
        }));
      const content = {
        images: NAMES.map((name, i) => ({ id: idOf(i), file_name: `${name}.jpg`, width: 200, height: 200 })),
        categories: CLASSES.map((name, i) => ({ id: 7 * i, name })),
        annotations,
      };
      writeFileSync(gt, JSON.stringify(content));
      const dataset = await openCoco({ annotations: gt, images: join(root, 'images') });
      const found = new Map(
        images.map(({ truth, found: others }, i) => {
          const right = truth.slice(0, 2).map(({ box, category }, k) => near(box, category, k ? 0.5 : 0.75));
          return [NAMES[i]!, [...others, ...right, near({ x: 1, y: 1, w: 2, h: 2 }, 0, 0.1)]] as const;
        }),
      );
      const results = dataset.names.map((name, index) => ({
        id: frameIdOf(dataset, index).id!,
        ...fromRows(found.get(name)!),
      }));
      await writeCocoResults(pred, results, dataset.tasks.det.ids);
      const { scores } = await scoreBoxFiles(gt, pred);
      const run = await evaluated(dataset, (name) => found.get(name)!);
      t.deepEqual(
        keys.map((key) => run[`det/${key}`]),
        byName(scores),
      );
    },
  );
  await fc.assert(property, { numRuns: 60 });
});
