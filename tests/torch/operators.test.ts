import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  ArgumentError,
  DisposedTensorError,
  memory,
  scope,
  type Tensor,
  TorchError,
  torch,
} from '@cotrain/torch';
import test from 'ava';
import { clean, runNode } from './support.js';

const pair = () => [torch.tensor([1, 2, 3]), torch.tensor([10, 20, 30])] as const;

test(
  'the types of the arguments choose the overload',
  clean((t) => {
    const [x, y] = pair();
    t.deepEqual(torch.add(x, y).toArray(), [11, 22, 33]);
    t.deepEqual(x.add(1).toArray(), [2, 3, 4]);
    t.deepEqual(torch.pow(2, x).toArray(), [2, 4, 8]); // pow.Scalar
    t.deepEqual(x.pow(2).toArray(), [1, 4, 9]); // pow.Tensor_Scalar
    t.deepEqual(torch.pow(x, x).toArray(), [1, 4, 27]); // pow.Tensor_Tensor
    t.is(x.sum().item(), 6);
    t.deepEqual(x.max(y).toArray(), [10, 20, 30]); // max.other
    t.is((x.max() as Tensor).item(), 3);
  }),
);

test(
  'arguments with a default go by name, in camelCase, and undefined means the default',
  clean((t) => {
    const [x, y] = pair();
    t.deepEqual(x.add(y, { alpha: 2 }).toArray(), [21, 42, 63]);
    t.deepEqual(x.add(y, { alpha: undefined }).toArray(), [11, 22, 33]);
    t.deepEqual(torch.cat([x, y], {}).shape, [6]);
    t.deepEqual(x.div(2, { roundingMode: 'floor' }).toArray(), [0, 1, 1]);
    t.deepEqual(torch.zeros([2, 3, 4]).flatten({ startDim: 1 }).shape, [2, 12]);
    t.is(x.argmax({ dim: null }).item(), 2); // int? takes null
  }),
);

test(
  'keyword-only arguments without a default are options too, and required',
  clean((t) => {
    const x = torch.tensor([3, 1, 2]);
    t.deepEqual(x.argsort({ stable: true, descending: true }).toArray(), [0, 2, 1]);
    t.throws(() => torch.cumsum(x, 0, { out: undefined as never }), { instanceOf: ArgumentError });
    const options = { lr: 1, weightDecay: 0, momentum: 0, dampening: 0, nesterov: false, maximize: false };
    const step = (given: object) =>
      torch.unchecked._fusedSgd_([x], [x.clone()], [], { ...options, ...given } as never);
    t.throws(() => step({}), { instanceOf: ArgumentError, message: /isFirstStep: bool/ });
    step({ isFirstStep: true });
    t.deepEqual(x.toArray(), [0, 0, 0]);
  }),
);

test(
  'int[2] takes one number for both elements',
  clean((t) => {
    const image = torch.ones([1, 1, 4, 6]);
    const weight = torch.ones([1, 1, 2, 2]);
    t.deepEqual(torch.conv2d(image, weight, { stride: 2 }).shape, [1, 1, 2, 3]);
    t.deepEqual(torch.conv2d(image, weight, { stride: [1, 2] }).shape, [1, 1, 3, 3]);
    t.deepEqual(torch.conv2d(image, weight, { padding: 'same' }).shape, [1, 1, 4, 6]);
    t.deepEqual(image.sum(3).shape, [1, 1, 4]);
    t.deepEqual(image.sum([2, 3], { keepdim: true }).shape, [1, 1, 1, 1]);
  }),
);

test(
  'Tensor?[] takes nulls, Tensor? takes null and undefined',
  clean((t) => {
    const x = torch.arange(6).reshape([2, 3]);
    t.deepEqual(x.index([null, torch.tensor([2n, 0n])]).toArray(), [
      [2, 0],
      [5, 3],
    ]);
    const image = torch.rand([2, 3, 4, 4]);
    const mean = torch.zeros([3]);
    const normalised = (weight: null) =>
      torch.batchNorm(image, weight, null, mean, torch.ones([3]), false, 0.1, 0, false);
    t.true(normalised(null).equal(image));
    t.true(normalised(undefined as never).equal(image));
  }),
);

