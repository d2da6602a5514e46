import { BDD100K_CLASSES, boxEdges, type Dataset, mapClasses, maskLabel, type Sample } from '@cotrain/data';
import test from 'ava';
import type { FramePrediction } from '../../packages/train/src/evaluate/predict-batch.js';
import { makeScorer } from '../../packages/train/src/evaluate/scorers.js';
import { tinyScenes } from './tiny.js';

const frames = (dataset: Dataset) => Promise.all(dataset.names.map((_, index) => dataset.get(index)));

/** All that is there, found. */
function perfect({ labels: { det, sem_seg, drivable } }: Sample, score: number): FramePrediction {
  if (det.state === 'absent' || sem_seg.state !== 'present' || drivable.state !== 'present')
    throw new Error('unlabelled scene');
  const boxes = det.state === 'present' ? det.value : [];
  return {
    det: boxes.map((box) => {
      const [x1, y1, x2, y2] = boxEdges(box);
      return { category: box.category, score, x1, y1, x2, y2 };
    }),
    ...{ sem_seg: sem_seg.value, drivable: drivable.value },
  };
}

test('what is found of classes that were not annotated costs nothing', async (t) => {
  const full = await frames(tinyScenes(6));
  const cars = BDD100K_CLASSES.det.indexOf('car');
  /** The second half of the frames knows cars and the road only. */
  const forgetful = full.map((sample, i): Sample => {
    const { det, sem_seg, drivable } = sample.labels;
    if (i < 3 || det.state !== 'present' || sem_seg.state !== 'present') return sample;
    const own = det.value.filter(({ category }) => category === cars);
    const road = { ...sem_seg.value, data: sem_seg.value.data.map((id) => (id === 0 ? 0 : 255)) };
    const boxes = { state: 'present', value: own, classes: [cars] } as const;
    return { ...sample, labels: { det: boxes, sem_seg: maskLabel(road, { classes: [0] }), drivable } };
  });
  const scores = (samples: readonly Sample[]) => {
    const [det, semantic] = (['det', 'sem_seg'] as const).map((task) =>
      makeScorer(task, BDD100K_CLASSES[task]),
    );
    for (const [i, sample] of samples.entries()) {
      // What the second half finds beyond its labels is the surest of all.
      const found = perfect(full[i]!, i < 3 ? 0.8 : 0.9);
      det!.add(sample, found);
      semantic!.add(sample, found);
    }
    return { ...det!.compute(), ...semantic!.compute() };
  };
  const others = full.slice(3).flatMap(({ labels: { det } }) => (det.state === 'present' ? det.value : []));
  t.true(others.some(({ category }) => category !== cars));
  const partial = scores(forgetful);
  t.true(partial['det/AP50']! > 99, `${partial['det/AP50']}`);
  t.is(partial['sem_seg/mIoU'], 100);
  const naive = forgetful.map((sample): Sample => {
    const { det } = sample.labels;
    const boxes = det.state === 'present' ? ({ state: 'present', value: det.value } as const) : det;
    return { ...sample, labels: { ...sample.labels, det: boxes } };
  });
  t.true(scores(naive)['det/AP50']! < 95, 'as full labels they would');
});

test("scores a data set's own classes", async (t) => {
  const classes = { det: BDD100K_CLASSES.det, drivable: ['elsewhere', 'here'] } as const;
  const own = mapClasses(
    tinyScenes(2),
    { drivable: { direct: 'here', alternative: 'elsewhere', background: null } },
    classes,
  );
  const scorer = makeScorer('drivable', classes.drivable);
  for (const sample of await frames(own)) scorer.add(sample, perfect(sample, 1));
  const scores = scorer.compute();
  t.is(scores['drivable/IoU/here'], 100);
  t.false('drivable/mIoU_withoutBackground' in scores);
});
