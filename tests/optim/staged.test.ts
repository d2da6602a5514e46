import {
  BatchNorm1d,
  Dropout,
  freezeBatchNorms,
  Linear,
  Module,
  ModuleDict,
  MultiheadAttention,
  OptionError,
  Sequential,
} from '@cotrain/nn';
import {
  AdamW,
  formatStageTable,
  LrSchedule,
  multiStepSchedule,
  OptimizerStateError,
  SGD,
  type Stage,
  StagedOptimizer,
  type StagedStateDict,
  withWarmup,
} from '@cotrain/optim';
import { ArgumentError, memory, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import { assertClose } from '../assertClose.js';
import { seedDraws } from '../seed.js';

/** A small multi-task model. Norms without weights are frozen with their parent. */
class Net extends Module {
  backbone = new Sequential(new Linear(4, 8), new BatchNorm1d(8), new Linear(8, 8));
  neck = new Linear(8, 6);
  lvAdapter = new Linear(6, 6);
  heads = new ModuleDict({
    det: new Sequential(new Linear(6, 3), new BatchNorm1d(3, { affine: false }), new Dropout(0.5)),
    sem_seg: new Sequential(new Linear(6, 2), new BatchNorm1d(2)),
  });

  override forward(x: Tensor): Tensor {
    return scope(() => {
      const shared = this.lvAdapter.forward(this.neck.forward(this.backbone.forward(x).relu()));
      const outputs = [...this.heads].map(([, head]) => head.forward(shared).pow(2).mean());
      return torch.stack(outputs).sum();
    });
  }
}

const ADAPT: Stage = {
  name: 'adapt',
  epochs: 1,
  lr: 0.01,
  train: ['neck', 'lvAdapter'],
  warmup: { steps: 2 },
};
const FINETUNE: Stage = {
  name: 'finetune',
  epochs: 2,
  lr: 0.001,
  train: 'all',
  warmup: { steps: 0 },
  schedule: 'multiStep',
};
const STEPS_PER_EPOCH = 5;
const TOTAL = 3 * STEPS_PER_EPOCH;
const LEARNS_IN_ADAPT = /^(neck|lv_adapter)\./;

function makeNet(): Net {
  seedDraws(3);
  return new Net();
}

const stage = (model: Net, stages: readonly Stage[] = [ADAPT, FINETUNE]) =>
  new StagedOptimizer(model, stages, { stepsPerEpoch: STEPS_PER_EPOCH });

/** The inputs and the dropped values of a step depend only on the step. */
function gradients(model: Net, step: number): void {
  seedDraws(100 + step);
  scope(() => model.forward(torch.randn([7, 4])).backward());
}

function run(model: Net, optimizer: StagedOptimizer, from: number, to: number): void {
  optimizer.train();
  for (let step = from; step < to; step++) {
    optimizer.setStep(step);
    gradients(model, step);
    optimizer.step();
    optimizer.zeroGrad();
  }
}

const values = (model: Net): Record<string, number[]> =>
  Object.fromEntries(
    Object.entries(model.stateDict()).map(([key, tensor]) => [
      key,
      Array.from(tensor.flatten().toArray() as (number | bigint)[], Number),
    ]),
  );

/** Keys whose values differ in any bit. */
function changed(before: Record<string, number[]>, after: Record<string, number[]>): string[] {
  return Object.keys(before).filter((key) =>
    before[key]!.some((value, i) => !Object.is(value, after[key]![i])),
  );
}

const clean = (t: ExecutionContext, body: () => void): void => {
  const before = memory();
  scope(body);
  t.deepEqual(memory(), before);
};

test('the adapt stage leaves what is frozen as it is, bit for bit; finetune moves everything', (t) => {
  clean(t, () => {
    using model = makeNet();
    using optimizer = stage(model);
    const fresh = values(model);
    run(model, optimizer, 0, STEPS_PER_EPOCH);
    const adapted = values(model);
    t.deepEqual(
      changed(fresh, adapted),
      Object.keys(fresh).filter((key) => LEARNS_IN_ADAPT.test(key)),
    );
    run(model, optimizer, STEPS_PER_EPOCH, TOTAL);
    t.deepEqual(changed(adapted, values(model)), Object.keys(fresh));
  });
});

test('each stage is one AdamW over what learns, with its own rates and fresh state', (t) => {
  clean(t, () => {
    using model = makeNet();
    using optimizer = stage(model);
    run(model, optimizer, 0, TOTAL);

    using plain = makeNet();
    const frozen = [plain.backbone, ...plain.heads].map((part) => (Array.isArray(part) ? part[1] : part));
    const train = (from: number, to: number, inner: AdamW, rates: LrSchedule) => {
      for (let step = from; step < to; step++) {
        rates.apply(step - from);
        gradients(plain, step);
        inner.step();
        inner.zeroGrad();
      }
      inner.dispose();
    };
    for (const part of frozen) part.requiresGrad_(false);
    for (const module of frozen.flatMap((part) => part.modules()))
      if (module instanceof BatchNorm1d) module.eval();
    const adapter = [...plain.neck.parameters(), ...plain.lvAdapter.parameters()];
    const first = new AdamW(adapter, { lr: 0.01, weightDecay: 1e-4 });
    const warm = withWarmup(() => 1, { iterations: 2, factor: 0.01 });
    train(0, STEPS_PER_EPOCH, first, new LrSchedule(first, warm));
    plain.requiresGrad_(true).train();
    const second = new AdamW(plain.parameters(), { lr: 0.001, weightDecay: 1e-4 });
    const drops = multiStepSchedule({ milestones: [8, 9] }); // 78 % and 93 % of ten steps
    train(STEPS_PER_EPOCH, TOTAL, second, new LrSchedule(second, drops));
    t.deepEqual(changed(values(plain), values(model)), []);
  });
});

test('rates restart with each stage, and the last stage continues', (t) => {
  using model = makeNet();
  using optimizer = stage(model);
  t.is(optimizer.totalSteps, TOTAL);
  const rates = [0, 1, 2, 4, 5, 12, 13, 14, 99].map((step) => {
    optimizer.setStep(step);
    return Number(optimizer.lr.toPrecision(6));
  });
  t.deepEqual(rates, [0.0001, 0.00505, 0.01, 0.01, 0.001, 0.001, 0.0001, 0.00001, 0.00001]);
  t.true(optimizer.setStep(3));
  t.false(optimizer.setStep(4));
  t.deepEqual(optimizer.position, { step: 4, stageIndex: 0, stageStep: 4 });
  t.is(optimizer.stage.name, 'adapt');
  t.throws(() => optimizer.setStep(-1), { instanceOf: ArgumentError });
});

test('a stage that is shorter than its warm-up is all warm-up, 1000 steps from 0.01 by default', (t) => {
  using model = makeNet();
  using short = new StagedOptimizer(model, [{ name: 'short', steps: 10, lr: 1, train: 'all' }]);
  short.setStep(5);
  assertClose(t, short.lr, 0.505, { absolute: 1e-12 });
  short.dispose();
  using long = new StagedOptimizer(model, [
    { name: 'long', steps: 5000, lr: 1, train: 'all', schedule: 'cosine' },
  ]);
  t.is(long.lr, 0.01);
  long.setStep(500);
  assertClose(t, long.lr, (0.505 * (1 + Math.cos(Math.PI / 10))) / 2, { absolute: 1e-12 });
});

test('a run that stops within a stage, or between two, goes on as if it had not', (t) => {
  for (const stop of [3, STEPS_PER_EPOCH, 9]) {
    clean(t, () => {
      using whole = makeNet();
      using through = stage(whole);
      run(whole, through, 0, TOTAL);

      using first = makeNet();
      using before = stage(first);
      run(first, before, 0, stop);
      const state = before.stateDict();
      t.is(state.stage.name, stop <= STEPS_PER_EPOCH ? 'adapt' : 'finetune');

      using second = makeNet();
      second.loadStateDict(first.stateDict());
      using after = stage(second);
      after.loadStateDict(state);
      t.deepEqual(after.position, before.position);
      run(second, after, stop, TOTAL);
      t.deepEqual(changed(values(whole), values(second)), [], `stopped after ${stop} steps`);
    });
  }
});

test('a state of other stages is refused, and nothing is changed by it', (t) => {
  clean(t, () => {
    using model = makeNet();
    using optimizer = stage(model);
    run(model, optimizer, 0, 7);
    const state = optimizer.stateDict();
    const load = (stages: Stage[], given: StagedStateDict) => {
      using other = makeNet();
      using loading = stage(other, stages);
      const error = t.throws(() => loading.loadStateDict(given), { instanceOf: OptimizerStateError });
      t.deepEqual(loading.position, { step: 0, stageIndex: 0, stageStep: 0 });
      t.false(other.backbone.parameters()[0]!.requiresGrad);
      return error.message;
    };
    t.regex(
      load([ADAPT, { ...FINETUNE, name: 'tune' }], state),
      /belongs to stage 'finetune'; the stages are adapt, tune/,
    );
    t.regex(load([{ ...ADAPT, epochs: 2 }, FINETUNE], state), /step 6 .* 'finetune', .* in stage 'adapt'/);
    t.regex(load([ADAPT, { ...FINETUNE, except: ['neck'] }], state), /groups of 16 parameters, .* of 14/);
  });
});

test('optimizer state and gradients are dropped where a stage ends', (t) => {
  clean(t, () => {
    using model = makeNet();
    using optimizer = stage(model);
    const { tensors } = memory();
    run(model, optimizer, 0, STEPS_PER_EPOCH - 1);
    optimizer.setStep(STEPS_PER_EPOCH - 1);
    gradients(model, 0);
    optimizer.step();
    t.is(Object.keys(optimizer.stateDict().state).length, 4);
    t.true(memory().tensors >= tensors + 3 * 4);
    t.true(optimizer.setStep(STEPS_PER_EPOCH));
    t.deepEqual(optimizer.stateDict().state, {});
    t.true(model.parameters().every(({ grad, requiresGrad }) => grad === null && requiresGrad));
    t.is(memory().tensors, tensors);
  });
});

test('batch norms of frozen parts are fixed or counted on, their dropout stays or not; heads stay in training mode', (t) => {
  using model = makeNet();
  const layers = () => {
    const find = (kind: typeof Dropout | typeof BatchNorm1d) =>
      model.modules().flatMap((module) => (module instanceof kind ? [module.training] : []));
    return { norms: find(BatchNorm1d), dropout: find(Dropout) };
  };
  const modes = (options: Partial<Stage>) => {
    using optimizer = stage(model, [{ ...ADAPT, ...options }]);
    model.eval();
    optimizer.train();
    t.true(model.training && model.backbone.training && model.heads.get('det')!.training);
    return layers();
  };
  t.deepEqual(modes({}), { norms: [false, false, false], dropout: [true] });
  t.deepEqual(modes({ frozenBatchNorm: 'update' }), { norms: [true, true, true], dropout: [true] });
  t.deepEqual(modes({ frozenDropout: false }), { norms: [false, false, false], dropout: [false] });
  // Trained parts are in training mode, even those without weights.
  t.deepEqual(modes({ train: ['heads.det'], frozenDropout: false }), {
    norms: [false, true, false],
    dropout: [true],
  });
});

test('attention drops values by itself: without dropout in frozen parts it does not', (t) => {
  using model = new ModuleDict({
    head: new MultiheadAttention(4, 2, { dropout: 0.5 }) as unknown as Module,
    neck: new Linear(1, 1) as Module,
  });
  for (const frozenDropout of [true, false]) {
    using optimizer = new StagedOptimizer(model, [
      { name: 'adapt', steps: 1, lr: 1, train: ['neck'], frozenDropout },
    ]);
    optimizer.train();
    t.is(model.get('head')!.training, frozenDropout);
  }
});

test('a stage that begins within an epoch sets the modes of its own frozen parts; in evaluation it leaves them', (t) => {
  using model = makeNet();
  using optimizer = stage(model);
  const norm = model.backbone.at(1);
  t.false(norm.training);
  optimizer.setStep(STEPS_PER_EPOCH);
  t.true(norm.training);
  model.eval();
  optimizer.setStep(0);
  t.false(model.training || norm.training);
});

test('what was frozen before there were stages never learns; disposing gives the rest back', (t) => {
  using model = makeNet();
  freezeBatchNorms(model.backbone);
  model.backbone.at(0).requiresGrad_(false);
  const before = values(model);
  const optimizer = stage(model);
  run(model, optimizer, 0, TOTAL);
  const same = Object.keys(before).filter((key) => !changed(before, values(model)).includes(key));
  t.deepEqual(
    same,
    Object.keys(before).filter((key) => key.startsWith('backbone.0.')),
  );
  optimizer.setStep(0);
  optimizer.dispose();
  const learns = model.namedParameters().filter(([, { requiresGrad }]) => !requiresGrad);
  t.deepEqual(
    learns.map(([path]) => path),
    ['backbone.0.weight', 'backbone.0.bias'],
  );
});

test('paths reach from a part down to one parameter; a star is any name; the last multiplier counts', (t) => {
  using model = makeNet();
  using optimizer = stage(model, [
    {
      ...ADAPT,
      train: ['lv_adapter', 'heads.*.0', 'backbone'],
      except: ['backbone.2.bias', 'heads.det'],
      lrMultipliers: { backbone: 0.1, 'backbone.1': 10, neck: 5 },
      lr: 1,
      warmup: { steps: 0 },
    },
  ]);
  const names = new Map(model.namedParameters().map(([path, parameter]) => [parameter as Tensor, path]));
  const groups = optimizer.paramGroups.map(({ lr, params }) => [lr, params.map((param) => names.get(param))]);
  t.deepEqual(groups, [
    [1, ['lv_adapter.weight', 'lv_adapter.bias', 'heads.sem_seg.0.weight', 'heads.sem_seg.0.bias']],
    [0.1, ['backbone.0.weight', 'backbone.0.bias', 'backbone.2.weight']],
    [10, ['backbone.1.weight', 'backbone.1.bias']],
  ]);
  t.is(optimizer.lr, 10);
  t.deepEqual(
    optimizer.parameters().map((parameter) => parameter.requiresGrad),
    optimizer.parameters().map(() => true),
  );
});

test('the table tells, part by part, what learns and how fast', (t) => {
  using model = makeNet();
  using optimizer = stage(model, [ADAPT, { ...FINETUNE, lrMultipliers: { 'backbone.0': 0.5 } }]);
  const frozen = { learns: false, lr: 0 };
  t.deepEqual(optimizer.table(), [
    { path: 'backbone', parameters: 4 * 8 + 8 + 16 + 8 * 8 + 8, ...frozen },
    { path: 'neck', parameters: 54, learns: true, lr: 0.01 },
    { path: 'lv_adapter', parameters: 42, learns: true, lr: 0.01 },
    { path: 'heads.det', parameters: 21, ...frozen },
    { path: 'heads.sem_seg', parameters: 18, ...frozen },
  ]);
  t.deepEqual(optimizer.table(1).slice(0, 3), [
    { path: 'backbone', parameters: 40, learns: true, lr: 0.0005 },
    { path: 'backbone', parameters: 88, learns: true, lr: 0.001 },
    { path: 'neck', parameters: 54, learns: true, lr: 0.001 },
  ]);
  t.is(
    optimizer.describe(),
    `stage adapt: 5 steps, weight decay 0.0001, 96 of 263 parameters learn
  part                   parameters  lr
  backbone       frozen         128
  neck           learns          54  1e-2
  lv_adapter     learns          42  1e-2
  heads.det      frozen          21
  heads.sem_seg  frozen          18`,
  );
  t.is(formatStageTable(optimizer.stage, optimizer.table()), optimizer.describe());
});

test('another optimizer takes the groups, the rate and the weight decay of each stage', (t) => {
  clean(t, () => {
    using model = makeNet();
    const given: unknown[] = [];
    using optimizer = new StagedOptimizer(model, [ADAPT, { ...FINETUNE, weightDecay: 0 }], {
      stepsPerEpoch: STEPS_PER_EPOCH,
      makeOptimizer: (groups, options) => {
        given.push([groups.map(({ name, lr }) => [name, lr]), options]);
        return new SGD(groups, { ...options, momentum: 0.9 });
      },
    });
    const fresh = values(model);
    run(model, optimizer, 0, 6);
    t.deepEqual(given, [
      [[['base', 0.01]], { lr: 0.01, weightDecay: 1e-4 }],
      [[['base', 0.001]], { lr: 0.001, weightDecay: 0 }],
    ]);
    t.true(changed(fresh, values(model)).length > 4);
  });
});

test('gradients go through frozen parts, and none is computed for them', (t) => {
  using model = makeNet();
  using optimizer = stage(model);
  optimizer.train();
  gradients(model, 0);
  const withGradient = model.namedParameters().filter(([, { grad }]) => grad !== null);
  t.deepEqual(
    withGradient.map(([path]) => path),
    ['neck.weight', 'neck.bias', 'lv_adapter.weight', 'lv_adapter.bias'],
  );
  t.true(
    withGradient.every(([, { grad }]) => noGrad(() => scope(() => Number(grad!.abs().sum().item()) > 0))),
  );
});

test('what cannot be meant is refused, and the model is left alone', (t) => {
  using model = makeNet();
  const refused = (stages: readonly object[], message: RegExp, options: object = { stepsPerEpoch: 5 }) => {
    t.throws(() => new StagedOptimizer(model, stages as Stage[], options), {
      instanceOf: OptionError,
      message,
    });
  };
  refused(
    [{ ...ADAPT, train: ['nek'] }],
    /stage 'adapt' train: 'nek' matches nothing .*did you mean 'neck'\?.*parts are backbone, neck/,
  );
  refused([{ ...ADAPT, train: ['lvAdaptor'] }], /did you mean 'lvAdapter'/);
  refused([{ ...ADAPT, train: ['heads.de'] }], /matches nothing .*did you mean 'heads.det'/);
  refused([{ ...ADAPT, train: [''] }], /'' matches nothing/);
  refused(
    [ADAPT, { ...FINETUNE, except: ['clipText'] }],
    /stage 'finetune' except: 'clipText' matches nothing/,
  );
  refused([{ ...ADAPT, lrMultipliers: { neek: 1 } }], /stage 'adapt' lrMultipliers: 'neek'/);
  refused([{ ...ADAPT, lrMultipliers: { neck: 0 } }], /multiplier of 'neck' must be above 0/);
  refused([{ ...ADAPT, train: [] }], /stage 'adapt': nothing would be trained/);
  refused(
    [{ ...ADAPT, except: ['neck', 'lvAdapter'] }],
    /nothing would be trained; train is \[neck, lvAdapter\]/,
  );
  refused([ADAPT, { ...FINETUNE, name: 'adapt' }], /two stages are named 'adapt'/);
  refused([], /at least one stage/);
  refused([{ ...ADAPT, name: '' }], /needs a name/);
  refused([{ ...ADAPT, steps: 3 }], /either in epochs or in steps/);
  refused([{ ...ADAPT, epochs: 0 }], /a whole number of steps, at least 1, got 0/);
  refused([ADAPT], /requires stepsPerEpoch/, {});
  refused([{ ...ADAPT, lr: undefined }], /lr must be a number >= 0/);
  refused([{ ...ADAPT, schedule: 'cosin' }], /one of constant, cosine, .* got 'cosin'/);
  refused([{ ...ADAPT, warmup: { iterations: 3 } }], /unknown option 'iterations'/);
  refused([{ ...ADAPT, frozenBatchNorm: 'off' }], /fixed or update/);
  refused([{ ...ADAPT, epoch: 3 }], /unknown option 'epoch' \(did you mean 'epochs'/);
  t.true(model.parameters().every(({ requiresGrad }) => requiresGrad));
  model.requiresGrad_(false);
  refused([FINETUNE], /16 parameters were frozen from the start/);
});

test('layer decay: each layer learns at a factor of the rate of the one behind it; the rest is as it was', (t) => {
  using model = makeNet();
  const layerGroups = [[model.backbone.at(0)], [model.backbone.at(1), model.backbone.at(2)]];
  const decayed = { ...ADAPT, train: 'all', lr: 1, lrMultipliers: { neck: 0.3, 'backbone.1': 0.1 } } as const;
  using optimizer = new StagedOptimizer(
    model,
    [
      { ...decayed, layerDecay: 0.5 },
      { ...FINETUNE, layerDecay: 1 },
      { ...FINETUNE, name: 'plain' },
    ],
    { stepsPerEpoch: 1, layerGroups },
  );
  const groups = () => optimizer.paramGroups.map(({ params, initialLr }) => [params.length, initialLr]);
  // Base (heads and adapter, then the last and the first layer by their order in the model), neck, one norm.
  t.deepEqual(groups(), [
    [2, 0.25],
    [2, 0.5],
    [8, 1],
    [2, 0.3],
    [2, 0.05],
  ]);
  optimizer.setStep(1);
  t.true(groups().every(([, lr]) => lr === FINETUNE.lr));
  optimizer.setStep(3);
  t.deepEqual(groups(), [[16, FINETUNE.lr]]);
  const make = (layerDecay: number) => () =>
    new StagedOptimizer(model, [{ ...decayed, epochs: null, steps: 1, layerDecay }]);
  t.throws(make(0.5), { instanceOf: OptionError, message: /stage 'adapt' layerDecay: pass layerGroups/ });
  for (const wrong of [0, -0.5, 1.1, Number.NaN])
    t.throws(make(wrong), { instanceOf: OptionError, message: /layerDecay must be above 0 and at most 1/ });
});

test('options are the stages own, moments those of the state', (t) => {
  clean(t, () => {
    using model = makeNet();
    using first = stage(model);
    run(model, first, 0, 3);
    const state = first.stateDict();
    using second = stage(model, [{ ...ADAPT, lr: 5, weightDecay: 0.5 }, FINETUNE]);
    second.loadStateDict(state);
    second.setStep(4);
    t.is(second.lr, 5);
    t.like(second.paramGroups[0], { weightDecay: 0.5 });
    const again = second.stateDict().state[0]!;
    t.true(torch.equal(again.exp_avg!, state.state[0]!.exp_avg!));
  });
});
