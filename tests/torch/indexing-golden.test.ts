import { readFileSync } from 'node:fs';
import {
  type DType,
  type Index,
  memory,
  type NestedNumbers,
  scope,
  type Tensor,
  torch,
} from '@cotrain/torch';
import test from 'ava';

// Random index expressions and the results of Python's torch: tests/golden/torch/indexing.py.

type Stored = Exclude<Index, Tensor> | { dtype: DType; shape: number[]; data: (number | boolean)[] };

interface Case {
  shape: number[];
  transposed: boolean;
  index: Stored[];
  /** Null where Python raises. */
  result: { shape: number[]; stride: number[]; data: number[]; view: boolean | null } | null;
  /** Shape of the value assigned. */
  value: number[];
  /** The tensor's elements afterwards. */
  assigned: number[] | null;
}

// Another file for a longer search: indexing.py 20000 1 FILE.
const file = process.env.INDEXING_CASES ?? new URL('../golden/torch/indexing.json', import.meta.url);
const cases: Case[] = JSON.parse(readFileSync(file, 'utf8'));

const product = (shape: number[]): number => shape.reduce((a, b) => a * b, 1);

function sourceOf({ shape, transposed }: Case): Tensor {
  const x = torch.arange(product(shape), { dtype: 'float32' });
  return transposed ? x.reshape([...shape].reverse()).permute([...shape.keys()].reverse()) : x.reshape(shape);
}

const indexOf = (stored: Stored): Index =>
  typeof stored === 'object' && stored !== null && 'data' in stored
    ? torch.tensor(stored.data as NestedNumbers, { dtype: stored.dtype, shape: stored.shape })
    : stored;

/** Result of `at` in the format of the golden file; null if it throws. */
function select(golden: Case): Case['result'] {
  return scope(() => {
    const x = sourceOf(golden);
    const index = golden.index.map(indexOf);
    let found: Tensor;
    try {
      found = x.at(...index);
    } catch {
      return null;
    }
    const data = found.flatten().toArray() as number[];
    const before = x.sum().item();
    found.add_(1);
    const view = data.length === 0 ? null : x.sum().item() !== before;
    return { shape: found.shape, stride: found.stride(), data, view };
  });
}

function assign(golden: Case): number[] | null {
  return scope(() => {
    const x = sourceOf(golden);
    const selected = golden.result!.data;
    const numel = product(golden.value);
    // If an element is selected twice, either value may win.
    const distinct = new Set(selected).size === selected.length;
    const value = distinct ? torch.arange(numel, { dtype: 'float32' }).neg().sub(1) : torch.full([numel], -1);
    try {
      x.setAt(golden.index.map(indexOf), value.reshape(golden.value));
    } catch {
      return null;
    }
    return x.flatten().toArray() as number[];
  });
}

test("at() selects what Python's x[...] does: shape, strides, elements, view or copy, error or not", (t) => {
  const before = memory().tensors;
  for (const golden of cases) t.deepEqual(select(golden), golden.result, JSON.stringify(golden));
  t.is(memory().tensors, before);
});

test("setAt() leaves what Python's x[...] = value does", (t) => {
  const before = memory().tensors;
  for (const golden of cases)
    if (golden.result !== null) t.deepEqual(assign(golden), golden.assigned, JSON.stringify(golden));
  t.is(memory().tensors, before);
});
