import { inspect } from 'node:util';
import { ArgumentError, type DType, memory, scope, Tensor, TorchError, torch } from '@cotrain/torch';
import test from 'ava';
import { checkVersions } from '../../packages/torch/dist/native/addon.js';
import { bytesOf, dtypeName } from '../../packages/torch/dist/values/dtype.js';
import { assertClose } from '../assertClose.js';
import { clean } from './support.js';

const DTYPES = [
  ...['uint8', 'int8', 'int16', 'int32', 'int64', 'float16', 'bfloat16', 'float32', 'float64', 'bool'],
  ...['uint16', 'uint32', 'uint64'],
] as DType[];

test(
  'the JavaScript type of the values decides the dtype',
  clean((t) => {
    t.is(torch.tensor(1).dtype, 'float32');
    t.is(torch.tensor([1n, 2n]).dtype, 'int64');
    t.is(torch.tensor([[true], [false]]).dtype, 'bool');
    t.is(torch.tensor([]).dtype, 'float32');
    t.is(torch.tensor([true, 2n]).dtype, 'int64');
    t.deepEqual(torch.tensor([true, 2.5]).toArray(), [1, 2.5]);
    t.is(torch.full([2], 1).dtype, 'float32');
    t.is(torch.full([2], 1n).dtype, 'int64');
    t.is(torch.arange(3).dtype, 'int64');
  }),
);

for (const dtype of DTYPES) {
  test(
    `${dtype}: numbers in, the same numbers out`,
    clean((t) => {
      const expected =
        dtype === 'bool'
          ? [
              [true, false],
              [true, true],
            ]
          : [
              [1, 0],
              [2, 100],
            ];
      const x = torch.tensor(
        [
          [1, 0],
          [2, 100],
        ],
        { dtype },
      );
      t.is(x.dtype, dtype);
      t.deepEqual(x.toArray(), expected);
      t.is(x.data().length, 4);
      t.deepEqual(x.t().toArray(), [
        [expected[0]![0], expected[1]![0]],
        [expected[0]![1], expected[1]![1]],
      ]);
      t.is(x.at(0, 0).item(), expected[0]![0]!);
      t.deepEqual(torch.zeros([0, 3], { dtype }).toArray(), []);
    }),
  );
}

test(
  'typed arrays keep their dtype, and views of a part of a buffer are that part',
  clean((t) => {
    const arrays = {
      uint8: Uint8Array.of(0, 255),
      int8: Int8Array.of(-128, 127),
      int16: Int16Array.of(-32768, 32767),
      int32: Int32Array.of(-(2 ** 31), 2 ** 31 - 1),
      int64: BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n),
      uint16: Uint16Array.of(0, 65535),
      uint32: Uint32Array.of(0, 2 ** 32 - 1),
      uint64: BigUint64Array.of(0n, 2n ** 64n - 1n),
      float32: Float32Array.of(Math.fround(0.1), Number.NaN),
      float64: Float64Array.of(0.1, -Infinity),
    };
    for (const [dtype, array] of Object.entries(arrays)) {
      const x = torch.tensor(array);
      t.is(x.dtype, dtype as DType);
      t.deepEqual(x.data(), array);
    }
    t.deepEqual(torch.tensor(Float32Array.of(1, 2, 3, 4).subarray(1, 3)).toArray(), [2, 3]);
    const complex = torch.complex(torch.tensor([1, 2]), torch.tensor([3, 4]));
    t.deepEqual(complex.conj().toArray(), [
      [1, -3],
      [2, -4],
    ]);
    t.deepEqual(torch.tensor(Uint8ClampedArray.of(7)).dtype, 'uint8');
    const shared = new Float32Array(new SharedArrayBuffer(8)).fill(3);
    t.deepEqual(torch.tensor(shared, { shape: [2, 1] }).toArray(), [[3], [3]]);
    const source = Float32Array.of(1);
    const copy = torch.tensor(source);
    source[0] = 5;
    t.is(copy.item(), 1);
  }),
);

