import { type BoxFormat, BoxMetrics, type FoundBoxes, MetricsError, type TruthBoxes } from '@cotrain/metrics';
import test from 'ava';
import fc from 'fast-check';
import { clean } from '../torch/support.js';

const CLASSES = ['car', 'bus'];
const NONE: TruthBoxes = { boxes: [], classes: [] };
const ONE: TruthBoxes = { boxes: [10, 10, 49, 49], classes: [0] };
const HIT: FoundBoxes = { boxes: [10, 10, 49, 49], classes: [0], scores: [0.5] };
/** Best score of a class with a single box: pycocotools adds 2^-52 to every denominator. */
const NEARLY_ALL = 100 * (1 / (1 + Number.EPSILON));

function scoresOf(images: [TruthBoxes, FoundBoxes | null][], format: BoxFormat = 'bdd100k') {
  const metrics = new BoxMetrics({ classes: CLASSES, format });
  images.forEach(([truth, found], i) => {
    metrics.update(i, truth, found);
  });
  return metrics.compute();
}

test('nothing counted, no truth, nothing found', (t) => {
  t.is(scoresOf([]).AP, Number.NaN);
  t.is(scoresOf([[NONE, HIT]]).AR100, Number.NaN);
  t.deepEqual([scoresOf([[ONE, null]]).AP, scoresOf([[ONE, null]]).AR1], [0, 0]);
  const { AP, perClass } = scoresOf([[ONE, HIT]]);
  t.is(AP, NEARLY_ALL);
  t.is(perClass.bus!.AP, Number.NaN);
  t.deepEqual([perClass.car!.boxes, perClass.bus!.boxes], [1, 0]);
});

test('the formats: the same numbers, wider by a pixel or not', (t) => {
  const truth = { boxes: [0, 0, 3, 3], classes: [0] };
  const found = { boxes: [0, 0, 3, 1], classes: [0], scores: [1] };
  // 4 x 2 of 4 x 4, against 3 x 1 of 3 x 3.
  t.true(scoresOf([[truth, found]], 'bdd100k').AP50 > 99.9);
  t.is(scoresOf([[truth, found]], 'coco').AP50, 0);
  t.is(scoresOf([[truth, found]], 'xywh').AP50, 0);
  // A box thinner than a pixel has x2 < x1 in BDD100K's convention, but is still a box.
  const thin = { boxes: [10, 10, 9.5, 20], classes: [0] };
  t.is(scoresOf([[thin, { ...thin, scores: [1] }]]).AP, NEARLY_ALL);
  // A box of zero width overlaps nothing, not even itself.
  const flat = { boxes: [10, 10, 10, 20], classes: [0] };
  t.is(scoresOf([[flat, { ...flat, scores: [1] }]], 'coco').AP, 0);
});

test('a crowd absorbs what is found in it and is not missed', (t) => {
  const truth = { boxes: [0, 0, 99, 99, 200, 0, 239, 39], classes: [0, 0], crowd: [true, false] };
  const inside = [0, 0, 39, 39, 40, 40, 79, 79];
  const found = { boxes: [...inside, 200, 0, 239, 39], classes: [0, 0, 0], scores: [0.9, 0.8, 0.7] };
  t.is(scoresOf([[truth, found]]).AP, NEARLY_ALL);
  t.is(scoresOf([[{ ...truth, crowd: [0, 0] }, found]]).perClass.car!.boxes, 2);
  t.true(scoresOf([[{ ...truth, crowd: [0, 0] }, found]]).AP < 20);
});

test('given areas decide the size', (t) => {
  const { APs, APm } = scoresOf([[{ ...ONE, areas: [100] }, HIT]]);
  t.deepEqual([APs, APm], [NEARLY_ALL, Number.NaN]);
});

