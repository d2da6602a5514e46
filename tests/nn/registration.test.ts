import {
  Buffer,
  Linear,
  Module,
  ModuleDict,
  ModuleList,
  Parameter,
  ParameterDict,
  ParameterList,
  RegistrationError,
  Sequential,
} from '@cotrain/nn';
import { ArgumentError, memory, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';

/** A module whose fields a test sets. */
class Holder extends Module {
  [field: string]: unknown;

  override forward(x: Tensor): Tensor {
    return x;
  }
}

const holding = (value: unknown): Holder => Object.assign(new Holder(), { part: value });

const linear = new Linear(1, 1);
const parameter = new Parameter(torch.ones([2]));
const buffer = new Buffer(torch.ones([2]));

test.after(() => {
  for (const part of [linear, parameter, buffer]) part.dispose();
});

test('modules, parameters and buffers inside plain values are refused by every walk, with their place', (t) => {
  const hidden: [value: unknown, message: RegExp][] = [
    [
      [linear],
      /^Holder\.part is an array, .*\(\[0\] is a Linear\): use ModuleList or ParameterList, or a #private/,
    ],
    [[null, linear], /\(\[1\] is a Linear\): use ModuleList/],
    [[[linear]], /\(\[0\]\[0\] is a Linear\)/],
    [{ a: linear }, /^Holder\.part is an object, .*\(\.a is a Linear\): use ModuleDict or ParameterDict/],
    [{ a: { b: [1, parameter] } }, /\(\.a\.b\[1\] is a Parameter\)/],
    [
      new Map([['head', linear]]),
      /^Holder\.part is a map, .*\(\.get\('head'\) is a Linear\): use ModuleDict/,
    ],
    [new Map([[linear, 1]]), /is a map/],
    [new Set([buffer]), /^Holder\.part is a set, .* is a Buffer\): use ModuleList/],
    [Object.assign(Object.create(null), { a: parameter }), /\(\.a is a Parameter\)/],
    [[{ head: new Map([['x', [linear]]]) }], /\(\[0\]\.head\.get\('x'\)\[0\] is a Linear\)/],
  ];
  for (const [value, message] of hidden) {
    const walks: ((module: Module) => unknown)[] = [
      (module) => module.parameters(),
      (module) => module.buffers(),
      (module) => module.stateDict(),
      (module) => module.loadStateDict({}),
      (module) => module.train(),
      (module) => module.to({ dtype: 'float64' }),
      (module) => new Sequential(module).namedModules(),
    ];
    for (const walk of walks)
      t.throws(() => walk(holding(value)), { instanceOf: RegistrationError, message });
  }
});

test('values without anything to register, and what stands in an object of a class, are left alone', (t) => {
  class Cache {
    readonly module = linear;
  }
  const circular: unknown[] = [1];
  circular.push(circular);
  for (const value of [
    null,
    3,
    'x',
    [],
    [1, 2],
    [[3]],
    { a: 1 },
    new Map(),
    circular,
    () => linear,
    new Cache(),
    torch.ones([1]),
  ])
    t.deepEqual(holding(value).parameters(), []);
});

test('a field whose name is a symbol is refused', (t) => {
  const module = new Holder();
  Object.assign(module, { [Symbol('head')]: linear });
  t.throws(() => module.parameters(), {
    instanceOf: RegistrationError,
    message: /^Holder\[Symbol\(head\)\] would not be registered/,
  });
});

