import { readFileSync } from 'node:fs';
import * as nn from '@cotrain/nn';
import { functional, type Module, OptionError } from '@cotrain/nn';
import { type DType, memory, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';

// torch.nn's results for edge cases of shapes and options: tests/golden/nn/make_edges.py.

interface Stored {
  dtype: DType;
  shape: number[];
  /** 'nan', 'inf' and '-inf' are strings. */
  data: (number | string | boolean)[];
}

interface Case {
  name: string;
  args: (Stored | number | number[])[];
  options: Record<string, Stored | number | string | boolean | null>;
  layer?: { args: number[]; train: boolean };
  /** Null where PyTorch raises. */
  out: Stored | null;
}

const cases: Case[] = JSON.parse(readFileSync(new URL('../golden/nn/edges.json', import.meta.url), 'utf8'));

const NUMBERS: Record<string, number> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
};
const values = ({ data }: Stored) =>
  data.map((value) => (typeof value === 'string' ? NUMBERS[value]! : value));
const isStored = (value: unknown): value is Stored =>
  typeof value === 'object' && value !== null && 'dtype' in value;
const unpack = (value: unknown): unknown =>
  isStored(value) ? torch.tensor(values(value), { dtype: value.dtype, shape: value.shape }) : value;

type Maker = new (...args: unknown[]) => Module & Disposable;
const makers = nn as unknown as Record<string, Maker>;
const functions = functional as unknown as Record<string, (...args: unknown[]) => Tensor>;

function run({ name, args, options, layer }: Case): Tensor {
  const [given, settings] = [
    args.map(unpack),
    Object.fromEntries(Object.entries(options).map(([key, value]) => [key, unpack(value)])),
  ];
  if (!layer) return functions[name]!(...given, settings);
  using module = new makers[name]!(...layer.args, settings);
  module.train(layer.train);
  return module.forward(given[0] as Tensor);
}

// With one value in a group only its rounding remains, times 1 / sqrt(eps).
function near(actual: Tensor, expected: Stored): boolean {
  if (actual.shape.join() !== expected.shape.join()) return false;
  const found = actual.detach().flatten().toArray() as number[];
  return values(expected).every(
    (value, i) => Object.is(found[i], value) || Math.abs(found[i]! - Number(value)) < 2e-4,
  );
}

test('layers and functions give what PyTorch gives, and throw where it raises', (t) => {
  const before = memory().tensors;
  for (const golden of cases) {
    const where = JSON.stringify(golden);
    scope(() => {
      if (golden.out === null) t.throws(() => run(golden), undefined, where);
      else t.true(near(run(golden), golden.out), where);
    });
  }
  t.true(cases.some(({ out }) => out === null));
  t.is(memory().tensors, before);
});

test('a margin that is not above 0, and padding that wraps around what it crops, are refused with a reason', (t) => {
  scope(() => {
    t.throws(() => new nn.TripletMarginLoss({ margin: 0 }), {
      instanceOf: OptionError,
      message: /^TripletMarginLoss: margin must be above 0, got 0$/,
    });
    t.throws(() => functional.pad(torch.ones([1, 3]), [3, -1], { mode: 'circular' }), {
      instanceOf: OptionError,
      message: 'pad: only 2 elements of dimension 1 remain, too few to pad circularly by 3, padding [3, -1]',
    });
    t.throws(() => functional.groupNorm(torch.ones([1, 4]), 4), {
      message: 'groupNorm: expected more than one value of each group of channels, got [1, 4]',
    });
  });
});

test('a grid with NaN coordinates is sampled at an edge, and memory outside is not accessed', (t) => {
  const image = torch.arange(9, { dtype: 'float32' }).reshape([1, 1, 3, 3]);
  const modes = ['bilinear', 'nearest', 'bicubic'] as const;
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3e38])
    for (const mode of modes)
      for (const paddingMode of ['border', 'reflection'] as const)
        for (const alignCorners of [true, false])
          scope(() => {
            const x = image.clone().requiresGrad_();
            const grid = torch.randn([1, 4, 4, 2]).setAt([0, 1], value).requiresGrad_();
            const sampled = functional.gridSample(x, grid, { mode, paddingMode, alignCorners });
            sampled.sum().backward();
            t.true(sampled.isfinite().all().item());
            t.true(x.grad!.isfinite().all().item());
            t.true(grid.grad!.isfinite().all().item());
          });
  const corner = torch.full([1, 1, 1, 2], Number.NaN);
  t.is(functional.gridSample(image, corner, { paddingMode: 'border' }).item(), 0);
});