test('bad input names the frame and the box, and counts nothing', (t) => {
  const metrics = new BoxMetrics({ classes: CLASSES, format: 'bdd100k' });
  metrics.update('a.jpg', ONE, HIT);
  const before = metrics.compute();
  const bad: [TruthBoxes, FoundBoxes | null, RegExp][] = [
    [
      { ...ONE, boxes: [1, 1, Number.NaN, 2] },
      null,
      /frame b\.jpg, truth, box 0 is \[1, 1, NaN, 2\].*finite/,
    ],
    [ONE, { ...HIT, boxes: [1, 1, Infinity, 2] }, /frame b\.jpg, prediction, box 0 .*finite/],
    [ONE, { ...HIT, boxes: [Infinity, 1, Infinity, 2] }, /prediction, box 0 .*finite/],
    [
      ONE,
      { ...HIT, boxes: [9, 1, 5, 2] },
      /prediction, box 0 is \[9, 1, 5, 2\]: x2 and y2 must not be below/,
    ],
    [ONE, { ...HIT, scores: [Number.NaN] }, /frame b\.jpg, prediction, box 0 has the score NaN/],
    [ONE, { ...HIT, scores: [] }, /prediction: scores must have 1 values, got 0/],
    [ONE, { ...HIT, boxes: [1, 2, 3] }, /prediction: boxes must have 4 values, got 3/],
    [
      ONE,
      { ...HIT, classes: [2] },
      /prediction, box 0 has the class id 2; class ids are 0-1 \(car \.\.\. bus\)/,
    ],
    [{ ...ONE, classes: [-1] }, null, /frame b\.jpg, truth, box 0 has the class id -1/],
    [{ ...ONE, classes: [0.5] }, null, /truth, box 0 has the class id 0\.5/],
    [{ ...ONE, crowd: [] }, null, /truth: crowd must have 1 values/],
    [{ ...ONE, areas: [Number.NaN] }, null, /truth, box 0 has the area NaN/],
  ];
  for (const [truth, found, message] of bad) {
    t.throws(() => metrics.update('b.jpg', truth, found), { instanceOf: MetricsError, message });
  }
  t.throws(() => metrics.update('a.jpg', ONE, HIT), { message: /frame a\.jpg was already counted/ });
  t.deepEqual(metrics.compute(), before);
  t.is(metrics.images, 1);
  t.throws(() => scoresOf([[{ ...ONE, boxes: [0, 0, -1, 2] }, null]], 'xywh'), {
    message: /must not be negative/,
  });
});

test('bad options and merges', (t) => {
  const make = (classes: string[], format = 'coco' as BoxFormat) => new BoxMetrics({ classes, format });
  t.throws(() => make([]), { instanceOf: MetricsError });
  t.throws(() => make(['a', 'a']), { message: /'a' is listed twice/ });
  t.throws(() => make(['a'], 'voc' as BoxFormat), {
    message: /format is 'voc'; it is one of bdd100k, coco, xywh/,
  });
  const metrics = make(['a']);
  t.throws(() => metrics.merge(make(['b'])), { message: /same classes/ });
  t.throws(() => metrics.merge(make(['a'], 'xywh')), { message: /coco \[a\] and xywh \[a\]/ });
  metrics.update(1, NONE, null);
  t.throws(() => metrics.merge(metrics), { message: /frame 1 was already counted/ });
  metrics.reset();
  t.is(metrics.images, 0);
  t.is(metrics.compute().AP, Number.NaN);
});

test('only the hundred best of a class and image count', (t) => {
  const miss = [500, 500, 510, 510];
  const found = (misses: number) => ({
    boxes: [...Array.from({ length: misses }, () => miss).flat(), 10, 10, 49, 49],
    classes: new Int32Array(misses + 1),
    scores: Float32Array.from({ length: misses + 1 }, (_, i) => 1 - i / 1000),
  });
  t.is(scoresOf([[ONE, found(99)]]).AR100, 100);
  t.is(scoresOf([[ONE, found(99)]]).AR10, 0);
  t.is(scoresOf([[ONE, found(100)]]).AR100, 0);
});

// Few positions, sizes and scores, so that overlaps and ties are common.
const box = fc
  .tuple(fc.nat(6), fc.nat(6), fc.constantFrom(1, 31, 32, 40, 96, 120), fc.constantFrom(31, 32, 96))
  .map(([x, y, w, h]) => [8 * x, 8 * y, w, h]);
const truth = fc
  .array(fc.record({ box, id: fc.nat(1), crowd: fc.integer({ min: 0, max: 3 }) }), { maxLength: 5 })
  .map((boxes) => ({
    boxes: boxes.flatMap((one) => one.box),
    classes: boxes.map((one) => one.id),
    crowd: boxes.map((one) => one.crowd === 0),
  }));
const found = fc
  .array(fc.record({ box, id: fc.nat(1), score: fc.nat(4) }), { maxLength: 8 })
  .map((boxes) => ({
    boxes: boxes.flatMap((one) => one.box),
    classes: boxes.map((one) => one.id),
    scores: boxes.map((one) => one.score / 4),
  }));
