import { BoxMetrics, MetricsError, matchBoxes } from '@cotrain/metrics';
import test from 'ava';

const OPTIONS = { classes: ['car', 'bus'], format: 'coco' } as const;

test('the best of two finds wins the box; another class, a poor overlap and a crowd do not count for it', (t) => {
  const truth = { boxes: [0, 0, 10, 10, 50, 50, 90, 90], classes: [0, 0], crowd: [false, true] };
  const boxes = [
    [1, 0, 10, 10], // correct, but with a lower score than the next
    [0, 0, 10, 10],
    [0, 0, 10, 10], // a bus
    [5, 0, 15, 10], // IoU 1/3
    [60, 60, 70, 70], // inside the crowd
  ];
  const { outcomes, truths } = matchBoxes(OPTIONS, truth, {
    boxes: boxes.flat(),
    classes: [0, 0, 1, 0, 0],
    scores: [0.6, 0.9, 0.8, 0.7, 0.5],
  });
  t.deepEqual([...outcomes], [0, 1, 0, 0, -1]);
  t.deepEqual([...truths], [1, 0]);
});

test('only the hundred best of a class are looked at, as in BoxMetrics', (t) => {
  const boxes = Array.from({ length: 120 }, (_, i) => [0, 0, 10, i === 110 ? 10 : 1]).flat();
  const found = {
    boxes,
    classes: new Array(120).fill(0),
    scores: boxes.map((_, i) => 1 - i / 500).slice(0, 120),
  };
  const truth = { boxes: [0, 0, 10, 10], classes: [0] };
  const { outcomes } = matchBoxes(OPTIONS, truth, found);
  t.is(outcomes[99], 0);
  t.is(outcomes[110], -1);
  const metrics = new BoxMetrics(OPTIONS);
  metrics.update('frame', truth, found);
  t.is(metrics.compute().AP50, 0);
});

test('numbers that do not fit are refused', (t) => {
  const none = { boxes: [], classes: [], scores: [] };
  t.throws(() => matchBoxes(OPTIONS, { boxes: [0, 0, 1, 1], classes: [2] }, none), {
    instanceOf: MetricsError,
    message: /class id 2/,
  });
  t.throws(() => matchBoxes(OPTIONS, none, { boxes: [0, 0, 1, 1], classes: [0], scores: [Number.NaN] }), {
    instanceOf: MetricsError,
  });
});
