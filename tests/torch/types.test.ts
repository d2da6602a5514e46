// The types are part of the API: tsc checks this file with the tests (`npm run check`), and it also runs.
import { type DType, type Scalar, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { clean } from './support.js';

const numberOf = (x: Tensor) => x.sum().item('number');

/** Compiles only if both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <_ extends true>(): void => {};

test(
  'results have the types that the schemas promise',
  clean((t) => {
    const x = torch.ones([2, 3]);
    same<Same<ReturnType<typeof x.relu>, Tensor>>();
    const pair = x.max(1);
    same<Same<typeof pair, [values: Tensor, indices: Tensor]>>();
    const parts = x.split(1);
    same<Same<typeof parts, Tensor[]>>();
    const equal = x.equal(x);
    same<Same<typeof equal, boolean>>();
    const bigints = torch.tensor([1n]).data<'int64'>();
    same<Same<typeof bigints, BigInt64Array>>();
    const floats = x.data<'float32'>();
    same<Same<typeof floats, Float32Array>>();
    const item = x.sum().item();
    same<Same<typeof item, number | boolean>>();
    same<Same<ReturnType<typeof numberOf>, number>>();
    const gradient: Tensor | null = x.grad;
    const nested = scope(() => ({ a: [x] as const }));
    same<Same<typeof nested, { a: readonly [Tensor] }>>();
    t.is(gradient, null);
  }),
);

test('an in-place method returns the type that it was called on', (t) => {
  scope(() => {
    const chain = torch.ones([1]).add_(1).mul_(2);
    same<Same<typeof chain, Tensor>>();
    t.is(chain.item(), 4);
  });
});

// Code that must not compile. The functions are never run, because most would also fail at run time.
test('misspelt options, wrong dtypes and wrong arguments do not compile', (t) => {
  const never = (x: Tensor, w: Tensor) => [
    // @ts-expect-error an option that does not exist
    () => torch.conv2d(x, w, { strid: 2 }),
    // @ts-expect-error an option of another type
    () => torch.conv2d(x, w, { groups: 'two' }),
    // @ts-expect-error a required argument is missing
    () => torch.conv2d(x),
    // @ts-expect-error a number for a tensor
    () => torch.matmul(x, 2),
    // @ts-expect-error no such dtype
    () => torch.zeros([2], { dtype: 'float31' }),
    // @ts-expect-error no such dtype
    () => x.to({ dtype: 'half' }),
    // @ts-expect-error no such memory format
    () => x.contiguous({ memoryFormat: 'nhwc' }),
    // @ts-expect-error an option of another function
    () => torch.tensor([1], { keepdim: true }),
    // @ts-expect-error text is not data
    () => torch.tensor('1'),
    // @ts-expect-error no such reduction
    () => torch.mseLoss(x, w, { reduction: 'avg' }),
    // @ts-expect-error no such code of a reduction
    () => torch.mseLoss(x, w, { reduction: 3 }),
    // @ts-expect-error no such type of a value
    () => x.item('float'),
    // @ts-expect-error tensors have methods, and no operators
    () => x + w,
    // @ts-expect-error functions in place are methods
    () => torch.add_(x, w),
    // @ts-expect-error torch.ops.aten has what PyTorch does not document
    () => torch.expandCopy(x, [2]),
    // @ts-expect-error no such operator
    () => torch.ops.aten.expand_coppy(x, [2]),
    // @ts-expect-error no such method
    () => x.frobnicate(),
    // @ts-expect-error no such function
    () => torch.frobnicate(x),
    // @ts-expect-error tensors do not come from numbers
    () => torch.cat([1, 2]),
    // @ts-expect-error an object is not an index
    () => x.at({}),
    // @ts-expect-error the shape is read-only
    () => (x.shape = [1]),
  ];
  t.is(typeof never, 'function');
});

test('what should compile does', (t) => {
  const fine = (x: Tensor, w: Tensor, b: Tensor | null, dtype: DType, alpha: Scalar) => [
    () => torch.conv2d(x, w, { bias: b, stride: 2, padding: [1, 1] }),
    () => torch.conv2d(x, w, { padding: 'same' }),
    () => x.add(w, { alpha }).sub(1n).mul(true),
    () => x.to(dtype).to('cuda:1').to({ device: 'meta', memoryFormat: 'channels_last' }),
    () => torch.cat([x, w] as const, { dim: -1 }),
    () => torch.arange(0, 10, { step: 2 }),
    () => torch.rand([2] as const, { requiresGrad: true, dtype: 'float64' }),
    () => x.at(0, '1:', '...', null, w, [1, 2], [true, false]),
    () => torch.mul(x, w, { out: x }),
  ];
  t.is(typeof fine, 'function');
});
