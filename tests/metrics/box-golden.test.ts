import { BoxMetrics, type BoxScores, type FoundBoxes, type TruthBoxes } from '@cotrain/metrics';
import test from 'ava';
import { goldenJson } from './golden.js';

const CATEGORIES = [
  ...['pedestrian', 'rider', 'car', 'truck', 'bus', 'train', 'motorcycle', 'bicycle'],
  ...['traffic light', 'traffic sign'],
];

interface Frame {
  name: string;
  labels: {
    category: string;
    attributes?: { crowd: boolean };
    score?: number;
    box2d: { x1: number; y1: number; x2: number; y2: number };
  }[];
}

const asArrays = ({ labels }: Frame) => ({
  boxes: labels.flatMap(({ box2d: { x1, y1, x2, y2 } }) => [x1, y1, x2, y2]),
  classes: labels.map(({ category }) => CATEGORIES.indexOf(category)),
  crowd: labels.map(({ attributes }) => attributes?.crowd ?? false),
  scores: labels.map(({ score }) => score ?? 0),
});

test("scalabel's own test, to the last digit", (t) => {
  const truth = goldenJson<Frame[]>('scalabel/track_sample_anns.json');
  const found = goldenJson<Frame[]>('scalabel/bbox_predictions.json');
  const metrics = new BoxMetrics({ classes: CATEGORIES, format: 'bdd100k' });
  truth.forEach((frame, i) => {
    metrics.update(frame.name, asArrays(frame), asArrays(found[i]!));
  });
  const { perClass, ...overall } = metrics.compute();
  t.like(overall, {
    ...{ AP: 34.029392668401016, AP50: 55.323900409039695, AP75: 34.93873359997877 },
    ...{ APs: 20.91624813537171, APm: 48.4364652499885, APl: 64.28530466767323 },
    ...{ AR1: 23.877338403079264, AR10: 38.050036781867405, AR100: 40.95160450224777 },
  });
  const rounded = Object.values(perClass).map(({ AP }) => Number(AP.toFixed(8)));
  t.deepEqual(rounded, [
    ...[41.37670388, 41.70985554, 66.14185519, 50.07078219, 0.30253025],
    ...[Number.NaN, 4.57462895, Number.NaN, Number.NaN, Number.NaN],
  ]);
  t.is(perClass.car!.boxes + perClass.pedestrian!.boxes > 2000, true);
});

interface Case {
  classes: number;
  format: 'xywh' | 'bdd100k' | 'coco';
  ids: number[];
  images: {
    truth: number[];
    truthClasses: number[];
    crowd: number[];
    areas?: number[];
    boxes: number[];
    classes: number[];
    scores: number[];
  }[];
  expected: { overall: (number | null)[]; perClass: (number | null)[][] };
}

const golden = goldenJson<{ names: (keyof BoxScores)[]; cases: Case[] }>('boxes.json');

test('random cases: every number of pycocotools, bit for bit', (t) => {
  t.true(golden.cases.length > 30);
  golden.cases.forEach(({ classes, format, ids, images, expected }, number) => {
    const names = Array.from({ length: classes }, (_, i) => `class ${i}`);
    const metrics = new BoxMetrics({ classes: names, format });
    images.forEach((image, i) => {
      const truth: TruthBoxes = {
        boxes: image.truth,
        classes: image.truthClasses,
        crowd: image.crowd,
        ...(image.areas && { areas: image.areas }),
      };
      metrics.update(ids[i]!, truth, image satisfies FoundBoxes);
    });
    const { perClass, ...overall } = metrics.compute();
    const values = (scores: BoxScores) => golden.names.map((name) => scores[name]);
    const orNaN = (scores: (number | null)[]) => scores.map((score) => score ?? Number.NaN);
    t.deepEqual(values(overall), orNaN(expected.overall), `case ${number}`);
    names.forEach((name, k) => {
      t.deepEqual(values(perClass[name]!), orNaN(expected.perClass[k]!), `case ${number}, ${name}`);
    });
  });
});
