// Calls that would end the process, or never return, are errors; similar valid calls still work.
import { ArgumentError, callAsync, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { clean } from './support.js';

const refused = (message: RegExp) => ({ instanceOf: ArgumentError, message });

test(
  'ctcLoss takes labels below the number of classes, and looks at no padding',
  clean((t) => {
    const probabilities = torch.full([5, 2, 4], Math.log(0.25));
    const loss = (labels: bigint[][], lengths: number[]) =>
      torch.ctcLoss(probabilities, torch.tensor(labels), [5, 5], lengths).item();
    t.throws(
      () =>
        loss(
          [
            [1n, 2n],
            [3n, 4n],
          ],
          [2, 2],
        ),
      refused(/label 4, and there are 4 classes/),
    );
    t.throws(
      () =>
        loss(
          [
            [1n, 2n],
            [-1n, 3n],
          ],
          [2, 2],
        ),
      refused(/label -1/),
    );
    t.true(
      Number(
        loss(
          [
            [1n, 2n],
            [3n, -1n],
          ],
          [2, 1],
        ),
      ) > 0,
    );
    const flat = torch.tensor([1n, 2n, 9n]);
    const lengths = [torch.tensor([5n, 5n]), torch.tensor([2n, 1n])] as const;
    t.throws(() => torch.ctcLoss(probabilities, flat, ...lengths), refused(/label 9/));
  }),
);

test(
  'recurrent layers get as many weights and states as they index',
  clean((t) => {
    const input = torch.zeros([2, 3, 4]);
    const state = (layers: number) => torch.zeros([layers, 3, 5]);
    const weights = [torch.zeros([20, 4]), torch.zeros([20, 5]), torch.zeros([20]), torch.zeros([20])];
    const lstm = (states: Tensor[], params: Tensor[], layers = 1) =>
      torch.lstm(input, states, params, true, layers, 0, false, false, false);
    t.deepEqual(lstm([state(1), state(1)], weights)[0].shape, [2, 3, 5]);
    t.throws(
      () => lstm([state(1), state(1)], weights.slice(0, 3)),
      refused(/params has 3 tensors; .* take 4/),
    );
    t.throws(() => lstm([state(1), state(1)], weights, 2), refused(/hx has the shape \[1, 3, 5\]/));
    t.throws(() => lstm([state(1), state(1)], weights, 0), refused(/numLayers is 0/));
    t.throws(
      () => torch.lstm(input, [state(1), state(1)], weights, true, 1, 0, false, false, true), // batch first: a batch of 2
      refused(/hx has the shape \[1, 3, 5\]; .* take \[1, 2, H\]/),
    );
    t.throws(() => torch.gru(input, state(2), weights, true, 1, 0, false, false, false), refused(/hx/));
  }),
);

test(
  'what runs until it has a result, runs only if there is one',
  clean((t) => {
    const x = torch.tensor([0.5]);
    t.throws(() => torch.special.hermitePolynomialH(x, 1e12), refused(/degree n is 1000000000000/));
    t.throws(() => torch.special.legendrePolynomialP(x, torch.tensor([4e9])), refused(/degree/));
    t.is(torch.special.legendrePolynomialP(x, 2).item(), -0.125);
    const { binomial } = torch.ops.aten;
    t.throws(() => binomial(torch.tensor([Number.NaN]), x), refused(/count is from NaN/));
    t.throws(() => binomial(torch.tensor([3]), torch.tensor([1.5])), refused(/prob is from 1.5/));
    t.true(Number(binomial(torch.tensor([3]), x).item()) <= 3);
  }),
);

test(
  'segmentReduce checks its segments, whoever asks it not to',
  clean((t) => {
    const lengths = torch.tensor([2n, 2n]);
    t.deepEqual(torch.segmentReduce(torch.ones([4]), 'sum', { lengths }).toArray(), [2, 2]);
    t.throws(
      () => torch.segmentReduce(torch.ones([4]), 'sum', { lengths, unsafe: true }),
      refused(/unsafe: true/),
    );
  }),
);

test('every way to call an operator is guarded', async (t) => {
  const x = torch.tensor([0.5]);
  const { special_hermite_polynomial_h: byName } = torch.ops.aten;
  t.throws(() => byName(x, 1e12), refused(/degree/));
  t.throws(() => torch.ops.aten['special_hermite_polynomial_h.n_scalar']!(x, 1e12), refused(/degree/));
  t.throws(() => torch.special.hermitePolynomialH(x, 1e12), refused(/degree/));
  await t.throwsAsync(callAsync('special.hermitePolynomialH', x, 1e12), refused(/degree/));
  x.dispose();
});

test(
  'a tensor that could not be enlarged is as it was, and never claims more than it has',
  clean((t) => {
    const x = torch.ones([4]);
    const huge = 2 ** 50;
    const attempts: Record<string, () => unknown> = {
      resize_: () => x.resize_([huge]),
      'resize_ to a negative size': () => x.resize_([-1]),
      set_: () => x.set_(x, 0, [huge], { stride: [1] }),
      zeros: () => torch.zeros([huge], { out: x }),
      add: () => torch.add(torch.ones([1]).expand([huge]), 1, { out: x }),
    };
    for (const [name, attempt] of Object.entries(attempts)) {
      t.throws(attempt, undefined, name);
      t.deepEqual(x.shape, [4], name);
      t.is(x.sum().item(), 4, name);
    }
    t.deepEqual(x.resize_([2]).shape, [2]);
  }),
);

test(
  'a matrix with NaN has no eigenvalues, an offset below 0 no bag, and offsets one dimension',
  clean((t) => {
    t.throws(() => torch.linalg.eigvals(torch.full([3, 3], Number.NaN)), refused(/infinite numbers, or NaN/));
    t.throws(() => torch.linalg.eigvals(torch.full([3, 3], Infinity)), refused(/infinite/));
    t.deepEqual(torch.linalg.eigvals(torch.eye(2)).viewAsReal().toArray(), [
      [1, 0],
      [1, 0],
    ]);
    const [weight, indices] = [torch.ones([3, 2]), torch.tensor([0n, 1n])];
    for (const offset of [-3n, 9n])
      t.throws(
        () => torch.embeddingBag(weight, indices, torch.tensor([0n, offset])),
        refused(/offsets are from/),
      );
    t.throws(() => torch.embeddingBag(weight, indices, torch.tensor([[0n]])), refused(/one dimension/));
    t.deepEqual(torch.embeddingBag(weight, indices, torch.tensor([0n, 2n]))[0].shape, [2, 2]);
  }),
);

test(
  'pivots are unpacked for matrices that have as many',
  clean((t) => {
    // Entries are below 1 and three products are summed: a few roundings of float64.
    const x = torch.rand([2, 3, 4, 3], { dtype: 'float64' });
    const [LU, pivots] = torch.linalg.luFactor(x);
    const [P, L, U] = torch.luUnpack(LU, pivots);
    t.true(P.matmul(L).matmul(U).allclose(x, { rtol: 0, atol: 1e-14 }));
    const int32 = (shape: number[]) => torch.ones(shape, { dtype: 'int32' });
    const column = torch.rand([8, 8, 1]);
    t.throws(
      () => torch.luUnpack(column, int32([0, 3, 2, 8, 2])),
      refused(/pivots has the shape \[0, 3, 2, 8, 2\]; LU of \[8, 8, 1\] takes \[8, 1\]/),
    );
    for (const shape of [[2], [8, 2], [8, 8], [1, 1], [7, 1], [1, 8, 1], []])
      t.throws(() => torch.luUnpack(column, int32(shape)), refused(/takes \[8, 1\]/), String(shape));
    t.throws(() => torch.luUnpack(LU, pivots.narrow(-1, 0, 2)), refused(/takes \[2, 3, 3\]/));
    t.throws(() => torch.ops.aten['lu_unpack.out']!(column, int32([2]), { P, L, U }), refused(/takes/));
    t.deepEqual(torch.luUnpack(column, int32([2]), { unpackPivots: false })[1].shape, [8, 8, 1]);
    t.deepEqual(torch.luUnpack(torch.rand([0, 4]), int32([0]))[0].shape, [0, 0]);
    t.throws(() => torch.luUnpack(torch.rand([4]), int32([4])), undefined, 'as LibTorch says');
  }),
);

test(
  'integers are not divided by 0, nor the least one by -1',
  clean((t) => {
    const least = -(2n ** 63n);
    t.throws(
      () => torch.range(0, 2, { step: 0.5, dtype: 'int32' }),
      refused(/step is 0.5, which is 0 as int32/),
    );
    t.throws(
      () => torch.range(0, 2, { step: 0.5, out: torch.zeros([1], { dtype: 'uint8' }) }),
      refused(/step/),
    );
    t.throws(() => torch.arange(1e-8, least, { step: -1, dtype: 'int64' }), refused(/end is -9/));
    t.deepEqual(torch.range(0, 4, { step: 2, dtype: 'int64' }).toArray(), [0, 2, 4]);
    t.deepEqual(torch.range(0, 1, { step: 0.5 }).toArray(), [0, 0.5, 1]);
    t.deepEqual(torch.arange(0, 2, { step: 0.5, dtype: 'int32' }).toArray(), [0, 0, 0, 0]); // as Python's
    const other = torch.tensor([2n ** 63n - 1n]);
    t.throws(() => torch.lcm(torch.tensor([least]), other), refused(/self holds -9/));
    t.throws(() => other.lcm_(torch.tensor([least])), refused(/other holds -9/));
    t.deepEqual(
      torch.lcm(torch.tensor([4n, 2n ** 60n]), torch.tensor([6n])).data(),
      BigInt64Array.of(12n, 3n * 2n ** 60n),
    );
    t.throws(() => torch.matrixPower(torch.eye(2), least), refused(/n is -9/));
    t.deepEqual(torch.linalg.matrixPower(torch.eye(2).mul(2), -1).toArray(), [
      [0.5, 0],
      [0, 0.5],
    ]);
  }),
);

test(
  'no loop is longer than what a caller can mean',
  clean((t) => {
    t.throws(() => torch.maxPool1d(torch.zeros([2, 8]), 2 ** 53), refused(/kernelSize is 9007199254740992/));
    t.deepEqual(torch.maxPool1d(torch.arange(4, { dtype: 'float32' }).view([1, 4]), 2).toArray(), [[1, 3]]);
    t.throws(() => torch.adaptiveMaxPool3d(torch.ones([1, 2, 2, 2]), [2 ** 40, 0, 0]), refused(/no element/));
    t.deepEqual(torch.adaptiveMaxPool2d(torch.ones([1, 2, 2]), [0, 2])[0].shape, [1, 0, 2]);
    const padding = [1, -3, 2, 7, 2 ** 31, -1];
    t.throws(() => torch.replicationPad3d(torch.ones([3, 3, 1, 2]), padding), refused(/no element/));
    const blocks = torch.ones([1, 8, 12]);
    t.throws(() => torch.col2im(blocks, [4, 5], 2, 1, 2 ** 31, 1), refused(/padding is 2147483648/));
    t.throws(
      () => torch.im2col(torch.ones([1, 2, 4, 5]), 2 ** 32, 1, 0, 1),
      refused(/kernel_size is 4294967296/),
    );
    t.is(torch.col2im(blocks, [4, 5], 2, 1, 0, 1).sum().item(), 96);
    t.throws(() => torch.replicationPad2d(torch.ones([3, 5, 4]), 2n ** 63n - 1n), refused(/padding is 9/));
    t.deepEqual(torch.replicationPad1d(torch.ones([1, 2]), [1, 1]).toArray(), [[1, 1, 1, 1]]);
  }),
);

test(
  'results are written into what `out` has, and nowhere else',
  clean((t) => {
    const x = torch.rand([1, 2, 4, 4, 4]);
    const transposed = (size: number[]) =>
      torch.zeros([...size].reverse()).permute(size.map((_, i) => size.length - 1 - i));
    const expanded = torch.zeros([1]).expand([4, 4]);
    t.throws(() => torch.add(torch.ones([4, 4]), 1, { out: expanded }), refused(/out is expanded/));
    t.throws(
      () =>
        torch.im2col(x.select(2, 0), [2, 2], [1, 1], [0, 0], [1, 1], {
          out: torch.zeros([1]).expand([1, 8, 9]),
        }),
      refused(/expanded/),
    );
    t.throws(() => torch.avgPool3d(x, 2, { out: transposed([1, 2, 2, 2, 2]) }), refused(/not contiguous/));
    t.throws(() => torch.tril(x, { out: transposed([1, 2, 4, 4, 4]) }), refused(/not contiguous/));
    const place = (size: number[], stride: bigint[], storageOffset = 0n) =>
      torch.ones([8]).asStrided_(size, stride, { storageOffset });
    t.throws(() => place([7], [2n ** 63n - 1n], 5n), refused(/last element would stand at/));
    t.throws(() => place([9], [2n ** 61n]), refused(/last element/));
    t.throws(() => place([1], [1n], 2n ** 63n - 1n), refused(/last element/));
    for (const [stride, offset] of [
      [1n, 3n],
      [-1n, 7n],
      [1n, -1n],
    ] as const)
      t.throws(() => place([7], [stride], offset));
    t.deepEqual(place([2, 2], [1n, 4n], 1n).shape, [2, 2]);
    const square = torch.rand([4, 4]);
    t.deepEqual(torch.tril(square, { out: transposed([4, 4]) }).toArray(), square.tril().toArray());
    const [p, y] = [torch.full([2], 0.5), torch.ones([2])];
    t.throws(
      () => torch.binaryCrossEntropy(p, y, { out: torch.zeros([]) }),
      refused(/out has the shape \[\], not \[2\]/),
    );
    t.is(
      torch.binaryCrossEntropy(p, y, { out: torch.zeros([2]) }).item(),
      torch.binaryCrossEntropy(p, y).item(),
    );
  }),
);

test(
  'a sparse tensor is added to the elements of a view, and to nothing beside them',
  clean((t) => {
    const kinds: Record<string, (x: Tensor) => Tensor> = {
      coo: (x) => x.toSparse(),
      hybrid: (x) => x.toSparse(1),
      csr: (x) => x.toSparseCsr(),
    };
    const views: Record<string, (base: Tensor) => Tensor> = {
      'with an offset': (base) => base.narrow(0, 2, 3).narrow(1, 0, 4),
      'with gaps': (base) => base.narrow(0, 0, 3).slice({ dim: 1, step: 2 }),
      transposed: (base) => base.narrow(0, 0, 4).narrow(1, 0, 3).transpose(0, 1),
    };
    const adds: Record<string, (view: Tensor, other: Tensor) => unknown> = {
      add_: (view, other) => view.add_(other, { alpha: 2 }),
      'add into out': (view, other) => torch.add(view.clone(), other, { alpha: 2, out: view }),
    };
    for (const [kind, sparse] of Object.entries(kinds))
      for (const [place, viewOf] of Object.entries(views))
        for (const [name, add] of Object.entries(adds)) {
          const base = torch.zeros([6, 8]);
          const right = torch.zeros([6, 8]);
          const other = torch.arange(1, 13).reshape([3, 4]).to('float32');
          add(viewOf(base), sparse(other));
          viewOf(right).add_(other, { alpha: 2 });
          t.deepEqual(base.toArray(), right.toArray(), `${name}: ${kind}, a view ${place}`);
        }
    const base = torch.ones([4, 2]);
    base.narrow(0, 2, 2).sub_(torch.ones([2, 2]).toSparse());
    t.deepEqual(base.toArray(), [
      [1, 1],
      [1, 1],
      [0, 0],
      [0, 0],
    ]);
  }),
);