const images = fc.uniqueArray(fc.record({ name: fc.nat(50), truth, found }), {
  maxLength: 8,
  selector: (image) => image.name,
});
type Images = typeof images extends fc.Arbitrary<infer T> ? T : never;

function count(list: Images): BoxMetrics {
  const metrics = new BoxMetrics({ classes: CLASSES, format: 'xywh' });
  for (const image of list) metrics.update(image.name, image.truth, image.found);
  return metrics;
}

test('every score is NaN or from 0 to 100', (t) => {
  fc.assert(
    fc.property(images, (list) => {
      const { perClass, ...overall } = count(list).compute();
      const all = [overall, ...Object.values(perClass).map(({ boxes, ...scores }) => scores)];
      return all.flatMap(Object.values).every((score) => Number.isNaN(score) || (score >= 0 && score <= 100));
    }),
  );
  t.pass();
});

test('neither the order of images nor merging changes anything', (t) => {
  const split = images.chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray(list, { minLength: list.length }),
      fc.nat(Math.max(list.length, 1)),
    ),
  );
  fc.assert(
    fc.property(split, ([list, shuffled, at]) => {
      const whole = count(list).compute();
      t.deepEqual(count(shuffled).compute(), whole);
      const merged = count(shuffled.slice(0, at));
      merged.merge(count(shuffled.slice(at)));
      t.deepEqual(merged.compute(), whole);
    }),
  );
});

test('perfect detections score 100', (t) => {
  fc.assert(
    fc.property(images, (list) => {
      const perfect = list.map((image) => {
        const kept = image.truth.classes.map((_, i) => i).filter((i) => !image.truth.crowd[i]);
        // Two boxes of a class at one position match each other, so sizes must stay exact too.
        return {
          ...image,
          found: {
            boxes: kept.flatMap((i) => image.truth.boxes.slice(4 * i, 4 * i + 4)),
            classes: kept.map((i) => image.truth.classes[i]!),
            scores: kept.map(() => 1),
          },
        };
      });
      const { perClass, ...scores } = count(perfect).compute();
      const { AR1, AR10, ...rest } = scores;
      return Object.values(rest).every((score) => Number.isNaN(score) || score > 100 - 1e-12);
    }),
  );
  t.pass();
});

test('classes that were not annotated in an image are neither hits nor false alarms there', (t) => {
  const boxes = [10, 10, 49, 49, 100, 100, 140, 140];
  const bus: TruthBoxes = { boxes: boxes.slice(4), classes: [1] };
  // In both images the detection with the higher score is wrong.
  const [atCar, atBus] = [
    { boxes, classes: [0, 1], scores: [0.5, 0.9] },
    { boxes, classes: [0, 1], scores: [0.9, 0.5] },
  ];
  const full = scoresOf([
    [ONE, atCar],
    [bus, atBus],
  ]);
  t.true(full.perClass.car!.AP < 60 && full.perClass.bus!.AP < 60, 'each class has a false alarm');
  const partial = scoresOf([
    [{ ...ONE, annotated: [0] }, atCar],
    [{ ...bus, annotated: [1] }, atBus],
  ]);
  t.deepEqual([partial.perClass.car!.AP, partial.perClass.bus!.AP], [NEARLY_ALL, NEARLY_ALL]);
  t.deepEqual([partial.perClass.car!.boxes, partial.perClass.bus!.boxes], [1, 1]);
  t.deepEqual(scoresOf([[{ ...ONE, annotated: [0, 1] }, atCar]]), scoresOf([[ONE, atCar]]));
  const dropped = scoresOf([[{ ...ONE, annotated: [] }, atCar]]);
  t.is(dropped.AP, Number.NaN);
  t.throws(() => scoresOf([[{ ...ONE, annotated: [2] }, atCar]]), {
    instanceOf: MetricsError,
    message: /frame 0, truth: the annotated class 2 does not exist; class ids are 0-1 \(car \.\.\. bus\)/,
  });
});

test.serial(
  'scores are sorted by tensors that do not stay',
  clean((t) => {
    const metrics = new BoxMetrics({ classes: ['car'], format: 'coco' });
    const truth = { boxes: [0, 0, 10, 10], classes: [0] };
    const boxes = [0, 0, 10, 10, 50, 50, 60, 60, 0, 0, 10, 10];
    metrics.update('a', truth, { boxes, classes: [0, 0, 0], scores: [0.2, 0.9, 0.1] });
    // The best detection is far away, the second one matches: a precision of a half at every recall.
    t.is(Math.round(metrics.compute().AP50), 50);
  }),
);
