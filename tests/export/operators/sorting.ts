import type { Case, Cases, Draw } from './draw.js';

const along =
  (op: string, more: (d: Draw, size: number) => object): Case =>
  (d) => {
    const shape = d.shape();
    const axis = d.axis(shape.length);
    const size = shape.at(axis < 0 ? axis : axis)!;
    return {
      op,
      args: {
        self: d.distinct(shape, d.pick(['float32', 'int64', 'int32', 'float64'] as const)),
        dim: axis,
        ...more(d, size),
      },
    };
  };

export const SORTING: Cases = {
  'aten::sort': [
    along('aten::sort', (d) => ({ descending: d.flag() })),
    along('aten::sort.stable', (d) => ({ stable: true, descending: d.flag() })),
    // Equal elements keep their order.
    (d) => ({
      op: 'aten::sort.stable',
      args: {
        self: d.tensor([3, 20], 'int64').clamp({ min: -1, max: 1 }),
        stable: true,
        dim: 1,
        descending: d.flag(),
      },
    }),
  ],
  'aten::argsort': [
    along('aten::argsort', (d) => ({ descending: d.flag() })),
    along('aten::argsort.stable', (d) => ({ stable: true, descending: d.flag() })),
  ],
  'aten::topk': [along('aten::topk', (d, size) => ({ k: d.int(1, size), largest: d.flag() }))],
};
