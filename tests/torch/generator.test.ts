import { readFileSync } from 'node:fs';
import {
  ArgumentError,
  DisposedTensorError,
  defaultGenerator,
  Generator,
  manualSeed,
  memory,
  scope,
  TorchError,
  torch,
} from '@cotrain/torch';
import test from 'ava';
import { native } from '../../packages/torch/dist/native/addon.js';
import { clean, close } from './support.js';

const golden = JSON.parse(
  readFileSync(new URL('../golden/torch/generator.json', import.meta.url), 'utf8'),
) as { draws: Record<string, number[]>; state: string; afterState: number[]; initialSeed: string };

test(
  "a generator's streams are those of Python's torch.Generator",
  clean((t) => {
    const generator = new Generator({ seed: 5 });
    const draws: Record<string, () => unknown> = {
      rand: () => torch.rand([4], { generator }).toArray(),
      randn: () => torch.randn([3], { generator }).toArray(),
      randint: () => torch.randint(100, [5], { generator }).toArray(),
      'randint from 50': () => torch.randint(50, 60, [5], { generator }).toArray(),
      randperm: () => torch.randperm(8, { generator }).toArray(),
      bernoulli: () => torch.bernoulli(torch.full([6], 0.5), { generator }).toArray(),
      normal: () => torch.normal(1, 2, [3], { generator }).toArray(),
      uniform_: () => torch.empty([3]).uniform_({ from: -1, to: 1, generator }).toArray(),
      multinomial: () =>
        torch.multinomial(torch.tensor([0.2, 0.3, 0.5]), 4, { replacement: true, generator }).toArray(),
    };
    for (const [name, expected] of Object.entries(golden.draws)) {
      const actual = draws[name]!();
      t.true(close(actual, expected), `${name}: ${actual} for ${expected}`);
    }
    t.is(new Generator().initialSeed(), BigInt(golden.initialSeed));
  }),
);

test(
  'the state is that of Python, which it continues from',
  clean((t) => {
    const bytes = Buffer.from(golden.state, 'base64');
    const state = torch.tensor(new Uint8Array(bytes));
    const generator = new Generator().setState(state);
    t.true(close(torch.randn([3], { generator }).toArray(), golden.afterState));
    t.is(generator.getState().dtype, 'uint8');
    t.deepEqual(generator.getState().shape, [bytes.length]);
  }),
);

test(
  'a state that is a view is read where it begins',
  clean((t) => {
    const state = new Generator({ seed: 7 }).getState();
    const inside = torch.cat([torch.zeros([13], { dtype: 'uint8' }), state]).at('13:');
    const [expected, actual] = [state, inside].map((from) =>
      torch.rand([5], { generator: new Generator().setState(from) }).toArray(),
    );
    t.deepEqual(actual, expected);
  }),
);

test(
  'two generators do not disturb each other, nor the default one',
  clean((t) => {
    manualSeed(1);
    const expected = torch.rand([4]).toArray();
    manualSeed(1);
    const [a, b] = [new Generator({ seed: 1 }), new Generator({ seed: 2 })];
    torch.rand([10], { generator: b });
    t.deepEqual(torch.rand([4], { generator: a }).toArray(), expected);
    t.deepEqual(torch.rand([4]).toArray(), expected);
    t.notDeepEqual(torch.rand([4], { generator: b }).toArray(), expected);
    const copy = a.clone();
    t.deepEqual(torch.rand([2], { generator: copy }).toArray(), torch.rand([2], { generator: a }).toArray());
    t.is(b.manualSeed(1), b);
    t.is(b.initialSeed(), 1n);
    t.deepEqual(torch.rand([4], { generator: b }).toArray(), expected);
    const seed = b.seed();
    t.is(b.initialSeed(), seed);
    t.is(a.device, 'cpu');
  }),
);

test.serial(
  'the default generator: where it stands, and back there',
  clean((t) => {
    manualSeed(9);
    torch.randn([3]); // an odd number, so that the generator keeps one in reserve
    const state = defaultGenerator().getState();
    const next = [torch.randn([5]).toArray(), torch.randperm(5).toArray()];
    manualSeed(1);
    defaultGenerator().setState(state);
    t.deepEqual([torch.randn([5]).toArray(), torch.randperm(5).toArray()], next);
    t.is(defaultGenerator('cpu').manualSeed(3).initialSeed(), 3n);
    const drawn = torch.rand([2]).toArray();
    manualSeed(3);
    t.deepEqual(torch.rand([2]).toArray(), drawn);
    t.deepEqual(torch.rand([2], { generator: null }).shape, [2]);
  }),
);

test(
  'invalid generators, seeds, states and devices',
  clean((t) => {
    for (const seed of [1.5, Number.NaN, 2n ** 64n, 'x' as never])
      t.throws(() => new Generator({ seed }), { instanceOf: ArgumentError }, String(seed));
    t.is(new Generator({ seed: -1n }).initialSeed(), 2n ** 64n - 1n);
    t.throws(() => new Generator({ sed: 1 } as never), { message: /did you mean 'seed'/ });
    t.throws(() => new Generator({ device: 'nowhere' }), { message: /nowhere/ });
    t.throws(() => new Generator({ device: 'meta' }));
    t.throws(() => torch.rand([2], { generator: {} as never }), { instanceOf: ArgumentError });
    t.throws(() => torch.rand([2], { generator: 0 as never }), { instanceOf: ArgumentError });
    const generator = new Generator();
    const broken = { instanceOf: TorchError, message: /Generator.setState/ };
    t.throws(() => generator.setState(torch.ones([3])), broken);
    t.throws(() => generator.setState(torch.zeros([3], { dtype: 'uint8' })), broken);
    t.throws(() => generator.setState(torch.zeros([5056], { dtype: 'uint8' })), broken);
    t.throws(() => generator.setState(3 as never), { instanceOf: ArgumentError });
    const gone = generator.getState();
    gone.dispose();
    t.throws(() => generator.setState(gone), { instanceOf: DisposedTensorError });
    t.is(torch.rand([1], { generator }).numel(), 1);
  }),
);

test('the addon knows generators by index, and no other number', (t) => {
  for (const index of [-1, 0.5, 1e9, Number.NaN, Infinity])
    t.throws(() => native.generatorState(index), { message: /generator/ }, String(index));
});

test('a generator makes no tensor but its state', (t) => {
  const before = memory().tensors;
  const generator = new Generator({ seed: 1 });
  for (let i = 0; i < 10; i++) scope(() => generator.setState(generator.getState()));
  t.is(memory().tensors, before);
});
