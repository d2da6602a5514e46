import { readFileSync } from 'node:fs';
import { ArgumentError, getNumThreads, manualSeed, setNumThreads, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { clean } from './support.js';

const golden = JSON.parse(readFileSync(new URL('../golden/torch/random.json', import.meta.url), 'utf8')) as {
  streams: Record<string, Record<string, number[]>>;
};

// The draws of tests/golden/torch/generate.py, in its order.
const DRAWS: Record<string, () => Tensor> = {
  rand: () => torch.rand([5]),
  randn: () => torch.randn([3]),
  'randn of 20': () => torch.randn([20]),
  randperm: () => torch.randperm(10),
  randint: () => torch.randint(0, 100, [6]),
  bernoulli: () => torch.bernoulli(torch.full([12], 0.3)),
  dropout: () => torch.dropout(torch.ones([12]), 0.25, true),
  normal_: () => torch.empty([4]).normal_({ mean: 1, std: 2 }),
  uniform_: () => torch.empty([4]).uniform_({ from: -1, to: 1 }),
  'rand float64': () => torch.rand([3], { dtype: 'float64' }),
  multinomial: () => torch.multinomial(torch.tensor([0.1, 0.2, 0.7]), 6, { replacement: true }),
};

// Normal draws are sqrt(-2 ln u) cos(2 pi v). Instruction sets round the logarithm, the angle and the cosine
// differently: each by one ulp of float32, and the angle (below 6.3) by 5e-7, multiplied by the radius (below
// 5.9).
const same = (actual: number[], expected: number[]) =>
  actual.length === expected.length && actual.every((value, i) => Math.abs(value - expected[i]!) <= 3e-6);

for (const [seed, streams] of Object.entries(golden.streams)) {
  test.serial(
    `seed ${seed}: the streams of Python's torch`,
    clean((t) => {
      manualSeed(BigInt(seed));
      for (const [name, expected] of Object.entries(streams)) {
        const actual = DRAWS[name]!().toArray() as number[];
        t.true(same(actual, expected), `${name}: ${actual} for ${expected}`);
      }
    }),
  );
}

test.serial(
  'the same seed gives the same numbers, and going on gives others',
  clean((t) => {
    manualSeed(7);
    const first = torch.randn([1000]);
    const second = torch.randn([1000]);
    manualSeed(7n);
    t.true(torch.randn([1000]).equal(first));
    t.false(first.equal(second));
  }),
);

test('a seed is an integer of 64 bits', (t) => {
  for (const seed of [1.5, Number.NaN, 2 ** 60, '1', undefined, 2n ** 64n, -(2n ** 63n) - 1n])
    t.throws(() => manualSeed(seed as number), { instanceOf: ArgumentError }, String(seed));
});

test.serial('setNumThreads', (t) => {
  const before = getNumThreads();
  setNumThreads(1);
  t.is(getNumThreads(), 1);
  for (const count of [0, -1, 1.5, 1e9, Number.NaN])
    t.throws(() => setNumThreads(count), { instanceOf: ArgumentError }, String(count));
  setNumThreads(before);
  t.is(getNumThreads(), before);
});

// LibTorch's own kernel fills what is not dense.
const ownKernel = (count: number, p: number) => torch.empty([count, 2]).select(1, 0).bernoulli_({ p });

test.serial(
  'large masks are those of LibTorch, whatever was drawn before, and so is what is drawn after',
  clean((t) => {
    // A number of 32 bits before leaves the generator between the two halves of a pair.
    for (const count of [1024, 1025, 3 * 624, 100_003])
      for (const p of [0, 0.1, 0.5, 0.9, 1])
        for (const before of [0, 1, 623, 624]) {
          const draw = (mask: () => Tensor) => {
            manualSeed(11);
            if (before > 0) torch.randint(0, 100, [before]);
            return [mask(), torch.rand([700])] as const;
          };
          const [expected, then] = draw(() => ownKernel(count, p));
          const [actual, next] = draw(() => torch.empty([count]).bernoulli_({ p }));
          t.true(actual.equal(expected), `${count} elements, p ${p}, after ${before}`);
          t.true(next.equal(then), `${count} elements, p ${p}, after ${before}: what follows`);
        }
  }),
);

test.serial(
  'masks in channels_last are those of LibTorch, and dropout takes them',
  clean((t) => {
    const shape = [2, 12, 20, 30];
    const isOn = (mask: Tensor) => mask.permute([0, 2, 3, 1]).contiguous().flatten();
    manualSeed(5);
    const expected = ownKernel(2 * 12 * 20 * 30, 0.75);
    manualSeed(5);
    const mask = torch.empty(shape).contiguous({ memoryFormat: 'channels_last' }).bernoulli_({ p: 0.75 });
    t.true(isOn(mask).equal(expected));
    manualSeed(5);
    const dropped = torch.dropout(torch.ones([expected.numel()]), 0.25, true);
    t.true(dropped.gt(0).to('float32').equal(expected));
    t.throws(() => torch.empty([2000]).bernoulli_({ p: 1.5 }), { message: /p to be in \[0, 1\]/ });
  }),
);
