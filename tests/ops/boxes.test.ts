import { fileURLToPath } from 'node:url';
import { batchedNms, boxIou, generalizedBoxIou, nms } from '@cotrain/ops';
import { getNumThreads, loadFile, setNumThreads, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { seedDraws } from '../seed.js';
import { clean } from '../torch/support.js';

const golden = () =>
  loadFile(
    fileURLToPath(new URL('../golden/models/sparse_unit_matcher_losses.safetensors', import.meta.url)),
  );

/** Boxes in a square with side 10, with a minimum width. */
function randomBoxes(count: number): Tensor {
  const corner = torch.rand([count, 2]).mul(8); // [N, 2]
  return torch.cat([corner, corner.add(torch.rand([count, 2]).mul(4)).add(0.1)], { dim: 1 });
}

type Box = [x1: number, y1: number, x2: number, y2: number];

/** The definition, pair by pair. */
function overlaps(a: Box, b: Box): { iou: number; giou: number } {
  const side = (low: number, high: number) => Math.max(high - low, 0);
  const area = (box: Box) => (box[2] - box[0]) * (box[3] - box[1]);
  const common =
    side(Math.max(a[0], b[0]), Math.min(a[2], b[2])) * side(Math.max(a[1], b[1]), Math.min(a[3], b[3]));
  const union = area(a) + area(b) - common;
  const hull = (Math.max(a[2], b[2]) - Math.min(a[0], b[0])) * (Math.max(a[3], b[3]) - Math.min(a[1], b[1]));
  return { iou: common / union, giou: common / union - (hull - union) / hull };
}

function naiveNms(boxes: Box[], scores: number[], categories: number[], threshold: number): number[] {
  const kept: number[] = [];
  const order = scores.map((_, i) => i).sort((i, j) => scores[j]! - scores[i]! || i - j);
  for (const i of order) {
    const dropped = kept.some(
      (k) => categories[k] === categories[i] && overlaps(boxes[k]!, boxes[i]!).iou > threshold,
    );
    if (!dropped) kept.push(i);
  }
  return kept;
}

test(
  "generalized_box_iou equals the official matcher's",
  clean((t) => {
    const { boxes, tgt_boxes: targets, giou } = golden() as Record<string, Tensor>;
    assertClose(t, generalizedBoxIou(boxes!.at(0), targets!), giou!, { relative: 1e-6 });
  }),
);

test(
  'box_iou and generalized_box_iou are the definitions, in every dtype',
  clean((t) => {
    seedDraws(0);
    for (const [dtype, tolerance] of [
      ['float64', 1e-12],
      ['float32', 1e-5],
      ['float16', 1e-2],
      ['bfloat16', 2e-2],
    ] as const) {
      const [a, b] = [randomBoxes(37).to(dtype), randomBoxes(21).to(dtype)];
      const [left, right] = [a, b].map((boxes) => boxes.to('float64').toArray() as Box[]);
      const expected = left!.map((x) => right!.map((y) => overlaps(x, y)));
      const iou = torch.tensor(Float64Array.from(expected.flat(), (pair) => pair.iou));
      const giou = torch.tensor(Float64Array.from(expected.flat(), (pair) => pair.giou));
      t.is(boxIou(a, b).dtype, dtype);
      assertClose(t, boxIou(a, b), iou, { relative: tolerance }, dtype);
      assertClose(t, generalizedBoxIou(a, b), giou, { relative: tolerance }, dtype);
      // Boxes with non-contiguous memory.
      t.true(torch.equal(boxIou(a.t().contiguous().t(), b), boxIou(a, b)));
    }
  }),
);

test(
  'no boxes, boxes without area, NaN and far away ones',
  clean((t) => {
    t.deepEqual(boxIou(torch.zeros([0, 4]), torch.zeros([3, 4])).shape, [0, 3]);
    t.deepEqual(boxIou(torch.zeros([3, 4]), torch.zeros([0, 4])).shape, [3, 0]);
    const point = torch.tensor([[1, 1, 1, 1]]);
    const box = torch.tensor([[0, 0, 2, 2]]);
    t.is(boxIou(point, box).item(), 0);
    t.true(Number.isNaN(boxIou(point, point).item()));
    t.true(Number.isNaN(boxIou(torch.tensor([[Number.NaN, 0, 1, 1]]), box).item()));
    t.is(boxIou(torch.tensor([[1e18, 1e18, 2e18, 2e18]]), box).item(), 0);
    t.deepEqual(nms(torch.zeros([0, 4]), torch.zeros([0]), 0.5).shape, [0]);
  }),
);

test(
  'nms and batched_nms keep what the rule keeps, in the order of scores',
  clean((t) => {
    seedDraws(1);
    for (const count of [1, 2, 63, 64, 65, 200]) {
      for (const threshold of [0, 0.3, 0.7, 1]) {
        const boxes = randomBoxes(count).to('float64');
        // Many equal scores: the first of them must come first.
        const scores = torch.randint(0, 10, [count]).to('float64');
        const categories = torch.randint(-2, 2, [count]);
        const [plain, marks, kinds] = [boxes, scores, categories].map((x) => x.toArray()) as [
          Box[],
          number[],
          number[],
        ];
        const positions = (kept: Tensor) => kept.toArray() as number[];
        t.deepEqual(
          positions(nms(boxes, scores, threshold)),
          naiveNms(plain, marks, Array(count).fill(0), threshold),
        );
        t.deepEqual(
          positions(batchedNms(boxes, scores, categories, threshold)),
          naiveNms(plain, marks, kinds, threshold),
        );
      }
    }
  }),
);

test(
  'a NaN score is the highest, a NaN box neither drops nor is dropped',
  clean((t) => {
    const boxes = torch.tensor([
      [0, 0, 1, 1],
      [0, 0, 1, 1],
      [Number.NaN, 0, 1, 1],
    ]);
    const kept = nms(boxes, torch.tensor([0.5, Number.NaN, 0.9]), 0.5);
    t.deepEqual(kept.toArray(), [1, 2]);
  }),
);

test(
  'the number of threads changes nothing',
  clean((t) => {
    seedDraws(2);
    const boxes = randomBoxes(700);
    const scores = torch.rand([700]);
    const categories = torch.randint(0, 20, [700]);
    const threads = getNumThreads();
    const [one, several] = [1, 4].map((count) => {
      setNumThreads(count);
      return [boxIou(boxes, boxes), batchedNms(boxes, scores, categories, 0.4)] as const;
    });
    setNumThreads(threads);
    t.true(torch.equal(one![0], several![0]));
    t.true(torch.equal(one![1], several![1]));
  }),
);

test(
  'gradients through overlaps are refused, not silently zero',
  clean((t) => {
    const a = torch.rand([2, 4], { requiresGrad: true });
    const total = boxIou(a, torch.rand([3, 4])).sum();
    t.throws(() => total.backward(), { message: /derivative for cotrain::box_iou is not implemented/ });
  }),
);

test(
  'shapes on the meta device; how many boxes stay is not known there',
  clean((t) => {
    const boxes = torch.empty([5, 4], { device: 'meta' });
    t.deepEqual(boxIou(boxes, torch.empty([2, 4], { device: 'meta' })).shape, [5, 2]);
    t.throws(() => nms(boxes, torch.empty([5], { device: 'meta' }), 0.5), { message: /how many boxes stay/ });
  }),
);

test(
  'bad input is refused with what was given',
  clean((t) => {
    const boxes = torch.zeros([3, 4]);
    const scores = torch.zeros([3]);
    t.throws(() => boxIou(torch.zeros([3, 5]), boxes), { message: /a must be boxes \[N, 4\].*\[3, 5\]/ });
    t.throws(() => boxIou(boxes, torch.zeros([4])), { message: /b must be boxes/ });
    t.throws(() => boxIou(boxes, boxes.to('float64')), { message: /a is Float, b is Double/ });
    t.throws(() => generalizedBoxIou(boxes.to('int64'), boxes), { message: /floating point, not Long/ });
    t.throws(() => nms(boxes, torch.zeros([2]), 0.5), { message: /scores must be \[3\]/ });
    t.throws(() => nms(boxes, scores, Number.NaN), { message: /iou_threshold must be in 0\.\.1, not nan/ });
    t.throws(() => batchedNms(boxes, scores, scores, 0.5), { message: /categories must be \[3\] of int64/ });
  }),
);
