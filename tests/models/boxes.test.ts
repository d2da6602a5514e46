import {
  clipBoxes,
  cxcywhToXyxy,
  decodeBoxes,
  encodeBoxes,
  isNonEmpty,
  pairedGeneralizedIou,
  xyxyToCxcywh,
} from '@cotrain/models';
import { memory, scope, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';

const WEIGHTS = [10, 10, 5, 5] as const;

test('corners and centres', (t) => {
  scope(() => {
    const corners = torch.tensor([
      [1, 2, 5, 10],
      [0, 0, 1, 1],
    ]);
    const centres = xyxyToCxcywh(corners);
    t.deepEqual(centres.toArray(), [
      [3, 6, 4, 8],
      [0.5, 0.5, 1, 1],
    ]);
    t.deepEqual(cxcywhToXyxy(centres).toArray(), corners.toArray());
  });
});

test('deltas are shifts in sizes of the reference and logarithms of the ratio, times their weights', (t) => {
  scope(() => {
    const reference = torch.tensor([[10, 10, 30, 50]]); // centre 20, 30; 20 x 40
    const box = torch.tensor([[20, 20, 40, 100]]); // centre 30, 60; 20 x 80
    const deltas = encodeBoxes(reference, box, WEIGHTS);
    assertClose(t, deltas, [10 * 0.5, 10 * 0.75, 0, 5 * Math.log(2)], { relative: 1e-6 });
    const coding = { weights: WEIGHTS, scaleClamp: Math.log(1000 / 16) };
    assertClose(t, decodeBoxes(deltas, reference, coding), box, { relative: 1e-6 });
  });
});

test('deltas go round for many boxes, by class too, and sizes are clamped', (t) => {
  scope(() => {
    const low = torch.rand([50, 2]).mul(100);
    const references = torch.cat([low, low.add(torch.rand([50, 2]).mul(80).add(1))], { dim: 1 });
    const deltas = torch.randn([50, 3, 4]);
    const coding = { weights: WEIGHTS, scaleClamp: 1 };
    const boxes = decodeBoxes(deltas, references.unsqueeze(1), coding); // [50, 3, 4]
    assertClose(t, encodeBoxes(references.unsqueeze(1), boxes, WEIGHTS), deltas, { relative: 1e-3 });
    const huge = decodeBoxes(torch.full([50, 4], 1000), references, coding);
    const grown = huge.at(':', '2:').sub(huge.at(':', ':2')).div(references.at(':', '2:').sub(low));
    assertClose(t, grown, torch.full([50, 2], Math.E), { relative: 1e-3 });
  });
});

test('generalised IoU of pairs: equal, apart, touching, and its gradient', (t) => {
  scope(() => {
    const a = torch
      .tensor([
        [0, 0, 2, 2],
        [0, 0, 1, 1],
        [0, 0, 1, 1],
      ])
      .requiresGrad_();
    const b = torch.tensor([
      [0, 0, 2, 2],
      [2, 0, 3, 1],
      [1, 0, 2, 1],
    ]);
    const giou = pairedGeneralizedIou(a, b);
    assertClose(t, giou, [1, -1 / 3, 0], { relative: 1e-6 });
    giou.sum().backward();
    t.true(a.grad!.isfinite().all().item() as boolean);
    t.true(Number(a.grad!.at(1, 2).item()) > 0); // moving the right edge towards the other box helps
  });
});

test('clipping, and what is left of boxes outside the image', (t) => {
  scope(() => {
    const boxes = torch.tensor([
      [-5, -5, 5, 5],
      [90, 40, 120, 70],
      [120, 60, 130, 70],
      [10, 10, 10, 20],
    ]);
    const clipped = clipBoxes(boxes, { height: 50, width: 100 });
    t.deepEqual(clipped.toArray(), [
      [0, 0, 5, 5],
      [90, 40, 100, 50],
      [100, 50, 100, 50],
      [10, 10, 10, 20],
    ]);
    t.deepEqual(isNonEmpty(clipped).toArray(), [true, true, false, false]);
  });
});

test('memory returns to the baseline', (t) => {
  const before = memory().tensors;
  scope(() => {
    const a = torch.rand([4, 4]);
    pairedGeneralizedIou(a, a);
    decodeBoxes(a, a, { weights: WEIGHTS, scaleClamp: 1 });
    encodeBoxes(a, a, WEIGHTS);
  });
  t.is(memory().tensors, before);
});
