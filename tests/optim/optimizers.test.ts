import { readFileSync } from 'node:fs';
import { BatchNorm2d, Conv2d, OptionError, Parameter, Sequential } from '@cotrain/nn';
import { Adam, AdamW, clipGradNorm_, type Optimizer, OptimizerStateError, SGD } from '@cotrain/optim';
import { memory, profile, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';

// Trajectories of torch.optim. One parameter has no gradient at two steps: tests/golden/optim/make_optim.py.

const KINDS = { Adam, AdamW, SGD };

interface Case {
  name: string;
  kind: keyof typeof KINDS;
  options: object;
  groups: { params: number[] }[];
  clip: number | null;
  trajectory: { norm: number | null; params: number[][] }[];
  state: Record<string, Record<string, number[]>>;
}

interface Golden {
  shapes: number[][];
  initial: number[][];
  grads: (number[] | null)[][];
  cases: Case[];
}

const golden: Golden = JSON.parse(
  readFileSync(new URL('../golden/optim/optim.json', import.meta.url), 'utf8'),
);

const unpack = (data: number[], i: number): Tensor =>
  torch.tensor(Float32Array.from(data), { shape: golden.shapes[i]! });
const makeParams = (): Parameter[] => golden.initial.map((data, i) => new Parameter(unpack(data, i)));

function setGrads(params: Parameter[], step: number): void {
  for (const [i, param] of params.entries()) {
    const data = golden.grads[step]![i];
    param.grad = data ? unpack(data, i) : null;
  }
}

function makeOptimizer({ kind, options, groups }: Case, params: Parameter[], extra = {}): Optimizer {
  const own = groups.map((group) => ({ ...group, params: group.params.map((i) => params[i]!) }));
  const all = { ...options, ...extra };
  return new KINDS[kind](own, all);
}

for (const fused of [true, false]) {
  for (const golden_case of golden.cases) {
    const { name, clip, trajectory, state } = golden_case;
    test(`${name} takes PyTorch's steps (${fused ? 'fused' : 'foreach'})`, (t) => {
      scope(() => {
        const params = makeParams();
        using optimizer = makeOptimizer(golden_case, params, { fused });
        for (const [step, expected] of trajectory.entries()) {
          setGrads(params, step);
          if (clip !== null) {
            const norm = Number(clipGradNorm_(params, clip).item());
            assertClose(t, norm / expected.norm!, 1, { absolute: 1e-6 }, `norm at step ${step}`);
          }
          optimizer.step();
          for (const [i, param] of params.entries()) {
            assertClose(t, param, expected.params[i]!, { relative: 2e-6 }, `parameter ${i} at step ${step}`);
          }
        }
        const saved = optimizer.stateDict();
        const order = golden_case.groups.flatMap((group) => group.params);
        const stateful = order.filter((param) => Object.keys(state[param]!).length > 0);
        t.is(Object.keys(saved.state).length, stateful.length);
        for (const [index, tensors] of Object.entries(saved.state)) {
          const expected = state[order[Number(index)]!]!;
          t.deepEqual(Object.keys(tensors).sort(), Object.keys(expected).sort());
          for (const [key, tensor] of Object.entries(tensors)) {
            assertClose(t, tensor, expected[key]!, { relative: 2e-6 }, `${key} of parameter ${index}`);
          }
        }
        for (const param of params) param.dispose();
      });
    });
  }
}

test('a run goes on from a saved state as if it had not been interrupted', (t) => {
  scope(() => {
    const config = golden.cases.find(({ name }) => name === 'adamw groups')!;
    const params = makeParams();
    const first = makeOptimizer(config, params);
    for (let step = 0; step < 4; step++) {
      setGrads(params, step);
      first.step();
    }
    first.paramGroups[0]!.lr = 0.5;
    const resumed = makeOptimizer(config, params);
    resumed.loadStateDict(first.stateDict());
    first.dispose();
    t.is(resumed.paramGroups[0]!.lr, 0.5);
    t.is(resumed.paramGroups[0]!.initialLr, undefined); // as in PyTorch, because no schedule was created
    resumed.paramGroups[0]!.lr = 0.001;
    for (let step = 4; step < config.trajectory.length; step++) {
      setGrads(params, step);
      resumed.step();
    }
    for (const [i, param] of params.entries()) {
      assertClose(t, param, config.trajectory.at(-1)!.params[i]!, { relative: 2e-6 });
    }
    resumed.dispose();
    for (const param of params) param.dispose();
  });
});

test("stateDict has PyTorch's layout and loads PyTorch's", (t) => {
  scope(() => {
    const params = makeParams();
    using optimizer = new AdamW([
      { params: [params[0]!], name: 'head' },
      { params: params.slice(1), lr: 0.5 },
    ]);
    setGrads(params, 1);
    optimizer.step();
    const { state, param_groups } = optimizer.stateDict();
    t.deepEqual(Object.keys(state), ['0', '1', '2']);
    t.deepEqual(Object.keys(state[0]!), ['step', 'exp_avg', 'exp_avg_sq']);
    t.deepEqual(param_groups[1], {
      foreach: null,
      capturable: false,
      differentiable: false,
      decoupled_weight_decay: true,
      lr: 0.5,
      betas: [0.9, 0.999],
      eps: 1e-8,
      weight_decay: 0.01,
      amsgrad: false,
      maximize: false,
      fused: true,
      params: [1, 2],
    });
    const fromPython = param_groups.map((group) => ({
      ...group,
      max_lr: 3, // from OneCycleLR
      fused: null,
      weight_decay: 0.5,
    }));
    using other = new AdamW([{ params: [params[0]!] }, { params: params.slice(1) }]);
    other.loadStateDict({ state, param_groups: fromPython });
    t.is(other.paramGroups[0]!.weightDecay, 0.5);
    t.false('capturable' in other.paramGroups[0]!);
    t.true(other.paramGroups[0]!.fused);
    t.is(other.stateDict().param_groups[0]!.max_lr, 3);
    for (const param of params) param.dispose();
  });
});

test("AdamW takes Adam's state, and Adam refuses AdamW's", (t) => {
  scope(() => {
    const params = makeParams();
    using adam = new Adam(params);
    using adamw = new AdamW(params);
    setGrads(params, 1);
    adam.step();
    adamw.loadStateDict(adam.stateDict());
    t.true(adamw.stateDict().param_groups[0]!.decoupled_weight_decay);
    t.is(adamw.stateDict().state[0]!.step!.item(), 1);
    t.throws(() => adam.loadStateDict(adamw.stateDict()), {
      instanceOf: OptimizerStateError,
      message: /^Adam: the state is from AdamW/,
    });
    for (const param of params) param.dispose();
  });
});

test('a state that does not fit changes nothing', (t) => {
  scope(() => {
    const params = makeParams();
    using optimizer = new AdamW(params);
    setGrads(params, 1);
    optimizer.step();
    const saved = optimizer.stateDict();
    const before = memory();
    const groups = [{ ...saved.param_groups[0]!, params: [0, 1] }];
    t.throws(() => optimizer.loadStateDict({ ...saved, param_groups: groups }), {
      instanceOf: OptimizerStateError,
      message: 'AdamW: the state has groups of 2 parameters, the optimizer has groups of 3',
    });
    const swapped = { ...saved, state: { ...saved.state, 2: saved.state[1]! } };
    t.throws(() => optimizer.loadStateDict(swapped), {
      instanceOf: OptimizerStateError,
      message: 'AdamW: exp_avg of parameter 2 is [5], expected [2, 3, 2, 2]',
    });
    t.deepEqual(memory(), before);
    const impossible = [{ ...saved.param_groups[0]!, lr: 7, betas: [0.9, 2] }];
    t.throws(() => optimizer.loadStateDict({ ...saved, param_groups: impossible }), {
      instanceOf: OptionError,
      message: /^AdamW: group 0 of the state: betas must be/,
    });
    t.is(optimizer.paramGroups[0]!.lr, 1e-3);
    t.is(optimizer.stateDict().state[0]!.step!.item(), 1);
    for (const param of params) param.dispose();
  });
});

test('gradients and state follow the memory format of a parameter', (t) => {
  scope(() => {
    const data = torch.randn([4, 3, 2, 2]);
    const grads = [torch.randn([4, 3, 2, 2]), torch.randn([4, 3, 2, 2])];
    const run = (convert: boolean): Tensor => {
      using conv = new Conv2d(3, 4, 2, { bias: false });
      conv.loadStateDict({ weight: data });
      using optimizer = new AdamW(conv.parameters(), { lr: 0.1 });
      for (const grad of grads) {
        conv.weight.grad = grad.clone();
        optimizer.step();
        conv.weight.grad = null;
        if (convert) conv.to({ memoryFormat: 'channels_last' });
      }
      return conv.weight.detach().contiguous().clone();
    };
    t.true(torch.allclose(run(true), run(false)));
  });
});

test.serial('a channels_last gradient is read where it is, and the step is that of a copied one', (t) => {
  scope(() => {
    const [data, grad] = [torch.randn([16, 8, 3, 3]), torch.randn([16, 8, 3, 3])];
    for (const [kind, options] of [
      [AdamW, { lr: 0.1 }],
      [SGD, { lr: 0.1, momentum: 0.9 }],
    ] as const) {
      const run = (memoryFormat: 'channels_last' | 'contiguous') => {
        using weight = new Parameter(data.contiguous({ memoryFormat }).clone());
        using optimizer = new kind([weight], options);
        const step = () => {
          weight.grad = grad.contiguous({ memoryFormat });
          return profile(() => optimizer.step()).operators.map(({ name }) => name);
        };
        step();
        const operators = step();
        return { weight: weight.detach().contiguous().clone(), operators };
      };
      const [last, plain] = [run('channels_last'), run('contiguous')];
      t.true(torch.equal(last.weight, plain.weight), kind.name);
      t.false(last.operators.includes('aten::clone'), `${kind.name}: ${last.operators}`);
    }
  });
});

test('parameters of several dtypes step together', (t) => {
  scope(() => {
    const params = [new Parameter(torch.ones([2])), new Parameter(torch.ones([2], { dtype: 'float64' }))];
    using optimizer = new SGD(params, { lr: 1 });
    for (const param of params) param.grad = torch.onesLike(param);
    optimizer.step();
    t.deepEqual(
      params.map((param) => param.toArray()),
      [
        [0, 0],
        [0, 0],
      ],
    );
    for (const param of params) param.dispose();
  });
});

test('impossible arguments are refused with their place', (t) => {
  scope(() => {
    const params = makeParams();
    const refused: [() => unknown, RegExp][] = [
      [() => new AdamW([]), /^AdamW group 0: no parameters$/],
      [() => new AdamW([{ params }, { params: [], name: 'head' }]), /^AdamW group head: no parameters$/],
      [
        () => new AdamW([params[0]!, params[1]!, params[0]!]),
        /^AdamW group 0: parameter 2, \[3, 4\], was given before$/,
      ],
      [
        () => new AdamW([{ params }, { params: [params[1]!] }]),
        /^AdamW group 1: parameter 0, \[5\], was given before$/,
      ],
      [() => new AdamW(params, { lr: -1 }), /^AdamW group 0: lr must be a number >= 0, got -1$/],
      [() => new SGD([{ params, lr: Number.NaN }]), /lr must be a number >= 0, got NaN$/],
      [
        () => new AdamW(params, { betas: [0.9, 1] }),
        /betas must be two numbers in \[0, 1\), got \[0.9, 1\]$/,
      ],
      [
        () => new AdamW(params, { weigthDecay: 1 } as object),
        /^AdamW: unknown option 'weigthDecay'.*'weightDecay'/,
      ],
      [() => new AdamW([{ params, lrs: 1 } as never]), /^AdamW group 0: unknown option 'lrs'.*'lr'/],
      [() => new SGD(params, { nesterov: true }), /nesterov requires a momentum/],
      [() => new SGD([params[0]!.mul(2)]), /parameter 0 is the result of an operator/],
      [() => new SGD([{ params: [3 as never] }]), /parameter 0 must be a tensor, got a number/],
    ];
    for (const [make, message] of refused) t.throws(make, { instanceOf: OptionError, message });
    for (const param of params) param.dispose();
  });
});

test('training keeps memory level, and dispose returns to the baseline', (t) => {
  const baseline = memory();
  const net = new Sequential(new Conv2d(3, 4, 3), new BatchNorm2d(4));
  const optimizer = new AdamW(net.parameters());
  const step = () => {
    scope(() => {
      optimizer.zeroGrad();
      net
        .forward(torch.ones([1, 3, 4, 4]))
        .sum()
        .backward();
      clipGradNorm_(net.parameters(), 1);
      optimizer.step();
    });
  };
  step();
  const after = memory();
  for (let i = 0; i < 3; i++) step();
  t.deepEqual(memory(), after);
  optimizer.zeroGrad({ setToNull: false });
  t.deepEqual(memory(), after);
  optimizer.dispose();
  net.dispose();
  t.deepEqual(memory(), baseline);
});

for (const fused of [true, false]) {
  for (const [name, Kind] of Object.entries(KINDS)) {
    test(`autograd refuses a graph from before a step (${name}, ${fused ? 'fused' : 'foreach'})`, (t) => {
      const before = memory().tensors;
      scope(() => {
        const params = [new Parameter(torch.ones([2, 3])), new Parameter(torch.tensor(2))];
        using optimizer = new Kind(params, { lr: 0.1, fused });
        const loss = params.map((param) => param.square().sum()).reduce((a, b) => a.add(b));
        const versions = () => params.map((param) => torch.unchecked._version(param));
        loss.backward({ retainGraph: true });
        const start = versions();
        optimizer.step();
        for (const [i, version] of versions().entries()) t.true(version > start[i]!);
        t.deepEqual(
          params.map(({ shape }) => shape),
          [[2, 3], []],
        );
        t.throws(() => loss.backward(), { message: /modified by an inplace operation/ });
        for (const param of params) param.dispose();
      });
      t.is(memory().tensors, before);
    });
  }
}
