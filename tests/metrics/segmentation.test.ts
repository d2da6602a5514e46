import { MetricsError, SegmentationMetrics } from '@cotrain/metrics';
import { memory, scope, torch } from '@cotrain/torch';
import test from 'ava';
import fc from 'fast-check';
import { CLASSES, difference, goldenJson, type Summary } from './golden.js';

const DRIVABLE = ['direct', 'alternative', 'background'];

/** Masks with exactly these pixel counts. */
function masksOf(histogram: number[][]): { truth: Uint8Array; prediction: Uint8Array } {
  const pairs = histogram.flatMap((row, truth) =>
    row.flatMap((count, column) => new Array<[number, number]>(count).fill([truth, column])),
  );
  return {
    truth: Uint8Array.from(pairs, ([truth]) => truth),
    prediction: Uint8Array.from(pairs, ([, column]) => (column < histogram.length ? column : 255)),
  };
}

const masks = fc
  .integer({ min: 1, max: 400 })
  .chain((length) =>
    fc.tuple(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(5, 200, 255)), {
        minLength: length,
        maxLength: length,
      }),
      fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(5, 254, 255)), {
        minLength: length,
        maxLength: length,
      }),
    ),
  )
  .map(([truth, prediction]) => ({ truth: Uint8Array.from(truth), prediction: Uint8Array.from(prediction) }));

const FIVE = ['a', 'b', 'c', 'd', 'e'];

test("the scores of real masks are the toolkit's, also with missing predictions", (t) => {
  const frames = Object.entries(
    goldenJson<Record<string, number[][]>>('mask_oracle/sem_seg/histograms.json'),
  );
  const expected = goldenJson<{
    summary: Summary;
    summary_two_missing: Summary;
    IoU: Record<string, number>;
    Acc: Record<string, number>;
  }>('mask_oracle/sem_seg/expected.json');
  const whole = new SegmentationMetrics({ classes: CLASSES });
  const partial = new SegmentationMetrics({ classes: CLASSES });
  frames.forEach(([, histogram], index) => {
    const { truth, prediction } = masksOf(histogram);
    whole.update(truth, prediction);
    partial.update(truth, index < frames.length - 2 ? prediction : null);
  });

  const scores = whole.compute();
  t.true(difference(scores, expected.summary) < 1e-12);
  t.true(difference(partial.compute(), expected.summary_two_missing) < 1e-12);
  for (const name of CLASSES) {
    t.is(scores.perClass[name]!.iou, expected.IoU[name]!, `IoU of ${name}`);
    t.is(scores.perClass[name]!.acc, expected.Acc[name]!, `Acc of ${name}`);
  }
});

test("the toolkit's own histogram case", (t) => {
  const truth = new Uint8Array(100);
  const prediction = new Uint8Array(100).fill(1);
  for (let y = 0; y < 10; y++) {
    for (let x = 0; x < 10; x++) {
      if (y >= 4 && x >= 4) truth[10 * y + x] = 1;
      if (y < 7 && x < 7) prediction[10 * y + x] = 0;
    }
  }
  const metrics = new SegmentationMetrics({ classes: ['zero', 'one'] });
  metrics.update(truth, prediction);
  t.deepEqual([...metrics.histogram], [40, 24, 0, 9, 27, 0]);
});

test('ignored truth is dropped; a prediction outside of the classes is wrong', (t) => {
  const metrics = new SegmentationMetrics({ classes: ['a', 'b'] });
  metrics.update(Uint8Array.of(0, 0, 1, 1, 255, 2, 7), Uint8Array.of(0, 255, 1, 2, 0, 0, 1));
  t.deepEqual([...metrics.histogram], [1, 0, 1, 0, 1, 1]);
  const { perClass, ...summary } = metrics.compute();
  t.deepEqual(summary, { mIoU: 50, pAcc: 50, fIoU: 50, mAcc: 100 });
  t.deepEqual(perClass.a, { iou: 50, acc: 100, pixels: 2 });
});