test(
  'in-place variants return the tensor itself, out variants the out argument',
  clean((t) => {
    const [x, y] = pair();
    t.is(x.add_(y, { alpha: 2 }), x);
    t.deepEqual(x.toArray(), [21, 42, 63]);
    const out = torch.empty([3]);
    t.is(torch.mul(x, y, { out }), out);
    t.deepEqual(out.toArray(), [210, 840, 1890]);
    const values = torch.empty([]);
    const indices = torch.empty([], { dtype: 'int64' });
    const returned = torch.max(x, 0, { max: values, maxValues: indices });
    t.true(returned[0] === values && returned[1] === indices);
  }),
);

test(
  'several results are a tuple, and results need not be tensors',
  clean((t) => {
    const x = torch.tensor([[1, 5, 3]]);
    const [values, indices] = x.max(1);
    t.deepEqual([values.toArray(), indices.toArray()], [[5], [1]]);
    t.is(x.equal(x), true);
    t.is(torch.isFloatingPoint(x), true);
    t.deepEqual(
      x.unbind({ dim: 1 }).map((part) => part.toArray()),
      [[1], [5], [3]],
    );
    t.deepEqual(
      x.split(2, { dim: 1 }).map(({ shape }) => shape),
      [
        [1, 2],
        [1, 1],
      ],
    );
    t.is(torch.unchecked._foreachMul_([x], 2), undefined as never);
    t.deepEqual(x.toArray(), [[2, 10, 6]]);
    t.deepEqual(
      torch.unchecked._foreachNorm([x, x], { ord: 1 }).map((norm) => norm.item()),
      [18, 18],
    );
  }),
);

test(
  'broadcasting',
  clean((t) => {
    const column = torch.tensor([[1], [2]]); // [2, 1]
    const row = torch.tensor([10, 20, 30]); // [3]
    t.deepEqual(column.add(row).toArray(), [
      [11, 21, 31],
      [12, 22, 32],
    ]);
    t.throws(() => torch.zeros([2]).add(torch.zeros([3])), { instanceOf: TorchError, message: /size/ });
  }),
);

test(
  'integral numbers are integers, others floats, bigints exact',
  clean((t) => {
    const whole = torch.tensor([1n, 2n]);
    t.is(whole.add(1).dtype, 'int64');
    t.is(whole.add(1.5).dtype, 'float32');
    t.is(whole.mul(true).dtype, 'int64');
    const big = 2n ** 62n;
    t.deepEqual([...whole.add(big).data<'int64'>()], [big + 1n, big + 2n]);
    t.throws(() => whole.add(2n ** 64n), { instanceOf: ArgumentError, message: /64 bits/ });
    t.throws(() => whole.add(2 ** 60).item(), { instanceOf: TorchError });
  }),
);