test(
  '16-bit floats cross as bits in a Uint16Array',
  clean((t) => {
    const half = torch.tensor([1, -2, 65504], { dtype: 'float16' });
    t.deepEqual(half.data(), Uint16Array.of(0x3c00, 0xc000, 0x7bff));
    const brain = torch.tensor(Uint16Array.of(0x3f80, 0xc000), { dtype: 'bfloat16' });
    t.deepEqual(brain.toArray(), [1, -2]);
    t.deepEqual(torch.tensor(Uint16Array.of(3), { dtype: 'float32' }).toArray(), [3]);
  }),
);

test(
  'data that cannot become the tensor asked for is an ArgumentError',
  clean((t) => {
    const wrong = (data: unknown, options: object, message: RegExp) =>
      t.throws(() => torch.tensor(data as number, options), { instanceOf: ArgumentError, message });
    wrong([[1, 2], [3]], {}, /ragged.*2 elements .*dimension 1, got 1/);
    wrong([[1], 2], {}, /ragged/);
    wrong([1, [2]], {}, /ragged/);
    wrong([1, 'x'], {}, /not of string/);
    wrong([null], {}, /not of null/);
    wrong([torch.ones([1])], {}, /torch\.stack/);
    wrong([1.5], { dtype: 'int64' }, /1\.5 is not an integer/);
    wrong([1.5], { dtype: 'uint8' }, /1\.5 is not an integer/);
    wrong([300], { dtype: 'uint8' }, /out of the range of uint8/);
    wrong([2n ** 63n], {}, /out of the range of int64/);
    wrong([1, 2, 3], { shape: [2, 2] }, /4 elements, the data 3/);
    wrong(new Float32Array(4), { shape: [2.5, 2] }, /not a list of sizes/);
    wrong(new Float32Array(4), { shape: [-1, 4] }, /not a list of sizes/);
    wrong([1], { dtyp: 'int8' }, /unknown option 'dtyp' \(did you mean 'dtype'/);
    wrong([1], { dtype: 'int63' }, /did you mean 'int64'/);
    wrong(new DataView(new ArrayBuffer(8)), {}, /DataView/);
    t.throws(() => new Tensor(3 as never), { instanceOf: ArgumentError });
  }),
);

test(
  'toArray() is exact as item() is',
  clean((t) => {
    const limit = 2 ** 53 - 1;
    t.deepEqual(torch.tensor([2n ** 53n - 1n, -(2n ** 53n) + 1n]).toArray(), [limit, -limit]);
    for (const value of [2n ** 53n, 2n ** 53n + 1n, -(2n ** 60n) + 1n])
      for (const tensor of [torch.tensor(value), torch.tensor([[0n, value]])])
        t.throws(() => tensor.toArray(), {
          instanceOf: ArgumentError,
          message: `${value} is beyond 2^53, where numbers round: read it with item('bigint') or data()`,
        });
    t.throws(() => torch.tensor([2n ** 63n], { dtype: 'uint64' }).toArray(), { instanceOf: ArgumentError });
    t.deepEqual(torch.tensor([2 ** 32 - 1], { dtype: 'uint32' }).toArray(), [2 ** 32 - 1]);
  }),
);

test(
  'item(type) has the type that it is asked for, or says which one the dtype has',
  clean((t) => {
    const half = torch.tensor(0.5);
    const number: number = half.item('number');
    const flag: boolean = half.gt(0).item('boolean');
    const big: bigint = torch.tensor(2n ** 60n + 1n).item('bigint');
    t.deepEqual([number, flag, big], [0.5, true, 2n ** 60n + 1n]);
    t.is(torch.tensor(2n ** 64n - 1n, { dtype: 'uint64' }).item('bigint'), 2n ** 64n - 1n);
    for (const dtype of ['uint8', 'int8', 'int16', 'int32', 'int64', 'uint16', 'uint32', 'uint64'] as const) {
      const three = torch.tensor(3n, { dtype });
      t.deepEqual([three.item('number'), three.item('bigint'), three.item()], [3, 3n, 3], dtype);
    }
    for (const dtype of ['float16', 'bfloat16', 'float32', 'float64'] as const) {
      const half = torch.tensor(0.5, { dtype });
      t.is(half.item('number'), 0.5);
      t.throws(() => half.item('bigint'), {
        instanceOf: ArgumentError,
        message: `item('bigint'): the tensor has the dtype ${dtype}; ask for item('number')`,
      });
      t.throws(() => half.item('boolean'), { message: /ask for item\('number'\)/ });
    }
    t.throws(() => torch.tensor(true).item('number'), { message: /dtype bool; ask for item\('boolean'\)/ });
    t.throws(() => torch.tensor(2n ** 53n).item('number'), { message: /beyond 2\^53/ });
    t.throws(() => half.item('float' as 'number'), { message: /'number', 'boolean' or 'bigint', not float/ });
    t.throws(() => torch.tensor([1, 2]).item('number'), { instanceOf: TorchError });
    t.throws(() => torch.complex(half, half).item('number'), { instanceOf: TorchError });
  }),
);

test(
  'a tensor prints as text and is not a number',
  clean((t) => {
    const x = torch.tensor([1, 2]);
    const one = torch.tensor(1);
    t.is(`${x} ${one}`, 'tensor([1., 2.]) tensor(1.)');
    t.is(String(x), x.toString());
    t.is([x].join(), x.toString());
    const any = (value: unknown) => value as number;
    const notANumber = { instanceOf: ArgumentError, message: /not a number: .*x\.add\(y\).*x\.item\(\)/ };
    const calculations: (() => unknown)[] = [
      ...[() => any(x) + 1, () => any(x) + any(one), () => any(one) * 2, () => -any(one), () => +any(one)],
      ...[
        () => any(one) > 0,
        () => any(one) === any(1) || any(one) < 2,
        () => Number(one),
        () => Math.max(any(one)),
      ],
      ...[
        () => Number.isNaN(Math.abs(any(x))),
        () => Float32Array.from([any(one)]),
        () => any('loss: ') + any(one),
      ],
    ];
    for (const calculate of calculations) t.throws(calculate, notANumber, String(calculate));
    t.false(any(x) === any(null));
    t.true(any(x) != null);
  }),
);

test(
  'JSON of a tensor is an error that says what to write',
  clean((t) => {
    const loss = torch.tensor(1.5);
    const message =
      /write x\.item\(\) or x\.toArray\(\) instead of the Tensor \[\] float32, or save it with saveFile\(\)/;
    t.throws(() => JSON.stringify(loss), { instanceOf: ArgumentError, message });
    t.throws(() => JSON.stringify({ step: 1, losses: [{ loss }] }), { instanceOf: ArgumentError, message });
    t.is(JSON.stringify({ loss: loss.item(), row: torch.ones([2]).toArray() }), '{"loss":1.5,"row":[1,1]}');
    loss.dispose();
    t.throws(() => JSON.stringify(loss), { message: /Tensor \(disposed\)/ });
  }),
);

test(
  'item() is for one element, and exact',
  clean((t) => {
    t.is(torch.tensor([[2.5]]).item(), 2.5);
    t.is(torch.tensor(true).item(), true);
    t.is(torch.tensor([2n ** 53n - 1n]).item(), 2 ** 53 - 1);
    t.throws(() => torch.tensor([2n ** 53n + 1n]).item(), { instanceOf: ArgumentError, message: /data\(\)/ });
    t.is(torch.tensor(7n, { dtype: 'uint64' }).item(), 7);
    t.throws(() => torch.tensor([2n ** 63n + 5n], { dtype: 'uint64' }).item(), {
      instanceOf: ArgumentError,
      message:
        "9223372036854775813 is beyond 2^53, where numbers round: read it with item('bigint') or data()",
    });
    t.throws(() => torch.tensor([1, 2]).item(), { instanceOf: TorchError });
    t.throws(() => torch.tensor([]).item(), { instanceOf: TorchError });
  }),
);

test(
  'shape, strides and sizes',
  clean((t) => {
    const x = torch.zeros([2, 3, 4]);
    t.deepEqual([x.shape, x.stride(), x.ndim, x.numel()], [[2, 3, 4], [12, 4, 1], 3, 24]);
    t.deepEqual([x.size(0), x.size(-1)], [2, 4]);
    for (const dim of [3, -4, 0.5]) t.throws(() => x.size(dim), { instanceOf: ArgumentError });
    t.deepEqual(x.transpose(0, 2).stride(), [1, 4, 12]);
    t.is(torch.tensor(1).numel(), 1);
    t.is(torch.zeros([3, 0]).numel(), 0);
  }),
);

test(
  'memory formats',
  clean((t) => {
    const x = torch.arange(24).reshape([1, 2, 3, 4]);
    const last = x.to({ memoryFormat: 'channels_last' });
    t.deepEqual(last.stride(), [24, 1, 8, 2]);
    t.deepEqual(last.toArray(), x.toArray());
    t.true(last.isContiguous('channels_last'));
    t.deepEqual(torch.zerosLike(last, { memoryFormat: 'preserve' }).stride(), last.stride());
    t.deepEqual(last.contiguous().stride(), x.stride());
  }),
);

test(
  'to() converts dtype and device, and shares where nothing changes',
  clean((t) => {
    const x = torch.tensor([1.7, -1.7]);
    t.deepEqual(x.to('int32').toArray(), [1, -1]);
    t.deepEqual(x.to({ dtype: 'float64' }).dtype, 'float64');
    const same = x.to('cpu');
    same.add_(1);
    assertClose(t, x.at(0).item() as number, 2.7, { absolute: 1e-6 });
    t.throws(() => x.to('flaot16' as never), {
      instanceOf: ArgumentError,
      message: /did you mean 'float16'/,
    });
    t.throws(() => x.to('gpu:0'), { instanceOf: TorchError, message: /device/ });
  }),
);

test(
  'meta tensors have shapes and no data',
  clean((t) => {
    const x = torch.zeros([1024, 1024, 1024], { device: 'meta' });
    t.deepEqual([x.device, x.matmul(x).shape], ['meta', [1024, 1024, 1024]]);
    t.throws(() => x.data(), { instanceOf: TorchError });
    t.throws(() => x.at(0, 0, 0).item(), { instanceOf: TorchError });
    t.is(x.summary(), 'Tensor [1024, 1024, 1024] float32 on meta');
  }),
);

test(
  'a backend that is not there is a TorchError',
  clean((t) => {
    const error = t.throws(() => torch.zeros([1], { device: 'xpu' }), { instanceOf: TorchError });
    t.regex(error.message, /XPU/);
    t.notRegex(error.message, /frame #/);
  }),
);

if (!torch.cuda.isAvailable()) console.log('skipped the CUDA tests of tensors: LibTorch sees no CUDA device');
(torch.cuda.isAvailable() ? test : test.skip)(
  'CUDA: there, computed, and back',
  clean((t) => {
    const x = torch.rand([3, 4], { device: 'cuda' });
    t.is(x.device, 'cuda:0');
    t.true(
      x
        .matmul(x.t())
        .to('cpu')
        .allclose(x.to('cpu').matmul(x.to('cpu').t()), { rtol: 1e-3 }),
    );
    t.deepEqual(x.at([0, 2], '1:').shape, [2, 3]);
    t.deepEqual(x.data().length, 12);
    t.throws(() => x.add(torch.rand([3, 4])), { instanceOf: TorchError, message: /device/ });
  }),
);

test('a dtype that no typed array holds has a name, for messages, and cannot be read', (t) => {
  const qint8 = dtypeName(12);
  t.is(qint8 as string, 'scalar type 12');
  t.throws(() => bytesOf(qint8), { instanceOf: ArgumentError, message: /scalar type 12 cannot be read/ });
});

test('reading a tensor makes none', (t) => {
  const x = scope(() => torch.tensor([1, 2, 3], { dtype: 'bfloat16' }));
  const before = memory();
  x.toArray();
  x.data();
  inspect(x);
  x.at(0).dispose();
  t.deepEqual(memory(), before);
  x.dispose();
});

test('conjugated views are read as what they stand for', (t) => {
  scope(() => {
    const z = torch.viewAsComplex(torch.tensor([[1, 2]]));
    t.deepEqual(torch.conj(z).data(), Float32Array.of(1, -2));
  });
});

test('an addon that was built against another LibTorch does not load', (t) => {
  const info = torch.buildInfo();
  t.notThrows(() => checkVersions(info));
  t.notThrows(() => checkVersions({ ...info, libtorchVersion: `${info.builtAgainst}+cu130` }));
  t.throws(() => checkVersions({ ...info, libtorchVersion: '2.11.0+cu130' }), {
    message:
      /built against LibTorch 2\.\d+\.\d+, and .* is 2\.11\.0\+cu130\. What to do: run `npm run setup`/,
  });
});
