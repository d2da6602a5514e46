// GradScaler and ReduceLROnPlateau against PyTorch: tests/golden/optim/make_scaling.py.
import { readFileSync } from 'node:fs';
import { OptionError, Parameter } from '@cotrain/nn';
import {
  AdamW,
  clipGradNorm_,
  GradScaler,
  type GradScalerState,
  ReduceLROnPlateau,
  type ReduceLROnPlateauOptions,
  SGD,
} from '@cotrain/optim';
import { ArgumentError, memory, scope, torch } from '@cotrain/torch';
import test from 'ava';

interface Golden {
  inputs: number[][];
  scaled: {
    options: Record<string, number>;
    clip: number | null;
    steps: { weight: number[]; state: GradScalerState }[];
  }[];
  plateaus: {
    options: Record<string, unknown>;
    metrics: (number | null)[];
    rates: number[][];
    state: { best: number; num_bad_epochs: number; cooldown_counter: number; last_epoch: number };
  }[];
}
const text = readFileSync(new URL('../golden/optim/scaling.json', import.meta.url), 'utf8');
const golden: Golden = JSON.parse(text);

const camel = (options: Record<string, unknown>): object =>
  Object.fromEntries(
    Object.entries(options).map(([key, value]) => [
      key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );

for (const [i, { options, clip, steps }] of golden.scaled.entries())
  test(`GradScaler, run ${i}: weights and state are PyTorch's after every step`, (t) => {
    const before = memory().tensors;
    scope(() => {
      const weight = new Parameter(torch.tensor([1, 2, 3, 4]));
      const optimizer = new SGD([weight], { lr: 1e-3, momentum: 0.9 });
      const scaler = new GradScaler(camel(options));
      for (const [step, expected] of steps.entries()) {
        const given = torch.tensor(golden.inputs[step % golden.inputs.length]!);
        const half = weight.to({ dtype: 'float16' }).mul(given.to({ dtype: 'float16' }));
        const loss = half.to({ dtype: 'float32' }).pow(2).sum();
        optimizer.zeroGrad();
        scaler.scale(loss).backward();
        if (clip !== null) {
          scaler.unscale_(optimizer);
          clipGradNorm_([weight], clip);
        }
        scaler.step(optimizer);
        scaler.update();
        t.deepEqual(scaler.stateDict(), expected.state, `step ${step}`);
        for (const [j, value] of (weight.toArray() as number[]).entries())
          t.true(
            Math.abs(value - expected.weight[j]!) <= 1e-6 * Math.abs(expected.weight[j]!),
            `step ${step}`,
          );
      }
      // A state that is loaded continues alike.
      const other = new GradScaler();
      other.loadStateDict(scaler.stateDict());
      t.deepEqual(other.stateDict(), scaler.stateDict());
      optimizer.dispose();
      weight.dispose();
    });
    t.is(memory().tensors, before);
  });

test('GradScaler refuses calls in the wrong order, float16 gradients and factors out of range', (t) => {
  scope(() => {
    const weight = new Parameter(torch.ones([2]));
    const optimizer = new SGD([weight], { lr: 0.1 });
    const scaler = new GradScaler();
    t.throws(() => scaler.update(), { instanceOf: ArgumentError, message: /needs a step/ });
    t.throws(() => scaler.step(optimizer), { instanceOf: ArgumentError, message: /needs gradients/ });
    scaler.update(8);
    scaler.scale(weight.sum()).backward();
    t.deepEqual(weight.grad!.toArray(), [8, 8]);
    scaler.unscale_(optimizer);
    t.deepEqual(weight.grad!.toArray(), [1, 1]);
    t.throws(() => scaler.unscale_(optimizer), { message: /already called/ });
    t.true(scaler.step(optimizer));
    t.throws(() => scaler.step(optimizer), { message: /already been called/ });
    t.throws(() => scaler.unscale_(optimizer), { message: /after step/ });
    scaler.update();
    const half = new Parameter(torch.ones([2], { dtype: 'float16' }));
    half.sum().backward();
    t.throws(() => scaler.unscale_(new SGD([half], { lr: 0.1 })), { message: /float16/ });
    t.throws(() => new GradScaler({ growthFactor: 1 }), { instanceOf: OptionError });
    t.throws(() => new GradScaler({ backoffFactor: 1 }), { instanceOf: OptionError });
    t.throws(() => scaler.loadStateDict({ ...scaler.stateDict(), scale: Number.NaN }), {
      instanceOf: OptionError,
    });
    const off = new GradScaler({ enabled: false });
    t.is(off.getScale(), 1);
    t.true(off.step(optimizer));
    off.update();
  });
});

for (const [i, { options, metrics, rates, state }] of golden.plateaus.entries())
  test(`ReduceLROnPlateau, run ${i}: rates and state are PyTorch's after every metric`, (t) => {
    const make = () =>
      new SGD(
        [0.1, 0.02].map((lr) => ({ params: [new Parameter(torch.ones([1]))], lr })),
        { lr: 0.1 },
      );
    const optimizer = make();
    const schedule = new ReduceLROnPlateau(optimizer, camel(options) as ReduceLROnPlateauOptions);
    for (const [step, metric] of metrics.entries()) {
      schedule.step(metric ?? Number.NaN);
      t.deepEqual(
        optimizer.paramGroups.map(({ lr }) => lr),
        rates[step],
        `step ${step}`,
      );
    }
    const { best, num_bad_epochs, cooldown_counter, last_epoch } = state;
    t.deepEqual(schedule.stateDict(), { best, num_bad_epochs, cooldown_counter, last_epoch });
    // Python's whole state can be loaded.
    const other = new ReduceLROnPlateau(make(), camel(options) as ReduceLROnPlateauOptions);
    other.loadStateDict(state);
    t.deepEqual(other.stateDict(), schedule.stateDict());
  });

test('a group that is added learns at its own rate, and is checked like the first ones', (t) => {
  scope(() => {
    const [first, second] = [1, 2].map((value) => new Parameter(torch.full([1], value)));
    const optimizer = new AdamW([first!], { lr: 0.1, weightDecay: 0 });
    optimizer.addParamGroup({ params: [second!], lr: 0.01, name: 'late' });
    torch.stack([first!, second!]).sum().backward();
    optimizer.step();
    t.deepEqual(
      optimizer.paramGroups.map(({ lr, weightDecay, name }) => [lr, weightDecay, name]),
      [
        [0.1, 0, undefined],
        [0.01, 0, 'late'],
      ],
    );
    t.true(Math.abs((first!.item() as number) - 0.9) < 1e-6);
    t.true(Math.abs((second!.item() as number) - 1.99) < 1e-6);
    t.throws(() => optimizer.addParamGroup({ params: [first!] }), { message: /was given before/ });
    t.throws(() => optimizer.addParamGroup({ params: [new Parameter(torch.ones([1]))], lr: -1 }), {
      instanceOf: OptionError,
    });
    t.is(optimizer.paramGroups.length, 2);
    t.is(optimizer.stateDict().param_groups.length, 2);
    optimizer.dispose();
  });
});
