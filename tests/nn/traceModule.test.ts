// TypeScript modules as TorchScript programs.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  BatchNorm2d,
  Buffer,
  Conv2d,
  Dropout,
  Linear,
  Module,
  ModuleDict,
  MultiheadAttention,
  Parameter,
  ReLU,
  Sequential,
  traceModule,
} from '@cotrain/nn';
import {
  ArgumentError,
  autocast,
  DisposedTensorError,
  FileWriteError,
  inferenceMode,
  isTracing,
  keep,
  memory,
  noGrad,
  ScriptModule,
  scope,
  type Tensor,
  type TracedModule,
  TraceError,
  torch,
} from '@cotrain/torch';
import test from 'ava';
import { seedDraws } from '../seed.js';
import { temporaryFolder } from '../torch/formats/temporary.js';
import { clean } from '../torch/support.js';

seedDraws(20);
const { fresh } = temporaryFolder('traced');

/** A module of one function. */
class Lambda<Out> extends Module<[Tensor], Out> {
  readonly #run: (x: Tensor) => Out;
  constructor(run: (x: Tensor) => Out) {
    super();
    this.#run = run;
  }
  override forward(x: Tensor): Out {
    return this.#run(x);
  }
}

class Net extends Module<[Tensor], Record<string, Tensor>> {
  body = new Sequential(new Conv2d(3, 8, 3, { padding: 1 }), new BatchNorm2d(8), new ReLU());
  heads = new ModuleDict({ det: new Linear(8, 4), seg: new Linear(8, 2) });
  offset = new Buffer(torch.tensor([0.5]));
  override forward(x: Tensor): Record<string, Tensor> {
    const pooled = this.body.forward(x).mean([2, 3]).add(this.offset);
    return {
      det: this.heads.get('det')!.forward(pooled),
      seg: this.heads.get('seg')!.forward(pooled).softmax(1),
    };
  }
}

const evaluated = <T extends Module<never[], unknown>>(module: T): T => module.eval();
const largest = (a: Tensor, b: Tensor): number => a.sub(b).abs().max().item('number');
const lambda = <Out>(run: (x: Tensor) => Out): Lambda<Out> => evaluated(new Lambda(run));

test(
  'a traced module gives what the module gives, from memory and from its files',
  clean((t) => {
    using net = evaluated(new Net());
    scope(() => {
      const traced = traceModule(net, [torch.randn([2, 3, 8, 8])], { names: ['images'] });
      const [plain, frozen] = [fresh('net.pt'), fresh('frozen.pt')];
      traced.save(plain);
      traced.save(frozen, { freeze: true });
      using loaded = ScriptModule.load(plain);
      using small = ScriptModule.load(frozen);
      const x = torch.randn([2, 3, 8, 8]);
      const expected = net.forward(x);
      for (const output of [traced.forward(x), loaded.forward(x), small.forward(x)] as Record<
        string,
        Tensor
      >[]) {
        t.deepEqual(Object.keys(output), ['det', 'seg']);
        for (const name of ['det', 'seg']) t.true(largest(output[name]!, expected[name]!) <= 1e-6);
      }
      t.deepEqual(Object.keys(loaded.stateDict()).sort(), Object.keys(net.stateDict()).sort());
      t.deepEqual(Object.keys(small.stateDict()), []);
      t.false(loaded.training);
      t.deepEqual(traced.inputNames, ['images']);
      t.deepEqual(traced.outputNames, ['det', 'seg']);
    });
  }),
);