test('mIoU and mAcc leave out classes that are absent from the truth, though they were predicted', (t) => {
  const metrics = new SegmentationMetrics({ classes: ['a', 'b', 'c'] });
  metrics.update(Uint8Array.of(0, 0, 0, 0), Uint8Array.of(0, 0, 0, 1));
  const scores = metrics.compute();
  t.is(scores.mIoU, 75);
  t.is(scores.mAcc, 100);
  t.deepEqual(scores.perClass.b, { iou: 0, acc: 0, pixels: 0 });
  t.deepEqual(scores.perClass.c, { iou: 0, acc: 0, pixels: 0 });
});

test('without valid truth the scores are undefined, not zero', (t) => {
  const metrics = new SegmentationMetrics({ classes: ['a', 'b'] });
  metrics.update(Uint8Array.of(255, 255), Uint8Array.of(0, 1));
  const { perClass, ...summary } = metrics.compute();
  t.deepEqual(summary, { mIoU: Number.NaN, pAcc: Number.NaN, fIoU: Number.NaN, mAcc: Number.NaN });
  t.is(perClass.a!.iou, 0);
});

test('drivable area: with background counted, and without as the toolkit does', (t) => {
  // Everything "direct": perfect if background is dropped from the ground truth, poor if it counts.
  const metrics = new SegmentationMetrics({ classes: DRIVABLE });
  metrics.update(Uint8Array.of(0, 0, 2, 2, 2, 255), Uint8Array.of(0, 0, 0, 0, 0, 0));
  t.is(metrics.compute().mIoU, (100 * (2 / 5 + 0)) / 2);
  const without = metrics.without('background').compute();
  t.deepEqual(Object.keys(without.perClass), ['direct', 'alternative']);
  t.is(without.mIoU, 100);
  t.is(without.pAcc, 100);
});

test('taking a class out equals counting with truth ignored and prediction outside', (t) => {
  fc.assert(
    fc.property(masks, fc.integer({ min: 0, max: 4 }), ({ truth, prediction }, dropped) => {
      const all = new SegmentationMetrics({ classes: FIVE });
      all.update(truth, prediction);
      const renumber = (id: number) =>
        id === dropped ? 255 : id > dropped && id < 5 ? id - 1 : id < 5 ? id : 255;
      const expected = new SegmentationMetrics({ classes: FIVE.filter((_, id) => id !== dropped) });
      expected.update(truth.map(renumber), prediction.map(renumber));
      t.deepEqual(all.without(FIVE[dropped]!).histogram, expected.histogram);
    }),
  );
});

test('the histogram agrees with counting pixel by pixel, whatever the masks', (t) => {
  fc.assert(
    fc.property(masks, ({ truth, prediction }) => {
      const expected = new Float64Array(5 * 6);
      truth.forEach((id, i) => {
        if (id < 5) expected[id * 6 + Math.min(prediction[i]!, 5)]! += 1;
      });
      const metrics = new SegmentationMetrics({ classes: FIVE });
      metrics.update(truth, prediction);
      t.deepEqual(metrics.histogram, expected);
    }),
  );
});

test('merging partial results equals a single pass, in any split', (t) => {
  fc.assert(
    fc.property(masks, fc.nat(400), ({ truth, prediction }, at) => {
      const whole = new SegmentationMetrics({ classes: FIVE });
      whole.update(truth, prediction);
      const first = new SegmentationMetrics({ classes: FIVE });
      first.update(truth.subarray(0, at), prediction.subarray(0, at));
      const second = new SegmentationMetrics({ classes: FIVE });
      second.update(truth.subarray(at), prediction.subarray(at));
      // Serialised and back, as between processes.
      first.merge(new SegmentationMetrics({ classes: FIVE, histogram: [...second.histogram] }));
      t.deepEqual(first.compute(), whole.compute());
    }),
  );
});

test('tensors count like bytes: uint8 truth, int64 predictions as argmax gives them', (t) => {
  const before = memory().tensors;
  const metrics = new SegmentationMetrics({ classes: ['a', 'b'] });
  scope(() => {
    const truth = torch.tensor(Uint8Array.of(0, 1, 255, 1), { shape: [1, 2, 2] }); // [B, H, W]
    const logits = torch.tensor(Float32Array.of(2, 0, 3, 0, 1, 1, 1, 1), { shape: [1, 2, 2, 2] }); // [B, C, H, W]
    metrics.update(truth, logits.argmax({ dim: 1 }));
  });
  t.deepEqual([...metrics.histogram], [1, 0, 0, 0, 2, 0]);
  t.is(memory().tensors, before);
});

