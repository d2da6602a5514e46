// Non-maximum suppression with ours' order: best first, of equal scores the lower index.
import { ExportError } from '../../errors.js';
import type { Builder } from '../builder.js';
import type { Lowering } from '../call.js';
import { type Operand, rankOf } from '../values/value.js';

/** Below every score that is suppressed with others, above that of a box outside of its class. */
const LOWEST = -3.4e38;

/**
 * Indices that stay, [N].
 *
 * @param scores [1, C, M]; -infinity for a box that is not of the class
 */
function suppressed(b: Builder, boxes: Operand, scores: Operand, own: Operand, threshold: number): Operand {
  const count = b.op('Shape', [own], {}, { dtype: 'int64' }); // [1]
  const selected = b.op(
    'NonMaxSuppression',
    [
      b.unsqueeze(boxes, [0]),
      scores,
      count,
      b.numbers([threshold], 'float32'),
      b.numbers([LOWEST], 'float32'),
    ],
    { center_point_box: 0 },
    { dtype: 'int64', shape: [null, 3] },
  );
  // Rows are (batch, class, box), class by class: back to the order of the boxes, then by score.
  const rows = b.op('Gather', [selected, b.numbers([2])], { axis: 1 }, { shape: [null, 1] });
  const none = b.expand(b.numbers(0, 'int32'), [count], [null]);
  const ones = b.expand(
    b.numbers(1, 'int32'),
    [b.op('Shape', [selected], { start: 0, end: 1 }, { dtype: 'int64' })],
    [null],
  );
  const kept = b.op('ScatterND', [none, rows, ones], {}, { shape: [null] });
  const places = b.squeeze(b.op('NonZero', [kept], {}, { dtype: 'int64', shape: [1, null] }), [0]);
  const keptScores = b.op('Gather', [own, places], { axis: 0 });
  const [, order] = b.ops(
    'TopK',
    [keptScores, b.op('Shape', [places], {}, { dtype: 'int64' })],
    { axis: 0 },
    [{}, { dtype: 'int64' }],
  );
  return b.op('Gather', [places, order!], { axis: 0 });
}

export const nms: Lowering = (call) => {
  const { b } = call;
  const [boxes, scores] = ['boxes', 'scores'].map((name) => b.cast(call.tensor(name), 'float32')) as [
    Operand,
    Operand,
  ];
  if (rankOf(scores) !== 1) throw new ExportError('scores have to be [N]');
  return suppressed(b, boxes, b.unsqueeze(scores, [0, 1]), scores, call.number('iou_threshold'));
};

export const batchedNms: Lowering = (call) => {
  const { b } = call;
  const [boxes, scores] = ['boxes', 'scores'].map((name) => b.cast(call.tensor(name), 'float32')) as [
    Operand,
    Operand,
  ];
  const categories = call.tensor('categories');
  // One row of scores for each category from the lowest to the highest, so boxes of two never meet.
  const padded = b.op('Concat', [categories, b.numbers([0])], { axis: 0 }, { shape: [null] }); // never empty
  const [low, high] = ['ReduceMin', 'ReduceMax'].map((type) => b.reduce(type, padded, [0], false));
  const ids = b.op(
    'Range',
    [low!, b.with('Add', high!, 1), b.numbers(1)],
    {},
    { dtype: 'int64', shape: [null] },
  );
  const own = b.op('Equal', [b.unsqueeze(ids, [1]), b.unsqueeze(categories, [0])], {}, { dtype: 'bool' }); // [C, M]
  const infinity = b.numbers(Number.NEGATIVE_INFINITY, 'float32');
  const rows = b.op(
    'Where',
    [own, b.unsqueeze(scores, [0]), infinity],
    {},
    { dtype: 'float32', shape: [null, null] },
  );
  return suppressed(b, boxes, b.unsqueeze(rows, [0]), scores, call.number('iou_threshold'));
};
