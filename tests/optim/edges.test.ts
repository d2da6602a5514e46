import { readFileSync } from 'node:fs';
import { Parameter } from '@cotrain/nn';
import * as optim from '@cotrain/optim';
import { Adam, AdamW, clipGradNorm_, LrSchedule, type Optimizer, type Schedule, SGD } from '@cotrain/optim';
import { type DType, memory, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';

// PyTorch's behaviour in rare cases: tests/golden/optim/make_edges.py.

interface Run {
  kind: 'Adam' | 'AdamW' | 'SGD';
  options: object;
  dtype: DType;
  shape: number[];
  gap: boolean;
  changes: Record<string, object>;
  initial: number[];
  grads: number[][];
  params: number[][];
  state: Record<string, number[]>;
}

interface Clip {
  normType: number | string;
  maxNorm: number;
  dtypes: DType[];
  shapes: number[][];
  grads: number[][];
  norm: number | null;
  clipped: number[][];
}

interface Golden {
  runs: Run[];
  clips: Clip[];
  schedules: { name: string; options: object; steps: number; rates: number[] | null }[];
  factor: number[];
  orders: {
    scheduled: boolean;
    changed: boolean;
    order: string[];
    step: number;
    rate: number;
    base: number;
    nextBase: number;
  }[];
}

const text = readFileSync(new URL('../golden/optim/edges.json', import.meta.url), 'utf8');
const golden: Golden = JSON.parse(text);
const KINDS = { Adam, AdamW, SGD };

/** Numbers, or (real, imaginary) pairs, as a tensor. */
function unpack(data: number[], dtype: DType, shape: number[]): Tensor {
  const complex = dtype.startsWith('complex');
  const made = torch.tensor(Float64Array.from(data), { shape: complex ? [...shape, 2] : shape });
  return (complex ? torch.viewAsComplex(made) : made).to(dtype);
}

const flat = (tensor: Tensor): number[] =>
  scope(() => (tensor.detach().toArray() as number[] | number[][]) ?? []) as number[];

function near(actual: Tensor, expected: number[], tolerance: number): boolean {
  const found = [flat(actual)].flat(9) as number[];
  const scale = Math.max(1, ...expected.map(Math.abs));
  return (
    found.length === expected.length &&
    found.every((value, i) => Math.abs(value - expected[i]!) <= tolerance * scale)
  );
}

for (const fused of [true, false]) {
  for (const run of golden.runs) {
    const { kind, options, dtype, shape, gap, changes } = run;
    const name = `${kind} ${JSON.stringify(options)} on ${dtype} [${shape}]${gap ? ' with gaps' : ''}${Object.keys(changes).length > 0 ? ` changed by ${JSON.stringify(changes)}` : ''}`;
    test(`${name} takes PyTorch's steps (${fused ? 'fused' : 'foreach'})`, (t) => {
      const before = memory().tensors;
      scope(() => {
        const tolerance = dtype === 'complex128' ? 1e-8 : 2e-6;
        const initial = unpack(run.initial, dtype, shape);
        const data = gap
          ? torch
              .zeros([...shape, 2], { dtype })
              .at('...', 0)
              .copy_(initial)
          : initial;
        const param = new Parameter(data);
        using optimizer: Optimizer = new KINDS[kind]([param], { ...options, fused });
        for (const [step, expected] of run.params.entries()) {
          Object.assign(optimizer.paramGroups[0]!, changes[step]);
          param.grad = unpack(run.grads[step]!, dtype, shape);
          optimizer.step();
          t.true(near(param, expected, tolerance), `step ${step}`);
        }
        const state = optimizer.stateDict().state[0] ?? {};
        t.deepEqual(Object.keys(state).sort(), Object.keys(run.state).sort());
        for (const [key, expected] of Object.entries(run.state)) {
          t.true(near(state[key]!, expected, tolerance), key);
          if (key !== 'step') t.is(state[key]!.dtype, dtype);
        }
        param.dispose();
      });
      t.is(memory().tensors, before);
    });
  }
}

test("clipGradNorm_ clips as PyTorch's does: by any norm, complex gradients, and those of several dtypes", (t) => {
  const before = memory().tensors;
  scope(() => {
    for (const clip of golden.clips) {
      const params = clip.grads.map((data, i) => {
        const param = new Parameter(torch.zeros(clip.shapes[i]!, { dtype: clip.dtypes[i]! }));
        param.grad = unpack(data, clip.dtypes[i]!, clip.shapes[i]!);
        return param;
      });
      const where = JSON.stringify({ ...clip, grads: undefined, clipped: undefined });
      const norm = Number(clipGradNorm_(params, clip.maxNorm, { normType: Number(clip.normType) }).item());
      t.true(Math.abs(norm - clip.norm!) <= 2e-6 * clip.norm!, `${where}: ${norm}`);
      for (const [i, param] of params.entries()) {
        t.true(near(param.grad!, clip.clipped[i]!, 2e-6), where);
        param.dispose();
      }
    }
  });
  t.is(memory().tensors, before);
});

test("schedules give PyTorch's rates at the edges of their options, and a rate where it divides by zero", (t) => {
  const makers = optim as unknown as Record<string, (options: object) => Schedule>;
  let raised = 0;
  for (const { name, options, steps, rates } of golden.schedules) {
    const schedule = makers[name]!(options);
    const where = `${name} ${JSON.stringify(options)}`;
    for (let step = 0; step < steps; step++) {
      const rate = 0.5 * schedule(step);
      if (rates === null) t.true(rate >= 0 && rate <= 0.5, `${where} at ${step}: ${rate}`);
      else
        assertClose(
          t,
          rate,
          rates[step]!,
          { absolute: 1e-9 },
          `${where} at ${step}: ${rate}, in PyTorch ${rates[step]}`,
        );
    }
    if (rates === null) raised++;
    for (const beyond of [steps, steps + 0.5, 10 * steps, 1e6])
      t.true(Number.isFinite(schedule(beyond)) || 'gamma' in options, `${where} at ${beyond}`);
  }
  t.true(raised > 0);
});

test("a schedule's base rate is PyTorch's, in whatever order optimizer and schedule are made and loaded", (t) => {
  const param = new Parameter(torch.zeros([1]));
  const factor: Schedule = (step) => golden.factor[step]!;
  for (const { scheduled, changed, order, step, rate, base, nextBase } of golden.orders) {
    const first = new SGD([param], { lr: 0.8 });
    const firstSchedule = scheduled ? new LrSchedule(first, factor) : null;
    firstSchedule?.apply(4);
    if (changed) first.paramGroups[0]!.lr = 0.3;
    const saved = { optimizer: first.stateDict(), schedule: firstSchedule?.stateDict(4) };
    const optimizer = new SGD([param], { lr: 0.1 });
    let schedule: LrSchedule | null = null;
    for (const action of order) {
      if (action === 'schedule') schedule = new LrSchedule(optimizer, factor);
      else if (action === 'load optimizer') optimizer.loadStateDict(saved.optimizer);
      else if (action === 'set rate') optimizer.paramGroups[0]!.lr = 0.7;
      else t.is(schedule!.loadStateDict(saved.schedule!), 4);
    }
    const where = JSON.stringify({ scheduled, changed, order });
    assertClose(t, schedule!.apply(step)[0]!, rate, { absolute: 1e-12 }, where);
    assertClose(t, optimizer.paramGroups[0]!.lr, rate, { absolute: 1e-12 }, where);
    t.deepEqual(schedule!.stateDict(step).base_lrs, [base], where);
    const after = new SGD([param], { lr: 0.9 });
    after.loadStateDict(optimizer.stateDict());
    t.deepEqual(new LrSchedule(after, factor).stateDict(0).base_lrs, [nextBase], where);
  }
  param.dispose();
});