test('#private fields stay out, own getters are in', (t) => {
  class Private extends Module {
    readonly #teacher = linear;
    readonly head = new Linear(1, 1, { bias: false });

    override forward(x: Tensor): Tensor {
      return this.head.forward(this.#teacher.forward(x));
    }
  }
  using module = new Private();
  t.deepEqual(Object.keys(module.stateDict()), ['head.weight']);
  const getter = new Holder();
  Object.defineProperty(getter, 'scale', { get: () => parameter, enumerable: true });
  t.deepEqual(getter.parameters(), [parameter]);
});

test('every traversal reads the current fields: added, replaced and deleted ones', (t) => {
  const module = holding([]);
  t.deepEqual(module.parameters(), []);
  (module.part as unknown[]).push(linear);
  t.throws(() => module.parameters(), { message: /\(\[0\] is a Linear\)/ });
  module.part = linear;
  t.deepEqual(Object.keys(module.stateDict()), ['part.weight', 'part.bias']);
  module.part = parameter;
  t.deepEqual(module.parameters(), [parameter]);
  module.other = parameter; // the same twice: one parameter, two keys
  t.deepEqual(module.parameters(), [parameter]);
  t.deepEqual(Object.keys(module.stateDict()), ['part', 'other']);
  delete module.part;
  t.deepEqual(module.namedParameters(), [['other', parameter]]);
  module.other = null;
  t.deepEqual(module.stateDict(), {});
});

test('a module around itself is named instead of walked for ever', (t) => {
  const parent = new Holder();
  const child = holding(parent);
  parent.child = child;
  for (const walk of [() => parent.parameters(), () => parent.stateDict(), () => parent.train()])
    t.throws(walk, {
      instanceOf: RegistrationError,
      message: /^child\.part is Holder, a module that contains it: .*#private/,
    });
});

test('the fields of a container of your own are registered beside its items', (t) => {
  class Heads extends ModuleList<Linear> {
    scale = new Parameter(torch.ones([1]));
  }
  class Named extends ModuleDict<Linear> {
    extra = new Linear(1, 1, { bias: false });
  }
  const before = memory().tensors;
  {
    using heads = new Heads([new Linear(1, 1, { bias: false })]);
    t.deepEqual(Object.keys(heads.stateDict()).sort(), ['0.weight', 'scale']);
    using copy = heads.clone();
    t.deepEqual(Object.keys(copy.stateDict()).sort(), ['0.weight', 'scale']);
    using named = new Named({ a: new Linear(1, 1, { bias: false }) });
    t.deepEqual(Object.keys(named.stateDict()), ['a.weight', 'extra.weight']);
  }
  t.is(memory().tensors, before);
});

test('containers refuse what they could not register', (t) => {
  const tensor = torch.ones([2, 3]);
  const refused: [() => unknown, RegExp][] = [
    [() => new ParameterList(tensor as never), /^ParameterList takes a list, got a Tensor$/],
    [() => new ParameterList(parameter as never), /^ParameterList takes a list, got a Parameter$/],
    [
      () => new ParameterList([tensor] as never),
      /^ParameterList: item 0 must be a Parameter, got a Tensor: make it one with new Parameter/,
    ],
    [() => new ParameterList([parameter]).push(tensor as never), /item 1 must be a Parameter/],
    [
      () => new ParameterDict({ a: tensor } as never),
      /^ParameterDict: item 'a' must be a Parameter, got a Tensor/,
    ],
    [
      () => new ParameterDict(tensor as never),
      /^ParameterDict takes an object of items by name, got a Tensor$/,
    ],
    [() => new ModuleList([linear, null] as never), /^ModuleList: item 1 must be a Module, got null$/],
    [() => new ModuleList([parameter] as never), /item 0 must be a Module, got a Parameter$/],
    [() => new ModuleList(linear as never), /^ModuleList takes a list, got a Linear$/],
    [() => new Sequential([linear] as never), /^Sequential: item 0 must be a Module, got a Array$/],
    [() => new ModuleDict({ a: [linear] } as never), /^ModuleDict: item 'a' must be a Module/],
    [
      () => new ModuleDict(new Map([['a', linear]]) as never),
      /^ModuleDict takes an object of items by name, got a Map$/,
    ],
    [() => new ModuleDict({}).set('a', parameter as never), /item 'a' must be a Module, got a Parameter$/],
  ];
  for (const [make, message] of refused) t.throws(make, { instanceOf: ArgumentError, message });
  tensor.dispose();
});
