// Operators on few numbers, which the addon computes without LibTorch's iterators.
import { type DType, inferenceMode, recordTrace, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { clean } from './support.js';

const VALUES = [0, -0, 1, -1.5, 0.1, 1e-45, -1e-40, 1.2e-38, 3e38, -3e38, 7e22, Infinity, -Infinity, NaN];
/** All pairs of values, and two values more: no whole number of vectors. */
const LEFT = [...VALUES.flatMap((x) => VALUES.map(() => x)), 0.3, -7];
const RIGHT = [...VALUES.flatMap(() => VALUES), 0.7, 2.5];

type Binary = 'add' | 'sub' | 'mul' | 'div';
const BINARY: Record<Binary, (x: number, y: number) => number> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
};
// biome-ignore lint/complexity/useMathMinMax: Math.max(-0, 0) is 0
const positive = (x: number) => (x < 0 ? 0 : x);
const DTYPES: [DType, (x: number) => number][] = [
  ['float32', Math.fround],
  ['float64', (x) => x],
];

const made = (values: number[], dtype: DType) => torch.tensor(values, { dtype: 'float64' }).to(dtype);
const valuesOf = (tensor: Tensor) => [...(tensor.contiguous().data() as Float64Array)];
/** The same numbers with others between them, for which LibTorch's kernels are called. */
const apart = (tensor: Tensor) => torch.stack([tensor, tensor], { dim: -1 }).select(-1, 0);

for (const [dtype, round] of DTYPES) {
  const [left, right] = [LEFT.map(round), RIGHT.map(round)];

  test(
    `${dtype}: sum, difference, product and quotient are rounded once, as LibTorch's`,
    clean((t) => {
      const [a, b] = [made(left, dtype), made(right, dtype)];
      for (const [name, compute] of Object.entries(BINARY) as [Binary, (x: number, y: number) => number][]) {
        const result = a[name](b);
        t.is(result.dtype, dtype);
        t.deepEqual(
          valuesOf(result),
          left.map((x, i) => round(compute(x, right[i]!))),
          name,
        );
        t.deepEqual(valuesOf(apart(a)[name](apart(b))), valuesOf(result), `${name}, LibTorch`);
        for (const number of [2, -0.1, 1e300, NaN]) {
          const expected = left.map((x) => round(compute(x, round(number))));
          t.deepEqual(valuesOf(a[name](number)), expected, `${name} ${number}`);
          t.deepEqual(valuesOf(a[name](made([number], dtype).view([]))), expected, `${name} [${number}]`);
        }
      }
    }),
  );

  test(
    `${dtype}: ReLU keeps -0 and NaN, as LibTorch's`,
    clean((t) => {
      const x = made(left, dtype);
      t.deepEqual(valuesOf(x.relu()), left.map(positive));
      t.deepEqual(valuesOf(apart(x).relu()), left.map(positive));
      t.deepEqual(valuesOf(x.at(20).relu()), [positive(left[20]!)]);
    }),
  );

  test(
    `${dtype}: one number each, and none`,
    clean((t) => {
      const [a, b] = [made([3], dtype).view([]), made([0.1], dtype).view([])];
      t.deepEqual([a.add(b).shape, a.add(b).item()], [[], round(3 + round(0.1))]);
      t.deepEqual([a.div(2).shape, a.div(2).item()], [[], 1.5]);
      const none = torch.empty([0, 3], { dtype });
      t.deepEqual(
        [none.add(none).shape, none.mul(2).shape, none.relu().shape],
        [
          [0, 3],
          [0, 3],
          [0, 3],
        ],
      );
    }),
  );
}

test(
  'what LibTorch decides stays as it was: broadcasting, dtypes, alpha, memory formats',
  clean((t) => {
    const row = torch.tensor([1, 2, 3], { dtype: 'float32' });
    const column = torch.tensor([10, 20], { dtype: 'float32' }).view([2, 1]);
    t.deepEqual(column.add(row).toArray(), [
      [11, 12, 13],
      [21, 22, 23],
    ]);
    t.deepEqual(row.view([1, 3]).add(row).shape, [1, 3]);
    t.throws(() => row.add(torch.ones([2])), { message: /size of tensor/ });
    t.deepEqual(row.add(row, { alpha: 3 }).toArray(), [4, 8, 12]);
    t.deepEqual(row.sub(row, { alpha: 3 }).toArray(), [-2, -4, -6]);
    const double = torch.tensor([0.1], { dtype: 'float64' });
    t.is(row.add(double).dtype, 'float64');
    t.is(row.add(double.view([])).dtype, 'float32', 'no dimension, same category');
    t.is(row.view([3]).at(0).add(double.view([])).dtype, 'float64');
    t.is(row.add(torch.tensor([1], { dtype: 'int64' })).dtype, 'float32');
    const whole = torch.tensor([7, -3], { dtype: 'int64' });
    t.deepEqual([whole.add(whole).dtype, whole.div(2).dtype], ['int64', 'float32']);
    t.deepEqual(whole.relu().toArray(), [7, 0]);
    const last = torch.ones([1, 2, 2, 2]).contiguous({ memoryFormat: 'channels_last' });
    t.true(last.add(last).isContiguous('channels_last'));
    t.true(last.relu().isContiguous('channels_last'));
    // A tensor can be contiguous in both formats: the strides are then those of LibTorch's kernel.
    for (const channels of [3, 600]) {
      const both = torch.ones([1, channels, 1, 1]).contiguous({ memoryFormat: 'channels_last' });
      t.deepEqual(both.add(both).stride(), [channels, 1, 1, 1], `${channels} channels`);
    }
  }),
);

test(
  'numbers of a recorded program take the dtype of the tensor',
  clean((t) => {
    const x = torch.tensor([0.3, -7]);
    const program = (a: Tensor) => a.add(0.1).mul(3).sub(2).div(0.7);
    const { traced } = recordTrace(program, [x] as [Tensor], ['x']);
    using recorded = traced;
    const y = recorded.forward(x) as Tensor;
    t.deepEqual(valuesOf(y), valuesOf(program(apart(x))));
    t.is(y.dtype, 'float32');
  }),
);

test(
  'gradients are recorded, and none in inference mode',
  clean((t) => {
    const x = torch.tensor([3, -2], { dtype: 'float32', requiresGrad: true });
    x.mul(x).add(x).div(2).relu().sub(1).sum().backward();
    t.deepEqual(x.grad!.toArray(), [3.5, -1.5]);
    const inside = inferenceMode(() => x.mul(x).add(1));
    t.false(inside.requiresGrad);
    t.deepEqual(inside.toArray(), [10, 5]);
  }),
);

test(
  'item() of every dtype, of views and of conjugates',
  clean((t) => {
    for (const dtype of ['float32', 'float64', 'int32', 'int64', 'int16', 'uint8', 'float16'] as const)
      t.is(torch.tensor([5, 7]).to(dtype).at(1).item(), 7, dtype);
    t.is(torch.tensor([1]).to('bool').item(), true);
    t.is(torch.tensor([-0.1], { dtype: 'float32' }).item(), Math.fround(-0.1));
    const number = torch.complex(torch.ones([1]), torch.tensor([4]));
    t.is(number.conj().imag.item(), -4);
    t.throws(() => torch.ones([2]).item());
  }),
);
