import { BoxConfusion, BoxMetrics } from '@cotrain/metrics';
import test from 'ava';

const CLASSES = ['car', 'bus'];
const found = (boxes: number[], classes: number[], scores: number[]) => ({ boxes, classes, scores });

test('confusion: pairs by overlap alone, wrong classes, misses and detections of nothing', (t) => {
  const confusion = new BoxConfusion({ classes: CLASSES });
  confusion.add(
    { boxes: [0, 0, 10, 10, 20, 0, 30, 10, 50, 50, 60, 60], classes: [0, 0, 1] },
    found(
      // The right car; a bus where a car is; nothing there; below the score; a second detection of the first
      // car.
      [0, 0, 10, 9, 20, 0, 30, 10, 80, 80, 90, 90, 50, 50, 60, 60, 0, 0, 10, 8],
      [0, 1, 0, 1, 0],
      [0.9, 0.8, 0.7, 0.2, 0.95],
    ),
  );
  t.deepEqual([...confusion.counts], [1, 1, 0, /* bus */ 0, 0, 1, /* no object */ 2, 0, 0]);
});

test('confusion: crowds and classes that were not annotated count neither way', (t) => {
  const confusion = new BoxConfusion({ classes: CLASSES });
  confusion.add(
    { boxes: [0, 0, 10, 10, 20, 0, 30, 10], classes: [0, 1], crowd: [1, 0], annotated: [0] },
    found([0, 0, 10, 10, 20, 0, 30, 10, 40, 0, 50, 10], [0, 1, 1], [0.9, 0.9, 0.9]),
  );
  t.deepEqual([...confusion.counts], Array(9).fill(0));
});

test('confusion: the overlap at the limit counts, boxes without area never match', (t) => {
  const confusion = new BoxConfusion({ classes: CLASSES, minIou: 0.5 });
  confusion.add({ boxes: [0, 0, 10, 10], classes: [0] }, found([0, 0, 10, 5], [0], [0.9]));
  confusion.add({ boxes: [5, 5, 5, 5], classes: [0] }, found([5, 5, 5, 5], [0], [0.9]));
  t.deepEqual([...confusion.counts], [1, 0, 1, 0, 0, 0, 1, 0, 0]);
});

test('precision curves: their mean is AP50, and classes without ground truth have none', (t) => {
  const metrics = new BoxMetrics({ classes: [...CLASSES, 'train'], format: 'coco' });
  const truth = { boxes: [0, 0, 10, 10, 20, 0, 30, 10, 50, 50, 60, 60], classes: [0, 0, 1] };
  const detections = found(
    [0, 0, 10, 9, 80, 80, 90, 90, 20, 0, 30, 10, 50, 50, 60, 54],
    [0, 0, 0, 1],
    [0.9, 0.8, 0.7, 0.6],
  );
  metrics.update('a', truth, detections);
  const curves = metrics.precisionCurves();
  t.deepEqual(Object.keys(curves), ['car', 'bus']);
  const { perClass } = metrics.compute();
  for (const name of CLASSES) {
    const mean = curves[name]!.reduce((a, b) => a + b, 0) / 101;
    t.true(Math.abs(100 * mean - perClass[name]!.AP50) < 1e-9, name);
  }
  // The first of two cars is found at once, the second after a wrong detection.
  t.true(Math.abs(curves.car![0]! - 1) < 1e-12);
  t.true(Math.abs(curves.car![100]! - 2 / 3) < 1e-12);
});
