import { ArgumentError, type Index, slice, type Tensor, TorchError, torch } from '@cotrain/torch';
import test from 'ava';
import fc from 'fast-check';
import { balanced, clean } from './support.js';

const grid = () => torch.arange(24).reshape([2, 3, 4]); // [2, 3, 4]

test(
  'numbers, slices, null and ...',
  clean((t) => {
    const x = grid();
    t.is(x.at(1, 2, 3).item(), 23);
    t.is(x.at(-1, -1, -1).item(), 23);
    t.deepEqual(x.at(0, '1:3', '::2').toArray(), [
      [4, 6],
      [8, 10],
    ]);
    t.deepEqual(x.at('...', 0).shape, [2, 3]);
    t.deepEqual(x.at(0, '...').shape, [3, 4]);
    t.deepEqual(x.at('...').shape, [2, 3, 4]);
    t.deepEqual(x.at(null, 0, null, '...', null).shape, [1, 1, 3, 4, 1]);
    t.deepEqual(x.at(':', '-2:', ':-1').shape, [2, 2, 3]);
    t.deepEqual(x.at(0, 0, slice(1, undefined, 2)).toArray(), [1, 3]);
    t.deepEqual(x.at().shape, [2, 3, 4]);
    t.deepEqual(x.at('5:9').shape, [0, 3, 4]);
  }),
);

test(
  'views share memory, selections do not',
  clean((t) => {
    const x = grid();
    x.at(0, 0).fill_(-1);
    t.deepEqual(x.at(0, 0).toArray(), [-1, -1, -1, -1]);
    x.at([1]).fill_(-2);
    t.is(x.at(1, 0, 0).item(), 12);
    x.at().at(0, 0, 0).fill_(5);
    t.is(x.at(0, 0, 0).item(), 5);
  }),
);

test(
  'index tensors, lists and masks',
  clean((t) => {
    const x = grid();
    t.deepEqual(x.at(0, [2, 0], 1).toArray(), [9, 1]);
    t.deepEqual(x.at(torch.tensor([1n]), ':', [3, 0]).shape, [2, 3]);
    t.deepEqual(x.at('...', torch.tensor([[0n, 1n]])).shape, [2, 3, 1, 2]);
    t.deepEqual(x.at(x.gt(21)).toArray(), [22, 23]);
    t.deepEqual(x.at(0, [true, false, true], 0).toArray(), [0, 8]);
    const mask = torch.tensor([
      [true, false, false],
      [false, false, true],
    ]);
    t.deepEqual(x.at(mask, '1:3').toArray(), [
      [1, 2],
      [21, 22],
    ]);
    t.deepEqual(x.at(null, mask).shape, [1, 2, 4]);
    t.deepEqual(x.at('...', [] as number[]).shape, [2, 3, 0]);
  }),
);

test(
  'assignment broadcasts, to views and through selections',
  clean((t) => {
    const x = torch.zeros([2, 3]);
    t.is(x.setAt([0, '1:'], 5), x);
    t.deepEqual(x.toArray(), [
      [0, 5, 5],
      [0, 0, 0],
    ]);
    x.setAt([':', [0, 2]], torch.tensor([7, 8]));
    t.deepEqual(x.toArray(), [
      [7, 5, 8],
      [7, 0, 8],
    ]);
    x.setAt([x.eq(0)], -1);
    t.is(x.at(1, 1).item(), -1);
    x.setAt([], 1);
    t.is(x.sum().item(), 6);
    const whole = torch.zeros([2], { dtype: 'int64' });
    whole.setAt([0], 2n ** 60n);
    t.is(whole.data<'int64'>()[0], 2n ** 60n);
    t.throws(() => whole.setAt([0], 0.5), { instanceOf: ArgumentError });
    t.throws(() => x.setAt([0], torch.zeros([2])), { instanceOf: TorchError });
  }),
);

