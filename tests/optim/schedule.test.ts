import { OptionError, Parameter } from '@cotrain/nn';
import {
  constantSchedule,
  cosineSchedule,
  LrSchedule,
  multiStepSchedule,
  SGD,
  withWarmup,
} from '@cotrain/optim';
import { torch } from '@cotrain/torch';
import test from 'ava';

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
  // A resumed run makes a new LrSchedule over rates that are already scaled.
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

test('impossible schedules are refused', (t) => {
  t.throws(() => multiStepSchedule({ milestones: [5, 3] }), { instanceOf: OptionError, message: /got 5, 3/ });
  t.throws(() => cosineSchedule({ steps: 0 }), { instanceOf: OptionError });
  t.throws(() => withWarmup(constantSchedule(), { iterations: -1 }), { instanceOf: OptionError });
  t.throws(() => withWarmup(constantSchedule(), { iteration: 5 } as never), { message: /'iterations'/ });
});
