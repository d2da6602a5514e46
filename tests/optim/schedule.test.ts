import { readFileSync } from 'node:fs';
import { OptionError, Parameter } from '@cotrain/nn';
import * as optim from '@cotrain/optim';
import {
  constantSchedule,
  cosineRestartsSchedule,
  cosineSchedule,
  LrSchedule,
  linearSchedule,
  multiStepSchedule,
  oneCycleSchedule,
  polynomialSchedule,
  type Schedule,
  SGD,
  sequentialSchedule,
  stepSchedule,
  withWarmup,
} from '@cotrain/optim';
import { torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';

// Rates of torch.optim.lr_scheduler over 20 steps from 0.5: tests/golden/optim/make_optim.py.
type Named = [name: string, options: object];
const { schedules }: { schedules: { name: string; options: object | Named[]; rates: number[] }[] } =
  JSON.parse(readFileSync(new URL('../golden/optim/optim.json', import.meta.url), 'utf8'));
const makers: Record<string, unknown> = { ...optim };

function make(name: string, options: object | Named[]): Schedule {
  const maker = makers[name] as (...args: unknown[]) => Schedule;
  if (!Array.isArray(options)) return maker(options);
  const parts = options.map(([part, partOptions]) => make(part, partOptions));
  return name === 'sequentialSchedule' ? maker({ schedules: parts, milestones: [5] }) : maker(...parts);
}

for (const { name, options, rates } of schedules) {
  test(`${name} ${JSON.stringify(options)} gives PyTorch's rates`, (t) => {
    const schedule = make(name, options);
    const found = rates.map((_, step) => 0.5 * schedule(step));
    for (const [step, rate] of rates.entries()) {
      assertClose(
        t,
        found[step]!,
        rate,
        { absolute: 1e-9 },
        `step ${step}: ${found[step]}, in PyTorch ${rate}`,
      );
    }
  });
}

const near = (a: number, b: number) => Math.abs(a - b) < 1e-12;

test("Sparse R-CNN's schedule: warm-up over 1000 iterations from 0.01, tenfold drops at 78 and 93 percent", (t) => {
  const schedule = withWarmup(multiStepSchedule({ milestones: [210_000, 250_000] }), {
    iterations: 1000,
    factor: 0.01,
  });
  t.true(near(schedule(0), 0.01));
  t.true(near(schedule(500), 0.505));
  t.is(schedule(1000), 1);
  t.is(schedule(209_999), 1);
  t.true(near(schedule(210_000), 0.1));
  t.true(near(schedule(260_000), 0.01));
});

test('the cosine falls from 1 to its final factor and stays there', (t) => {
  const schedule = cosineSchedule({ steps: 100, finalFactor: 0.1 });
  t.is(schedule(0), 1);
  t.true(near(schedule(50), 0.55));
  t.true(near(schedule(100), 0.1));
  t.true(near(schedule(1000), 0.1));
});

test('a warm-up multiplies what it warms up', (t) => {
  const cosine = cosineSchedule({ steps: 100 });
  const schedule = withWarmup(cosine, { iterations: 10, factor: 0 });
  t.true(near(schedule(5), 0.5 * cosine(5)));
  t.is(schedule(10), cosine(10));
  t.is(withWarmup(constantSchedule(2), { iterations: 0 })(0), 2);
});

test('LrSchedule sets the groups from the step alone', (t) => {
  const params = [new Parameter(torch.zeros([1])), new Parameter(torch.zeros([1]))];
  const optimizer = new SGD([{ params: [params[0]!], lr: 1 }, { params: [params[1]!] }], { lr: 10 });
  const schedule = new LrSchedule(optimizer, multiStepSchedule({ milestones: [2], gamma: 0.5 }));
  t.deepEqual(schedule.apply(5), [0.5, 5]);
  t.deepEqual(schedule.apply(0), [1, 10]);
  // A resumed run creates a new LrSchedule over rates that are already scaled.
  schedule.apply(5);
  t.deepEqual(new LrSchedule(optimizer, constantSchedule()).apply(0), [1, 10]);
  new LrSchedule(optimizer, [constantSchedule(), constantSchedule(0.1)]).apply(0);
  t.deepEqual(
    optimizer.paramGroups.map((group) => group.lr),
    [1, 1],
  );
  t.throws(() => new LrSchedule(optimizer, [constantSchedule()]), {
    message: /1 schedules for 2 parameter groups/,
  });
  for (const param of params) param.dispose();
});

test('a state of a scheduler sets rates and base rates, or says that it is of other groups', (t) => {
  const param = new Parameter(torch.zeros([1]));
  const optimizer = new SGD([param], { lr: 3 });
  const schedule = new LrSchedule(optimizer, multiStepSchedule({ milestones: [2], gamma: 0.5 }));
  t.is(schedule.loadStateDict({ last_epoch: 4, base_lrs: [8] }), 4);
  t.is(optimizer.paramGroups[0]!.lr, 4);
  t.deepEqual(schedule.stateDict(1), {
    base_lrs: [8],
    last_epoch: 1,
    _step_count: 2,
    _last_lr: [8],
    lr_lambdas: [null],
  });
  t.throws(() => schedule.loadStateDict({ last_epoch: 4, base_lrs: [8, 8] }), {
    instanceOf: OptionError,
    message: /rates for 2 parameter groups, the optimizer has 1/,
  });
  param.dispose();
});

test('impossible schedules are refused', (t) => {
  t.throws(() => multiStepSchedule({ milestones: [5, 3] }), { instanceOf: OptionError, message: /got 5, 3/ });
  t.throws(() => cosineSchedule({ steps: 0 }), { instanceOf: OptionError });
  t.throws(() => withWarmup(constantSchedule(), { iterations: -1 }), { instanceOf: OptionError });
  t.throws(() => stepSchedule({ stepSize: 0 }), { message: /stepSize must be above 0, got 0/ });
  t.throws(() => linearSchedule({ steps: -1 }), { message: /steps must be above 0/ });
  t.throws(() => polynomialSchedule({ steps: Number.NaN }), { message: /got NaN/ });
  t.throws(() => cosineRestartsSchedule({ steps: 3, multiplier: 1.5 }), { message: /multiplier .* got 1.5/ });
  t.throws(() => oneCycleSchedule({ steps: 9, pctStart: 2 }), { message: /pctStart .* got 2/ });
  t.throws(() => oneCycleSchedule({ steps: 9, annealStrategy: 'cosine' as 'cos' }), { message: /'cosine'/ });
  t.throws(() => sequentialSchedule({ schedules: [constantSchedule()], milestones: [3] }), {
    message: /1 schedules need 0 milestones, got 1/,
  });
  t.throws(() => withWarmup(constantSchedule(), { iteration: 5 } as never), { message: /'iterations'/ });
});