test(
  'a tensor of one value is that value: a number, true or false',
  clean((t) => {
    const x = grid();
    x.at(torch.tensor(1n), torch.tensor(-1, { dtype: 'int32' })).fill_(-1);
    t.deepEqual(x.at(1, 2).toArray(), [-1, -1, -1, -1]);
    t.deepEqual(x.at(torch.tensor(true)).shape, [1, 2, 3, 4]);
    t.deepEqual(x.at(torch.tensor(false), 0).shape, [0, 3, 4]);
    t.deepEqual(x.at(0, true, [0, 1]).shape, [2, 4]);
    t.is(torch.tensor(5).at(true).toArray().toString(), '5');
    x.setAt([torch.tensor(false)], 9).setAt([torch.tensor(0n)], torch.full([1, 1, 1, 4], 3));
    t.deepEqual(x.at(0, 2).toArray(), [3, 3, 3, 3]);
  }),
);

test(
  'nested lists, and bounds beyond every tensor',
  clean((t) => {
    const x = grid();
    t.deepEqual(
      x
        .at(
          0,
          [
            [0, 1],
            [2, -1],
          ],
          0,
        )
        .toArray(),
      [
        [0, 4],
        [8, 8],
      ],
    );
    t.deepEqual(
      x
        .at(
          [
            [true, false, false],
            [false, false, true],
          ],
          0,
        )
        .toArray(),
      [0, 20],
    );
    t.deepEqual(x.at('-99999999999999999999:99999999999999999999').shape, [2, 3, 4]);
    t.throws(() => x.at([true, 2] as unknown as Index), { instanceOf: ArgumentError, message: /not both/ });
    t.throws(() => x.at([[0], [0, 1]]), { instanceOf: ArgumentError, message: /ragged/ });
    t.throws(() => x.at(1e20), { instanceOf: ArgumentError });
  }),
);

test(
  'gradients flow through indices',
  clean((t) => {
    const x = torch.zeros([2, 3], { requiresGrad: true });
    x.at(0, [0, 0, 2]).sum().backward();
    t.deepEqual(x.grad!.toArray(), [
      [2, 0, 1],
      [0, 0, 0],
    ]);
    x.grad = null;
  }),
);

test(
  'indices that do not fit',
  clean((t) => {
    const x = grid();
    t.throws(() => x.at(0, 0, 0, 0), { instanceOf: ArgumentError, message: /4 indices .*\[2, 3, 4\]/ });
    t.throws(() => x.at(2), { instanceOf: TorchError, message: /out of range/ });
    t.throws(() => x.at([5]), { instanceOf: TorchError, message: /out of bounds/ });
    t.throws(() => x.at(torch.tensor([true])), { instanceOf: TorchError, message: /mask/ });
    t.throws(() => x.at(torch.tensor([true, true, true])), { instanceOf: TorchError, message: /mask/ });
    for (const bad of ['a', '1', '::-1', '1:2:3:4', 0.5, Number.NaN, undefined, {}])
      t.throws(() => x.at(bad as Index), { instanceOf: ArgumentError }, String(bad));
    t.throws(() => x.at('...', '...'), { instanceOf: ArgumentError });
    t.throws(() => x.at('::0'), { instanceOf: TorchError });
  }),
);

// The naive reference: nested arrays, one dimension after the other.
type Nested = number | Nested[];
type Simple = number | { start?: number; stop?: number; step?: number };

function pick(data: Nested, indices: readonly Simple[]): Nested {
  const [index, ...rest] = indices;
  if (index === undefined) return data;
  const list = data as Nested[];
  if (typeof index === 'number') return pick(list.at(index)!, rest);
  const { start, stop, step = 1 } = index;
  return list
    .slice(start, stop)
    .filter((_, i) => i % step === 0)
    .map((item) => pick(item, rest));
}

const toIndex = (index: Simple): Index =>
  typeof index === 'number' ? index : slice(index.start, index.stop, index.step);

const end = fc.option(fc.integer({ min: -6, max: 6 }), { nil: undefined });
const simple = (size: number): fc.Arbitrary<Simple> =>
  fc.oneof(
    fc.integer({ min: -size, max: size - 1 }),
    fc.record({ start: end, stop: end, step: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }) }),
  );
const cases = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }).chain((shape) =>
  fc.tuple(
    fc.constant(shape),
    fc
      .integer({ min: 0, max: shape.length })
      .chain((count) => fc.tuple(...shape.slice(0, count).map(simple))),
  ),
);

const counting = (shape: number[]): Tensor =>
  torch.arange(shape.reduce((product, size) => product * size, 1)).reshape(shape);

