import { Linear, OptionError, Parameter } from '@cotrain/nn';
import {
  Adam,
  AdamW,
  AveragedModel,
  clipGradNorm_,
  clipGradValue_,
  LrSchedule,
  OptimizerStateError,
  SGD,
  StagedOptimizer,
} from '@cotrain/optim';
import { ArgumentError, memory, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';

function withGradient(values: number[]): Parameter {
  const param = new Parameter(torch.zeros([values.length]));
  param.grad = torch.tensor(values);
  return param;
}

test('one tensor is a list of one to clipping, and not its rows', (t) => {
  const before = memory().tensors;
  scope(() => {
    using param = withGradient([3, 4]);
    t.is(clipGradNorm_(param, 1).item(), 5);
    t.true(torch.allclose(param.grad!, torch.tensor([0.6, 0.8])));
    clipGradValue_(param, 0.7);
    t.true(torch.allclose(param.grad!, torch.tensor([0.6, 0.7])));
    using scalar = new Parameter(torch.tensor(1));
    scalar.grad = torch.tensor(2);
    t.is(clipGradNorm_(scalar, 10).item(), 2);
  });
  t.is(memory().tensors, before);
});

test('clipping takes names and tensors, in any list', (t) => {
  scope(() => {
    using param = withGradient([3, 4]);
    for (const list of [[['a', param]], new Map([['a', param]]), new Set([param]), [param].values()])
      t.is(clipGradNorm_(list as Iterable<Tensor>, 100).item(), 5);
    clipGradValue_([['a', param]], 1);
    t.deepEqual(param.grad!.toArray(), [1, 1]);
  });
});

test('clipping refuses anything but a list of tensors', (t) => {
  scope(() => {
    using param = withGradient([3, 4]);
    using linear = new Linear(2, 2);
    const wrong: [given: unknown, message: RegExp][] = [
      [linear, /expected a list of tensors, such as module\.parameters\(\), got a Linear$/],
      [undefined, /got undefined$/],
      [[[param, param]], /parameter 0 must be a tensor, or a name and a tensor, got an array$/],
      [[param, null], /parameter 1 must be .*, got null$/],
      [[{ params: [param] }], /parameter 0 must be .*, got a Object$/],
      [Object.entries({ a: 1 }), /parameter 0 must be/],
    ];
    for (const [given, message] of wrong)
      for (const clip of [clipGradNorm_, clipGradValue_])
        t.throws(() => clip(given as Tensor[], 1), { instanceOf: OptionError, message }, String(message));
    t.throws(() => clipGradNorm_(param, 1, { normType: Number.NaN }), { instanceOf: OptionError });
    t.deepEqual(param.grad!.toArray(), [3, 4]);
  });
});

test('an optimizer refuses a bare tensor, takes one as a group, and says what else it got', (t) => {
  scope(() => {
    using param = withGradient([3, 4]);
    using linear = new Linear(2, 2);
    for (const Kind of [SGD, Adam, AdamW]) {
      const wrong: [given: unknown, message: RegExp][] = [
        [
          param,
          /: expected a list of parameters or of groups, got a tensor \[2\]; put a single one in brackets$/,
        ],
        [linear, /: expected a list of tensors, such as module\.parameters\(\), got a Linear$/],
        [undefined, /got undefined$/],
        [[param, { params: [] }], /: item 0 must be a group \{ params, \.\.\. \}, got a tensor \[2\]$/],
        [linear.namedParameters(), /: item 0 must be a group .*, got an array$/],
        [[{ param }], /: item 0 must be a group/],
        [[{ params: linear }], / group 0: expected a list of tensors, .*, got a Linear$/],
        [[{ params: [null] }], / group 0: parameter 0 must be a tensor, got null$/],
      ];
      for (const [given, message] of wrong)
        t.throws(() => new Kind(given as Tensor[]), { instanceOf: OptionError, message }, String(message));
      using optimizer = new Kind([{ params: param }], { lr: 1 });
      t.deepEqual(optimizer.paramGroups[0]!.params, [param]);
    }
    for (const options of [
      { lr: Number.NaN },
      { lr: -1 },
      { lr: Number.POSITIVE_INFINITY },
      { lr: '1' as never },
    ])
      for (const Kind of [SGD, Adam, AdamW])
        t.throws(() => new Kind([param], options), {
          instanceOf: OptionError,
          message: /lr must be a number >= 0/,
        });
    t.throws(() => new SGD([param], { dampening: Number.NaN }), {
      instanceOf: OptionError,
      message: /dampening/,
    });
  });
});

test('anything but an optimizer state is refused', (t) => {
  using param = new Parameter(torch.zeros([2]));
  using optimizer = new SGD([param]);
  for (const wrong of [param, {}, { state: null, param_groups: [] }, { state: {} }])
    t.throws(() => optimizer.loadStateDict(wrong as never), {
      instanceOf: OptimizerStateError,
      message: "SGD: a state must have 'state' and 'param_groups', but this one does not",
    });
  using adam = new Adam([param]);
  t.throws(() => adam.loadStateDict({} as never), { instanceOf: OptimizerStateError });
});

test('a sparse gradient is refused, before anything has changed', (t) => {
  scope(() => {
    const table = new Parameter(torch.ones([4, 2]));
    const indices = torch.tensor([1n, 1n, 3n]);
    torch.embedding(table, indices, { sparse: true }).sum().backward();
    t.is(table.grad!.layout, 'sparse_coo');
    for (const Kind of [SGD, Adam, AdamW]) {
      using optimizer = new Kind([table], { lr: 1 });
      t.throws(() => optimizer.step(), {
        instanceOf: OptionError,
        message: /gradient .*\[4, 2\] is sparse_coo/,
      });
    }
    t.is(table.sum().item(), 8);
    table.dispose();
  });
});

test('a schedule that gives no rate is refused, and no rate has changed then', (t) => {
  using param = new Parameter(torch.zeros([1]));
  const optimizer = new SGD([param], { lr: 2 });
  for (const factor of [Number.NaN, -1, Number.POSITIVE_INFINITY]) {
    const schedule = new LrSchedule(optimizer, () => factor);
    t.throws(() => schedule.apply(3), {
      instanceOf: OptionError,
      message: `LrSchedule: the schedule of group 0 gives the rate ${2 * factor} at step 3`,
    });
  }
  const schedule = new LrSchedule(optimizer, () => 1);
  for (const step of [-1, Number.NaN, Number.POSITIVE_INFINITY])
    t.throws(() => schedule.apply(step), { instanceOf: ArgumentError, message: /a step is a number >= 0/ });
  t.throws(() => schedule.loadStateDict({ last_epoch: 0, base_lrs: [Number.NaN] }), {
    instanceOf: OptionError,
  });
  t.throws(() => schedule.loadStateDict({ last_epoch: -1, base_lrs: [7] }), { instanceOf: ArgumentError });
  t.is(optimizer.paramGroups[0]!.lr, 2);
  t.deepEqual(schedule.apply(0), [2]);
});

test('a state of another rate, with or without a schedule, leaves a stage its own: the stages say it', (t) => {
  using linear = new Linear(1, 1);
  const stages = [{ name: 'a', steps: 10, lr: 1, train: 'all' as const, warmup: { steps: 0 } }];
  using staged = new StagedOptimizer(linear, stages);
  const state = staged.stateDict();
  const [group] = state.param_groups;
  t.is(group!.initial_lr, 1);
  const { initial_lr: _, ...unscheduled } = { ...group!, lr: 0.25 } as Record<string, unknown>;
  for (const other of [unscheduled as typeof group & object, { ...group!, lr: 0.25 }]) {
    staged.loadStateDict({ ...state, param_groups: [other] });
    staged.setStep(3);
    t.is(staged.lr, 1);
  }
});

test('an average of complex weights is their average', (t) => {
  scope(() => {
    const complex = (re: number, im: number) => torch.complex(torch.tensor([re]), torch.tensor([im]));
    class Net extends Linear {
      readonly phase = new Parameter(complex(1, 2));
    }
    using net = new Net(1, 1);
    using average = new AveragedModel(net, { decay: 0.75 });
    average.update(net);
    net.phase.detach().copy_(complex(5, -2));
    average.update(net);
    t.deepEqual(average.weights.phase!.toArray(), [[2, 1]]);
  });
});