test('int64 ids that do not fit in a byte are not a class', (t) => {
  const metrics = new SegmentationMetrics({ classes: ['a', 'b'] });
  scope(() =>
    metrics.update(
      torch.tensor(BigInt64Array.of(0n, 1n, -100n, 256n), { shape: [4] }),
      torch.tensor(BigInt64Array.of(0n, 4294967297n, 0n, 0n), { shape: [4] }),
    ),
  );
  t.deepEqual([...metrics.histogram], [1, 0, 0, 0, 0, 1]);
});

test('reset forgets everything', (t) => {
  const metrics = new SegmentationMetrics({ classes: ['a'] });
  metrics.update(Uint8Array.of(0), Uint8Array.of(0));
  metrics.reset();
  t.is(metrics.compute().pAcc, Number.NaN);
});

test('errors name both sizes, and nothing is counted', (t) => {
  const metrics = new SegmentationMetrics({ classes: ['a', 'b'] });
  const logits = torch.zeros([2, 3]);
  t.teardown(() => logits.dispose());
  t.throws(() => metrics.update(new Uint8Array(6), new Uint8Array(4)), {
    instanceOf: MetricsError,
    message: /same size, got 6 values and 4 values/,
  });
  t.throws(
    () => metrics.update(new Uint8Array(6), { shape: [2, 2], dtype: 'uint8', data: () => new Uint8Array(4) }),
    {
      message: /got 6 values and \[2, 2\]/,
    },
  );
  t.throws(() => metrics.update(new Uint8Array(6), logits), {
    instanceOf: MetricsError,
    message: /prediction must hold class ids as uint8 or int64, got a float32 tensor of shape \[2, 3\]/,
  });
  t.throws(() => metrics.update([0, 1] as never, new Uint8Array(2)), {
    message: /truth must be .*got Array/,
  });
  t.throws(() => metrics.update(new Uint8Array(2), undefined as never), { message: /got undefined/ });
  t.true(metrics.histogram.every((count) => count === 0));
});

test('class lists and partial results that do not fit are refused', (t) => {
  t.throws(() => new SegmentationMetrics({ classes: [] }), { message: /1 to 255 classes, got 0/ });
  t.throws(() => new SegmentationMetrics({ classes: ['a', 'b', 'a'] }), { message: /'a' is listed twice/ });
  t.throws(() => new SegmentationMetrics({ classes: ['a', 'b'], histogram: [1, 2] }), {
    message: /= 6 counts, got 2/,
  });
  const metrics = new SegmentationMetrics({ classes: ['a', 'b'] });
  t.throws(() => metrics.merge(new SegmentationMetrics({ classes: ['a', 'c'] })), {
    message: /\[a, b\] and \[a, c\]/,
  });
  t.throws(() => metrics.without('c'), { message: /no class 'c' in \[a, b\]/ });
});

test('classes that were not annotated in an image: their ground truth is dropped, and predicting them is not a false alarm', (t) => {
  const metrics = new SegmentationMetrics({ classes: DRIVABLE });
  const [truth, prediction] = [Uint8Array.of(0, 0, 1, 1, 2, 255), Uint8Array.of(0, 2, 1, 0, 2, 0)];
  metrics.update(truth, prediction, { annotated: [0, 1] });
  t.deepEqual(
    [...metrics.histogram],
    [
      ...[1, 0, 0, 1], // the second pixel is a miss of class 0, but not a false alarm of class 2
      ...[1, 1, 0, 0],
      ...[0, 0, 0, 0],
    ],
  );
  const { perClass, pAcc, mIoU } = metrics.compute();
  t.is(perClass.background!.pixels, 0);
  t.is(pAcc, 50);
  t.is(mIoU, (100 * (1 / 3 + 1 / 2)) / 2);

  const [all, plain] = [1, 2].map(() => new SegmentationMetrics({ classes: DRIVABLE }));
  all!.update(truth, prediction, { annotated: [0, 1, 2] });
  plain!.update(truth, prediction);
  t.deepEqual(all!.histogram, plain!.histogram);
  t.throws(() => metrics.update(truth, prediction, { annotated: [3] }), {
    instanceOf: MetricsError,
    message: /the annotated class 3 does not exist/,
  });
});