test(
  'the graph names parameters, modules, shapes and outputs',
  clean((t) => {
    using net = evaluated(new Net());
    scope(() => {
      const graph = traceModule(net, [torch.randn([2, 3, 8, 8])], { names: ['images'] }).graph();
      const names = graph.nodes.flatMap(({ attribute }) => attribute ?? []);
      t.deepEqual(
        names.sort(),
        Object.keys(net.stateDict())
          .filter((key) => !key.endsWith('num_batches_tracked'))
          .sort(),
      );
      const constant = graph.nodes.find(({ attribute }) => attribute === 'heads.det.weight')!;
      t.is(constant.kind, 'prim::Constant');
      t.true(torch.equal(constant.value as Tensor, net.heads.get('det')!.weight));
      const calls = graph.nodes.filter(({ kind }) => kind.startsWith('aten::'));
      t.deepEqual(
        calls.map(({ kind, scope }) => [kind, scope]),
        [
          ['aten::_convolution', 'body.0'],
          ['aten::batch_norm', 'body.1'],
          ['aten::relu', 'body.2'],
          ['aten::mean', ''],
          ['aten::add', ''],
          ['aten::linear', 'heads.det'],
          ['aten::linear', 'heads.seg'],
          ['aten::softmax', ''],
        ],
      );
      t.regex(calls[0]!.schema, /^aten::_convolution\(Tensor input, Tensor weight, Tensor\? bias/);
      t.deepEqual(calls[0]!.outputs[0]!.shape, [2, 8, 8, 8]);
      t.is(calls[0]!.outputs[0]!.dtype, 'float32');
      t.deepEqual(
        graph.inputs.map(({ name, shape }) => [name, shape]),
        [['images', [2, 3, 8, 8]]],
      );
      t.deepEqual(
        graph.outputs.map(({ name, shape }) => [name, shape]),
        [
          ['det', [2, 4]],
          ['seg', [2, 2]],
        ],
      );
      const produced = new Set([...graph.inputs, ...graph.nodes.flatMap(({ outputs }) => outputs)]);
      for (const { inputs } of graph.nodes) for (const input of inputs) t.true(produced.has(input));
      for (const output of graph.outputs) t.true(produced.has(output));
    });
  }),
);

test(
  'an output is a tensor, an array or an object of tensors',
  clean((t) => {
    scope(() => {
      const x = torch.randn([3]);
      const one = traceModule(
        lambda((x) => x.exp()),
        [x],
      );
      t.true(torch.equal(one.forward(x), x.exp()));
      t.deepEqual(
        one.graph().outputs.map(({ name }) => name),
        ['output'],
      );
      const many = traceModule(
        lambda((x): readonly Tensor[] => [x.exp(), x.neg()]),
        [x],
      );
      t.true(torch.equal(many.forward(x)[1]!, x.neg()));
      t.deepEqual(
        many.graph().outputs.map(({ name }) => name),
        ['output0', 'output1'],
      );
      const same = traceModule(
        lambda((x): Record<string, Tensor> => ({ a: x, b: x })),
        [x],
      );
      t.true(torch.equal(same.forward(x).b!, x));
      t.deepEqual(
        same.graph().outputs.map(({ name }) => name),
        ['a', 'b'],
      );
      for (const wrong of [[], {}, { a: 1 }, 3, null, undefined, { a: [x] }])
        t.throws(
          () =>
            traceModule(
              lambda(() => wrong as unknown as Tensor),
              [x],
            ),
          { instanceOf: Error },
        );
    });
  }),
);

test(
  'constants, tables made in forward and in-place operators on them give the same in every call',
  clean((t) => {
    const module = lambda((x) => {
      const table = torch.tensor([1, 2, 3]);
      table.add_(x); // the table must begin with [1, 2, 3] in each call
      const mask = torch.zeros([3]);
      mask.setAt([0], 1);
      return table.mul(mask).add(x.relu().add_(1)).sub(torch.arange(3));
    });
    scope(() => {
      const traced = traceModule(module, [torch.randn([3])]);
      for (let i = 0; i < 3; i++) {
        const x = torch.randn([3]);
        t.true(torch.allclose(traced.forward(x), module.forward(x)));
      }
    });
  }),
);

test(
  'control flow and numbers that depend on values are errors that name the module',
  clean((t) => {
    class Branch extends Module {
      override forward(x: Tensor): Tensor {
        return x.sum().item('number') > 0 ? x.exp() : x.neg();
      }
    }
    class Outer extends Module {
      inner = new Sequential(new ReLU(), new Branch());
      override forward(x: Tensor): Tensor {
        return this.inner.forward(x.sub(1));
      }
    }
    scope(() => {
      const module = evaluated(new Sequential(new Branch()));
      const error = t.throws(
        () => traceModule(module, [torch.ones([2])], { checkInputs: [torch.ones([2]).neg()] }),
        { instanceOf: TraceError, message: /0: aten::exp in one trace, aten::neg in the other/ },
      );
      t.is(error.where, '0');
      t.regex(error.message, /values are read in 0/);
      t.throws(
        () =>
          traceModule(evaluated(new Outer()), [torch.ones([2]).mul(3)], { checkInputs: [torch.zeros([2])] }),
        {
          message: /inner\.1: /,
        },
      );
      const scaled = lambda((x) => x.mul(x.max().item('number')));
      t.throws(() => traceModule(scaled, [torch.rand([4])]), {
        message: /an argument of aten::mul is 0\.\d+ in one trace/,
      });
      const table = lambda((x) => x.add(torch.tensor(x.toArray() as number[])));
      t.throws(() => traceModule(table, [torch.rand([4])]), { instanceOf: TraceError });
    });
  }),
);

test.serial('values that are read and do not matter are a warning', async (t) => {
  const warned: Error[] = [];
  const listen = (warning: Error) => warned.push(warning);
  process.on('warning', listen);
  scope(() => {
    const checked = lambda((x) => {
      if (x.abs().max().item('number') > 1e9) throw new Error('too large');
      return x.exp();
    });
    traceModule(checked, [torch.rand([4])]);
    traceModule(
      lambda((x) => x.add(torch.tensor([2]).item('number'))),
      [torch.rand([4])],
    ); // a constant: no warning
  });
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', listen);
  t.deepEqual(
    warned.map(({ name, message }) => [name, message]),
    [
      [
        'TraceWarning',
        'values of tensors are read in the module itself: they are constants of the traced program',
      ],
    ],
  );
});

test(
  'sizes that are read as numbers are told for inputs of another size',
  clean((t) => {
    class Flat extends Module {
      override forward(x: Tensor): Tensor {
        return x.reshape([x.size(0), x.size(1) * x.size(2)]);
      }
    }
    scope(() => {
      const net = evaluated(new Sequential(new ReLU(), new Flat()));
      const options = { otherSizes: [[torch.randn([3, 5, 7])]] as [Tensor][] };
      const error = t.throws(() => traceModule(net, [torch.randn([2, 3, 4])], options), {
        instanceOf: TraceError,
      });
      t.is(error.where, '1');
      t.regex(error.message, /1: an argument of aten::reshape is 2 in one trace, 3 in the other/);
      t.regex(error.message, /1: an argument of aten::reshape is 12 in one trace, 35 in the other/);
      const free = traceModule(
        evaluated(new Sequential(new ReLU(), new ReLU())),
        [torch.randn([2, 3, 4])],
        options,
      );
      t.deepEqual(free.forward(torch.randn([4, 1, 2])).shape, [4, 1, 2]);
    });
  }),
);

test(
  'state that changes between calls and random numbers are errors',
  clean((t) => {
    scope(() => {
      const total = torch.zeros([3]);
      t.throws(
        () =>
          traceModule(
            lambda((x) => total.add_(x).clone()),
            [torch.rand([3])],
          ),
        {
          instanceOf: TraceError,
          message: /gives another|differs/,
        },
      );
      t.throws(
        () =>
          traceModule(
            lambda((x) => x.add(torch.randn([3]))),
            [torch.rand([3])],
          ),
        {
          message: /gives another output than the module/,
        },
      );
    });
  }),
);

test(
  'a module in training mode is refused, with its path',
  clean((t) => {
    using net = new Sequential(new Linear(2, 2), new Dropout(0.5));
    scope(() => {
      const x = [torch.randn([1, 2])] as [Tensor];
      t.throws(() => traceModule(net, x), { instanceOf: TraceError, message: /call eval\(\) first/ });
      net.eval().children()[1]!.train();
      const error = t.throws(() => traceModule(net, x), { instanceOf: TraceError });
      t.is(error.where, '1');
      t.notThrows(() => traceModule(net.eval(), x));
    });
  }),
);

test(
  'an error in forward ends the trace, and is thrown as it is; traces do not nest',
  clean((t) => {
    const own = new RangeError('mine');
    scope(() => {
      const x = torch.randn([2]);
      for (let i = 0; i < 2; i++)
        t.is(
          t.throws(() =>
            traceModule(
              lambda((x): Tensor => {
                x.exp();
                throw own;
              }),
              [x],
            ),
          ),
          own,
        );
      t.false(isTracing());
      t.throws(
        () =>
          traceModule(
            lambda((x) => x.matmul(torch.ones([5, 5]))),
            [x],
          ),
        { code: 'E_OPERATOR' },
      );
      const inner = lambda((x) => x.exp());
      t.throws(
        () =>
          traceModule(
            lambda((x) => traceModule(inner, [x]).forward(x)),
            [x],
          ),
        {
          instanceOf: TraceError,
          message: /traces do not nest/,
        },
      );
      t.throws(
        () =>
          traceModule(
            lambda((x) => Promise.resolve(x) as unknown as Tensor),
            [x],
          ),
        {
          instanceOf: TraceError,
          message: /synchronous/,
        },
      );
      t.true(torch.equal(traceModule(inner, [x]).forward(x), x.exp()));
    });
  }),
);

test(
  'inference mode, gradients, autocast, hooks and shared parts',
  clean((t) => {
    class Tied extends Module {
      first = new Linear(4, 4);
      second = this.first;
      override forward(x: Tensor): Tensor {
        return this.second.forward(this.first.forward(x));
      }
    }
    using tied = evaluated(new Tied());
    using attention = evaluated(new MultiheadAttention(8, 2));
    scope(() => {
      const x = torch.randn([3, 4]);
      const traced = inferenceMode(() => traceModule(tied, [x]));
      t.true(largest(traced.forward(x), tied.forward(x)) <= 1e-6);
      traced.forward(x).sum().backward(); // what was made in inference mode could not be saved for this
      t.deepEqual(Object.keys(traced.script.stateDict()).sort(), Object.keys(tied.stateDict()).sort());

      const half = autocast({ dtype: 'bfloat16' }, () => traceModule(tied, [x]));
      t.is(half.forward(x).dtype, 'bfloat16');

      const hook = tied.registerForwardHook((_module, _args, output) => output.mul(2));
      t.true(largest(traceModule(tied, [x]).forward(x), tied.forward(x)) <= 1e-6);
      hook.remove();
      t.false(Object.hasOwn(tied, 'forward'));
      t.false(Object.hasOwn(tied.first, 'forward'));

      const free = new Parameter(torch.ones([4]));
      t.throws(
        () =>
          traceModule(
            lambda((x) => x.mul(free)),
            [x],
          ),
        { message: /not registered in the module/ },
      );
      free.dispose();

      class Attend extends Module {
        attention = attention;
        override forward(x: Tensor): Tensor {
          return this.attention.forward(x, x, x)[0];
        }
      }
      const y = torch.randn([5, 2, 8]);
      const module = evaluated(new Attend());
      t.true(
        largest(
          traceModule(module, [y]).forward(y),
          noGrad(() => module.forward(y)),
        ) <= 1e-6,
      );
    });
  }),
);

test(
  'the program belongs to its scope, and is freed once',
  clean((t) => {
    using net = evaluated(new Linear(2, 2));
    const x = torch.randn([1, 2]);
    let inside: TracedModule | undefined;
    let kept: TracedModule<Tensor> | undefined;
    const returned = scope(() => {
      inside = traceModule(net, [x] as [Tensor]);
      kept = keep(traceModule(net, [x] as [Tensor]));
      return { traced: traceModule(net, [x] as [Tensor]) };
    });
    t.true(inside!.isDisposed);
    t.false(kept!.isDisposed);
    t.false(returned.traced.isDisposed);
    const before = memory().tensors;
    scope(() => void kept!.graph());
    t.is(memory().tensors, before);
    kept!.dispose();
    kept!.dispose();
    returned.traced.dispose();
    t.throws(() => kept!.forward(x), { instanceOf: DisposedTensorError });
    t.throws(() => kept!.graph(), { instanceOf: DisposedTensorError });
    t.throws(() => kept!.save(fresh('gone.pt')), { instanceOf: DisposedTensorError });
    x.dispose();
  }),
);

test(
  'saving is all or nothing, and the archive does not tell where it was written',
  clean((t) => {
    using net = evaluated(new Linear(2, 2));
    scope(() => {
      const traced = traceModule(net, [torch.randn([1, 2])]);
      const folder = fresh('folder');
      mkdirSync(folder);
      traced.save(join(folder, 'a.pt'), { extraFiles: { 'card.json': '{}' } });
      t.deepEqual(readdirSync(folder), ['a.pt']);
      t.throws(() => traced.save(join(folder, 'none', 'a.pt')), { instanceOf: FileWriteError });
      t.throws(() => traced.save(folder), { instanceOf: FileWriteError });
      t.deepEqual(readdirSync(folder), ['a.pt']);
    });
  }),
);

test(
  'keys that are not names in Python are written and read',
  clean((t) => {
    const keys = ['lambda', 'self', 'a-b', '0', 'weight', 'print', 'a b', 'int', 'yield'];
    using dict = new ModuleDict(Object.fromEntries(keys.map((key) => [key, new Linear(1, 1)])));
    class All extends Module {
      parts = dict;
      override forward(x: Tensor): Tensor {
        return dict.children().reduce((y, part) => (part as Linear).forward(y), x);
      }
    }
    scope(() => {
      const traced = traceModule(evaluated(new All()), [torch.randn([1, 1])]);
      const path = fresh('keys.pt');
      traced.save(path);
      using loaded = ScriptModule.load(path);
      const x = torch.randn([2, 1]);
      t.true(largest(loaded.forward(x) as Tensor, traced.forward(x)) <= 1e-6);
      t.is(Object.keys(loaded.stateDict()).length, 2 * keys.length);
    });
  }),
);

test(
  'arguments that make no sense',
  clean((t) => {
    const module = lambda((x) => x);
    scope(() => {
      const x = torch.randn([1]);
      for (const names of [['a', 'b'], ['a.b'], ['self'], ['class'], ['torch'], ['1']])
        t.throws(() => traceModule(module, [x], { names }), { instanceOf: ArgumentError });
      t.throws(() => traceModule(module, [] as unknown as [Tensor]), { instanceOf: ArgumentError });
      t.throws(() => traceModule(module, [1] as unknown as [Tensor]), { instanceOf: ArgumentError });
      t.throws(() => traceModule(module, [x], { name: 'x' } as never), { message: /unknown/i });
      for (const key of ['training', 'forward', 'class', 'torch', 'None', 'ä', 'a"b', 'a\\b']) {
        const wrong = evaluated(new ModuleDict({ [key]: new Linear(1, 1) })) as unknown as Lambda<Tensor>;
        t.throws(() => traceModule(wrong, [x]), {
          instanceOf: TraceError,
          message: /TorchScript cannot have the key/,
        });
        wrong.dispose();
      }
    });
  }),
);