/** An empty result has no innermost numbers, so its depth cannot be compared. */
const isEmpty = (data: Nested): boolean =>
  Array.isArray(data) && (data.length === 0 || data.every((item) => isEmpty(item)));

test('at() agrees with nested arrays', (t) => {
  balanced(t, () =>
    fc.assert(
      fc.property(cases, ([shape, indices]) => {
        const x = counting(shape);
        const actual = x.at(...indices.map(toIndex)).toArray() as Nested;
        const expected = pick(x.toArray() as Nested, indices);
        if (isEmpty(expected)) return isEmpty(actual);
        return JSON.stringify(actual) === JSON.stringify(expected);
      }),
      { numRuns: 300 },
    ),
  );
});

test('setAt() changes what at() selects, and nothing else', (t) => {
  balanced(t, () =>
    fc.assert(
      fc.property(cases, ([shape, indices]) => {
        const x = counting(shape);
        const selected = new Set([pick(x.toArray() as Nested, indices)].flat(9));
        const expected = (x.flatten().toArray() as number[]).map((value) =>
          selected.has(value) ? -1 : value,
        );
        x.setAt(indices.map(toIndex), -1);
        return JSON.stringify(x.flatten().toArray()) === JSON.stringify(expected);
      }),
      { numRuns: 300 },
    ),
  );
});

test('lists of indices agree with gathering by hand', (t) => {
  const lists = fc.array(fc.tuple(fc.integer({ min: -3, max: 2 }), fc.integer({ min: -4, max: 3 })), {
    minLength: 1,
    maxLength: 6,
  });
  balanced(t, () =>
    fc.assert(
      fc.property(lists, (pairs) => {
        const x = grid();
        const rows = x.toArray() as number[][][];
        const actual = x
          .at(
            ':',
            pairs.map(([row]) => row),
            pairs.map(([, column]) => column),
          )
          .toArray();
        const expected = rows.map((plane) => pairs.map(([row, column]) => plane.at(row)!.at(column)!));
        return JSON.stringify(actual) === JSON.stringify(expected);
      }),
      { numRuns: 100 },
    ),
  );
});

test(
  'iteration gives views along the first dimension, which belong to the scope around it',
  clean((t) => {
    const x = grid();
    const rows: number[][] = [];
    for (const row of x) rows.push(row.shape);
    t.deepEqual(rows, [
      [3, 4],
      [3, 4],
    ]);
    const [first, second] = x.at(0);
    first!.fill_(-1);
    t.deepEqual(x.at(0, 0).toArray(), [-1, -1, -1, -1]);
    t.deepEqual(second!.toArray(), [4, 5, 6, 7]);
    t.deepEqual([...torch.zeros([0, 2])], []);
    t.throws(() => [...torch.tensor(1)], { instanceOf: TorchError });
  }),
);

test(
  'attributes that are views: T, mT, H, mH, real, imag',
  clean((t) => {
    const x = torch.arange(6).reshape([2, 3]);
    t.deepEqual(x.T.toArray(), x.t().toArray());
    t.deepEqual(grid().mT.shape, [2, 4, 3]);
    const z = torch.complex(torch.tensor([[1, 2]]), torch.tensor([[3, 4]]));
    t.deepEqual(z.H.imag.toArray(), [[-3], [-4]]);
    t.deepEqual(z.mH.shape, [2, 1]);
    z.real.fill_(7);
    t.deepEqual([z.real.toArray(), z.imag.toArray()], [[[7, 7]], [[3, 4]]]);
    t.deepEqual([x.layout, x.to('float32').toSparse().layout], ['strided', 'sparse_coo']);
  }),
);

test(
  'torch.linalg, torch.fft and torch.special',
  clean((t) => {
    const a = torch.tensor([
      [2, 0],
      [0, 4],
    ]);
    t.is(torch.linalg.det(a).item(), 8);
    t.deepEqual(torch.linalg.solve(a, torch.tensor([2, 4])).toArray(), [1, 1]);
    t.deepEqual(torch.fft.rfft(torch.ones([4])).real.toArray(), [4, 0, 0]);
    t.is(torch.special.expit(torch.tensor(0)).item(), 0.5);
    t.deepEqual(torch.einsum('ij,j->i', [a, torch.tensor([1, 2])]).toArray(), [2, 8]);
  }),
);
