import { readFileSync } from 'node:fs';
import { ArgumentError, autocast, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { clean, close } from './support.js';

const golden = JSON.parse(
  readFileSync(new URL('../golden/torch/autocast.json', import.meta.url), 'utf8'),
) as { dtypes: Record<string, string>; loss: number; gradient: number[][] };

// The calls of tests/golden/torch/generate.py.
const CALLS: Record<string, (x: Tensor, image: Tensor) => Tensor> = {
  matmul: (x) => x.matmul(x),
  linear: (x) => torch.linear(x, x),
  conv2d: (_, image) => torch.conv2d(image, torch.ones([1, 1, 2, 2])),
  add: (x) => x.add(x),
  exp: (x) => x.exp(),
  softmax: (x) => x.softmax(1),
  sum: (x) => x.sum(),
  mseLoss: (x) => torch.mseLoss(x.matmul(x), x),
  cat: (x) => torch.cat([x, x.matmul(x)]),
};

for (const dtype of ['bfloat16', 'float16'] as const)
  test(
    `${dtype}: each operator computes in the type that Python's autocast gives it`,
    clean((t) => {
      const x = torch.ones([4, 4]);
      const image = torch.ones([1, 1, 4, 4]);
      for (const [name, call] of Object.entries(CALLS))
        t.is(
          autocast({ dtype }, () => call(x, image)).dtype as string,
          golden.dtypes[`${dtype} ${name}`]!,
          name,
        );
    }),
  );

test(
  'losses and gradients are those of Python',
  clean((t) => {
    const w = torch.arange(16).sub(8).div(10).reshape([4, 4]).requiresGrad_();
    const x = torch.arange(8).div(7).reshape([2, 4]);
    const loss = autocast(() => torch.mseLoss(x.matmul(w).relu().matmul(w), torch.ones([2, 4])));
    t.is(loss.dtype, 'float32');
    loss.backward();
    t.true(close(loss.item(), golden.loss, 1e-5), `${loss.item()} for ${golden.loss}`);
    t.is(w.grad!.dtype, 'float32');
    t.true(close(w.grad!.toArray(), golden.gradient, 1e-5));
  }),
);

test(
  'regions nest, and end with their function',
  clean((t) => {
    const x = torch.ones([2, 2]);
    const dtype = () => scope(() => x.matmul(x).dtype);
    t.is(dtype(), 'float32');
    autocast(() => {
      t.is(dtype(), 'bfloat16');
      autocast({ enabled: false }, () => t.is(dtype(), 'float32'));
      autocast({ dtype: 'float16' }, () => t.is(dtype(), 'float16'));
      t.throws(() =>
        autocast({ dtype: 'float16' }, () => {
          throw new Error('mine');
        }),
      );
      t.is(dtype(), 'bfloat16');
    });
    t.is(dtype(), 'float32');
    autocast({ device: 'cuda' }, () => t.is(dtype(), 'float32'));
  }),
);

test(
  'a weight that changed between two regions is cast again',
  clean((t) => {
    const w = torch.ones([2, 2], { requiresGrad: true });
    const product = () => autocast(() => torch.ones([1, 2]).matmul(w)).toArray();
    t.deepEqual(product(), [[2, 2]]);
    torch.noGrad(() => w.mul_(3));
    t.deepEqual(product(), [[6, 6]]);
  }),
);

test('what autocast does not do', (t) => {
  t.throws(() => autocast({ dtype: 'float64' as never }, () => 1), { instanceOf: ArgumentError });
  t.throws(() => autocast({ dtyp: 'float16' } as never, () => 1), { message: /did you mean 'dtype'/ });
  t.throws(() => autocast({ device: 'meta' as never }, () => 1), { message: /meta/i });
  t.throws(() => autocast(async () => 1), { instanceOf: ArgumentError });
});