test(
  'TorchError names the operator, the reason and the inputs, without C++ frames',
  clean((t) => {
    const weight = torch.rand([4, 2, 3, 3]);
    const error = t.throws(() => torch.conv2d(torch.rand([1, 3, 8, 8]), weight), { instanceOf: TorchError });
    t.is(error.op, 'aten::conv2d');
    t.is(error.name, 'TorchError');
    t.deepEqual(error.inputs, [
      { shape: [1, 3, 8, 8], dtype: 'float32', device: 'cpu' },
      { shape: [4, 2, 3, 3], dtype: 'float32', device: 'cpu' },
    ]);
    t.regex(error.message, /^aten::conv2d: .*expected input\[1, 3, 8, 8\] to have 2 channels/);
    t.regex(error.message, /inputs: float32\[1, 3, 8, 8\], float32\[4, 2, 3, 3\]/);
    t.notRegex(error.message, /frame #|\.cpp/);
    t.true(error.cause instanceof Error);
    const listed = t.throws(() => torch.cat([torch.zeros([1, 2]), torch.zeros([1, 3])]));
    t.is((listed as TorchError).inputs.length, 2);
  }),
);

test('COTRAIN_CPP_FRAMES=1 adds the C++ frames', async (t) => {
  const source = `import { torch } from '@cotrain/torch';
    try { torch.zeros([2]).add(torch.zeros([3])); } catch (error) { console.log(error.message); }`;
  const { stdout } = await runNode(source, { env: { COTRAIN_CPP_FRAMES: '1' } });
  t.regex(stdout, /Exception raised from/);
});

test(
  'ArgumentError lists the signatures and suggests the option that was meant',
  clean((t) => {
    const image = torch.rand([1, 1, 4, 4]);
    const call = (options: object) => () => torch.conv2d(image, image, options);
    const misspelt = t.throws(call({ strid: 2 }), { instanceOf: ArgumentError });
    t.regex(misspelt.message, /unknown option 'strid' \(did you mean 'stride'\?\)/);
    t.regex(misspelt.message, /conv2d\(input: Tensor, weight: Tensor, \{bias\?: Tensor \| null, stride/);
    t.throws(call({ stride: 'x' }), { message: /no signature takes .*stride: 'x'/ });
    t.throws(call({ stride: 1.5 }), { instanceOf: ArgumentError });
    t.throws(call({ stride: null }), { instanceOf: ArgumentError });
    t.throws(() => torch.add(image, 'a' as never), {
      message: /takes \(Tensor \[1, 1, 4, 4\] float32, 'a'\)/,
    });
    t.throws(() => torch.add(image, undefined as never), { instanceOf: ArgumentError });
    t.throws(() => (torch.add as (x: Tensor) => Tensor)(image), { instanceOf: ArgumentError });
    t.throws(() => torch.zeros([2], { dtype: 'flaot32' as never }), {
      instanceOf: ArgumentError,
      message: /did you mean 'float32'/,
    });
    t.throws(() => image.contiguous({ memoryFormat: 'nhwc' as never }), { message: /channels_last/ });
    t.throws(() => torch.zeros([2], { requiresGrad: 'yes' as never }), { instanceOf: ArgumentError });
  }),
);

test('a disposed tensor is named by operator and argument, also in lists and options', (t) => {
  const before = memory().tensors;
  const [x, y] = pair();
  y.dispose();
  const named = (argument: string) => ({
    instanceOf: DisposedTensorError,
    message: new RegExp(`^aten::\\w+: argument '${argument}': the tensor was disposed`),
  });
  t.throws(() => y.relu(), named('self'));
  t.throws(() => x.add(y), named('other'));
  t.throws(() => torch.cat([x, y]), named('tensors'));
  t.throws(() => torch.mul(x, 2, { out: y } as never), named('out'));
  x.dispose();
  t.is(memory().tensors, before);
});

test('an option whose getter runs an operator does not disturb the call', (t) => {
  scope(() => {
    const [x, y] = pair();
    const options = {
      get alpha() {
        return torch.tensor([4, 5, 6]).sum().item() as number;
      },
    };
    t.deepEqual(x.add(y, options).toArray(), [151, 302, 453]);
  });
});

test('a factory whose tensor cannot require a gradient leaks nothing', (t) => {
  const before = memory().tensors;
  t.throws(() => torch.zeros([2], { dtype: 'int64', requiresGrad: true }), { instanceOf: TorchError });
  t.is(memory().tensors, before);
});

test(
  'torch.ops reaches every registered operator and tells of the others',
  clean((t) => {
    const [x, y] = pair();
    t.deepEqual(torch.ops.aten.add(x, y).toArray(), [11, 22, 33]);
    // @ts-expect-error
    t.throws(() => torch.ops.aten.ad, { instanceOf: ArgumentError, message: /no operator aten::ad/ });
    t.throws(() => torch.ops.nobody!.knows, { message: /no operator nobody::knows .*loadLibrary/ });
  }),
);

const library = fileURLToPath(new URL('../../build/Release/cotrain_test_ops.so', import.meta.url));
const withLibrary = existsSync(library) ? test.serial : test.serial.skip;
if (!existsSync(library))
  console.log('skipped the tests of operator libraries: build/Release/cotrain_test_ops.so is not built');

withLibrary('operators of a loaded library take and give every kind of value', (t) => {
  t.throws(() => torch.ops.cotrain_test!.axpy, { instanceOf: ArgumentError });
  torch.ops.loadLibrary(library);
  torch.ops.loadLibrary(library); // loading it again has no effect
  const ops = torch.ops.cotrain_test!;
  clean(() => {
    const [x, y] = pair();
    t.deepEqual((ops.axpy!(x, y) as Tensor).toArray(), [11, 22, 33]);
    t.deepEqual((ops.axpy!(x, y, { alpha: 0.5 }) as Tensor).toArray(), [10.5, 21, 31.5]);
    t.throws(() => ops.axpy!(x, y, { alhpa: 1 }), { message: /did you mean 'alpha'/ });
    t.is(ops.greet!('wörld \u{1f698}'), 'hello wörld \u{1f698}');
    t.is(ops.greet!('x'.repeat(100_000), { greeting: '' }), ` ${'x'.repeat(100_000)}`);
    t.deepEqual(ops.reverse!([1, 2, 3]), [3, 2, 1]);
    t.deepEqual(ops.reverse!([]), []);
    const [same, big, half, yes] = ops.mixed!(x) as [Tensor, bigint, number, boolean];
    t.deepEqual(same.toArray(), [1, 2, 3]);
    t.deepEqual([big, half, yes], [2n ** 60n, 0.5, true]);
  })(t);
});

withLibrary('every exception of an operator becomes a TorchError, and leaks nothing', (t) => {
  torch.ops.loadLibrary(library);
  const ops = torch.ops.cotrain_test!;
  const reasons = { c10: /a c10::Error/, std: /a std::exception/, other: /not a std::exception/ };
  for (const [kind, message] of Object.entries(reasons))
    t.throws(() => ops.fail!(kind), { instanceOf: TorchError, message });
  const before = memory().tensors;
  scope(() => {
    t.throws(() => ops.uncrossable!(torch.ones([2])), { instanceOf: TorchError, message: /cannot cross/ });
    t.is(memory().tensors, before + 1);
  });
  t.throws(() => ops.reverse!(new Array(2_000_000).fill(1)), {
    instanceOf: ArgumentError,
    message: /more than/,
  });
});

withLibrary(
  'a library that registers what is registered is an error, not the end of the process',
  async (t) => {
    // In a separate process, because a loaded library stays loaded.
    const source = `
    import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
    import { tmpdir } from 'node:os';
    import { torch } from '@cotrain/torch';
    const folder = mkdtempSync(tmpdir() + '/cotrain-ops-');
    copyFileSync(${JSON.stringify(library)}, folder + '/copy.so');
    torch.ops.loadLibrary(${JSON.stringify(library)});
    try { torch.ops.loadLibrary(folder + '/copy.so'); } catch (error) { console.log(error.message); }
    rmSync(folder, { recursive: true });
    console.log(torch.ops.cotrain_test.reverse([1, 2]));`;
    const { stdout } = await runNode(source);
    t.regex(stdout, /copy\.so: Only a single TORCH_LIBRARY .*half loaded.*\n\[ 2, 1 \]/s);
  },
);

test('a library that is not there, or is none, is an error', (t) => {
  t.throws(() => torch.ops.loadLibrary('/no/such/library.so'), { message: /no\/such\/library\.so/ });
  t.throws(() => torch.ops.loadLibrary(fileURLToPath(import.meta.url)), { message: /could not load/ });
  t.throws(() => torch.ops.loadLibrary(''), { instanceOf: ArgumentError });
});
